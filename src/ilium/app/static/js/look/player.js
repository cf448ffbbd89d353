// @ts-check
// One clock for everything that moves together.

import { nearest } from "./frames.js";

export class Player {
  /**
   * @param {ArrayLike<number>} times frames that steps go to
   */
  constructor(times) {
    this.times = times;
    this.first = times[0] ?? 0;
    this.last = times[times.length - 1] ?? 0;
    this.time = this.first;
    this.start = this.first;
    this.end = this.last;
    this.speed = 1;
    this.playing = false;
    /** Whether a film leads: it then tells the time while it plays. */
    this.led = false;
    /** @type {((time: number, jumped: boolean) => void)[]} */
    this.followers = [];
    /** @type {((playing: boolean) => void)[]} */
    this.watchers = [];
    this.stamp = 0;
  }

  /** @param {(time: number, jumped: boolean) => void} follower */
  follow(follower) {
    this.followers.push(follower);
  }

  /** @param {(playing: boolean) => void} watcher */
  watch(watcher) {
    this.watchers.push(watcher);
  }

  /**
   * Show a moment.
   * @param {number} time
   * @param {boolean} [jumped] whether it is somewhere else than playing on would be
   */
  show(time, jumped = true) {
    this.time = Math.min(Math.max(time, this.first), this.last);
    for (const each of this.followers) each(this.time, jumped);
  }

  /** @param {number} frames */
  step(frames) {
    this.play(false);
    const at = Math.min(Math.max(nearest(this.times, this.time) + frames, 0), this.times.length - 1);
    this.show(this.times[at]);
  }

  /**
   * Play between two moments over and over; the whole recording by default.
   * @param {number} [start]
   * @param {number} [end]
   */
  within(start = this.first, end = this.last) {
    this.start = Math.max(start, this.first);
    this.end = Math.min(end, this.last);
    if (this.time < this.start || this.time > this.end) this.show(this.start);
  }

  /** @param {boolean} wanted */
  play(wanted) {
    const playing = wanted && this.times.length > 1;
    if (playing === this.playing) return;
    this.playing = playing;
    if (playing && this.time >= this.end - 1e-6) this.show(this.start);
    for (const each of this.watchers) each(playing);
    if (playing && !this.led) {
      requestAnimationFrame((stamp) => {
        this.stamp = stamp;
        this.tick(stamp);
      });
    }
  }

  /** @param {number} stamp */
  tick(stamp) {
    if (!this.playing || this.led) return;
    this.passed(this.time + ((stamp - this.stamp) / 1000) * this.speed);
    this.stamp = stamp;
    requestAnimationFrame((next) => this.tick(next));
  }

  /**
   * Playing has come to a moment; begin again behind the end.
   * @param {number} time
   */
  passed(time) {
    if (time > this.end) this.show(this.start);
    else this.show(time, false);
  }
}
