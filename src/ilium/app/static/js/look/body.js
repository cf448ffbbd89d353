// @ts-check
// The recording as a figure in space: bones, muscles, pelvis line, forces, floor.

import * as THREE from "../vendor/three.module.js";
import { PelvisRing, Spine, boneShape, layBetween, sizesOf } from "./bones.js";
import { valueAt } from "./frames.js";
import { Muscles } from "./muscles.js";
import { mixed, onColours, palette } from "./palette.js";

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
/** Metres of arrow for a newton. */
const ARROW = 0.0006;
/** Half length of horizon and pelvis line beyond the body, in metres. */
const REACH = 0.34;

export class BodyScene {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Look} look
   * @param {{mirrored?: boolean, labels?: HTMLElement | null}} [options]
   */
  constructor(canvas, look, { mirrored = false, labels = null } = {}) {
    const body = look.header.body;
    if (!body) throw new Error("no figure");
    /** @type {Body} */
    this.body = body;
    this.look = look;
    this.canvas = canvas;
    this.mirrored = mirrored;
    this.labels = labels;
    this.times = look.clock("body/time");
    this.tracks = look.tracks("body/points");
    this.plateTracks = look.tracks("body/plates");
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
    this.height = this.measured();
    this.build();
    this.paint();
    onColours(() => {
      this.paint();
      this.draw();
    });
    new ResizeObserver(() => this.draw()).observe(canvas);
    this.drag();
  }

  /** Height of what is seen, in metres. */
  measured() {
    let high = 1.2;
    this.tracks.forEach((track, at) => {
      if (at % 3 === 1) for (const value of track) if (value / 1000 > high) high = value / 1000;
    });
    return Math.min(high, 3) + 0.12;
  }

  build() {
    const standard = (/** @type {object} */ more = {}) => new THREE.MeshStandardMaterial({ roughness: 0.7, ...more });
    this.bone = standard();
    this.sides = { left: standard(), right: standard(), both: this.bone };
    this.ringMaterial = standard({ transparent: true, opacity: 0.72, side: THREE.DoubleSide });
    this.chest = standard({ transparent: true, opacity: 0.3, depthWrite: false });
    this.ink = new THREE.MeshBasicMaterial();
    this.wedgeMaterial = new THREE.MeshBasicMaterial({ transparent: true, opacity: 0.28, side: THREE.DoubleSide, depthWrite: false });
    this.dash = new THREE.MeshBasicMaterial();
    this.force = standard({ roughness: 0.5 });
    this.plateMaterial = new THREE.MeshBasicMaterial({ transparent: true, opacity: 0.16, side: THREE.DoubleSide, depthWrite: false });
    this.plateLine = new THREE.LineBasicMaterial();
    this.floor();
    this.buildBones();
    this.buildPelvis();
    this.buildForces();
    if (this.body.muscles.length) {
      this.muscles = new Muscles(this.look, this.body.muscles);
      this.group.add(this.muscles.mesh);
    }
    this.lights();
  }

  lights() {
    this.sky = new THREE.HemisphereLight(0xffffff, 0x8a8f96, 2.1);
    this.sun = new THREE.DirectionalLight(0xffffff, 1.7);
    this.sun.castShadow = true;
    this.sun.shadow.mapSize.set(1024, 1024);
    this.sun.shadow.radius = 5;
    const frustum = this.sun.shadow.camera;
    frustum.left = frustum.bottom = -1.6;
    frustum.right = frustum.top = 1.6;
    frustum.far = 9;
    this.scene.add(this.sky, this.sun, this.sun.target);
  }

  floor() {
    this.group = new THREE.Group();
    this.scene.add(this.group);
    this.grid = new THREE.Group();
    this.gridLine = new THREE.LineBasicMaterial({ transparent: true, opacity: 0.8 });
    const places = [];
    for (let line = -4; line <= 4; line += 1) {
      places.push(line / 2, 0, -2, line / 2, 0, 2, -2, 0, line / 2, 2, 0, line / 2);
    }
    const shape = new THREE.BufferGeometry();
    shape.setAttribute("position", new THREE.Float32BufferAttribute(places, 3));
    this.grid.add(new THREE.LineSegments(shape, this.gridLine));
    this.shade = new THREE.ShadowMaterial({ opacity: 0.16 });
    const ground = new THREE.Mesh(new THREE.PlaneGeometry(6, 6), this.shade);
    ground.rotation.x = -Math.PI / 2;
    ground.receiveShadow = true;
    this.grid.add(ground);
    this.scene.add(this.grid);
    for (const plate of this.body.plates) if (plate.corners.length) this.plate(plate.corners);
  }

  /** @param {number[][]} corners in millimetres */
  plate(corners) {
    const points = corners.map((each) => new THREE.Vector3(...each.map((value) => value / 1000)));
    const shape = new THREE.BufferGeometry().setFromPoints(points);
    shape.setIndex([0, 1, 2, 0, 2, 3]);
    const outline = new THREE.BufferGeometry().setFromPoints([...points, points[0]]);
    const mesh = new THREE.Mesh(shape, this.plateMaterial);
    mesh.position.y = 0.002;
    this.group.add(mesh, new THREE.Line(outline, this.plateLine));
  }

  buildBones() {
    const { names, limbs } = this.body;
    /** @type {{mesh: THREE.Mesh, one: number, two: number, side: Side}[]} */
    this.bones = [];
    for (const [one, two, side] of limbs) {
      const sizes = sizesOf(names[one], names[two]);
      const thin = /shoulder|c7|clavicle/.test(names[one] + names[two]) && !/hip|head/.test(names[one] + names[two]);
      if (!sizes && !thin) continue;
      const [slim, wide] = sizes ?? [0.006, 0.009];
      const mesh = new THREE.Mesh(boneShape(slim, wide), this.bone);
      mesh.castShadow = true;
      this.bones.push({ mesh, one, two, side });
      this.group.add(mesh);
    }
    this.joints = names.flatMap((name, point) => {
      if (!/^(hip|knee|ankle|shoulder|elbow)_/.test(name)) return [];
      const size = /^(hip|knee)/.test(name) ? 0.026 : 0.018;
      const mesh = new THREE.Mesh(new THREE.SphereGeometry(size, 18, 14), this.bone);
      mesh.castShadow = true;
      this.group.add(mesh);
      return [{ mesh, point }];
    });
    this.spine = new Spine(this.bone);
    this.ring = new PelvisRing(this.ringMaterial);
    this.rib = new THREE.Mesh(new THREE.SphereGeometry(1, 28, 20), this.chest);
    this.skull = new THREE.Mesh(new THREE.SphereGeometry(1, 28, 20), this.bone);
    this.skull.castShadow = true;
    this.group.add(this.spine.mesh, this.ring.mesh, this.rib, this.skull);
  }

  buildPelvis() {
    const rod = (/** @type {number} */ radius, /** @type {THREE.Material} */ material) => {
      const shape = new THREE.CylinderGeometry(radius, radius, 1, 12).translate(0, 0.5, 0);
      const mesh = new THREE.Mesh(shape, material);
      mesh.renderOrder = 2;
      this.group.add(mesh);
      return mesh;
    };
    this.pelvisLine = rod(0.011, this.ink);
    this.reach = [rod(0.0035, this.ink), rod(0.0035, this.ink)];
    this.dashes = Array.from({ length: 14 }, () => rod(0.0028, this.dash));
    this.ends = {
      left: new THREE.Mesh(new THREE.SphereGeometry(0.021, 20, 16), new THREE.MeshBasicMaterial()),
      right: new THREE.Mesh(new THREE.ConeGeometry(0.026, 0.042, 3), new THREE.MeshBasicMaterial()),
    };
    const shape = new THREE.BufferGeometry();
    shape.setAttribute("position", new THREE.BufferAttribute(new Float32Array(18), 3));
    this.wedge = new THREE.Mesh(shape, this.wedgeMaterial);
    this.wedge.frustumCulled = false;
    this.group.add(this.ends.left, this.ends.right, this.wedge);
  }

  buildForces() {
    this.arrows = this.body.plates.map(() => {
      const arrow = new THREE.Group();
      const shaft = new THREE.Mesh(new THREE.CylinderGeometry(0.009, 0.009, 1, 14).translate(0, 0.5, 0), this.force);
      const head = new THREE.Mesh(new THREE.ConeGeometry(0.026, 0.07, 18).translate(0, -0.035, 0), this.force);
      const foot = new THREE.Mesh(new THREE.CylinderGeometry(0.022, 0.022, 0.004, 24), this.force);
      shaft.castShadow = head.castShadow = true;
      arrow.add(shaft, head, foot);
      this.group.add(arrow);
      return { arrow, shaft, head };
    });
  }

  paint() {
    const colours = palette();
    this.colours = colours;
    const dark = colours.paper < colours.ink;
    this.bone?.color.set(mixed(colours.card, dark ? colours.quiet : "#B9AE9C", dark ? 0.75 : 0.8));
    this.sides?.left.color.set(colours.left);
    this.sides?.right.color.set(colours.right);
    this.ringMaterial?.color.set(mixed(colours.card, dark ? colours.ink : "#B9AE9C", dark ? 0.55 : 0.75));
    this.chest?.color.set(mixed(colours.card, colours.quiet, 0.55));
    this.ink?.color.set(colours.ink);
    this.dash?.color.set(colours.quiet);
    this.wedgeMaterial?.color.set(colours.ink);
    this.force?.color.set(colours.action);
    this.plateMaterial?.color.set(colours.quiet);
    this.plateLine?.color.set(colours.quiet);
    this.gridLine?.color.set(colours.line);
    if (this.shade) this.shade.opacity = dark ? 0.4 : 0.16;
    for (const side of /** @type {const} */ (["left", "right"])) this.ends?.[side].material.color.set(colours[side]);
    this.muscles?.paint(colours);
    this.colourLimbs();
  }

  /** Legs take their side's colour where no muscles are shown on them. */
  colourLimbs() {
    const plain = this.muscles?.mesh.visible;
    for (const { mesh, side, one } of this.bones ?? []) {
      const leg = /^(hip|knee|ankle|heel)/.test(this.body.names[one]);
      mesh.material = plain || !leg ? /** @type {THREE.Material} */ (this.bone) : /** @type {any} */ (this.sides)[side];
    }
  }

  /** @param {boolean} wanted */
  showMuscles(wanted) {
    if (this.muscles) this.muscles.mesh.visible = wanted;
    this.colourLimbs();
    this.show(this.time);
  }

  /** @param {boolean} wanted */
  showForces(wanted) {
    this.forcesHidden = !wanted;
    this.show(this.time);
  }

  /**
   * Place of a point at the moment shown; not finite where it is not seen.
   * @param {string} name
   */
  point(name) {
    const at = this.body.names.indexOf(name);
    if (at < 0) return new THREE.Vector3(NaN, NaN, NaN);
    return new THREE.Vector3(...[0, 1, 2].map((axis) => valueAt(this.times, this.tracks[3 * at + axis], this.time) / 1000));
  }

  /** @param {number} time */
  show(time) {
    this.time = time;
    const places = this.body.names.map((name) => this.point(name));
    for (const { mesh, one, two } of this.bones ?? []) layBetween(mesh, places[one], places[two]);
    for (const { mesh, point } of this.joints ?? []) {
      mesh.visible = Number.isFinite(places[point].x);
      if (mesh.visible) mesh.position.copy(places[point]);
    }
    this.placeTrunk();
    this.placePelvis();
    this.placeForces();
    this.muscles?.show(time);
    this.draw();
  }

  placeTrunk() {
    const [front, back] = [this.between("asis_left", "asis_right"), this.between("psis_left", "psis_right")];
    const sacrum = Number.isFinite(back.x) ? back : this.point("sacrum");
    const hips = this.between("hip_left", "hip_right");
    const low = Number.isFinite(sacrum.x) ? sacrum : hips;
    const neck = this.neck();
    const forwards = new THREE.Vector3().subVectors(front, low).setY(0).normalize();
    this.spine?.place(low, neck, Number.isFinite(forwards.x) ? forwards : new THREE.Vector3());
    this.ring?.place([
      this.point("asis_left"), this.point("asis_right"),
      Number.isFinite(back.x) ? this.point("psis_left") : sacrum, Number.isFinite(back.x) ? this.point("psis_right") : sacrum,
      this.point("hip_left"), this.point("hip_right"),
    ]);
    this.placeChest(low, neck, forwards);
  }

  neck() {
    const c7 = this.point("c7");
    return Number.isFinite(c7.x) ? c7 : this.between("shoulder_left", "shoulder_right");
  }

  /**
   * @param {THREE.Vector3} low
   * @param {THREE.Vector3} neck
   * @param {THREE.Vector3} forwards
   */
  placeChest(low, neck, forwards) {
    if (!this.rib || !this.skull) return;
    const shoulders = new THREE.Vector3().subVectors(this.point("shoulder_right"), this.point("shoulder_left"));
    this.rib.visible = Number.isFinite(shoulders.x + neck.x + low.x + forwards.x);
    if (this.rib.visible) {
      const up = new THREE.Vector3().subVectors(neck, low);
      const length = up.length();
      const right = shoulders.clone().normalize();
      const front = new THREE.Vector3().crossVectors(up.clone().normalize(), right).normalize();
      const basis = new THREE.Matrix4().makeBasis(front, new THREE.Vector3().crossVectors(right, front), right);
      this.rib.quaternion.setFromRotationMatrix(basis);
      this.rib.position.copy(low).addScaledVector(up, 0.68).addScaledVector(front, 0.07);
      this.rib.scale.set(0.105, 0.3 * length, 0.4 * shoulders.length());
    }
    const [left, right] = [this.point("head_left"), this.point("head_right")];
    const top = left.clone().add(right).multiplyScalar(0.5);
    this.skull.visible = Number.isFinite(top.x + neck.x);
    if (this.skull.visible) {
      const up = new THREE.Vector3().subVectors(top, neck);
      this.skull.position.copy(neck).addScaledVector(up, 0.92);
      this.skull.scale.set(0.095, 0.115, 0.08);
      this.skull.quaternion.setFromUnitVectors(new THREE.Vector3(0, 1, 0), up.normalize());
    }
  }

  /**
   * @param {string} one
   * @param {string} two
   */
  between(one, two) {
    return this.point(one).add(this.point(two)).multiplyScalar(0.5);
  }

  placePelvis() {
    let [left, right] = [this.point("asis_left"), this.point("asis_right")];
    if (!Number.isFinite(left.x + right.x)) [left, right] = [this.point("hip_left"), this.point("hip_right")];
    const seen = Number.isFinite(left.x + right.x);
    const { pelvisLine, reach = [], dashes = [], ends, wedge } = this;
    if (!pelvisLine || !ends || !wedge) return;
    for (const each of [pelvisLine, ...reach, ...dashes, ends.left, ends.right, wedge]) each.visible = seen;
    if (!seen) {
      this.tilt = NaN;
      return;
    }
    const middle = left.clone().add(right).multiplyScalar(0.5);
    this.centre.set(middle.x, this.centre.y, middle.z);
    const along = new THREE.Vector3().subVectors(right, left).normalize();
    const level = along.clone().setY(0).normalize();
    this.tilt = Math.atan2(along.y, Math.hypot(along.x, along.z));
    this.lower = this.tilt > 0 ? left : right;
    layBetween(pelvisLine, left, right);
    layBetween(reach[0], left, middle.clone().addScaledVector(along, -REACH));
    layBetween(reach[1], right, middle.clone().addScaledVector(along, REACH));
    dashes.forEach((each, at) => {
      const from = -REACH + (2 * REACH * at) / dashes.length;
      layBetween(each, middle.clone().addScaledVector(level, from), middle.clone().addScaledVector(level, from + 0.028));
    });
    ends.left.position.copy(left);
    ends.right.position.copy(right);
    this.placeWedge(middle, level);
  }

  /**
   * @param {THREE.Vector3} middle
   * @param {THREE.Vector3} level
   */
  placeWedge(middle, level) {
    const wedge = this.wedge;
    if (!wedge) return;
    wedge.visible = Number.isFinite(this.error) && wedge.visible;
    if (!wedge.visible) return;
    const corner = (/** @type {number} */ way, /** @type {number} */ angle) =>
      middle.clone().addScaledVector(level, way * REACH * Math.cos(angle)).setY(middle.y + way * REACH * Math.sin(angle));
    const [low, high] = [(this.tilt ?? 0) - this.error, (this.tilt ?? 0) + this.error];
    const places = wedge.geometry.getAttribute("position");
    [middle, corner(1, low), corner(1, high), middle, corner(-1, low), corner(-1, high)].forEach((each, at) =>
      places.setXYZ(at, each.x, each.y, each.z));
    places.needsUpdate = true;
  }

  placeForces() {
    this.arrows?.forEach(({ arrow, shaft, head }, at) => {
      const [x, y, z, fx, fy, fz] = this.plateTracks.slice(6 * at, 6 * at + 6).map((track) => valueAt(this.times, track, this.time));
      arrow.visible = Number.isFinite(x + fx) && !this.forcesHidden;
      if (!arrow.visible) return;
      const force = new THREE.Vector3(fx, fy, fz);
      const length = force.length() * ARROW;
      arrow.position.set(x / 1000, y / 1000, z / 1000);
      arrow.quaternion.setFromUnitVectors(new THREE.Vector3(0, 1, 0), force.normalize());
      shaft.scale.y = Math.max(length - 0.06, 0.001);
      head.position.y = length;
      head.scale.setScalar(Math.min(1, length / 0.08));
    });
  }

  /** Draw what is placed. */
  draw() {
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    if (!width || !height || !this.sun || !this.grid) return;
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
    const upright = Math.tan((FIELD * Math.PI) / 360);
    const wide = 1.15 / Math.min(shape, 1.15);
    const away = ((this.height / 2 + 0.12) / upright) * Math.max(1, wide * 0.62) / near;
    const heading = this.body.heading + turn;
    const middle = new THREE.Vector3(this.centre.x, this.height * 0.47, this.centre.z);
    this.camera.position.set(
      middle.x - away * Math.cos(lift) * Math.cos(heading),
      middle.y + away * Math.sin(lift),
      middle.z + away * Math.cos(lift) * Math.sin(heading),
    );
    this.camera.up.set(0, 1, 0);
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
   * @param {number} width
   * @param {number} height
   */
  label(width, height) {
    if (!this.labels) return;
    for (const side of ["left", "right"]) {
      const label = this.labels.querySelector(`[data-label="${side}"]`);
      const other = side === "left" ? "right" : "left";
      const place = this.point(`hip_${side}`);
      if (!(label instanceof HTMLElement)) continue;
      label.hidden = !Number.isFinite(place.x);
      if (label.hidden) continue;
      const [x, y] = this.onCanvas(place, width, height);
      const [beside] = this.onCanvas(this.point(`hip_${other}`), width, height);
      label.style.transform = `translate(${x + (beside > x ? -26 : 12)}px, ${y + 4}px)`;
    }
    const angle = this.labels.querySelector('[data-label="angle"]');
    if (angle instanceof HTMLElement) {
      angle.hidden = !Number.isFinite(this.tilt) || !this.lower;
      if (!angle.hidden && this.lower) {
        const [x, y] = this.onCanvas(this.lower, width, height);
        const [middle] = this.onCanvas(this.between("asis_left", "asis_right"), width, height);
        const away = Math.sign(x - middle || 1) * Math.min(70, width / 6);
        angle.style.transform = `translate(calc(${x + away}px - 50%), ${y + 14}px)`;
      }
    }
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
