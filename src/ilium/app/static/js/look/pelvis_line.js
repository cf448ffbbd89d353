// @ts-check
// The line across the pelvis, the level, and between them the angle with its ±.

import * as THREE from "../../vendor/three.module.js";
import { layBetween } from "./bones.js";

/** @typedef {import("./materials.js").Materials} Materials */

/** Half length of level and pelvis line beyond the body, in metres. */
const REACH = 0.34;
const DASHES = 14;

export class PelvisLine {
  /**
   * @param {THREE.Group} group
   * @param {Materials} materials
   */
  constructor(group, materials) {
    this.group = new THREE.Group();
    group.add(this.group);
    this.halo = this.rod(0.016, materials.halo, 5);
    this.line = this.rod(0.011, materials.ink, 6);
    this.reach = [this.rod(0.0035, materials.ink, 6), this.rod(0.0035, materials.ink, 6)];
    this.dashes = Array.from({ length: DASHES }, () => this.rod(0.0028, materials.dash, 6));
    this.left = new THREE.Mesh(new THREE.SphereGeometry(0.021, 20, 16), materials.leftEnd);
    this.right = new THREE.Mesh(new THREE.ConeGeometry(0.028, 0.044, 3), materials.rightEnd);
    const shape = new THREE.BufferGeometry();
    shape.setAttribute("position", new THREE.BufferAttribute(new Float32Array(18), 3));
    this.wedge = new THREE.Mesh(shape, materials.wedge);
    this.wedge.frustumCulled = false;
    this.wedge.renderOrder = 4;
    this.left.renderOrder = this.right.renderOrder = 7;
    this.group.add(this.left, this.right, this.wedge);
    /** Angle of the line, right side higher, in radians; NaN where it is not seen. */
    this.tilt = NaN;
    this.middle = new THREE.Vector3();
    this.lower = new THREE.Vector3();
  }

  /**
   * @param {number} radius
   * @param {THREE.Material} material
   * @param {number} order
   */
  rod(radius, material, order) {
    const shape = new THREE.CylinderGeometry(radius, radius, 1, 12).translate(0, 0.5, 0);
    const mesh = new THREE.Mesh(shape, material);
    mesh.renderOrder = order;
    this.group.add(mesh);
    return mesh;
  }

  /**
   * @param {THREE.Vector3} left
   * @param {THREE.Vector3} right
   * @param {number} error half of the 95 % interval in radians; NaN where not known
   */
  place(left, right, error) {
    this.group.visible = Number.isFinite(left.x + right.x);
    this.tilt = NaN;
    if (!this.group.visible) return;
    const middle = left.clone().add(right).multiplyScalar(0.5);
    const along = new THREE.Vector3().subVectors(right, left).normalize();
    const level = along.clone().setY(0).normalize();
    this.tilt = Math.atan2(along.y, Math.hypot(along.x, along.z));
    this.lower.copy(this.tilt > 0 ? left : right);
    this.middle.copy(middle);
    layBetween(this.line, left, right);
    layBetween(this.halo, left, right);
    layBetween(this.reach[0], left, middle.clone().addScaledVector(along, -REACH));
    layBetween(this.reach[1], right, middle.clone().addScaledVector(along, REACH));
    this.dashes.forEach((each, at) => {
      const from = -REACH + (2 * REACH * at) / DASHES;
      layBetween(each, middle.clone().addScaledVector(level, from), middle.clone().addScaledVector(level, from + 0.028));
    });
    this.left.position.copy(left);
    this.right.position.copy(right);
    this.spread(middle, level, error);
  }

  /**
   * @param {THREE.Vector3} middle
   * @param {THREE.Vector3} level
   * @param {number} error
   */
  spread(middle, level, error) {
    this.wedge.visible = Number.isFinite(error);
    if (!this.wedge.visible) return;
    const corner = (/** @type {number} */ way, /** @type {number} */ angle) => {
      const place = middle.clone().addScaledVector(level, way * REACH * Math.cos(angle));
      return place.setY(middle.y + way * REACH * Math.sin(angle));
    };
    const [low, high] = [this.tilt - error, this.tilt + error];
    const corners = [middle, corner(1, low), corner(1, high), middle, corner(-1, low), corner(-1, high)];
    const places = this.wedge.geometry.getAttribute("position");
    corners.forEach((each, at) => places.setXYZ(at, each.x, each.y, each.z));
    places.needsUpdate = true;
  }
}
