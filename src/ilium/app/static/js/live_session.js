// @ts-check
import { sideWord } from "./live_gauge.js";
import { Panels } from "./live_panels.js";
import { howLevel, largestOf, plannedSets } from "./live_sets.js";
import { CuePlan, OutsideWatch } from "./live_sound.js";
import { send } from "./send.js";

/** @typedef {import("./live_meter.js").Reading} Reading */
/** @typedef {import("./live_meter.js").Meter} Meter */
/** @typedef {import("./live_meter.js").Done} Done */
/** @typedef {import("./live_sets.js").DoneSet} DoneSet */
/** @typedef {import("./live_sets.js").PlannedSet} PlannedSet */
/**
 * @typedef {object} Means
 * @property {import("./page_words.js").Say} say
 * @property {(text: string) => unknown} speak
 * @property {{play: () => void}} tone
 * @property {() => void} over called after the last set
 * @property {import("./live_gauge.js").Gauge} gauge
 */

/** Rest after which standing still begins the next set by itself [s]. */
const REST = 15;

/** One exercise from its first set to the log. */
export class Session {
  /**
   * @param {any} plan what the page was asked for
   * @param {Means} means
   */
  constructor(plan, means) {
    this.plan = plan;
    this.means = means;
    /** @type {PlannedSet[]} */
    this.ahead = plannedSets(plan.sets, plan.sides, plan.counts);
    /** @type {DoneSet[]} */
    this.done = [];
    /** @type {number[]} */
    this.largest = [];
    this.zone = 5;
    /** @type {"standing" | "set" | "guess" | "rest" | "over"} */
    this.phase = "standing";
    this.watch = new OutsideWatch();
    this.cues = new CuePlan();
    this.rested = NaN;
    this.held = 0;
    this.panels = new Panels(this);
  }

  /** The set that is due; undefined after the last. */
  get set() {
    return this.ahead[0];
  }

  /** Whether somebody is being looked at. */
  get watching() {
    return this.phase === "standing" || this.phase === "set";
  }

  /** @param {Meter} meter */
  prepare(meter) {
    meter.stand();
    this.largest = [];
    this.held = 0;
    this.cues = new CuePlan();
    this.panels.heading();
    if (this.phase === "standing") this.means.gauge.blank(this.means.say("stand"));
  }

  /** @param {string} reason in words */
  lost(reason) {
    this.watch.see(0, false);
    this.means.gauge.blank(reason);
  }

  /**
   * @param {number} time [s]
   * @param {Reading} reading
   * @param {Meter} meter
   */
  see(time, reading, meter) {
    if (this.phase === "rest") this.resting(time, reading, meter);
    else if (this.phase === "standing") this.standing(reading, meter);
    else if (this.phase === "set") this.training(time, reading);
  }

  /** @param {Reading} reading @param {Meter} meter */
  standing(reading, meter) {
    const { say, gauge } = this.means;
    this.panels.progress(meter.standing ? 0 : reading.share);
    if (reading.state === "lost") gauge.blank(say(`reason.${reading.reason}`));
    else if (meter.standing) this.begin(meter.standing.half);
    else gauge.blank(say("still"));
  }

  /** @param {number} half [°] */
  begin(half) {
    this.phase = "set";
    this.zone = half;
    this.means.gauge.setZone(half);
    this.panels.zone(half);
    this.panels.progress(0);
    this.panels.count();
    this.means.speak(this.means.say("go"));
  }

  /** @param {number} time [s] @param {Reading} reading */
  training(time, reading) {
    const shown = this.set?.shown ?? "full";
    if (this.watch.see(time, reading.outside && shown === "full")) this.means.tone.play();
    this.held = reading.held;
    this.show(reading, shown);
    if (reading.done) this.repetition(reading.done, shown);
    if (this.plan.seconds && reading.moving) this.worst(reading);
    this.panels.count();
    const enough = this.plan.seconds
      ? this.held >= this.plan.seconds
      : this.largest.length >= this.plan.reps;
    if (enough) this.endSet();
  }

  /** A hold is one repetition: its largest change so far. */
  worst(/** @type {Reading} */ reading) {
    this.largest = [Math.max(this.largest[0] ?? 0, Math.abs(reading.change))];
  }

