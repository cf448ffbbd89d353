// @ts-check
// Shapes of the figure: bones that taper, a spine, the ring of the pelvis.

import * as THREE from "../../vendor/three.module.js";

/** @typedef {import("./package.js").Side} Side */

const UP = new THREE.Vector3(0, 1, 0);

/** Radius of each kind of limb in metres: at its middle and at its ends. */
const LIMBS = /** @type {Record<string, [number, number]>} */ ({
  "hip knee": [0.013, 0.024],
  "knee ankle": [0.011, 0.021],
  "knee heel": [0.011, 0.021],
  "ankle heel": [0.01, 0.014],
  "heel toe": [0.01, 0.013],
  "ankle toe": [0.008, 0.011],
  "shoulder elbow": [0.009, 0.016],
  "elbow wrist": [0.008, 0.013],
});

/**
 * Sizes of a limb between two points; null for lines that are no bones.
 * @param {string} one
 * @param {string} two
 */
export function sizesOf(one, two) {
  const part = (/** @type {string} */ name) => name.replace(/_(left|right)$/, "");
  return LIMBS[`${part(one)} ${part(two)}`] ?? null;
}

/**
 * A bone of length 1 along y, slim in the middle and round at its ends.
 * @param {number} slim
 * @param {number} wide
 */
export function boneShape(slim, wide) {
  const profile = [];
  const rings = 18;
  for (let ring = 0; ring <= rings; ring += 1) {
    const along = ring / rings;
    const end = Math.abs(2 * along - 1);
    const swell = slim + (wide - slim) * end ** 6;
    const round = Math.sqrt(Math.max(0, 1 - Math.max(0, (end - 0.94) / 0.06) ** 2));
    profile.push(new THREE.Vector2(Math.max(swell * round, 1e-5), along));
  }
  return new THREE.LatheGeometry(profile, 14);
}

/**
 * Lay something that is 1 long along y from one point to another.
 * @param {THREE.Object3D} thing
 * @param {THREE.Vector3} from
 * @param {THREE.Vector3} to
 */
export function layBetween(thing, from, to) {
  const along = new THREE.Vector3().subVectors(to, from);
  const length = along.length();
  thing.visible = length > 1e-4 && Number.isFinite(length);
  if (!thing.visible) return;
  thing.position.copy(from);
  thing.quaternion.setFromUnitVectors(UP, along.divideScalar(length));
  thing.scale.set(1, length, 1);
}

/** Vertebrae that the spine shows. */
const VERTEBRAE = 15;

/** A spine of rounded discs along a gentle S between two points. */
export class Spine {
  /** @param {THREE.Material} material */
  constructor(material) {
    const shape = new THREE.SphereGeometry(1, 14, 10);
    this.mesh = new THREE.InstancedMesh(shape, material, VERTEBRAE);
    this.mesh.castShadow = true;
    this.mesh.frustumCulled = false;
  }

  /**
   * @param {THREE.Vector3} low
   * @param {THREE.Vector3} high
   * @param {THREE.Vector3} forwards
   */
  place(low, high, forwards) {
    this.mesh.visible = Number.isFinite(low.x + high.x + forwards.x);
    if (!this.mesh.visible) return;
    const along = new THREE.Vector3().subVectors(high, low);
    const turn = new THREE.Quaternion().setFromUnitVectors(UP, along.clone().normalize());
    const matrix = new THREE.Matrix4();
    const size = new THREE.Vector3();
    const step = along.length() / VERTEBRAE;
    for (let each = 0; each < VERTEBRAE; each += 1) {
      const share = (each + 0.5) / VERTEBRAE;
      const bend = 0.03 * Math.sin(2 * Math.PI * share) + 0.01;
      const place = low.clone().addScaledVector(along, share).addScaledVector(forwards, bend);
      const wide = 0.021 - 0.009 * share;
      size.set(wide, 0.43 * step, wide);
      this.mesh.setMatrixAt(each, matrix.compose(place, turn, size));
    }
    this.mesh.instanceMatrix.needsUpdate = true;
  }
}

/** Hoops that the chest shows. */
const RIBS = 9;

/**
 * A chest as a faint egg with hoops, 1 from its middle to its ends.
 * @param {THREE.Material} shell
 * @param {THREE.Material} bone
 */
export function ribs(shell, bone) {
  const chest = new THREE.Group();
  chest.add(new THREE.Mesh(new THREE.SphereGeometry(1, 28, 20), shell));
  for (let each = 0; each < RIBS; each += 1) {
    const height = -0.72 + (1.5 * each) / (RIBS - 1);
    const hoop = new THREE.Mesh(new THREE.TorusGeometry(Math.sqrt(1 - height ** 2), 0.045, 8, 40), bone);
    hoop.rotation.x = Math.PI / 2;
    hoop.rotation.y = 0.14;
    hoop.position.y = height;
    hoop.castShadow = true;
    chest.add(hoop);
  }
  return chest;
}

/** The two wings of the pelvis and the sacrum between them, as a thin surface. */
export class PelvisRing {
  /** @param {THREE.Material} material */
  constructor(material) {
    this.shape = new THREE.BufferGeometry();
    this.shape.setAttribute("position", new THREE.BufferAttribute(new Float32Array(7 * 3), 3));
    // 0, 1: front; 2, 3: back; 4, 5: hips (left, right); 6: between the hips, low.
    this.shape.setIndex([0, 2, 4, 1, 5, 3, 2, 3, 6, 2, 6, 4, 3, 5, 6]);
    this.mesh = new THREE.Mesh(this.shape, material);
    this.mesh.frustumCulled = false;
  }

  /** @param {THREE.Vector3[]} points front left and right, back, hips */
  place(points) {
    this.mesh.visible = points.length === 6 && points.every((each) => Number.isFinite(each.x));
    if (!this.mesh.visible) return;
    const low = points[4].clone().add(points[5]).multiplyScalar(0.5);
    const places = this.shape.getAttribute("position");
    [...points, low].forEach((each, at) => places.setXYZ(at, each.x, each.y, each.z));
    places.needsUpdate = true;
    this.shape.computeVertexNormals();
  }
}
