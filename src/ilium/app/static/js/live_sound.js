// @ts-check

/** Time outside the zone before anything sounds [s]. */
export const PATIENCE = 0.3;

/** Silence in the zone; one tone each time it is left for longer than a moment. */
export class OutsideWatch {
  constructor() {
    this.since = NaN;
    this.told = false;
  }

  /**
   * @param {number} time [s]
   * @param {boolean} outside
   * @returns {boolean} whether a tone is due now
   */
  see(time, outside) {
    if (!outside) {
      this.since = NaN;
      this.told = false;
      return false;
    }
    if (!Number.isFinite(this.since)) this.since = time;
    if (this.told || time - this.since <= PATIENCE) return false;
    this.told = true;
    return true;
  }
}

/** When the cue is said: between repetitions, after one that left the zone, not twice in a row. */
export class CuePlan {
  constructor() {
    this.last = -Infinity;
  }

  /**
   * @param {number} number of the repetition that has ended
   * @param {boolean} left whether it left the zone
   */
  due(number, left) {
    if (!left || number - this.last < 2) return false;
    this.last = number;
    return true;
  }
}

/** One soft low tone. */
export class Tone {
  constructor() {
    /** @type {AudioContext | undefined} */
    this.context = undefined;
    this.silent = false;
    this.played = 0;
  }

  /** To be called by a key or a click: browsers are silent until then. */
  allow() {
    this.context ??= new AudioContext();
    void this.context.resume();
  }

  play() {
    if (this.silent) return;
    this.played += 1;
    if (!this.context) return;
    const [start, length] = [this.context.currentTime, 0.4];
    const [voice, loudness] = [this.context.createOscillator(), this.context.createGain()];
    voice.type = "sine";
    voice.frequency.value = 165;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.18, start + 0.06);
    loudness.gain.linearRampToValueAtTime(0, start + length);
    voice.connect(loudness).connect(this.context.destination);
    voice.start(start);
    voice.stop(start + length);
  }
}
