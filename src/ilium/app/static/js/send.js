// @ts-check

/** What shows the server that a request is ours. */
export function csrf() {
  const meta = document.querySelector('meta[name="csrf"]');
  return meta instanceof HTMLMetaElement ? meta.content : "";
}

/**
 * An error with what is wrong and what to do.
 */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} problem
   * @param {string} remedy
   */
  constructor(status, problem, remedy) {
    super(problem);
    this.status = status;
    this.problem = problem;
    this.remedy = remedy;
  }
}

/**
 * Ask the server for JSON; a refusal carries its problem and remedy.
 * @param {string} address
 * @param {RequestInit} [options]
 * @returns {Promise<any>}
 */
export async function send(address, options = {}) {
  const headers = new Headers(options.headers);
  headers.set("x-csrf", csrf());
  const answer = await fetch(address, { ...options, headers, credentials: "same-origin" });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const told = await answer.json().catch(() => ({}));
  throw new Refusal(answer.status, told.problem ?? answer.statusText, told.remedy ?? "");
}
