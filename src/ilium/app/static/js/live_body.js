// @ts-check
/**
 * What one frame says about the body: the lines and signs of `ilium.planar`, for a camera
 * whose roll, pitch and yaw are not known. `tests/unit/app/test_live_lines.py` compares
 * both on the same points.
 */

/** @typedef {"front" | "rear" | "side"} View */
/** @typedef {{x: number, y: number, sure: number}} Point in widths of the picture */
/** @typedef {"shoulder" | "hip" | "knee" | "ankle" | "heel" | "toe"} Part */
/** @typedef {"left" | "right"} Side */

const FIRST = { shoulder: 11, hip: 23, knee: 25, ankle: 27, heel: 29, toe: 31 };
export const DEGREES = 180 / Math.PI;
/** @type {readonly Side[]} */
export const SIDES = ["left", "right"];

/** One body in one frame; lengths are in widths of the picture, angles in degrees. */
export class Body {
  /**
   * @param {Float32Array} points 33 × (x, y, depth, visibility)
   * @param {number} tallness height of the picture over its width
   */
  constructor(points, tallness) {
    this.points = points;
    this.tallness = tallness;
  }

  /**
   * @param {Part} part
   * @param {Side} side the person's own
   * @returns {Point}
   */
  at(part, side) {
    const index = 4 * (FIRST[part] + (side === "right" ? 1 : 0));
    return {
      x: this.points[index],
      y: this.points[index + 1] * this.tallness,
      sure: this.points[index + 3],
    };
  }

  /** @param {Part} part */
  middle(part) {
    const [left, right] = SIDES.map((side) => this.at(part, side));
    return { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 };
  }

  /**
   * How much higher the right end of the pelvis is, as an angle against the picture.
   * @param {number} facing +1 where the person's right is right in the picture (seen from
   *   behind), -1 seen from the front
   */
  obliquity(facing) {
    const [left, right] = SIDES.map((side) => this.at("hip", side));
    return Math.atan2(left.y - right.y, facing * (right.x - left.x)) * DEGREES;
  }

  /** Distance of the hips, or the shoulders, across the picture, signed as the facing. */
  across(/** @type {Part} */ part) {
    return this.at(part, "right").x - this.at(part, "left").x;
  }

  /** Distance of the hips. */
  hips() {
    const [left, right] = SIDES.map((side) => this.at("hip", side));
    return distance(left, right);
  }

  /** From the middle of the hips to the middle of the shoulders. */
  trunk() {
    return distance(this.middle("hip"), this.middle("shoulder"));
  }

  /** Length of hip–knee–ankle in the picture, the longer leg. */
  leg() {
    const lengths = SIDES.map((side) => {
      const [hip, knee, ankle] = [this.at("hip", side), this.at("knee", side), this.at("ankle", side)];
      return distance(hip, knee) + distance(knee, ankle);
    });
    return Math.max(...lengths);
  }

  /** Height of the middle of the hips above the lower ankle. */
  height() {
    return Math.max(...SIDES.map((side) => this.at("ankle", side).y)) - this.middle("hip").y;
  }

  /** How far the trunk leans to the right of the picture from upright. */
  lean() {
    const [hips, shoulders] = [this.middle("hip"), this.middle("shoulder")];
    return Math.atan2(shoulders.x - hips.x, hips.y - shoulders.y) * DEGREES;
  }

  /** @param {Side} side @returns {number} how far the thigh points right of straight down */
  thigh(side) {
    const [hip, knee] = [this.at("hip", side), this.at("knee", side)];
    return Math.atan2(knee.x - hip.x, knee.y - hip.y) * DEGREES;
  }
}

/** @param {{x: number, y: number}} one @param {{x: number, y: number}} two */
export function distance(one, two) {
  return Math.hypot(one.x - two.x, one.y - two.y);
}

/** @param {View} view @returns {number} direction of the person's right in the picture */
export function facingOf(view) {
  return view === "front" ? -1 : 1;
}

/** @param {number} angle [°] @returns {number} the same between -180 and 180 */
export function turned(angle) {
  return ((((angle + 180) % 360) + 360) % 360) - 180;
}

const SURE = 0.5;
/** Least distance of the hips in the picture that is sent [px]. */
export const LEAST_HIPS = 28;
/** Widths of shoulders and hips over the trunk's length, square on, and what is edge-on. */
const [SHOULDERS, HIPS, EDGE_ON] = [0.8, 0.36, 0.45];
const MARGIN = 0.02;

/**
 * Why a frame cannot be measured.
 * @param {Body} body
 * @param {View} view
 * @param {number} width of the picture that was sent [px]
 * @returns {"" | "nobody" | "hidden" | "cut" | "far" | "turned" | "backwards"}
 */
export function obstacle(body, view, width) {
  if (!Number.isFinite(body.points[0])) return "nobody";
  /** @type {Part[]} */
  const needed = ["shoulder", "hip", "knee", "ankle"];
  const sides = view === "side" ? [betterSide(body)] : SIDES;
  for (const part of needed) {
    for (const side of sides) {
      const point = body.at(part, side);
      const inside = point.x > -MARGIN && point.x < 1 + MARGIN;
      const high = point.y / body.tallness;
      if (!inside || high < -MARGIN || high > 1 + MARGIN) return "cut";
      if (point.sure < SURE) return "hidden";
    }
  }
  if (view === "side") return "";
  if (body.hips() * width < LEAST_HIPS) return "far";
  const trunk = body.trunk();
  const widths = [Math.abs(body.across("hip")) / HIPS, Math.abs(body.across("shoulder")) / SHOULDERS];
  if (Math.max(...widths) < EDGE_ON * trunk) return "turned";
  const agrees = Math.sign(body.across("shoulder")) === facingOf(view);
  return agrees ? "" : "backwards";
}

/** @param {Body} body @returns {Side} the side that is seen better */
export function betterSide(body) {
  const sure = SIDES.map((side) =>
    ["hip", "knee", "ankle"].reduce(
      (sum, part) => sum + body.at(/** @type {Part} */ (part), side).sure,
      0,
    ),
  );
  return sure[0] > sure[1] ? "left" : "right";
}
