// @ts-check
import { SIDES, distance } from "./live_body.js";

/** @typedef {import("./live_body.js").Body} Body */
/**
 * @typedef {object} Standing how somebody stands, before they move
 * @property {number} angle of the pelvis's line in the picture: the camera's roll is in it [°]
 * @property {number} lean of the trunk [°]
 * @property {Record<"left" | "right", number>} thigh [°]
 * @property {number} noise of a change from it: what trembles in quiet standing [°]
 * @property {number} half width of the target zone to each side [°]
 * @property {number} leg length [picture widths]
 * @property {number} height of the hips above the lower ankle [picture widths]
 * @property {Record<"left" | "right", number>} foot height of each in the picture
 * @property {number} shoulders width [picture widths]
 */

/** Time of standing still that is asked for [s]. */
export const STILL = 2;
const LEAST_FRAMES = 10;
/** How far the hips may wander meanwhile, as a share of the leg. */
const WANDER = 0.04;
const SWAY = 4;
const LEAST_HALF = 5;

/** Waits until somebody stands still, and keeps how. */
export class QuietStanding {
  /** @param {number} facing as in `Body.obliquity` */
  constructor(facing) {
    this.facing = facing;
    /** @type {{time: number, body: Body, filtered: number}[]} */
    this.frames = [];
  }

  /** Begin anew. */
  reset() {
    this.frames = [];
  }

  /**
   * @param {number} time [s]
   * @param {Body} body
   * @param {number} filtered angle of the pelvis as the gauge would show it [°]
   * @returns {Standing | undefined} once it has lasted long enough
   */
  see(time, body, filtered) {
    this.frames.push({ time, body, filtered });
    while (this.frames.length > 1 && !this.still()) this.frames.shift();
    const first = this.frames[0];
    if (time - first.time < STILL || this.frames.length < LEAST_FRAMES) return undefined;
    return this.kept();
  }

  /** @returns {number} share of the time that is asked for [1] */
  share() {
    if (this.frames.length < 2) return 0;
    const last = this.frames[this.frames.length - 1].time;
    return Math.min(1, (last - this.frames[0].time) / STILL);
  }

  still() {
    const last = this.frames[this.frames.length - 1];
    const hips = last.body.middle("hip");
    const reach = WANDER * last.body.leg();
    return this.frames.every(
      (each) =>
        distance(each.body.middle("hip"), hips) < reach &&
        Math.abs(each.filtered - last.filtered) < SWAY,
    );
  }

  /** @returns {Standing} */
  kept() {
    const bodies = this.frames.map((each) => each.body);
    /** @param {(body: Body) => number} read */
    const usual = (read) => median(bodies.map(read));
    const angle = usual((body) => body.obliquity(this.facing));
    const noise = spread(this.frames.map((each) => each.filtered));
    const [thigh, foot] = [{ left: 0, right: 0 }, { left: 0, right: 0 }];
    for (const side of SIDES) {
      thigh[side] = usual((body) => body.thigh(side));
      foot[side] = usual((body) => body.at("ankle", side).y);
    }
    return {
      angle,
      noise,
      thigh,
      foot,
      half: zoneHalf(noise),
      lean: usual((body) => body.lean()),
      leg: usual((body) => body.leg()),
      height: usual((body) => body.height()),
      shoulders: usual((body) => Math.abs(body.across("shoulder"))),
    };
  }
}

/**
 * Half-width of the target zone: never narrower than the measurement.
 * @param {number} noise of this camera set-up [°]
 * @returns {number} [°]
 */
export function zoneHalf(noise) {
  return Math.max(LEAST_HALF, Math.ceil(2 * noise));
}

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** @param {number[]} numbers @returns {number} standard deviation */
export function spread(numbers) {
  const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const squares = numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, numbers.length - 1));
}
