// @ts-check

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Say */

/**
 * Words that the page gives its scripts: JSON in a script element.
 * @param {string} id of the element
 * @returns {Say}
 */
export function pageWords(id) {
  const element = document.getElementById(id);
  return saying(JSON.parse(element?.textContent ?? "{}"));
}

/**
 * @param {Record<string, string>} texts
 * @returns {Say} a text with its {names} filled in; the key where there is none
 */
export function saying(texts) {
  return (key, values = {}) =>
    (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * Write a text where another stands: the page is laid out anew only then.
 * @param {Element} element
 * @param {string} text
 */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
