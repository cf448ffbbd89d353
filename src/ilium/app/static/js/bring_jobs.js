// @ts-check
// Analyses of a client, or of everybody: each followed until it ends.

import { followJob, hasEnded, stopJob, tryAgain } from "./jobs.js";
import { newRow, part, showShare, tell } from "./rows.js";
import { send } from "./send.js";

const MINUTE = 60;

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} none shown where there is no analysis
 * @param {import("./page_words.js").Say} say
 */
export function showJobs(list, none, say) {
  /** @type {Map<string, {row: HTMLElement, stop: () => void}>} */
  const shown = new Map();
  let client = "";

  /** @param {string} whose empty for everybody's */
  function of(whose) {
    client = whose;
    for (const each of shown.values()) each.stop();
    shown.clear();
    list.replaceChildren();
    look();
  }

  async function look() {
    const whose = client;
    const jobs = await send(`/api/jobs${whose ? `?client=${whose}` : ""}`).catch(() => []);
    if (whose !== client) return;
    for (const job of jobs) if (!shown.has(job.id)) add(job);
    none.hidden = shown.size > 0;
  }

  /** @param {import("./jobs.js").Job} job */
  function add(job) {
    const row = newRow("job-row");
    list.prepend(row);
    shown.set(job.id, { row, stop: hasEnded(job) ? () => {} : follow(job.id, row) });
    draw(row, job);
    part(row, "[data-stop]").addEventListener("click", async () => {
      shown.get(job.id)?.stop();
      draw(row, await stopJob(job.id));
    });
    part(row, "[data-remove]").addEventListener("click", async () => {
      await stopJob(job.id);
      row.remove();
      shown.delete(job.id);
      none.hidden = shown.size > 0;
    });
    part(row, "[data-again]").addEventListener("click", async () => {
      draw(row, await tryAgain(job.id));
      shown.set(job.id, { row, stop: follow(job.id, row) });
    });
  }

  /**
   * @param {string} id
   * @param {HTMLElement} row
   */
  function follow(id, row) {
    return followJob(id, (job) => draw(row, job));
  }

  /**
   * @param {HTMLElement} row
   * @param {import("./jobs.js").Job} job
   */
  function draw(row, job) {
    const ended = hasEnded(job);
    const refused = job.state === "refused";
    row.dataset.state = job.state;
    tell(row, "name", job.name);
    tell(row, "state", stateOf(job));
    showShare(row, ended ? null : job.share);
    tell(row, "problem", refused ? job.problem : job.problem && say("made_not"));
    tell(row, "remedy", refused ? job.remedy : null);
    const open = /** @type {HTMLAnchorElement} */ (part(row, "[data-open]"));
    open.hidden = job.state !== "done";
    open.href = `/clients/${job.client}/results/${job.result}`;
    part(row, "[data-stop]").hidden = ended;
    part(row, "[data-remove]").hidden = !ended;
    part(row, "[data-again]").hidden = !refused;
  }

  /** @param {import("./jobs.js").Job} job */
  function stateOf(job) {
    if (job.state === "running") {
      return [job.stage_words || say("begins"), left(job.seconds_left)].filter(Boolean).join(" · ");
    }
    return say(job.state === "off" ? "stopped" : job.state);
  }

  /** @param {number | null} seconds */
  function left(seconds) {
    if (seconds === null) return "";
    if (seconds < MINUTE) return say("seconds_left");
    return say("minutes_left", { minutes: Math.round(seconds / MINUTE) });
  }

  return { of, look };
}
