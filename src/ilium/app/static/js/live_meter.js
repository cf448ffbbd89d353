// @ts-check
import { Body, betterSide, facingOf, obstacle, turned } from "./live_body.js";
import { HoldCounter, LandingCounter, RepetitionCounter } from "./live_count.js";
import { Smooth } from "./live_filter.js";
import { QuietStanding } from "./live_standing.js";

/** @typedef {import("./live_body.js").View} View */
/** @typedef {import("./live_sets.js").Side} Side */
/** @typedef {import("./live_standing.js").Standing} Standing */
/** @typedef {import("./pose_socket.js").LivePose} LivePose */
/** @typedef {"hold" | "travel" | "still" | "landing"} Mode */
/** @typedef {"depth" | "hike" | "foot" | "leg" | "land" | "low" | "lift"} Count */
/**
 * @typedef {object} Done one repetition
 * @property {number} largest change of the pelvis from standing [°]
 * @property {number} signed the same, positive where the right side was higher [°]
 * @property {boolean} left whether it left the zone
 * @property {number} amount travel, or how far the leg went before the pelvis moved [°]
 */
/**
 * @typedef {object} Reading
 * @property {"lost" | "standing" | "live" | "air"} state
 * @property {string} reason why nothing is measured; empty otherwise
 * @property {number} share of the quiet standing that is done [1]
 * @property {number} change of the pelvis from own standing, positive: right side up [°]
 * @property {number} amount travel of the pelvis, or how far the leg has moved [°]
 * @property {boolean} outside the zone
 * @property {boolean} moving a repetition is under way
 * @property {number} held seconds in posture
 * @property {Done | undefined} done a repetition that has just ended
 */

/** Least sizes and returns: depths and feet in leg lengths, hikes and legs in degrees. */
const COUNTED = { depth: [0.06, 0.03], foot: [0.07, 0.025], hike: [4, 1.5], leg: [10, 5] };
const [LOW, LIFTED] = [0.06, 0.06];
const TURNED = Math.cos(Math.PI / 6);
const PATIENCE = 0.3;
/** Time after a landing over which the pelvis is read [s]. */
const AFTER = 0.5;

/** From poses to what the gauge shows: quiet standing first, then changes from it. */
export class Meter {
  /** @param {{mode: Mode, count: Count, view: View, side: Side}} plan */
  constructor(plan) {
    this.plan = plan;
    this.facing = facingOf(plan.view);
    this.quiet = new QuietStanding(this.facing);
    /** @type {Standing | undefined} */
    this.standing = undefined;
    this.line = new Smooth();
    this.lean = new Smooth();
    this.count = new Smooth();
    const counted = COUNTED[/** @type {keyof typeof COUNTED} */ (plan.count)] ?? [1, 0.5];
    this.repetitions = new RepetitionCounter(counted[0], counted[1]);
    this.hold = new HoldCounter();
    this.landings = new LandingCounter();
    this.turnedSince = NaN;
    this.landed = NaN;
    this.signed = 0;
    this.reach = 0;
    this.moved = false;
  }

  /** A repetition begins: nothing of the last one counts. */
  begin() {
    this.signed = 0;
    this.reach = 0;
    this.moved = false;
  }

  /** Stand still once more before the next set. */
  stand() {
    this.standing = undefined;
    this.quiet.reset();
    this.repetitions.reset();
    this.hold = new HoldCounter();
    this.begin();
  }

  /**
   * @param {LivePose} pose
   * @param {{width: number, height: number}} picture that was sent [px]
   * @returns {Reading}
   */
  see(pose, picture) {
    const body = new Body(pose.points, picture.height / picture.width);
    const reason = obstacle(body, this.plan.view, picture.width) || this.turnedAway(pose.time, body);
    if (reason) {
      if (!this.standing) this.quiet.reset();
      return reading({ state: "lost", reason, held: this.hold.held });
    }
    const line = this.line.see(pose.time, this.lineOf(body));
    const lean = this.lean.see(pose.time, body.lean());
    if (!this.standing) {
      this.standing = this.quiet.see(pose.time, body, line);
      return reading({ state: "standing", share: this.standing ? 1 : this.quiet.share() });
    }
    return this.live(pose.time, body, line, lean, this.standing);
  }

  /** @param {Body} body @returns {number} [°]; a side view shows the trunk in its place */
  lineOf(body) {
    return this.plan.view === "side" ? body.lean() : body.obliquity(this.facing);
  }

