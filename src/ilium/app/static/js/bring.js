// @ts-check
// Bring in: files arrive, what belongs together is shown, analyses are followed.

import { showFolder } from "./bring_folder.js";
import { showJobs } from "./bring_jobs.js";
import { showPairs } from "./bring_pairs.js";
import { pageWords } from "./page_words.js";
import { newRow, part, showShare, tell, wordsOf } from "./rows.js";
import { send } from "./send.js";
import { uploadFile } from "./upload.js";

const say = pageWords("bring-words");
const page = part(document, "#bring");
const client = /** @type {HTMLSelectElement} */ (part(page, "#client"));
const day = /** @type {HTMLInputElement} */ (part(page, "#day"));
const picker = /** @type {HTMLInputElement} */ (part(page, "#files"));
const drop = part(page, "#drop");
const coming = part(page, "#files-coming");
const OFTEN = 3000;

const jobs = showJobs(part(page, "#jobs"), part(page, "#no-jobs"), say);
const pairs = showPairs(page, () => client.value, () => day.value, say, complain, jobs.look);
showFolder(page, () => client.value, say, complain, () => pairs.look());

picker.addEventListener("change", () => {
  bring(Array.from(picker.files ?? []));
  picker.value = "";
});
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const kind of ["dragleave", "drop"]) {
  drop.addEventListener(kind, () => drop.classList.remove("over"));
}
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  bring(Array.from(event.dataTransfer?.files ?? []));
});
client.addEventListener("change", () => lookAt());
listenForPhones();
lookAt();

/**
 * Send files one after the other; each shows how far it is.
 * @param {File[]} files
 */
async function bring(files) {
  if (!client.value) {
    complain(say("no_client"));
    client.focus();
    return;
  }
  complain("");
  const rows = files.map((file) => comingRow(file.name));
  for (const [at, file] of files.entries()) await bringOne(file, rows[at]);
  part(page, "#arriving").hidden = coming.children.length === 0;
  await pairs.look();
}

/** @param {string} name */
function comingRow(name) {
  const row = newRow("file-row");
  const stop = new AbortController();
  tell(row, "name", name);
  tell(row, "state", say("checking"));
  part(row, "[data-remove]").addEventListener("click", () => {
    stop.abort();
    row.remove();
  });
  coming.append(row);
  part(page, "#arriving").hidden = false;
  return { row, stop };
}

/**
 * @param {File} file
 * @param {{row: HTMLElement, stop: AbortController}} shown
 */
async function bringOne(file, { row, stop }) {
  if (stop.signal.aborted) return;
  try {
    await uploadFile(client.value, file, "", (_, done, total) => {
      tell(row, "state", say("sent", { share: Math.floor((100 * done) / total) }));
      showShare(row, done / total);
    }, stop.signal);
    row.remove();
    part(page, "#said").textContent = say("arrived", { name: file.name });
  } catch (error) {
    if (stop.signal.aborted) return;
    tell(row, "state", wordsOf(error, say("offline")));
    showShare(row, null);
  }
}

/** Show what waits and what runs for the chosen client. */
async function lookAt() {
  complain("");
  jobs.of(client.value);
  coming.replaceChildren();
  if (client.value) {
    const waiting = await send(`/api/clients/${client.value}/uploads`);
    for (const each of waiting) if (!each.whole) showBrokenOff(each);
  }
  part(page, "#arriving").hidden = coming.children.length === 0;
  await pairs.look();
}

/** @param {import("./upload.js").Upload} upload */
function showBrokenOff(upload) {
  const share = upload.offset / upload.size;
  const { row } = comingRow(upload.name);
  tell(row, "state", say("broken_off", { share: Math.floor(100 * share) }));
  showShare(row, share);
  part(row, "[data-remove]").addEventListener("click", () => {
    send(`/api/uploads/${upload.id}`, { method: "DELETE" });
  });
}

/** @param {string} text */
function complain(text) {
  const problem = part(page, "#problem");
  problem.textContent = text;
  problem.hidden = !text;
}

/** Show the code for a phone, and look what it sends. */
function listenForPhones() {
  const button = page.querySelector("#invite");
  if (!button) return;
  const invitation = part(page, "#invitation");
  const code = /** @type {HTMLImageElement} */ (part(page, "#code"));
  let timer = 0;
  button.addEventListener("click", async () => {
    if (!client.value) return bring([]);
    try {
      const told = await send(`/api/clients/${client.value}/phone`, { method: "POST" });
      code.src = `data:image/svg+xml,${encodeURIComponent(told.code)}`;
      part(page, "#fingerprint").textContent = told.fingerprint;
      invitation.hidden = false;
      clearInterval(timer);
      timer = setInterval(() => pairs.look(), OFTEN);
    } catch (error) {
      complain(wordsOf(error, say("offline")));
    }
  });
  part(page, "#uninvite").addEventListener("click", () => {
    send(`/api/clients/${client.value}/phone`, { method: "DELETE" });
    invitation.hidden = true;
    clearInterval(timer);
  });
}
