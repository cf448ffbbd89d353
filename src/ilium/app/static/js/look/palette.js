// @ts-check
// Colours from the page's tokens, light or dark.

/** @typedef {Record<string, string>} Palette */

const TOKENS = ["paper", "card", "ink", "quiet", "line", "left", "right", "action", "band-usual", "band-near", "band-outside"];

/** @returns {Palette} */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/**
 * Tell when the colours change.
 * @param {(colours: Palette) => void} told
 */
export function onColours(told) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => told(palette()));
}

/** @param {string} colour #rrggbb */
export function channels(colour) {
  const number = Number.parseInt(colour.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

/**
 * A colour between two.
 * @param {string} one
 * @param {string} two
 * @param {number} share of the second
 */
export function mixed(one, two, share) {
  const [a, b] = [channels(one), channels(two)];
  const parts = a.map((value, at) => Math.round(value + share * (b[at] - value)));
  return `#${parts.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** How pale a muscle without force is: share of the page's colour. */
const PALE = 0.78;

/**
 * Colour of a muscle: hue says the side, lightness the force.
 * @param {Palette} colours
 * @param {string} side
 * @param {number} share of its largest force, 0 to 1
 */
export function muscleColour(colours, side, share) {
  const full = side === "both" ? colours.quiet : colours[side];
  const bounded = Math.min(Math.max(share, 0), 1);
  return mixed(mixed(full, colours.card, PALE), full, bounded);
}
