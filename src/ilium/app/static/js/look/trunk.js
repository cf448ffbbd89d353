// @ts-check
// Pelvis, spine, chest and skull between the points that were seen.

import * as THREE from "../../vendor/three.module.js";
import { PelvisRing, Spine, boneShape, layBetween, ribs } from "./bones.js";

/** @typedef {import("./materials.js").Materials} Materials */
/** @typedef {(name: string) => THREE.Vector3} Points */

const UP = new THREE.Vector3(0, 1, 0);

export class Trunk {
  /**
   * @param {THREE.Group} group
   * @param {Materials} materials
   */
  constructor(group, materials) {
    this.spine = new Spine(materials.bone);
    this.ring = new PelvisRing(materials.ring);
    this.chest = ribs(materials.chest, materials.bone);
    this.skull = new THREE.Mesh(new THREE.SphereGeometry(1, 28, 20), materials.bone);
    this.skull.castShadow = true;
    this.neck = new THREE.Mesh(boneShape(0.013, 0.018), materials.bone);
    group.add(this.spine.mesh, this.ring.mesh, this.chest, this.skull, this.neck);
  }

  /** @param {Points} point */
  place(point) {
    const back = between(point, "psis");
    const sacrum = Number.isFinite(back.x) ? back : point("sacrum");
    const low = Number.isFinite(sacrum.x) ? sacrum : between(point, "hip");
    const c7 = point("c7");
    const neck = Number.isFinite(c7.x) ? c7 : between(point, "shoulder");
    const forwards = between(point, "asis").sub(low).setY(0).normalize();
    if (!Number.isFinite(forwards.x)) forwards.set(0, 0, 0);
    this.spine.place(low, neck, forwards);
    const behind = (/** @type {string} */ side) => Number.isFinite(back.x) ? point(`psis_${side}`) : sacrum.clone();
    this.ring.place([
      point("asis_left"), point("asis_right"), behind("left"), behind("right"),
      point("hip_left"), point("hip_right"),
    ]);
    this.placeChest(point, low, neck);
    this.placeSkull(between(point, "head"), neck);
  }

  /**
   * @param {Points} point
   * @param {THREE.Vector3} low
   * @param {THREE.Vector3} neck
   */
  placeChest(point, low, neck) {
    const shoulders = point("shoulder_right").sub(point("shoulder_left"));
    const up = neck.clone().sub(low);
    this.chest.visible = Number.isFinite(shoulders.x + up.x);
    if (!this.chest.visible) return;
    const right = shoulders.clone().normalize();
    const front = up.clone().normalize().cross(right).normalize();
    const basis = new THREE.Matrix4().makeBasis(front, right.clone().cross(front), right);
    this.chest.quaternion.setFromRotationMatrix(basis);
    this.chest.position.copy(low).addScaledVector(up, 0.68).addScaledVector(front, 0.07);
    this.chest.scale.set(0.1, 0.3 * up.length(), 0.38 * shoulders.length());
  }

  /**
   * @param {THREE.Vector3} top
   * @param {THREE.Vector3} neck
   */
  placeSkull(top, neck) {
    this.skull.visible = this.neck.visible = Number.isFinite(top.x + neck.x);
    if (!this.skull.visible) return;
    const up = top.clone().sub(neck);
    this.skull.position.copy(neck).addScaledVector(up, 0.9);
    this.skull.scale.set(0.09, 0.11, 0.076);
    layBetween(this.neck, neck, this.skull.position.clone().addScaledVector(up, -0.25));
    this.skull.quaternion.setFromUnitVectors(UP, up.normalize());
  }
}

/**
 * Middle between the left and the right point of a name.
 * @param {Points} point
 * @param {string} name
 */
export function between(point, name) {
  return point(`${name}_left`).add(point(`${name}_right`)).multiplyScalar(0.5);
}
