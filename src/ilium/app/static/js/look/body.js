// @ts-check
// The recording as a figure in space, and the eye that looks at it.

import * as THREE from "../../vendor/three.module.js";
import { boneShape, layBetween, sizesOf } from "./bones.js";
import { valueAt } from "./frames.js";
import { Forces, floor } from "./ground.js";
import { Materials } from "./materials.js";
import { Muscles } from "./muscles.js";
import { onColours, palette } from "./palette.js";
import { PelvisLine } from "./pelvis_line.js";
import { Trunk } from "./trunk.js";

/** @typedef {import("./package.js").Look} Look */
/** @typedef {import("./package.js").Body} Body */
/** @typedef {import("./package.js").Side} Side */
/** @typedef {{turn: number, lift: number, near: number}} View */

/** Views by name: turn about the upright from behind, and lift above level. */
export const VIEWS = /** @type {Record<string, [number, number]>} */ ({
  behind: [0, 0.1],
  front: [Math.PI, 0.1],
  left: [-Math.PI / 2, 0.06],
  right: [Math.PI / 2, 0.06],
  above: [0, Math.PI / 2 - 0.001],
});
const FIELD = 26;
/** Radius of a joint's ball in metres: hip and knee, others. */
const BALLS = [0.026, 0.018];

export class BodyScene {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Look} look
   * @param {Body} body
   * @param {{mirrored?: boolean, labels?: HTMLElement | null}} [options]
   */
  constructor(canvas, look, body, { mirrored = false, labels = null } = {}) {
    this.canvas = canvas;
    this.body = body;
    this.mirrored = mirrored;
    this.labels = labels;
    this.times = look.clock("body/time");
    this.tracks = look.tracks("body/points");
    this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true, alpha: true });
    this.renderer.shadowMap.enabled = true;
    this.scene = new THREE.Scene();
    this.camera = new THREE.PerspectiveCamera(FIELD, 1, 0.1, 60);
    /** @type {View} */
    this.view = { turn: VIEWS.behind[0], lift: VIEWS.behind[1], near: 1 };
    this.centre = new THREE.Vector3(0, 0.9, 0);
    this.time = this.times[0] ?? 0;
    /** Half of the 95 % interval of the pelvic angle in radians; NaN where not known. */
    this.error = NaN;
    this.height = tallest(this.tracks);
    this.materials = new Materials();
    this.group = new THREE.Group();
    this.grid = floor(this.materials);
    this.sun = sunlight();
    this.scene.add(this.group, this.grid, this.sun, this.sun.target, new THREE.HemisphereLight(0xffffff, 0x8a8f96, 2.1));
    this.bones = this.limbs();
    this.joints = this.balls();
    this.trunk = new Trunk(this.group, this.materials);
    this.pelvis = new PelvisLine(this.group, this.materials);
    this.forces = new Forces(this.group, this.materials, body.plates, this.times, look.tracks("body/plates"));
    this.muscles = body.muscles.length ? new Muscles(look, body.muscles) : null;
    if (this.muscles) this.group.add(this.muscles.mesh);
    this.paint();
    onColours(() => {
      this.paint();
      this.show(this.time);
    });
    new ResizeObserver(() => this.draw()).observe(canvas);
    this.drag();
  }

  limbs() {
    const { names, limbs } = this.body;
    return limbs.flatMap(([one, two, side]) => {
      const pair = names[one] + names[two];
      const girdle = /shoulder|c7|clavicle/.test(pair) && !/hip|head/.test(pair);
      const sizes = sizesOf(names[one], names[two]) ?? (girdle ? /** @type {const} */ ([0.006, 0.009]) : null);
      if (!sizes) return [];
      const mesh = new THREE.Mesh(boneShape(...sizes), this.materials.bone);
      mesh.castShadow = true;
      this.group.add(mesh);
      return [{ mesh, one, two, side, leg: /^(hip|knee|ankle|heel)/.test(names[one]) }];
    });
  }

  balls() {
    return this.body.names.flatMap((name) => {
      if (!/^(hip|knee|ankle|shoulder|elbow)_/.test(name)) return [];
      const size = /^(hip|knee)/.test(name) ? BALLS[0] : BALLS[1];
      const mesh = new THREE.Mesh(new THREE.SphereGeometry(size, 18, 14), this.materials.bone);
      mesh.castShadow = true;
      this.group.add(mesh);
      return [{ mesh, name }];
    });
  }

  paint() {
    const colours = palette();
    this.materials.paint(colours);
    this.muscles?.paint(colours);
    this.colourLegs();
  }

  /** Legs take their side's colour where no muscles are shown on them. */
  colourLegs() {
    const covered = Boolean(this.muscles?.mesh.visible);
    for (const { mesh, side, leg } of this.bones) {
      mesh.material = covered || !leg || side === "both" ? this.materials.bone : this.materials[side];
    }
  }

  /** @param {boolean} wanted */
  showMuscles(wanted) {
    if (this.muscles) this.muscles.mesh.visible = wanted;
    this.colourLegs();
    this.show(this.time);
  }

  /** @param {boolean} wanted */
  showForces(wanted) {
    this.forces.hidden = !wanted;
    this.show(this.time);
  }

  /**
   * Place of a point at the moment shown; not finite where it is not seen.
   * @param {string} name
   */
  point(name) {
    const at = this.body.names.indexOf(name);
    if (at < 0) return new THREE.Vector3(NaN, NaN, NaN);
    const own = this.tracks.slice(3 * at, 3 * at + 3);
    return new THREE.Vector3(...own.map((track) => valueAt(this.times, track, this.time) / 1000));
  }

  /** @param {number} time */
  show(time) {
    this.time = time;
    const { names } = this.body;
    const places = new Map(names.map((name) => [name, this.point(name)]));
    const point = (/** @type {string} */ name) => places.get(name)?.clone() ?? new THREE.Vector3(NaN, NaN, NaN);
    for (const { mesh, one, two } of this.bones) layBetween(mesh, point(names[one]), point(names[two]));
    for (const { mesh, name } of this.joints) {
      mesh.visible = Number.isFinite(point(name).x);
      if (mesh.visible) mesh.position.copy(point(name));
    }
    this.trunk.place(point);
    const front = Number.isFinite(point("asis_left").x + point("asis_right").x) ? "asis" : "hip";
    this.pelvis.place(point(`${front}_left`), point(`${front}_right`), this.error);
    if (this.pelvis.group.visible) this.centre.set(this.pelvis.middle.x, this.centre.y, this.pelvis.middle.z);
    this.forces.place(time);
    if (this.muscles?.mesh.visible) this.muscles.show(time);
    this.draw();
  }

  /** Draw what is placed. */
  draw() {
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    if (!width || !height) return;
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio || 1, 2));
    this.renderer.setSize(width, height, false);
    this.aim(width / height);
    this.grid.position.set(Math.round(this.centre.x * 2) / 2, 0, Math.round(this.centre.z * 2) / 2);
    this.sun.position.set(this.centre.x - 0.9, 4.4, this.centre.z + 1.2);
    this.sun.target.position.set(this.centre.x, 0.8, this.centre.z);
    this.canvas.classList.toggle("mirrored", this.mirrored);
    this.renderer.render(this.scene, this.camera);
    this.label(width, height);
  }

  /** @param {number} shape width by height */
  aim(shape) {
    const { turn, lift, near } = this.view;
    this.camera.aspect = shape;
    const half = Math.tan((FIELD * Math.PI) / 360);
    const away = Math.max(this.height / 2 + 0.04, 0.62 / shape) / half / near;
    const heading = this.body.heading + turn;
    const middle = new THREE.Vector3(this.centre.x, this.height * 0.47, this.centre.z);
    this.camera.position.set(
      middle.x - away * Math.cos(lift) * Math.cos(heading),
      middle.y + away * Math.sin(lift),
      middle.z + away * Math.cos(lift) * Math.sin(heading),
    );
    this.camera.lookAt(middle);
    this.camera.updateProjectionMatrix();
    this.camera.updateMatrixWorld();
  }

  /**
   * Where a place is on the canvas, in CSS pixels.
   * @param {THREE.Vector3} place
   * @param {number} width
   * @param {number} height
   */
  onCanvas(place, width, height) {
    const seen = place.clone().project(this.camera);
    const x = (0.5 + seen.x / 2) * width;
    return [this.mirrored ? width - x : x, (0.5 - seen.y / 2) * height];
  }

  /**
   * Write L and R at the hips and the angle at the lower side.
   * @param {number} width
   * @param {number} height
   */
  label(width, height) {
    const put = (/** @type {string} */ name, /** @type {boolean} */ seen, /** @type {() => string} */ where) => {
      const label = this.labels?.querySelector(`[data-label="${name}"]`);
      if (!(label instanceof HTMLElement)) return;
      label.hidden = !seen;
      if (seen) label.style.transform = where();
    };
    const hips = { left: this.point("hip_left"), right: this.point("hip_right") };
    for (const side of /** @type {const} */ (["left", "right"])) {
      put(side, Number.isFinite(hips[side].x), () => {
        const [x, y] = this.onCanvas(hips[side], width, height);
        const [beside] = this.onCanvas(hips[side === "left" ? "right" : "left"], width, height);
        return `translate(${x + (beside > x ? -26 : 12)}px, ${y + 4}px)`;
      });
    }
    put("angle", Number.isFinite(this.pelvis.tilt), () => {
      const [x, y] = this.onCanvas(this.pelvis.lower, width, height);
      const [middle] = this.onCanvas(this.pelvis.middle, width, height);
      const away = Math.sign(x - middle || 1) * Math.min(80, width / 6);
      return `translate(calc(${Math.min(Math.max(x + away, 52), width - 52)}px - 50%), ${y + 14}px)`;
    });
  }

  /**
   * @param {number} sideways
   * @param {number} upwards
   */
  rotate(sideways, upwards) {
    this.view.turn += this.mirrored ? -sideways : sideways;
    this.view.lift = Math.min(Math.max(this.view.lift + upwards, -0.15), Math.PI / 2 - 0.001);
    this.draw();
  }

  /** @param {number} times */
  zoom(times) {
    this.view.near = Math.min(Math.max(this.view.near * times, 0.6), 4);
    this.draw();
  }

  /** @param {string} name */
  lookFrom(name) {
    [this.view.turn, this.view.lift] = VIEWS[name];
    this.draw();
  }

  drag() {
    /** @type {[number, number] | null} */
    let grip = null;
    this.canvas.addEventListener("pointerdown", (event) => {
      grip = [event.clientX, event.clientY];
      this.canvas.setPointerCapture(event.pointerId);
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (!grip) return;
      this.rotate((event.clientX - grip[0]) * -0.01, (event.clientY - grip[1]) * 0.006);
      grip = [event.clientX, event.clientY];
    });
    for (const end of ["pointerup", "pointercancel"]) {
      this.canvas.addEventListener(end, () => { grip = null; });
    }
  }
}

/**
 * Height of what is seen, in metres.
 * @param {Float32Array[]} tracks
 */
function tallest(tracks) {
  let high = 1200;
  for (let at = 1; at < tracks.length; at += 3) for (const value of tracks[at]) if (value > high) high = value;
  return Math.min(high / 1000, 3) + 0.06;
}

function sunlight() {
  const sun = new THREE.DirectionalLight(0xffffff, 1.7);
  sun.castShadow = true;
  sun.shadow.mapSize.set(1024, 1024);
  sun.shadow.radius = 5;
  const frustum = sun.shadow.camera;
  frustum.left = frustum.bottom = -1.6;
  frustum.right = frustum.top = 1.6;
  frustum.far = 9;
  return sun;
}
