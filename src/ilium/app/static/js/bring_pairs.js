// @ts-check
// What belongs together: shown before it runs, and changeable.

import { newRow, part, tell, wordsOf } from "./rows.js";
import { send } from "./send.js";
import { askFor, sortFiles } from "./upload.js";

/**
 * @param {HTMLElement} page
 * @param {() => string} client
 * @param {() => string} day
 * @param {import("./page_words.js").Say} say
 * @param {(text: string) => void} complain
 * @param {() => void} asked called after something was asked for
 */
export function showPairs(page, client, day, say, complain, asked) {
  const list = part(page, "#pairs");
  const standing = part(page, "#statics");
  const films = (page.dataset.films ?? "").split(" ");
  let shown = "";

  async function look() {
    const whose = client();
    const [uploads, sorted] = whose
      ? await Promise.all([send(`/api/clients/${whose}/uploads`), sortFiles(whose)])
      : [[], { pairs: [], statics: [], refused: [] }];
    const now = JSON.stringify([whose, uploads, sorted]);
    if (now !== shown) draw(uploads, sorted, whose);
    shown = now;
  }

  /**
   * @param {import("./upload.js").Upload[]} uploads
   * @param {any} sorted
   * @param {string} whose
   */
  function draw(uploads, sorted, whose) {
    const names = Object.fromEntries(uploads.map((each) => [each.id, each]));
    list.replaceChildren(
      ...sorted.pairs.map((/** @type {any} */ pair) => pairRow(pair, sorted.statics, names, whose)),
      ...sorted.refused.map((/** @type {any} */ each) => refusedRow(each, names)),
    );
    const waiting = uploads.filter((each) => each.role === "static");
    standing.replaceChildren(...waiting.map(staticRow));
    part(page, "#standing").hidden = waiting.length === 0;
    part(page, "#together").hidden = list.children.length === 0;
    part(page, "#analyse").hidden = sorted.pairs.length === 0;
  }

  /**
   * @param {{kind: string, files: Record<string, string>}} pair
   * @param {string[]} statics
   * @param {Record<string, import("./upload.js").Upload>} names
   * @param {string} whose
   */
  function pairRow(pair, statics, names, whose) {
    const row = newRow("pair-row");
    const entries = Object.entries(pair.files);
    const [main, role] = entries.find(([, each]) => each !== "static") ?? entries[0];
    const fixed = entries.find(([, each]) => each === "static")?.[0] ?? "";
    row.dataset.main = main;
    row.dataset.role = role;
    tell(row, "name", names[main].name);
    tell(row, "kind", say(`kind_${names[main].kind}`));
    const laboratory = pair.kind === "laboratory";
    field(row, "static", laboratory);
    field(row, "view", !laboratory);
    field(row, "keep", role === "video" && films.includes(whose));
    field(row, "rate", role === "keypoints");
    const chosen = control(row, "static");
    for (const each of statics) {
      if (each !== main) chosen.append(new Option(names[each].name, each));
    }
    chosen.value = fixed;
    part(row, "[data-remove]").addEventListener("click", () => remove([main], row));
    return row;
  }

  /** @param {import("./upload.js").Upload} upload that was a static already */
  function staticRow(upload) {
    const row = newRow("file-row");
    tell(row, "name", upload.name);
    tell(row, "state", null);
    part(row, "progress").hidden = true;
    part(row, "[data-remove]").addEventListener("click", () => remove([upload.id], row));
    return row;
  }

  /**
   * @param {{upload: string, problem: string, remedy: string}} refused
   * @param {Record<string, import("./upload.js").Upload>} names
   */
  function refusedRow(refused, names) {
    const row = newRow("file-row");
    tell(row, "name", names[refused.upload].name);
    tell(row, "state", `${refused.problem} ${refused.remedy}`);
    part(row, "progress").hidden = true;
    part(row, "[data-remove]").addEventListener("click", () => remove([refused.upload], row));
    return row;
  }

  /**
   * @param {string[]} uploads
   * @param {HTMLElement} row
   */
  async function remove(uploads, row) {
    for (const each of uploads) await send(`/api/uploads/${each}`, { method: "DELETE" });
    row.remove();
    await look();
  }

  async function analyse() {
    const rows = Array.from(list.querySelectorAll("li.pair"));
    part(page, "#analyse").setAttribute("disabled", "");
    try {
      for (const each of rows) {
        const row = /** @type {HTMLElement} */ (each);
        await askFor(client(), filesOf(row), { ...choicesOf(row), day: day() });
      }
    } catch (error) {
      complain(wordsOf(error, say("offline")));
    }
    part(page, "#analyse").removeAttribute("disabled");
    asked();
    await look();
  }

  part(page, "#analyse").addEventListener("click", analyse);
  return { look };
}

/** @param {HTMLElement} row */
function filesOf(row) {
  /** @type {Record<string, string>} */
  const files = { [row.dataset.main ?? ""]: row.dataset.role ?? "" };
  const chosen = control(row, "static");
  if (chosen.value && !hidden(chosen)) files[chosen.value] = "static";
  return files;
}

/** @param {HTMLElement} row */
function choicesOf(row) {
  const given = ["task", "side", "view", "keep", "rate"]
    .map((name) => /** @type {const} */ ([name, control(row, name)]))
    .filter(([, each]) => each.value && !hidden(each))
    .map(([name, each]) => [name, name === "rate" ? Number(each.value) : each.value]);
  return Object.fromEntries(given);
}

/**
 * @param {HTMLElement} row
 * @param {string} name
 * @returns {HTMLSelectElement}
 */
function control(row, name) {
  return part(row, `[name="${name}"]`);
}

/**
 * @param {HTMLElement} row
 * @param {string} name
 * @param {boolean} wanted
 */
function field(row, name, wanted) {
  /** @type {HTMLElement} */ (control(row, name).closest("label")).hidden = !wanted;
}

/** @param {HTMLElement} element */
function hidden(element) {
  return /** @type {HTMLElement} */ (element.closest("label")).hidden;
}
