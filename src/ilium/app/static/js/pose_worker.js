// @ts-check
/** Presses frames into JPEG, sends them, and hands the answers back. */

const LONGEST = 640;
const QUALITY = 0.8;
const AGAIN = 1000;
const HEAD = 8;

/** @type {any} */
const page = self;
const canvas = new OffscreenCanvas(1, 1);
const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (
  canvas.getContext("2d", { willReadFrequently: true })
);
/** @type {WebSocket | undefined} */
let socket;
/** @type {number[]} numbers of the frames whose answers will come, in order */
let away = [];

self.onmessage = ({ data }) => {
  if (data.open) open(data.open);
  else send(data);
};

/** @param {string} address */
function open(address) {
  let refused = false;
  away = [];
  socket = new WebSocket(address);
  socket.binaryType = "arraybuffer";
  socket.onmessage = ({ data }) => {
    if (typeof data !== "string") {
      answer(data);
      return;
    }
    const told = JSON.parse(data);
    if (told.ready) {
      page.postMessage({ ready: true });
    } else {
      refused = true;
      page.postMessage({ trouble: told });
    }
  };
  socket.onclose = () => {
    if (refused) return;
    page.postMessage({ trouble: { reason: "lost" } });
    setTimeout(() => open(address), AGAIN);
  };
}

/** @param {{number: number, captured: number, picture: VideoFrame | ImageBitmap}} frame */
async function send({ number, captured, picture }) {
  const width = "displayWidth" in picture ? picture.displayWidth : picture.width;
  const height = "displayHeight" in picture ? picture.displayHeight : picture.height;
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  const pressed = await blob.arrayBuffer();
  const message = new Uint8Array(HEAD + pressed.byteLength);
  new DataView(message.buffer).setFloat64(0, captured / 1000, true);
  message.set(new Uint8Array(pressed), HEAD);
  if (socket?.readyState !== WebSocket.OPEN) {
    page.postMessage({ number });
    return;
  }
  away.push(number);
  socket.send(message);
}

/** @param {ArrayBuffer} data */
function answer(data) {
  const view = new DataView(data);
  const points = new Float32Array(data.slice(HEAD + 12));
  page.postMessage(
    {
      number: away.shift(),
      score: view.getFloat32(HEAD, true),
      people: view.getFloat32(HEAD + 4, true),
      model: 1000 * view.getFloat32(HEAD + 8, true),
      points,
    },
    [points.buffer],
  );
}
export {};
