// @ts-check
// Files to the server in parts: after a reload or a restart they go on where they were.

import { send } from "./send.js";
import { Sha256 } from "./sha256.js";

const PART = 4_000_000;
const TRIES = 5;
const REFUSED = 400;
const BROKEN = 500;

/**
 * @typedef {{id: string, name: string, size: number, offset: number, whole: boolean,
 *   kind: string, role: string}} Upload
 * @typedef {{role?: string, task?: string, side?: string, view?: string, day?: string,
 *   keep?: string, rate?: number}} Choices
 * @typedef {(file: File | Blob, done: number, total: number) => void} Progress
 */

/**
 * Bring files in and ask for their analysis; a static goes with its movements.
 * @param {string} client
 * @param {Iterable<File | Blob>} files
 * @param {Choices} [choices]
 * @param {Progress} [onProgress]
 * @returns {Promise<string[]>} ids of the jobs
 */
export async function uploadFiles(client, files, choices = {}, onProgress = () => {}) {
  const { role = "", ...rest } = choices;
  const own = new Set();
  for (const each of files) {
    own.add((await uploadFile(client, each, role, onProgress)).id);
  }
  const sorted = await sortFiles(client);
  const refused = sorted.refused.find((/** @type {any} */ each) => own.has(each.upload));
  if (refused) throw Object.assign(new Error(refused.problem), refused);
  const jobs = [];
  for (const pair of sorted.pairs) {
    if (Object.keys(pair.files).some((each) => own.has(each))) {
      jobs.push((await askFor(client, pair.files, rest)).id);
    }
  }
  return jobs;
}

/**
 * Send one file, or what is missing of it.
 * @param {string} client
 * @param {File | Blob} file
 * @param {string} role
 * @param {Progress} onProgress
 * @param {AbortSignal} [signal]
 * @returns {Promise<Upload>}
 */
export async function uploadFile(client, file, role, onProgress, signal) {
  const told = {
    name: file instanceof File ? file.name : "clip",
    size: file.size,
    role,
    sha256: await hashOf(file, signal),
  };
  let upload = await post(`/api/clients/${client}/uploads`, told);
  onProgress(file, upload.offset, file.size);
  while (!upload.whole) {
    upload = await sendPart(upload, file, signal);
    onProgress(file, upload.offset, file.size);
  }
  return upload;
}

/**
 * What belongs together among the files of a client that have arrived.
 * @param {string} client
 */
export function sortFiles(client) {
  return send(`/api/clients/${client}/pairs`);
}

/**
 * Ask for an analysis of files that have arrived.
 * @param {string} client
 * @param {Record<string, string>} uploads id of each to its role
 * @param {Choices} choices
 */
export function askFor(client, uploads, choices) {
  const chosen = Object.entries(choices).filter(([, value]) => value);
  return post(`/api/clients/${client}/jobs`, { ...Object.fromEntries(chosen), uploads });
}

/**
 * @param {Upload} upload
 * @param {File | Blob} file
 * @param {AbortSignal} [signal]
 * @returns {Promise<Upload>}
 */
async function sendPart(upload, file, signal) {
  const address = `/api/uploads/${upload.id}`;
  for (let left = TRIES; ; left -= 1) {
    try {
      return await send(address, {
        method: "PATCH",
        headers: {
          "content-type": "application/octet-stream",
          "upload-offset": String(upload.offset),
        },
        body: file.slice(upload.offset, upload.offset + PART),
        signal,
      });
    } catch (error) {
      if (signal?.aborted || left <= 1 || isRefusal(error)) throw error;
      await pause(1000 * (TRIES - left + 1));
      upload = await send(address, { signal }).catch(() => upload);
    }
  }
}

/** @param {any} error */
function isRefusal(error) {
  return error.status >= REFUSED && error.status < BROKEN;
}

/**
 * @param {Blob} file
 * @param {AbortSignal} [signal]
 */
async function hashOf(file, signal) {
  const hash = new Sha256();
  for (let at = 0; at < file.size; at += PART) {
    signal?.throwIfAborted();
    hash.add(new Uint8Array(await file.slice(at, at + PART).arrayBuffer()));
  }
  return hash.hex();
}

/**
 * @param {string} address
 * @param {object} content
 */
function post(address, content) {
  return send(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(content),
  });
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
