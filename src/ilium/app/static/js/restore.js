// @ts-check
import { csrf } from "./send.js";

/** Send a backup with the header that shows that it is ours: it may be large. */
const form = document.querySelector("form[data-restore]");
form?.addEventListener("submit", async (event) => {
  if (!(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  form.querySelector("progress")?.removeAttribute("hidden");
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "x-csrf": csrf() },
  });
  if (answer.ok && answer.redirected) location.assign(answer.url);
  else show(await answer.text());
});

/** Show the page that says what is wrong, in place of this one. @param {string} text */
function show(text) {
  const told = new DOMParser().parseFromString(text, "text/html").querySelector("main");
  if (told) document.querySelector("main")?.replaceWith(document.adoptNode(told));
}