  /**
   * @param {number} time @param {Body} body @param {number} line @param {number} lean
   * @param {Standing} standing
   * @returns {Reading}
   */
  live(time, body, line, lean, standing) {
    const from = this.plan.view === "side" ? standing.lean : standing.angle;
    const change = turned((this.plan.view === "side" ? lean : line) - from);
    const amount = this.amountOf(body, change, standing);
    const outside = this.plan.mode !== "travel" && leaves(change, standing);
    if (this.plan.count === "land") return this.landing(time, body, change, standing);
    const made = reading({ state: "live", change, amount, outside });
    if (this.plan.count === "low" || this.plan.count === "lift") {
      made.moving = this.hold.see(time, this.holds(body, standing));
      made.held = this.hold.held;
      if (made.moving) this.keep(change, amount, outside);
      return made;
    }
    this.keep(change, amount, outside);
    const found = this.repetitions.see(time, this.count.see(time, this.countOf(body, amount, standing)));
    made.moving = this.repetitions.out;
    if (found) made.done = this.done(standing);
    if (!made.moving) this.begin();
    return made;
  }

  /** Remember the worst of the repetition, and how far the leg got before it. */
  keep(/** @type {number} */ change, /** @type {number} */ amount, /** @type {boolean} */ outside) {
    if (Math.abs(change) > Math.abs(this.signed)) this.signed = change;
    if (outside) this.moved = true;
    if (!this.moved || this.plan.mode === "travel") this.reach = Math.max(this.reach, amount);
  }

  /** @param {Standing} standing @returns {Done} */
  done(standing) {
    const largest = Math.abs(this.signed);
    return { largest, signed: this.signed, left: leaves(largest, standing), amount: this.reach };
  }

  /**
   * @param {number} time @param {Body} body @param {number} change @param {Standing} standing
   * @returns {Reading}
   */
  landing(time, body, change, standing) {
    const feet = {
      left: body.at("ankle", "left").y / standing.leg,
      right: body.at("ankle", "right").y / standing.leg,
    };
    const state = this.landings.see(time, feet);
    if (state === "landed") {
      this.landed = time;
      this.begin();
    }
    if (state === "air") return reading({ state: "air", moving: true });
    const made = reading({ state: "live", change, outside: false });
    if (!Number.isFinite(this.landed)) return made;
    this.keep(change, 0, leaves(change, standing));
    made.moving = true;
    if (time - this.landed >= AFTER) {
      made.done = this.done(standing);
      this.landed = NaN;
    }
    return made;
  }

  /** @param {Body} body @param {number} change @param {Standing} standing @returns {number} [°] */
  amountOf(body, change, standing) {
    const { mode, view, side } = this.plan;
    if (mode === "travel") return side === "right" ? -change : change;
    if (mode !== "still") return 0;
    const leg = side === "both" ? betterSide(body) : side;
    if (view === "side") return Math.abs(turned(body.thigh(leg) - standing.thigh[leg]));
    const rise = Math.max(0, standing.foot[leg] - body.at("ankle", leg).y) / standing.leg;
    return (Math.acos(1 - Math.min(1, rise)) * 180) / Math.PI;
  }

  /** @param {Body} body @param {number} amount @param {Standing} standing @returns {number} */
  countOf(body, amount, standing) {
    if (this.plan.count === "depth") return (standing.height - body.height()) / standing.leg;
    if (this.plan.count === "foot") return this.lift(body, standing);
    return amount;
  }

  /** @param {Body} body @param {Standing} standing */
  holds(body, standing) {
    if (this.plan.count === "lift") return this.lift(body, standing) > LIFTED;
    return (standing.height - body.height()) / standing.leg > LOW;
  }

  /** How much higher one foot is than the other, against standing [leg lengths]. */
  lift(/** @type {Body} */ body, /** @type {Standing} */ standing) {
    const now = body.at("ankle", "left").y - body.at("ankle", "right").y;
    return Math.abs(now - (standing.foot.left - standing.foot.right)) / standing.leg;
  }

  /** @param {number} time @param {Body} body */
  turnedAway(time, body) {
    if (!this.standing || this.plan.view === "side") return "";
    const square = Math.abs(body.across("shoulder")) > TURNED * this.standing.shoulders;
    if (square) this.turnedSince = NaN;
    else if (!Number.isFinite(this.turnedSince)) this.turnedSince = time;
    return time - this.turnedSince > PATIENCE ? "turned" : "";
  }
}

/**
 * Whether a change is outside the zone, in the whole degrees that are shown.
 * @param {number} change [°] @param {Standing} standing
 */
function leaves(change, standing) {
  return Math.round(Math.abs(change)) > standing.half;
}

/** @param {Partial<Reading>} known @returns {Reading} */
function reading(known) {
  return {
    state: "live",
    reason: "",
    share: 0,
    change: NaN,
    amount: 0,
    outside: false,
    moving: false,
    held: 0,
    done: undefined,
    ...known,
  };
}
