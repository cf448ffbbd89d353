// @ts-check
// The watched folder: what is new in it, for whom it is brought in.

import { newRow, part, tell, wordsOf } from "./rows.js";
import { send } from "./send.js";

const OFTEN = 5000;
const JSON_HEADERS = { "content-type": "application/json" };

/**
 * @param {HTMLElement} page
 * @param {() => string} client
 * @param {import("./page_words.js").Say} say
 * @param {(text: string) => void} complain
 * @param {() => void} brought called after a file was brought in
 */
export function showFolder(page, client, say, complain, brought) {
  if (!page.querySelector("#watched")) return;
  const form = part(page, "#watching");
  const path = /** @type {HTMLInputElement} */ (part(page, "#folder"));
  const list = part(page, "#found");
  let shown = "";

  async function look() {
    const told = await send("/api/watching").catch(() => null);
    if (told) draw(told);
  }

  /** @param {{folder: string, found: {id: string, name: string, kind: string}[]}} told */
  function draw(told) {
    if (document.activeElement !== path) path.value = told.folder;
    part(page, "#unwatch").hidden = !told.folder;
    part(page, "#nothing-found").hidden = !told.folder || told.found.length > 0;
    const now = JSON.stringify(told.found);
    if (now !== shown) list.replaceChildren(...told.found.map(foundRow));
    shown = now;
  }

  /** @param {{id: string, name: string, kind: string}} found */
  function foundRow(found) {
    const row = newRow("found-row");
    tell(row, "name", found.name);
    tell(row, "kind", say(`kind_${found.kind}`));
    part(row, "[data-bring]").addEventListener("click", () => bring(found.id));
    part(row, "[data-aside]").addEventListener("click", async () => {
      await send(`/api/watching/${found.id}`, { method: "DELETE" });
      await look();
    });
    return row;
  }

  /** @param {string} id */
  async function bring(id) {
    if (!client()) return complain(say("no_client"));
    try {
      const body = JSON.stringify({ client: client() });
      await send(`/api/watching/${id}/bring`, { method: "POST", headers: JSON_HEADERS, body });
      brought();
    } catch (error) {
      complain(wordsOf(error, say("offline")));
    }
    await look();
  }

  /** @param {string} folder */
  async function watch(folder) {
    complain("");
    try {
      const body = JSON.stringify({ folder });
      path.blur();
      draw(await send("/api/watching", { method: "PUT", headers: JSON_HEADERS, body }));
    } catch (error) {
      complain(wordsOf(error, say("offline")));
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    watch(path.value);
  });
  part(page, "#unwatch").addEventListener("click", () => watch(""));
  look();
  setInterval(look, OFTEN);
}
