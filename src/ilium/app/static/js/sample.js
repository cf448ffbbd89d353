// @ts-check
import { send } from "./send.js";

/** Look every few seconds whether the sample client is there, then open it. */
async function follow() {
  const notice = document.querySelector("[data-sample]");
  if (!(notice instanceof HTMLElement)) return;
  const found = await send("/api/sample").catch(() => ({ state: "loading" }));
  if (found.state === "ready") location.assign(`/clients/${found.client}`);
  else if (found.state === "failed") notice.textContent = notice.dataset.failed ?? "";
  else setTimeout(follow, 2000);
}

follow();
