// @ts-check
// Muscles as spindles along their paths: colour and girth tell the force.

import * as THREE from "../../vendor/three.module.js";
import { firstAfter } from "./frames.js";
import { muscleColour } from "./palette.js";

/** @typedef {import("./package.js").Look} Look */
/** @typedef {import("./package.js").Muscle} Muscle */
/** @typedef {import("./palette.js").Palette} Palette */

const RINGS = 13;
const AROUND = 7;
/** Steps of the colour scale. */
const SHADES = 64;

export class Muscles {
  /**
   * @param {Look} look
   * @param {Muscle[]} muscles
   */
  constructor(look, muscles) {
    this.muscles = muscles;
    this.times = look.clock("body/muscle_time");
    this.paths = look.tracks("body/muscles");
    this.shares = look.tracks("body/shares");
    const vertices = muscles.length * RINGS * AROUND;
    this.places = new THREE.BufferAttribute(new Float32Array(3 * vertices), 3);
    this.normals = new THREE.BufferAttribute(new Float32Array(3 * vertices), 3);
    this.colours = new THREE.BufferAttribute(new Float32Array(3 * vertices), 3);
    const shape = new THREE.BufferGeometry();
    shape.setAttribute("position", this.places);
    shape.setAttribute("normal", this.normals);
    shape.setAttribute("color", this.colours);
    shape.setIndex(faces(muscles.length));
    const material = new THREE.MeshStandardMaterial({ vertexColors: true, roughness: 0.55 });
    this.mesh = new THREE.Mesh(shape, material);
    this.mesh.frustumCulled = false;
    this.mesh.castShadow = true;
    /** @type {Record<string, THREE.Color[]>} */
    this.scale = {};
    /** First row of each muscle among the paths. */
    this.rows = muscles.map(() => 0);
    let row = 0;
    muscles.forEach((each, at) => {
      this.rows[at] = row;
      row += 3 * each.points;
    });
  }

  /** @param {Palette} colours */
  paint(colours) {
    for (const side of ["left", "right", "both"]) {
      this.scale[side] = Array.from({ length: SHADES }, (_, at) =>
        new THREE.Color(muscleColour(colours, side, at / (SHADES - 1))));
    }
  }

  /** @param {number} time */
  show(time) {
    const { times } = this;
    const after = Math.min(Math.max(firstAfter(times, time), 1), times.length - 1);
    const before = Math.max(after - 1, 0);
    const span = times[after] - times[before];
    const share = span > 0 ? Math.min(Math.max((time - times[before]) / span, 0), 1) : 0;
    const mix = (/** @type {Float32Array} */ row) => row[before] + share * (row[after] - row[before]);
    this.muscles.forEach((muscle, at) => this.lay(muscle, at, mix));
    this.places.needsUpdate = this.normals.needsUpdate = this.colours.needsUpdate = true;
  }

  /**
   * @param {Muscle} muscle
   * @param {number} at
   * @param {(row: Float32Array) => number} mix
   */
  lay(muscle, at, mix) {
    const points = [];
    for (let point = 0; point < muscle.points; point += 1) {
      const row = this.rows[at] + 3 * point;
      points.push(new THREE.Vector3(...[0, 1, 2].map((axis) => mix(this.paths[row + axis]) / 1000)));
    }
    const force = mix(this.shares[at]);
    const seen = Number.isFinite(force) && points.every((each) => Number.isFinite(each.x));
    const shade = Math.round(Math.min(Math.max(seen ? force : 0, 0), 1) * (SHADES - 1));
    const colour = this.scale[muscle.side][shade];
    const girth = seen ? 0.0014 * Math.sqrt(Math.sqrt(muscle.strength)) * (1 + 0.9 * Math.min(force, 1)) : 0;
    this.spindle(at, seen ? evenly(points, RINGS) : null, girth, colour);
  }

  /**
   * @param {number} at
   * @param {THREE.Vector3[] | null} line
   * @param {number} girth
   * @param {THREE.Color} colour
   */
  spindle(at, line, girth, colour) {
    const first = at * RINGS * AROUND;
    const across = new THREE.Vector3();
    const other = new THREE.Vector3();
    const along = new THREE.Vector3();
    for (let ring = 0; ring < RINGS; ring += 1) {
      if (line) {
        along.subVectors(line[Math.min(ring + 1, RINGS - 1)], line[Math.max(ring - 1, 0)]).normalize();
        if (ring === 0) across.set(Math.abs(along.x) < 0.9 ? 1 : 0, 0, Math.abs(along.x) < 0.9 ? 0 : 1);
        across.addScaledVector(along, -across.dot(along)).normalize();
        other.crossVectors(along, across);
      }
      const share = ring / (RINGS - 1);
      const radius = girth * (0.4 + 1.5 * Math.sin(Math.PI * share) ** 1.4);
      for (let turn = 0; turn < AROUND; turn += 1) {
        const vertex = first + ring * AROUND + turn;
        if (!line) {
          this.places.setXYZ(vertex, 0, -10, 0);
          continue;
        }
        const angle = (2 * Math.PI * turn) / AROUND;
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const [x, y, z] = [c * across.x + s * other.x, c * across.y + s * other.y, c * across.z + s * other.z];
        const middle = line[ring];
        this.places.setXYZ(vertex, middle.x + radius * x, middle.y + radius * y, middle.z + radius * z);
        this.normals.setXYZ(vertex, x, y, z);
        this.colours.setXYZ(vertex, colour.r, colour.g, colour.b);
      }
    }
  }
}

/**
 * Points at equal distances along a line.
 * @param {THREE.Vector3[]} points
 * @param {number} count
 */
function evenly(points, count) {
  const along = [0];
  for (let at = 1; at < points.length; at += 1) along.push(along[at - 1] + points[at].distanceTo(points[at - 1]));
  const found = [];
  let at = 1;
  for (let each = 0; each < count; each += 1) {
    const place = (along[along.length - 1] * each) / (count - 1);
    while (at < points.length - 1 && along[at] < place) at += 1;
    const span = along[at] - along[at - 1];
    const share = span > 0 ? (place - along[at - 1]) / span : 0;
    found.push(points[at - 1].clone().lerp(points[at], Math.min(share, 1)));
  }
  return found;
}

/** @param {number} count */
function faces(count) {
  const found = [];
  for (let muscle = 0; muscle < count; muscle += 1) {
    for (let ring = 0; ring < RINGS - 1; ring += 1) {
      for (let turn = 0; turn < AROUND; turn += 1) {
        const here = (muscle * RINGS + ring) * AROUND;
        const [a, b] = [here + turn, here + ((turn + 1) % AROUND)];
        found.push(a, b, a + AROUND, b, b + AROUND, a + AROUND);
      }
    }
  }
  return found;
}
