// @ts-check

/**
 * Call back with every new frame of a video.
 * @param {HTMLVideoElement} video
 * @param {(captured: number) => void} onFrame when the camera took it, on the clock of
 *   `performance.now()` [ms]; when it was shown, where the browser does not say
 * @returns {() => void} stops it
 */
export function eachFrame(video, onFrame) {
  let running = true;
  let seen = -1;
  const asked = "requestVideoFrameCallback" in video;
  const next = () => {
    if (!running) return;
    if (asked) video.requestVideoFrameCallback(called);
    else requestAnimationFrame(polled);
  };
  /** @type {VideoFrameRequestCallback} */
  const called = (now, about) => {
    if (!running) return;
    onFrame(about.captureTime ?? now);
    next();
  };
  /** @param {number} now */
  const polled = (now) => {
    if (running && video.currentTime !== seen) onFrame(now);
    seen = video.currentTime;
    next();
  };
  next();
  return () => {
    running = false;
  };
}
