// @ts-check

/**
 * Which frames are sent: the latest one wins, and few are under way at once, so that
 * nothing queues anywhere.
 */
export class Flight {
  /**
   * @param {number} [most] frames under way at once
   * @param {number} [rate] most frames a second
   */
  constructor(most = 2, rate = 30) {
    this.most = most;
    this.step = 1000 / rate;
    /** @type {Map<number, number>} when each frame under way was captured [ms] */
    this.away = new Map();
    /** @type {number[]} when answers came [ms] */
    this.landings = [];
    this.number = 0;
    this.last = -Infinity;
  }

  /**
   * Whether a frame may leave; one that may not is dropped for good.
   * @param {number} captured [ms]
   */
  may(captured) {
    return this.away.size < this.most && captured - this.last >= 0.8 * this.step;
  }

  /**
   * @param {number} captured [ms]
   * @returns {number} the frame's number
   */
  leave(captured) {
    this.number += 1;
    this.last = captured;
    this.away.set(this.number, captured);
    return this.number;
  }

  /**
   * @param {number} number of the frame whose answer came
   * @param {number} now [ms]
   * @returns {number | undefined} when it was captured; undefined where it was forgotten
   */
  land(number, now) {
    const captured = this.away.get(number);
    this.away.delete(number);
    if (captured === undefined) return undefined;
    this.landings = this.landings.filter((each) => now - each <= SPAN);
    this.landings.push(now);
    return captured;
  }

  /** Forget what is under way: its answers will not come. */
  reset() {
    this.away.clear();
  }

  /**
   * @param {number} now [ms]
   * @returns {number} answers a second over the last two seconds
   */
  rate(now) {
    const first = this.landings.find((each) => now - each <= SPAN);
    if (first === undefined) return 0;
    const count = this.landings.filter((each) => each > first).length;
    return count ? (1000 * count) / Math.max(now - first, 1) : 0;
  }
}

const SPAN = 2000;
