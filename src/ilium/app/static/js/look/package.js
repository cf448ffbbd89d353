// @ts-check
// Reads what ilium.app.look.packing writes.

/**
 * @typedef {"left" | "right" | "both"} Side
 * @typedef {{kind: "clock" | "track", rows: number, frames: number, at: number, scale?: number[], offset?: number[]}} Told
 * @typedef {{name: string, start: number, end: number}} Phase
 * @typedef {{id: string, side: Side, number: number, start: number, end: number, complete: boolean, events: Record<string, number>, phases: Phase[]}} Repetition
 * @typedef {{key: string, group: string, unit: string, sides: Partial<Record<Side, number>>, error: Partial<Record<Side, number>>}} Curve
 * @typedef {{low: number | null, high: number | null, words: string}} Range
 * @typedef {{name: string, side: Side, strength: number, points: number}} Muscle
 * @typedef {{names: string[], limbs: [number, number, Side][], heading: number, plates: {name: string, corners: number[][]}[], muscles: Muscle[]}} Body
 * @typedef {{names: string[], limbs: [number, number, Side][], pelvis: number[], width: number, height: number, frames: number, rate: number, view: string, roll: number | null}} Film
 * @typedef {{version: number, task: string, begin: number, curves: Curve[], repetitions: Repetition[], events: {time: number, name: string, side: Side}[], error: Partial<Record<Side, number>>, body: Body | null, film: Film | null, arrays: Record<string, Told>}} Header
 */

const MAGIC = "ILLOOK\0\x01";
const MISSING = -32768;

/** One analysis as the viewer needs it. */
export class Look {
  /** @param {ArrayBuffer} data */
  constructor(data) {
    const bytes = new Uint8Array(data);
    const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
    if (magic !== MAGIC) throw new TypeError("not a package of this version");
    const length = new DataView(data).getUint32(MAGIC.length, true);
    const start = MAGIC.length + 4;
    const text = new TextDecoder().decode(bytes.subarray(start, start + length));
    /** @type {Header} */
    this.header = JSON.parse(text);
    this.bytes = bytes.subarray(start + length);
    /** @type {Map<string, Float32Array[]>} */
    this.read = new Map();
  }

  /** @param {string} name */
  has(name) {
    return name in this.header.arrays;
  }

  /**
   * Times of a clock in seconds; empty where there is none.
   * @param {string} name
   */
  clock(name) {
    const told = this.header.arrays[name];
    if (!told) return new Float64Array(0);
    const copy = this.bytes.slice(told.at, told.at + 8 * told.frames);
    return new Float64Array(copy.buffer);
  }

  /**
   * Rows of some tracks; NaN where nothing was measured.
   * @param {string} name
   * @returns {Float32Array[]}
   */
  tracks(name) {
    const known = this.read.get(name);
    if (known) return known;
    const told = this.header.arrays[name];
    const rows = told ? decoded(this.bytes, told) : [];
    this.read.set(name, rows);
    return rows;
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {Told} told
 */
function decoded(bytes, told) {
  const { rows, frames, at, scale = [], offset = [] } = told;
  const count = rows * frames;
  const found = [];
  for (let row = 0; row < rows; row += 1) {
    const values = new Float32Array(frames);
    let number = 0;
    for (let frame = 0; frame < frames; frame += 1) {
      const place = at + row * frames + frame;
      number = (number + bytes[place] + 256 * bytes[place + count]) & 0xffff;
      const whole = (number << 16) >> 16;
      values[frame] = whole === MISSING ? NaN : whole * scale[row] + offset[row];
    }
    found.push(values);
  }
  return found;
}

/**
 * Fetch the data of one result.
 * @param {string} address
 */
export async function fetchLook(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.statusText);
  return new Look(await answer.arrayBuffer());
}
