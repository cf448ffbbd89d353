// @ts-check
// Rows of a list from the page's templates: words stay in the page.

/**
 * A new row from a template.
 * @param {string} id of the template
 */
export function newRow(id) {
  const template = document.getElementById(id);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`no template ${id}`);
  const row = template.content.firstElementChild?.cloneNode(true);
  if (!(row instanceof HTMLElement)) throw new Error(`empty template ${id}`);
  return row;
}

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} row
 * @param {string} selector
 * @returns {T}
 */
export function part(row, selector) {
  const found = row.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`no ${selector}`);
  return /** @type {T} */ (found);
}

/**
 * @param {ParentNode} row
 * @param {string} name of a data attribute
 * @param {string | null | undefined} text; without, the element is hidden
 */
export function tell(row, name, text) {
  const element = part(row, `[data-${name}]`);
  element.textContent = text ?? "";
  element.hidden = !text;
}

/**
 * @param {ParentNode} row
 * @param {number | null} share; null hides the bar
 */
export function showShare(row, share) {
  const bar = /** @type {HTMLProgressElement} */ (part(row, "progress"));
  bar.hidden = share === null;
  bar.value = share ?? 0;
}

/**
 * What an error says, and what to do.
 * @param {unknown} error
 * @param {string} otherwise said where nobody answered
 */
export function wordsOf(error, otherwise) {
  const { problem, remedy } = /** @type {{problem?: string, remedy?: string}} */ (error);
  return problem ? [problem, remedy].filter(Boolean).join(" ") : otherwise;
}
