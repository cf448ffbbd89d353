// @ts-check
import { Flight } from "./flight.js";
import { eachFrame } from "./video_frames.js";

/**
 * @typedef {object} LivePose one person in one frame
 * @property {number} time when the camera took it, on the clock of performance.now() [s]
 * @property {Float32Array} points 33 × (x, y [share of the picture], depth behind the
 *   hips [m], visibility [1]); NaN where nobody was found
 * @property {number} score how sure the model is that there is somebody [1]
 * @property {number} people how many there are; -1 where nobody looked
 * @property {number} model time that looking took [ms]
 * @property {number} latency from the camera until now [ms]
 */
/** @typedef {{reason?: "lost", problem?: string, remedy?: string}} Trouble */
/**
 * @typedef {object} FollowOptions
 * @property {number} [rate] most frames a second
 * @property {(trouble: Trouble) => void} [onTrouble]
 * @property {() => void} [onReady]
 */
/** @typedef {{stop: () => void, rate: () => number}} Following */

/**
 * Follow the person in a video with the server's pose model.
 * @param {HTMLVideoElement} video playing
 * @param {(pose: LivePose) => void} onPose
 * @param {FollowOptions} [options]
 * @returns {Following}
 */
export function followPose(video, onPose, options = {}) {
  const worker = new Worker(new URL("./pose_worker.js", import.meta.url), { type: "module" });
  const address = new URL("/api/pose", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  worker.postMessage({ open: address.href });
  return followWith(worker, video, onPose, options);
}

/**
 * Follow the person in a video with a worker that answers frames by their number.
 * @param {Worker} worker
 * @param {HTMLVideoElement} video
 * @param {(pose: LivePose) => void} onPose
 * @param {FollowOptions} options
 * @param {number} [most] frames under way at once
 * @returns {Following}
 */
export function followWith(worker, video, onPose, options, most = 2) {
  const flight = new Flight(most, options.rate ?? 30);
  let ready = false;
  worker.onmessage = ({ data }) => {
    if (data.ready) {
      ready = true;
      flight.reset();
      options.onReady?.();
    } else if (data.trouble) {
      ready = false;
      options.onTrouble?.(data.trouble);
    } else {
      const now = performance.now();
      const captured = flight.land(data.number, now);
      if (captured === undefined || !data.points) return;
      const { points, score, people, model } = data;
      const time = captured / 1000;
      onPose({ time, points, score, people, model, latency: now - captured });
    }
  };
  worker.onerror = () => options.onTrouble?.({ reason: "lost" });
  const leave = eachFrame(video, (captured) => {
    if (!ready || !video.videoWidth || !flight.may(captured)) return;
    const number = flight.leave(captured);
    shot(video).then(
      (picture) => worker.postMessage({ number, captured, picture }, [picture]),
      () => flight.land(number, performance.now()),
    );
  });
  return {
    stop: () => {
      leave();
      worker.onmessage = null;
      worker.terminate();
    },
    rate: () => flight.rate(performance.now()),
  };
}

/**
 * The frame that is shown, ready to be handed to a worker.
 * @param {HTMLVideoElement} video
 * @returns {Promise<VideoFrame | ImageBitmap>}
 */
async function shot(video) {
  return "VideoFrame" in self ? new VideoFrame(video) : createImageBitmap(video);
}
