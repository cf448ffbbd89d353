"use strict";
(() => {
  const source = document.getElementById("player-data");
  const canvas = document.getElementById("canvas");
  if (!source || !canvas) return;
  const data = JSON.parse(source.textContent);
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const times = data.time;
  const count = times.length;
  const undo = (steps) => {
    let value = 0;
    return steps.map((step) => (step === null ? NaN : (value += step)));
  };
  const tracks = data.tracks.map(undo);
  const plates = data.plates.map((plate) => ({
    corners: plate.corners,
    tracks: plate.tracks.map(undo),
  }));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const scrub = find("#scrub");
  const playButton = find("#play");
  const now = find("#now");
  let turn = 0, lift = 0.12, time = times[0], playing = false, last = 0;

  const styles = () => getComputedStyle(document.documentElement);
  const colour = (name) => styles().getPropertyValue(`--${name}`).trim();
  let palette = {};
  const repaint = () => {
    for (const name of ["ink", "quiet", "line", "left", "right", "action", "band-outside"])
      palette[name] = colour(name);
    draw();
  };

  const bounds = (() => {
    let low = Infinity, high = -Infinity;
    tracks.forEach((track, index) => {
      if (index % 3 !== 1) return;
      for (const value of track) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
    });
    return Number.isFinite(low) ? [low, high] : [0, 1800];
  })();

  const frameOf = (moment) => {
    let low = 0, high = count - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (times[middle] <= moment) low = middle; else high = middle;
    }
    return times[high] - moment < moment - times[low] ? high : low;
  };
  const pointAt = (frame, index) => [
    tracks[3 * index][frame], tracks[3 * index + 1][frame], tracks[3 * index + 2][frame],
  ];
  const middleOf = (frame) => {
    for (const pair of [["asis_left", "asis_right"], ["hip_left", "hip_right"]]) {
      const found = pair.map((name) => data.names.indexOf(name)).filter((i) => i >= 0)
        .map((index) => pointAt(frame, index)).filter((p) => !p.some(Number.isNaN));
      if (found.length) return [0, 1, 2].map((k) => found.reduce((s, p) => s + p[k], 0) / found.length);
    }
    const seen = data.names.map((_, index) => pointAt(frame, index)).filter((p) => !p.some(Number.isNaN));
    return seen.length ? seen[0] : null;
  };
  let centre = [0, 0, 0];

  const draw = () => {
    const box = canvas.getBoundingClientRect();
    const ratio = window.devicePixelRatio || 1;
    const width = Math.max(box.width, 40), height = Math.max(box.height, 40);
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const frame = frameOf(time);
    centre = middleOf(frame) || centre;
    const tall = Math.max(bounds[1] - Math.min(bounds[0], 0), 900);
    const room = Math.min((height * 0.94) / tall, width / 1100);
    const angle = data.heading + turn;
    const sine = Math.sin(angle), cosine = Math.cos(angle);
    const up = Math.cos(lift), over = Math.sin(lift);
    const middle = (bounds[0] + bounds[1]) / 2;
    const project = ([x, y, z]) => {
      const dx = x - centre[0], dz = z - centre[2];
      const across = dx * sine + dz * cosine, depth = dx * cosine - dz * sine;
      return [width / 2 + across * room, height / 2 - ((y - middle) * up + depth * over) * room];
    };
    const stroke = (points, style, thick, alpha = 1) => {
      if (points.some((p) => p.some(Number.isNaN))) return;
      pen.beginPath();
      points.forEach((p, index) => pen[index ? "lineTo" : "moveTo"](...project(p)));
      pen.strokeStyle = style; pen.lineWidth = thick; pen.globalAlpha = alpha;
      pen.stroke(); pen.globalAlpha = 1;
    };
    pen.lineCap = pen.lineJoin = "round";
    const tile = 500, gx = Math.round(centre[0] / tile) * tile, gz = Math.round(centre[2] / tile) * tile;
    for (let k = -3; k <= 3; k += 1) {
      stroke([[gx + k * tile, 0, gz - 3 * tile], [gx + k * tile, 0, gz + 3 * tile]], palette.line, 1);
      stroke([[gx - 3 * tile, 0, gz + k * tile], [gx + 3 * tile, 0, gz + k * tile]], palette.line, 1);
    }
    for (const plate of plates)
      if (plate.corners.length) stroke([...plate.corners, plate.corners[0]], palette.quiet, 1, 0.7);
    for (const [one, two, side] of data.limbs) {
      const pelvis = data.names[one] === "asis_left" && data.names[two] === "asis_right";
      const style = pelvis ? palette.ink : side === "both" ? palette["band-outside"] : palette[side];
      stroke([pointAt(frame, one), pointAt(frame, two)], style, pelvis || side !== "both" ? 4 : 2.5);
    }
    for (const plate of plates) {
      const [px, py, pz, fx, fy, fz] = plate.tracks.map((track) => track[frame]);
      stroke([[px, py, pz], [px + fx * 0.6, py + fy * 0.6, pz + fz * 0.6]], palette.action, 2.5, 0.9);
    }
    for (const side of ["left", "right"]) {
      const index = data.names.indexOf(`hip_${side}`);
      if (index < 0) continue;
      const spot = project(pointAt(frame, index));
      if (spot.some(Number.isNaN)) continue;
      pen.fillStyle = palette[side];
      pen.font = `700 15px ${getComputedStyle(document.body).fontFamily}`;
      const other = data.names.indexOf(`hip_${side === "left" ? "right" : "left"}`);
      const beside = other < 0 ? spot : project(pointAt(frame, other));
      pen.textAlign = beside[0] > spot[0] ? "right" : "left";
      pen.fillText(side === "left" ? "L" : "R", spot[0] + (beside[0] > spot[0] ? -9 : 9), spot[1] + 14);
    }
  };

  const plots = all("svg.plot").map((svg) => ({
    clock: svg.dataset.clock,
    span: svg.dataset.x.split(" ").map(Number),
    range: svg.dataset.range.split(" ").map(Number),
    cursors: [...svg.querySelectorAll(".cursor")],
    svg,
  }));
  const percentOf = (side) => {
    const owns = (each) => side === "both" || each.side === side || each.side === "both";
    const cycle = data.repetitions.find(
      (each) => owns(each) && time >= each.start && time < each.end);
    return cycle ? (100 * (time - cycle.start)) / (cycle.end - cycle.start) : NaN;
  };
  const follow = () => {
    const percents = { left: percentOf("left"), right: percentOf("right"), both: percentOf("both") };
    for (const { clock, span, range, cursors } of plots)
      for (const cursor of cursors) {
        const value = clock === "time" ? time : percents[cursor.dataset.side];
        const seen = value >= range[0] && value <= range[1];
        cursor.setAttribute("visibility", seen ? "visible" : "hidden");
        if (!seen) continue;
        const x = span[0] + ((value - range[0]) / (range[1] - range[0])) * (span[1] - span[0]);
        cursor.setAttribute("transform", `translate(${x.toFixed(1)} 0)`);
      }
  };
  const show = (moment) => {
    time = Math.min(Math.max(moment, times[0]), times[count - 1]);
    const words = `${time.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: false })} s`;
    scrub.value = String(frameOf(time));
    scrub.setAttribute("aria-valuetext", words);
    now.textContent = words;
    draw();
    follow();
  };
  const pace = () => Number(find("#speed").value);
  const tick = (stamp) => {
    if (!playing) return;
    const next = time + ((stamp - last) / 1000) * pace();
    last = stamp;
    show(next > times[count - 1] ? times[0] : next);
    requestAnimationFrame(tick);
  };
  const play = (wanted) => {
    playing = wanted && count > 1;
    playButton.setAttribute("aria-pressed", String(playing));
    playButton.textContent = playing ? playButton.dataset.pause : playButton.dataset.play;
    if (playing) requestAnimationFrame((stamp) => { last = stamp; tick(stamp); });
  };
  const stepBy = (frames) => {
    play(false);
    show(times[Math.min(Math.max(frameOf(time) + frames, 0), count - 1)]);
  };
  const rotate = (sideways, upwards) => {
    turn += sideways;
    lift = Math.min(Math.max(lift + upwards, -0.2), Math.PI / 2);
    draw();
  };
  const views = { behind: [0, 0.12], front: [Math.PI, 0.12], right: [Math.PI / 2, 0.08], left: [-Math.PI / 2, 0.08], above: [0, Math.PI / 2] };

  scrub.max = String(count - 1);
  scrub.addEventListener("input", () => { play(false); show(times[Number(scrub.value)]); });
  playButton.addEventListener("click", () => play(!playing));
  all("[data-step]").forEach((button) =>
    button.addEventListener("click", () => stepBy(Number(button.dataset.step))));
  all("[data-turn]").forEach((button) =>
    button.addEventListener("click", () => rotate(...button.dataset.turn.split(" ").map(Number))));
  find("#view").addEventListener("change", (event) => {
    [turn, lift] = views[event.target.value]; draw();
  });
  canvas.addEventListener("keydown", (event) => {
    const keys = {
      ArrowLeft: () => rotate(-0.15, 0), ArrowRight: () => rotate(0.15, 0),
      ArrowUp: () => rotate(0, 0.1), ArrowDown: () => rotate(0, -0.1),
      " ": () => play(!playing), ",": () => stepBy(-1), ".": () => stepBy(1),
      Home: () => show(times[0]), End: () => show(times[count - 1]),
    };
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  let grip = null;
  canvas.addEventListener("pointerdown", (event) => {
    grip = [event.clientX, event.clientY]; canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!grip) return;
    rotate((event.clientX - grip[0]) * -0.01, (event.clientY - grip[1]) * 0.006);
    grip = [event.clientX, event.clientY];
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { grip = null; });
  for (const { clock, span, range, svg } of plots)
    svg.addEventListener("click", (event) => {
      const box = svg.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
      const value = range[0] + ((x - span[0]) / (span[1] - span[0])) * (range[1] - range[0]);
      if (value < range[0] || value > range[1]) return;
      const cycle = data.repetitions.find((each) => time >= each.start && time < each.end) || data.repetitions[0];
      if (clock === "time") show(value);
      else if (cycle) show(cycle.start + (value / 100) * (cycle.end - cycle.start));
      play(false);
    });
  all("[data-time]").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    play(false);
    show(Number(link.dataset.time));
    const target = document.getElementById(link.hash.slice(1)) || canvas;
    target.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
    target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
  }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  new ResizeObserver(draw).observe(canvas);
  repaint();
  show(data.begin);
})();
