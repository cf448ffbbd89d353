// @ts-check
// Parts of a drawing, as plain descriptions: [name, attributes, text].

/** @typedef {[string, Record<string, string | number>, string?]} Part */

/**
 * @param {string} kind
 * @param {...[number, number]} points
 * @returns {Part}
 */
export function line(kind, ...points) {
  const path = points.map(([x, y], index) => `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`);
  return ["path", { class: kind, d: path.join("") }];
}

/**
 * @param {string} kind
 * @param {...[number, number]} points
 * @returns {Part}
 */
export function area(kind, ...points) {
  const [name, attributes] = line(kind, ...points);
  return [name, { ...attributes, d: `${attributes.d}Z` }];
}

/**
 * @param {string} kind
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @returns {Part}
 */
export function dot(kind, x, y, radius) {
  return ["circle", { class: kind, cx: x.toFixed(1), cy: y.toFixed(1), r: radius }];
}

/**
 * A hip: left is a circle, right a triangle, wherever ilium draws one.
 * @param {"left" | "right"} side
 * @param {number} x
 * @param {number} y
 * @returns {Part}
 */
export function hip(side, x, y) {
  if (side === "left") return dot("dot left", x, y, 9);
  return area("dot right", [x, y - 11], [x + 11, y + 8], [x - 11, y + 8]);
}

/**
 * @param {string} words
 * @param {number} x
 * @param {number} y
 * @param {{anchor?: string, kind?: string}} [how]
 * @returns {Part}
 */
export function text(words, x, y, { anchor = "middle", kind = "" } = {}) {
  return ["text", { x, y, "text-anchor": anchor, class: kind }, words];
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} share
 */
export function between(low, high, share) {
  return low + (high - low) * share;
}

/**
 * The point at a distance and an angle from another; 0 points right, 90° down.
 * @param {[number, number]} from
 * @param {number} length
 * @param {number} angle [degrees]
 * @returns {[number, number]}
 */
export function away([x, y], length, angle) {
  const turn = (angle * Math.PI) / 180;
  return [x + length * Math.cos(turn), y + length * Math.sin(turn)];
}