  /** @param {Reading} reading @param {string} shown */
  show(reading, shown) {
    const { say, gauge } = this.means;
    if (reading.state === "lost") gauge.blank(say(`reason.${reading.reason}`));
    else if (reading.state === "air") gauge.blank(say("air"));
    else if (this.plan.mode === "landing") return;
    else if (shown !== "full") this.hide(reading, shown);
    else if (this.plan.mode === "hold") gauge.show(reading);
    else gauge.show(reading, reading.amount);
  }

  /** The gauge stays away while the repetition lasts. */
  hide(/** @type {Reading} */ reading, /** @type {string} */ shown) {
    if (shown === "after" && !reading.moving && this.largest.length) return;
    this.means.gauge.blank(this.means.say(shown === "after" ? "after_each" : "by_feel"));
  }

  /** @param {Done} done @param {string} shown */
  repetition(done, shown) {
    const { say, speak, gauge } = this.means;
    this.largest.push(done.largest);
    if (shown === "after" || (this.plan.mode === "landing" && shown === "full")) {
      const signed = this.plan.mode === "hold" || this.plan.mode === "landing" ? done.signed : done.amount;
      gauge.result(signed, done.left, this.wordOf(done));
    }
    const left = done.left && this.plan.mode !== "travel";
    if (shown !== "without" && this.cues.due(this.largest.length, left)) speak(this.plan.cue);
    this.panels.last(done, say, shown);
  }

  /** @param {Done} done */
  wordOf(done) {
    const { say } = this.means;
    if (this.plan.mode === "travel") return say("up");
    if (this.plan.mode === "still") return say(done.left ? "pelvis_moved" : "pelvis_stayed");
    return sideWord(say, done.signed, done.left);
  }

  /** The set is over: by its count, or because somebody says so. */
  endSet() {
    const set = this.set;
    if (this.phase === "rest" || !set) return;
    if (this.largest.length) {
      this.done.push({
        side: set.side,
        shown: set.shown,
        seconds: this.plan.seconds ? Math.round(this.held) : null,
        largest: this.largest.map((each) => Math.min(90, Math.round(10 * each) / 10)),
        zone: this.zone,
      });
    }
    this.ahead = this.ahead.slice(1);
    const guess = set.shown === "guess" && this.largest.length > 0 && this.plan.mode !== "travel";
    this.means.speak(this.means.say(guess ? "ask" : this.set ? "rest_said" : "over_said"));
    if (guess) this.ask();
    else this.rest();
  }

  ask() {
    this.phase = "guess";
    this.panels.ask((guessed) => {
      const last = this.done[this.done.length - 1];
      const largest = largestOf(last.largest);
      this.panels.answer(guessed, howLevel(largest, last.zone), largest, last.zone);
      this.rest();
    });
  }

  rest() {
    this.phase = this.set ? "rest" : "over";
    this.rested = NaN;
    this.panels.rest();
    if (this.set) return;
    void this.finish();
    this.means.over();
  }

  /** @param {number} time [s] @param {Reading} reading @param {Meter} meter */
  resting(time, reading, meter) {
    if (!Number.isFinite(this.rested)) this.rested = time;
    const rest = time - this.rested;
    this.panels.resting(rest);
    if (rest < REST && meter.standing) meter.stand();
    if (rest >= REST && reading.state === "standing" && meter.standing) this.goOn(meter.standing.half);
  }

  /** Begin the next set now; with a zone where standing was just seen. */
  goOn(half = NaN) {
    if (this.phase !== "rest") return;
    this.phase = "standing";
    this.panels.train();
    if (Number.isFinite(half)) this.begin(half);
  }

  /** Stand still once more, after the camera was closed. */
  again() {
    this.phase = "standing";
    this.panels.train();
  }

  /** Whether the pelvis's line is kept from the eyes, too. */
  get byFeel() {
    return this.phase === "set" && (this.set?.shown ?? "full") !== "full";
  }

  /** Keep what was done. */
  async finish() {
    if (this.watching && this.largest.length) this.endSet();
    if (!this.done.length) return;
    const sets = this.done;
    this.done = [];
    this.panels.summary(sets);
    if (!this.plan.save) return;
    try {
      const kept = await send(this.plan.save, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ exercise: this.plan.exercise, sets }),
      });
      this.panels.kept(kept.counted ? "kept_counted" : "kept");
    } catch (error) {
      this.panels.kept("not_kept", error);
    }
  }
}
