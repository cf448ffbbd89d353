// @ts-check

/** @typedef {{start: number, peak: number, end: number, size: number}} Repetition [s] */

/**
 * Counts repetitions of a signal that rises and comes back, as it happens: the same rule
 * as `ilium.events.excursions`, which sees the whole recording.
 */
export class RepetitionCounter {
  /**
   * @param {number} least mean of rise and fall of a repetition
   * @param {number} back distance from its start at which it has ended
   */
  constructor(least, back) {
    this.least = least;
    this.back = back;
    this.low = Infinity;
    this.lowTime = NaN;
    this.high = -Infinity;
    this.highTime = NaN;
    this.trough = Infinity;
    this.troughTime = NaN;
    this.out = false;
  }

  /** Forget what was seen. */
  reset() {
    this.low = Infinity;
    this.high = -Infinity;
    this.out = false;
  }

  /**
   * @param {number} time [s]
   * @param {number} value
   * @returns {Repetition | undefined} one that has just ended
   */
  see(time, value) {
    if (!Number.isFinite(value)) return undefined;
    if (!this.out) {
      if (value <= this.low) [this.low, this.lowTime] = [value, time];
      if (value - this.low < 0.5 * this.least) return undefined;
      this.out = true;
      [this.high, this.highTime, this.trough] = [value, time, Infinity];
      return undefined;
    }
    if (value > this.high) {
      [this.high, this.highTime] = [value, time];
      this.trough = Infinity;
    }
    if (value < this.trough) [this.trough, this.troughTime] = [value, time];
    const turnedAgain = value - this.trough >= 0.5 * this.least;
    if (value > this.low + this.back && !turnedAgain) return undefined;
    return this.ended(turnedAgain ? this.troughTime : time);
  }

  /** @param {number} end [s] */
  ended(end) {
    const [rise, fall] = [this.high - this.low, this.high - this.trough];
    const size = 0.5 * (rise + fall);
    const real = size >= this.least && Math.min(rise, fall) >= 0.5 * this.least;
    const found = { start: this.lowTime, peak: this.highTime, end, size };
    [this.low, this.lowTime] = [this.trough, this.troughTime];
    this.out = false;
    this.high = -Infinity;
    return real ? found : undefined;
  }
}

/** Counts the seconds that a posture is held, with short gaps bridged. */
export class HoldCounter {
  constructor(bridge = 1) {
    this.bridge = bridge;
    this.held = 0;
    this.seen = -Infinity;
  }

  /**
   * @param {number} time [s]
   * @param {boolean} holds
   * @returns {boolean} whether a hold is under way
   */
  see(time, holds) {
    if (holds) {
      if (time - this.seen < this.bridge) this.held += time - this.seen;
      this.seen = time;
    }
    return time - this.seen < this.bridge;
  }
}

/**
 * Tells a landing: both feet move fast up or down, then stand.
 */
export class LandingCounter {
  constructor() {
    /** @type {"ground" | "air"} */
    this.state = "ground";
    /** @type {{time: number, left: number, right: number} | undefined} */
    this.before = undefined;
    this.left = NaN;
    this.calm = NaN;
  }

  /**
   * @param {number} time [s]
   * @param {{left: number, right: number}} feet heights, down is more [leg lengths]
   * @returns {"ground" | "air" | "landed"}
   */
  see(time, feet) {
    const before = this.before;
    this.before = { time, ...feet };
    if (!before || time <= before.time) return this.state;
    const step = time - before.time;
    const speeds = [(feet.left - before.left) / step, (feet.right - before.right) / step];
    const slower = Math.min(...speeds.map(Math.abs));
    const together = Math.sign(speeds[0]) === Math.sign(speeds[1]);
    if (this.state === "ground") {
      if (slower > TAKES_OFF && together) [this.state, this.left, this.calm] = ["air", time, NaN];
      return this.state;
    }
    if (Math.max(...speeds.map(Math.abs)) > STANDS) this.calm = NaN;
    else if (!(time - this.calm >= 0)) this.calm = time;
    if (!(time - this.calm >= SETTLED) || time - this.left < SHORTEST) return "air";
    this.state = "ground";
    return "landed";
  }
}

/** Speeds of the feet [leg lengths/s], times [s]. */
const [TAKES_OFF, STANDS, SETTLED, SHORTEST] = [0.8, 0.35, 0.08, 0.15];
