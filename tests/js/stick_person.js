// @ts-check
// A stick person before a camera, as the pose model would tell of them.

export const PICTURE = { width: 640, height: 480 };
const HEIGHTS = { 11: 0.5, 23: 0, 25: -0.42, 27: -0.83, 29: -0.87, 31: -0.88 };
const ASIDE = { 11: 0.19, 23: 0.09, 25: 0.09, 27: 0.09, 29: 0.09, 31: 0.11 };

/**
 * A stick person in shares of the picture.
 * @param {{tilt?: number, sink?: number, lift?: number, turn?: number, jump?: number,
 *   view?: "front" | "rear", sure?: number, roll?: number}} [how] tilt: right side up [°]
 */
export function points(how = {}) {
  const { tilt = 0, sink = 0, lift = 0, turn = 0, jump = 0, view = "front", sure = 0.95, roll = 0 } = how;
  const made = new Float32Array(33 * 4).fill(0.5);
  const sign = view === "front" ? -1 : 1;
  const angle = (tilt * Math.PI) / 180;
  for (let index = 0; index < 33; index += 1) made[4 * index + 3] = sure;
  for (const [key, height] of Object.entries(HEIGHTS)) {
    for (const right of [0, 1]) {
      const aside = (right ? 1 : -1) * ASIDE[/** @type {11} */ (Number(key))];
      const hip = key === "23";
      let across = aside * (hip ? Math.cos(angle) : 1) * Math.cos((turn * Math.PI) / 180);
      let up = height + (hip ? aside * Math.sin(angle) : 0) + jump;
      if (Number(key) < 25) up -= sink;
      if (Number(key) >= 27 && right) up += lift;
      const [c, s] = [Math.cos((roll * Math.PI) / 180), Math.sin((roll * Math.PI) / 180)];
      [across, up] = [across * c - up * s, across * s + up * c];
      const at = 4 * (Number(key) + right);
      made[at] = 0.5 + (sign * across * 220) / PICTURE.width;
      made[at + 1] = 0.5 - (up * 220) / PICTURE.height;
    }
  }
  return made;
}

/** @param {Float32Array} seen @param {number} time */
export const pose = (seen, time) => ({ time, points: seen, score: 1, people: 1, model: 20, latency: 50 });
