// @ts-check
// Floor, plates, and the push of the ground as arrows.

import * as THREE from "../../vendor/three.module.js";
import { valueAt } from "./frames.js";

/** @typedef {import("./materials.js").Materials} Materials */
/** @typedef {{name: string, corners: number[][]}} Plate */

/** Metres of arrow for a newton. */
const ARROW = 0.0006;
const UP = new THREE.Vector3(0, 1, 0);

/**
 * A grid of half a metre on which shadows fall.
 * @param {Materials} materials
 */
export function floor(materials) {
  const grid = new THREE.Group();
  const places = [];
  for (let line = -4; line <= 4; line += 1) {
    places.push(line / 2, 0, -2, line / 2, 0, 2, -2, 0, line / 2, 2, 0, line / 2);
  }
  const shape = new THREE.BufferGeometry();
  shape.setAttribute("position", new THREE.Float32BufferAttribute(places, 3));
  const ground = new THREE.Mesh(new THREE.PlaneGeometry(6, 6), materials.shade);
  ground.rotation.x = -Math.PI / 2;
  ground.receiveShadow = true;
  grid.add(new THREE.LineSegments(shape, materials.gridLine), ground);
  return grid;
}

export class Forces {
  /**
   * @param {THREE.Group} group
   * @param {Materials} materials
   * @param {Plate[]} plates
   * @param {Float64Array} times
   * @param {Float32Array[]} tracks
   */
  constructor(group, materials, plates, times, tracks) {
    this.times = times;
    this.tracks = tracks;
    this.hidden = false;
    for (const each of plates) if (each.corners.length) group.add(...outline(each.corners, materials));
    this.arrows = plates.map(() => {
      const arrow = new THREE.Group();
      const shaft = new THREE.Mesh(new THREE.CylinderGeometry(0.009, 0.009, 1, 14).translate(0, 0.5, 0), materials.force);
      const head = new THREE.Mesh(new THREE.ConeGeometry(0.026, 0.07, 18).translate(0, -0.035, 0), materials.force);
      const foot = new THREE.Mesh(new THREE.CylinderGeometry(0.022, 0.022, 0.004, 24), materials.force);
      shaft.castShadow = head.castShadow = true;
      arrow.add(shaft, head, foot);
      group.add(arrow);
      return { arrow, shaft, head };
    });
  }

  /** @param {number} time */
  place(time) {
    this.arrows.forEach(({ arrow, shaft, head }, at) => {
      const own = this.tracks.slice(6 * at, 6 * at + 6);
      const [x, y, z, ...force] = own.map((track) => valueAt(this.times, track, time));
      const push = new THREE.Vector3(...force);
      arrow.visible = Number.isFinite(x + push.x) && !this.hidden;
      if (!arrow.visible) return;
      const length = push.length() * ARROW;
      arrow.position.set(x / 1000, y / 1000, z / 1000);
      arrow.quaternion.setFromUnitVectors(UP, push.normalize());
      shaft.scale.y = Math.max(length - 0.06, 0.001);
      head.position.y = length;
      head.scale.setScalar(Math.min(1, length / 0.08));
    });
  }
}

/**
 * @param {number[][]} corners in millimetres
 * @param {Materials} materials
 */
function outline(corners, materials) {
  const points = corners.map((each) => new THREE.Vector3(...each.map((value) => value / 1000)));
  const shape = new THREE.BufferGeometry().setFromPoints(points);
  shape.setIndex([0, 1, 2, 0, 2, 3]);
  const edge = new THREE.BufferGeometry().setFromPoints([...points, points[0]]);
  const mesh = new THREE.Mesh(shape, materials.plate);
  mesh.position.y = 0.002;
  return [mesh, new THREE.Line(edge, materials.plateLine)];
}
