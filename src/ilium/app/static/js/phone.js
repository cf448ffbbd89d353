// @ts-check
// The phone's page: a clip that was filmed or chosen goes to the coach's computer.

import { pageWords } from "./page_words.js";
import { newRow, part, showShare, tell, wordsOf } from "./rows.js";
import { uploadFile } from "./upload.js";

const say = pageWords("bring-words");
const sayPhone = pageWords("phone-words");
const page = part(document, "#main");
const picker = /** @type {HTMLInputElement} */ (part(page, "#files"));
const list = part(page, "#files-coming");

picker.addEventListener("change", async () => {
  const files = Array.from(picker.files ?? []);
  part(page, "#done").textContent = "";
  let all = files.length > 0;
  for (const file of files) all = (await sendOne(file)) && all;
  picker.value = "";
  if (!all) return;
  part(page, "#done").textContent = sayPhone("page_done");
  const button = part(page, "label.button");
  button.textContent = button.dataset.again ?? "";
});

/** @param {File} file */
async function sendOne(file) {
  const row = newRow("file-row");
  tell(row, "name", file.name);
  tell(row, "state", say("checking"));
  list.prepend(row);
  try {
    await uploadFile(page.dataset.client ?? "", file, "", (_, done, total) => {
      tell(row, "state", say("sent", { share: Math.floor((100 * done) / total) }));
      showShare(row, done / total);
    });
    tell(row, "state", say("here"));
    showShare(row, null);
    return true;
  } catch (error) {
    tell(row, "state", wordsOf(error, say("offline")));
    showShare(row, null);
    return false;
  }
}
