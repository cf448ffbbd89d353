// @ts-check

/** Delay that smoothing adds [s]: with the way to the server and back below 150 ms. */
export const DELAY = 0.04;
/** A gap after which nothing before it counts any more [s]. */
const FORGET = 0.5;

/** First-order low-pass whose delay is `DELAY`, at whatever rate the frames come. */
export class Smooth {
  constructor(delay = DELAY) {
    this.delay = delay;
    this.time = -Infinity;
    this.value = NaN;
  }

  /**
   * @param {number} time [s]
   * @param {number} value
   * @returns {number} smoothed
   */
  see(time, value) {
    const step = time - this.time;
    if (!(step < FORGET) || !Number.isFinite(this.value)) this.value = value;
    else this.value += (step / (this.delay + step)) * (value - this.value);
    this.time = time;
    return this.value;
  }
}

/** Whole degrees that do not flicker between two neighbours. */
export class WholeDegrees {
  constructor(slack = 0.65) {
    this.slack = slack;
    this.shown = NaN;
  }

  /** @param {number} value [°] @returns {number} */
  see(value) {
    if (!(Math.abs(value - this.shown) < this.slack)) this.shown = Math.round(value);
    return this.shown + 0;
  }
}
