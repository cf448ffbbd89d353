// @ts-check
/**
 * Follows a person inside the browser: MediaPipe's runtime with this computer's weights.
 * A classic worker: the runtime brings its WebAssembly with `importScripts`.
 */
(() => {
  const LONGEST = 640;
  /** @type {any} */
  const page = self;
  const vendor = new URL("../vendor/mediapipe", self.location.href).href;
  const canvas = new OffscreenCanvas(1, 1);
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  /** @type {any} */
  let landmarker;
  let last = 0;

  page.exports = {};
  page.importScripts(`${vendor}/vision_bundle.js`);
  page.onmessage = (/** @type {MessageEvent} */ { data }) =>
    data.weights ? open(data.weights) : look(data);

  /** @param {string} weights address of the bundle */
  async function open(weights) {
    try {
      const { FilesetResolver, PoseLandmarker } = page.exports;
      const answer = await fetch(weights, { credentials: "same-origin" });
      if (!answer.ok) {
        page.postMessage({ trouble: await answer.json() });
        return;
      }
      const bundle = new Uint8Array(await answer.arrayBuffer());
      const baseOptions = { modelAssetBuffer: bundle, delegate: "CPU" };
      landmarker = await PoseLandmarker.createFromOptions(
        await FilesetResolver.forVisionTasks(vendor),
        { baseOptions, runningMode: "VIDEO", numPoses: 1 },
      );
      page.postMessage({ ready: true });
    } catch (error) {
      page.postMessage({ trouble: { problem: String(error) } });
    }
  }

  /** @param {{number: number, captured: number, picture: VideoFrame | ImageBitmap}} frame */
  function look({ number, captured, picture }) {
    const [width, height] =
      "displayWidth" in picture
        ? [picture.displayWidth, picture.displayHeight]
        : [picture.width, picture.height];
    const scale = Math.min(1, LONGEST / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const began = performance.now();
    last = Math.max(last + 1, Math.round(captured));
    const found = landmarker.detectForVideo(canvas, last);
    const points = new Float32Array(33 * 4).fill(NaN);
    const [places = [], bodily = []] = [found.landmarks[0], found.worldLandmarks[0]];
    for (const [index, each] of places.entries()) {
      points.set([each.x, each.y, bodily[index]?.z ?? NaN, each.visibility ?? 1], 4 * index);
    }
    found.close?.();
    const model = performance.now() - began;
    const score = places.length ? 1 : 0;
    page.postMessage({ number, score, people: -1, model, points }, [points.buffer]);
  }
})();
