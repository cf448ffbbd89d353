// @ts-check
// Words of the page, and numbers as its language writes them.

/** @typedef {Record<string, any>} Words */

/**
 * JSON that the page carries.
 * @param {string} id
 */
export function told(id) {
  const element = document.getElementById(id);
  return JSON.parse(element?.textContent || "{}");
}

/**
 * A text with its {names} filled in.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * A number as people read it; a dash where there is none.
 * @param {number} value
 * @param {number} places
 */
export function digits(value, places) {
  if (!Number.isFinite(value)) return "–";
  const rounded = Number(value.toFixed(places)) + 0;
  const options = { minimumFractionDigits: places, maximumFractionDigits: places, useGrouping: false };
  return rounded.toLocaleString(document.documentElement.lang, options).replace("-", "−");
}

/** Decimals of a unit; two for any other. */
const PLACES = /** @type {Record<string, number>} */ ({ deg: 0, N: 0, "N m": 0, "W/kg": 1, mm: 0 });
const SIGNS = /** @type {Record<string, string>} */ ({ deg: "°", "1": "" });

/** @param {string} unit */
export function unitSign(unit) {
  return SIGNS[unit] ?? ` ${unit}`;
}

/**
 * A number with its unit.
 * @param {number} value
 * @param {string} unit
 * @param {number} [more] decimals beyond the usual
 */
export function amount(value, unit, more = 0) {
  const written = digits(value, (PLACES[unit] ?? 2) + more);
  return written === "–" ? written : written + unitSign(unit);
}

/**
 * Find one element that the page must have.
 * @template {Element} T
 * @param {string} selector
 * @param {new (...args: any[]) => T} kind
 * @param {ParentNode} [within]
 * @returns {T}
 */
export function the(selector, kind, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`${selector} is missing`);
  return found;
}

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
