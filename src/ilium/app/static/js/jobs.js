// @ts-check
// Analyses beside the page: followed until they end, called off, tried again.

import { send } from "./send.js";

const OFTEN = 1000;
const ENDED = ["done", "refused", "off"];

/**
 * @typedef {{id: string, client: string, name: string, state: string, stage: string,
 *   stage_words: string, share: number, seconds_left: number | null,
 *   problem: string | null, remedy: string | null, result: number | null}} Job
 */

/** @param {Job} job */
export function hasEnded(job) {
  return ENDED.includes(job.state);
}

/**
 * Follow one analysis until it ends, also through a restart of the server.
 * @param {string} id
 * @param {(job: Job) => void} onChange
 * @returns {() => void} stop following
 */
export function followJob(id, onChange) {
  let following = true;
  let timer = 0;
  async function look() {
    const job = await send(`/api/jobs/${id}`).catch((error) => {
      if (error.status === 404) following = false;
      return null;
    });
    if (!following) return;
    if (job) onChange(job);
    if (!job || !hasEnded(job)) timer = setTimeout(look, OFTEN);
  }
  look();
  return () => {
    following = false;
    clearTimeout(timer);
  };
}

/**
 * Call an analysis off; one that has ended leaves the list.
 * @param {string} id
 * @returns {Promise<Job>}
 */
export function stopJob(id) {
  return send(`/api/jobs/${id}`, { method: "DELETE" });
}

/**
 * Try a refused analysis once more.
 * @param {string} id
 * @param {object} choices
 * @returns {Promise<Job>}
 */
export function tryAgain(id, choices = {}) {
  return send(`/api/jobs/${id}/again`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(choices),
  });
}
