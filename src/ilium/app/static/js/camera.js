// @ts-check
import { pageWords } from "./page_words.js";
import { Refusal } from "./send.js";

/** @typedef {"user" | "environment"} Facing */
/** @typedef {{stream: MediaStream, stop: () => void}} Camera */

/**
 * Open a camera and show it; the page holds the words of `app_live.camera` in
 * `#camera-words` (include `camera_words.html`).
 * @param {HTMLVideoElement} video where it is shown
 * @param {{facing?: Facing, width?: number, height?: number, rate?: number}} [options]
 * @returns {Promise<Camera>}
 * @throws {Refusal} with its problem and remedy in the visitor's language
 */
export async function openCamera(video, options = {}) {
  const { facing = "user", width = 640, height = 480, rate = 30 } = options;
  if (!isSecureContext || !navigator.mediaDevices) throw refusal("insecure");
  /** @type {MediaStream} */
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: {
        facingMode: { ideal: facing },
        width: { ideal: width },
        height: { ideal: height },
        frameRate: { ideal: rate },
      },
    });
  } catch (error) {
    throw refusal(reasonOf(error));
  }
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
    if (video.srcObject === stream) video.srcObject = null;
  };
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  try {
    await video.play();
  } catch {
    stop();
    throw refusal("other");
  }
  return { stream, stop };
}

/**
 * Why a browser gave no camera.
 * @param {unknown} error
 * @returns {"refused" | "missing" | "busy" | "other"}
 */
export function reasonOf(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "other";
}

/** @param {string} reason */
function refusal(reason) {
  const say = pageWords("camera-words");
  return new Refusal(0, say(`${reason}.problem`), say(`${reason}.remedy`));
}
