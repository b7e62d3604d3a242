// Mouse, fingers and keys on the timeline.

const WHEEL = 0.0016; // how much a turn of the wheel zooms
const STEP = 0.2; // of the width, by an arrow key
const STILL = 5; // pixels within which a press is no drag

function listenToPointers(timeline) {
  const { canvas } = timeline;
  const fingers = new Map();
  let moved = 0;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, at(event));
    if (fingers.size === 1) moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const now = at(event);
    const before = fingers.get(event.pointerId);
    if (!before) {
      hover(timeline, now);
      return;
    }
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (fingers.size === 2) pinch(timeline, fingers, event.pointerId, now);
    else if (moved > STILL) timeline.pan(before.x - now.x, before.y - now.y);
    fingers.set(event.pointerId, now);
  });
  canvas.addEventListener("pointerup", (event) => {
    const { x, y } = at(event);
    const alone = fingers.size === 1;
    if (fingers.delete(event.pointerId) && alone && moved <= STILL) {
      timeline.onSelect(timeline.eventAt(x, y));
    }
  });
  canvas.addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
  canvas.addEventListener("pointerleave", () => hover(timeline, { x: -1, y: -1 }));
  canvas.addEventListener("dblclick", (event) => timeline.zoom(0.5, at(event).x));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    const across = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
    if (event.shiftKey || Math.abs(across) > Math.abs(event.deltaY)) timeline.pan(across * lines);
    else timeline.zoom(Math.exp(event.deltaY * lines * WHEEL), at(event).x);
  }, { passive: false });
}

function hover(timeline, { x, y }) {
  const found = timeline.eventAt(x, y);
  if (found === timeline.hovered) return;
  timeline.hovered = found;
  timeline.canvas.style.cursor = found ? "pointer" : "";
  timeline.canvas.title = found ? found.label : "";
  timeline.wake();
}

// What lay between two fingers stays between them.
function pinch(timeline, fingers, moving, now) {
  const [other] = [...fingers].filter(([id]) => id !== moving).map(([, point]) => point);
  const before = fingers.get(moving);
  const apart = (point) => Math.max(Math.hypot(point.x - other.x, point.y - other.y), 10);
  timeline.pan((before.x - now.x) / 2);
  timeline.zoom(apart(before) / apart(now), (now.x + other.x) / 2);
}

function keysOf(timeline) {
  const { view, whole } = timeline;
  const pan = (part) => () => timeline.pan(part * view.width);
  const choose = (event) => () => event && timeline.onSelect(event);
  return {
    ArrowLeft: pan(-STEP),
    ArrowRight: pan(STEP),
    ArrowUp: choose(timeline.step(-1)),
    ArrowDown: choose(timeline.step(1)),
    PageUp: () => timeline.pan(0, -timeline.room * 0.9),
    PageDown: () => timeline.pan(0, timeline.room * 0.9),
    "+": () => timeline.zoom(1 / 1.5),
    "=": () => timeline.zoom(1 / 1.5),
    "-": () => timeline.zoom(1.5),
    Home: choose(timeline.shown[0]),
    End: choose(timeline.shown.at(-1)),
    0: () => timeline.go(whole),
    m: () => timeline.go(densest(timeline.events, view.width)),
  };
}

function listenToKeys(timeline) {
  timeline.canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !timeline.view) return;
    const deed = keysOf(timeline)[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
}
