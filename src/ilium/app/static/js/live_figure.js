// @ts-check

/** @typedef {import("./live_body.js").View} View */

const LIMBS = [
  [11, 13, 15],
  [23, 25, 27, 29, 31],
];

/**
 * Draw the body over, or in place of, the camera's picture. The person's own left is always
 * on the left, as in a mirror: a front view is turned round.
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array | undefined} points 33 × 4; undefined where nothing is known
 * @param {{width: number, height: number, view: View, grey: boolean,
 *   pelvis: boolean}} picture whether its line is drawn too
 */
export function drawFigure(canvas, points, picture) {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const ratio = Math.min(2, devicePixelRatio || 1);
  const [width, height] = [canvas.clientWidth * ratio, canvas.clientHeight * ratio];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  pen.clearRect(0, 0, width, height);
  if (!points || !Number.isFinite(points[0]) || !picture.width) return;
  const scale = Math.min(width / picture.width, height / picture.height);
  const [left, top] = [
    (width - picture.width * scale) / 2,
    (height - picture.height * scale) / 2,
  ];
  const mirrored = picture.view === "front";
  /** @param {number} index @returns {[number, number]} */
  const place = (index) => {
    const share = mirrored ? 1 - points[4 * index] : points[4 * index];
    return [
      left + share * picture.width * scale,
      top + points[4 * index + 1] * picture.height * scale,
    ];
  };
  const style = getComputedStyle(canvas);
  const line = Math.max(3, height / 130);
  pen.lineCap = pen.lineJoin = "round";
  for (const right of [0, 1]) {
    pen.strokeStyle = style.getPropertyValue(picture.grey ? "--quiet" : right ? "--right" : "--left");
    pen.lineWidth = line;
    pen.setLineDash(right ? [3 * line, 2 * line] : []);
    for (const limb of LIMBS) stroke(pen, limb.map((index) => place(index + right)));
  }
  pen.setLineDash([]);
  pen.strokeStyle = style.getPropertyValue(picture.grey ? "--quiet" : "--ink");
  stroke(pen, [place(11), place(12)]);
  const [neck, hips] = [middle(place(11), place(12)), middle(place(23), place(24))];
  stroke(pen, [neck, hips]);
  const nose = place(0);
  const size = 0.2 * Math.hypot(neck[0] - hips[0], neck[1] - hips[1]);
  pen.beginPath();
  pen.arc(nose[0], nose[1], size, 0, 2 * Math.PI);
  pen.stroke();
  if (!picture.pelvis) return;
  pen.lineWidth = 2 * line;
  stroke(pen, [place(23), place(24)]);
}

/** @param {CanvasRenderingContext2D} pen @param {[number, number][]} places */
function stroke(pen, places) {
  pen.beginPath();
  places.forEach(([x, y], number) => (number ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.stroke();
}

/** @param {[number, number]} one @param {[number, number]} two @returns {[number, number]} */
function middle(one, two) {
  return [(one[0] + two[0]) / 2, (one[1] + two[1]) / 2];
}
