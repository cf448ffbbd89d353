// @ts-check
import { Meter } from "../live_meter.js";

/** @typedef {import("../live_meter.js").Reading} Reading */
/** @typedef {import("../live_sets.js").Side} Side */
/** @typedef {import("../pose_socket.js").LivePose} LivePose */
/** @typedef {import("./lamps.js").Advice} Advice */
/** @typedef {"setup" | "stand" | "count" | "move" | "over"} Phase */
/**
 * @typedef {object} Plan
 * @property {import("../live_meter.js").Mode} mode
 * @property {import("../live_meter.js").Count} count
 * @property {import("../live_body.js").View} view
 * @property {Side[]} sides in the order of filming
 * @property {number | null} reps on each side
 * @property {number | null} seconds of a hold on each side
 */
/** @typedef {{say?: string, number?: number, record?: boolean, drop?: boolean, end?: boolean}} Deed */

/** Time that the set-up must be good, out of sight until it begins anew, and gone [s]. */
const [GOOD, AWAY, GONE] = [1, 3, 4];
const BEAT = 0.8;
const COUNTDOWN = ["three", "two", "one"];
/** After the last repetition the film goes on for so long [s]. */
const TAIL = 1.5;
/** Share of a side out of sight above which it is filmed again. */
const MOST_LOST = 0.3;

/** One movement from the set-up to its last repetition; it never asks for a touch. */
export class Run {
  /** @param {Plan} plan */
  constructor(plan) {
    this.plan = plan;
    /** @type {Phase} */
    this.phase = "setup";
    this.index = 0;
    this.done = 0;
    this.since = NaN;
    this.away = NaN;
    this.beat = 0;
    this.frames = 0;
    /** @type {Map<string, number>} */
    this.lost = new Map();
    this.meter = this.fresh();
  }

  /** From the beginning: nothing that was seen counts. */
  begin() {
    this.phase = "setup";
    this.index = this.done = this.frames = 0;
    this.since = this.away = NaN;
    this.lost.clear();
    this.meter = this.fresh();
  }

  /** @returns {Side} */
  get side() {
    return this.plan.sides[this.index];
  }

  fresh() {
    const { mode, count, view } = this.plan;
    return new Meter({ mode, count, view, side: this.side });
  }

  /**
   * @param {LivePose} pose
   * @param {{width: number, height: number}} picture that was sent [px]
   * @param {Advice | undefined} advice what is wrong with the set-up
   * @returns {Deed[]} what to say and do now
   */
  see(pose, picture, advice) {
    if (this.phase === "setup") return this.setup(pose.time, advice);
    if (this.phase === "over") return this.ending(pose.time);
    const reading = this.meter.see(pose, picture);
    const gone = this.watch(pose.time, reading);
    if (gone) return gone;
    if (this.phase === "stand") return this.standing(pose.time);
    if (this.phase === "count") return this.counting(pose.time);
    return this.moving(pose.time, reading);
  }

  /** @param {number} time @param {Advice | undefined} advice @returns {Deed[]} */
  setup(time, advice) {
    if (advice) {
      this.since = NaN;
      return [{ say: advice.key, number: advice.number }];
    }
    if (!Number.isFinite(this.since)) this.since = time;
    if (time - this.since < GOOD) return [];
    this.phase = "stand";
    return [{ record: true }, { say: "still" }];
  }

  /**
   * Notice who goes out of sight.
   * @param {number} time @param {Reading} reading
   * @returns {Deed[] | undefined}
   */
  watch(time, reading) {
    if (reading.state !== "lost") this.away = NaN;
    else if (!Number.isFinite(this.away)) this.away = time;
    if (this.phase === "move") {
      this.frames += 1;
      if (reading.state === "lost")
        this.lost.set(reading.reason, (this.lost.get(reading.reason) ?? 0) + 1);
      if (!(time - this.away > GONE)) return undefined;
      if (this.index === this.plan.sides.length - 1 && this.done > 0) return this.finish(time);
    } else if (!(time - this.away > AWAY)) {
      return undefined;
    }
    const { reason } = reading;
    this.begin();
    return [{ drop: true }, { say: reason }];
  }

  /** @param {number} time @returns {Deed[]} */
  standing(time) {
    if (!this.meter.standing) return [];
    this.phase = "count";
    this.since = time;
    this.beat = 0;
    return [{ say: COUNTDOWN[0] }];
  }

  /** @param {number} time @returns {Deed[]} */
  counting(time) {
    const beat = Math.floor((time - this.since) / BEAT);
    if (beat === this.beat) return [];
    this.beat = beat;
    if (beat < COUNTDOWN.length) return [{ say: COUNTDOWN[beat] }];
    this.phase = "move";
    return [{ say: `go_${this.side}` }];
  }

  /** @param {number} time @param {Reading} reading @returns {Deed[]} */
  moving(time, reading) {
    if (this.plan.seconds) this.done = Math.floor(reading.held);
    else if (reading.done) this.done += 1;
    if (this.done < (this.plan.seconds ?? this.plan.reps ?? 1)) return [];
    if (this.index === this.plan.sides.length - 1) return this.finish(time);
    this.index += 1;
    this.done = 0;
    this.meter = this.fresh();
    this.phase = "stand";
    return [{ say: "switch" }];
  }

  /** @param {number} time @returns {Deed[]} */
  finish(time) {
    this.phase = "over";
    this.since = time;
    return [{ say: "done" }];
  }

  /** @param {number} time @returns {Deed[]} */
  ending(time) {
    return time - this.since >= TAIL ? [{ end: true }] : [];
  }

  /** How much of the movement was out of sight, and mostly why. */
  outOfSight() {
    const all = [...this.lost.values()].reduce((sum, each) => sum + each, 0);
    const share = this.frames ? all / this.frames : 0;
    const reason = [...this.lost].sort((one, two) => two[1] - one[1])[0]?.[0] ?? "";
    return { share, reason, again: share > MOST_LOST };
  }
}
