// @ts-check
import { followWith } from "./pose_socket.js";

/** @typedef {import("./pose_socket.js").Following} Following */
/** @typedef {import("./pose_socket.js").FollowOptions} FollowOptions */
/** @typedef {import("./pose_socket.js").LivePose} LivePose */

/**
 * Follow the person in a video inside the browser: no picture leaves it.
 * @param {HTMLVideoElement} video playing
 * @param {(pose: LivePose) => void} onPose
 * @param {FollowOptions} [options]
 * @returns {Following}
 */
export function followPoseHere(video, onPose, options = {}) {
  const worker = new Worker(new URL("./pose_wasm_worker.js", import.meta.url));
  worker.postMessage({ weights: new URL("/api/pose/model", location.href).href });
  return followWith(worker, video, onPose, options, 1);
}
