// @ts-check
// What the figure is made of, in the page's colours.

import * as THREE from "../../vendor/three.module.js";
import { mixed } from "./palette.js";

/** @typedef {import("./palette.js").Palette} Palette */

/** Seen through everything: the pelvis line is what the figure is about. */
const THROUGH = { transparent: true, depthTest: false, depthWrite: false };
/** Bone by daylight. */
const BONE = "#B9AE9C";

/** @param {object} [more] */
function solid(more = {}) {
  return new THREE.MeshStandardMaterial({ roughness: 0.7, ...more });
}

export class Materials {
  constructor() {
    this.bone = solid();
    this.left = solid();
    this.right = solid();
    this.ring = solid({ transparent: true, opacity: 0.72, side: THREE.DoubleSide });
    this.chest = solid({ transparent: true, opacity: 0.16, depthWrite: false });
    this.force = solid({ roughness: 0.5 });
    this.ink = new THREE.MeshBasicMaterial(THROUGH);
    this.halo = new THREE.MeshBasicMaterial({ ...THROUGH, opacity: 0.75 });
    this.wedge = new THREE.MeshBasicMaterial({ ...THROUGH, opacity: 0.28, side: THREE.DoubleSide });
    this.dash = new THREE.MeshBasicMaterial(THROUGH);
    this.leftEnd = new THREE.MeshBasicMaterial(THROUGH);
    this.rightEnd = new THREE.MeshBasicMaterial(THROUGH);
    this.plate = new THREE.MeshBasicMaterial({ transparent: true, opacity: 0.16, side: THREE.DoubleSide, depthWrite: false });
    this.plateLine = new THREE.LineBasicMaterial();
    this.gridLine = new THREE.LineBasicMaterial({ transparent: true, opacity: 0.8 });
    this.shade = new THREE.ShadowMaterial();
  }

  /** @param {Palette} colours */
  paint(colours) {
    const dark = colours.paper < colours.ink;
    this.bone.color.set(mixed(colours.card, dark ? colours.quiet : BONE, dark ? 0.75 : 0.8));
    this.ring.color.set(mixed(colours.card, dark ? colours.ink : BONE, dark ? 0.55 : 0.75));
    this.chest.color.set(mixed(colours.card, colours.quiet, 0.55));
    for (const each of [this.left, this.leftEnd]) each.color.set(colours.left);
    for (const each of [this.right, this.rightEnd]) each.color.set(colours.right);
    for (const each of [this.ink, this.wedge]) each.color.set(colours.ink);
    for (const each of [this.dash, this.plate, this.plateLine]) each.color.set(colours.quiet);
    this.halo.color.set(colours.card);
    this.force.color.set(colours.action);
    this.gridLine.color.set(colours.line);
    this.shade.opacity = dark ? 0.4 : 0.16;
  }
}
