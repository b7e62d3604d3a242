// Drawing: the axis, and an event as what is known of its date.

const AXIS = 44; // pixels above the lanes
const STRIP = 16; // pixels below them, for what has no room
const BAR = 15;
const FONT = '13px system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif';
const SMALL = FONT.replace("13px", "11px");

// The same numbers as in marks.py.
const APPROXIMATE = 1;
const UNCERTAIN = 2;
const DISPUTED = 4;
const EACH = 8;
const ONGOING = 16;
const UNREAL = 32 | 64 | 128;
const DENIED = 128;

const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

// What stands before a name, so that doubt shows without colour.
function signOf(event) {
  const { signs } = event;
  return [
    signs & DISPUTED ? "≠ " : "",
    signs & APPROXIMATE ? "≈ " : "",
    signs & UNCERTAIN ? "? " : "",
  ].join("");
}

class Painter {
  constructor(context, colours, scroll) {
    this.context = context;
    this.colours = colours;
    this.scroll = scroll;
  }

  axis(view, height, words) {
    const { context, colours } = this;
    const { ticks, above } = ticksOf(view, words);
    context.font = SMALL;
    context.textBaseline = "alphabetic";
    context.direction = "ltr";
    for (const { at, name, major } of ticks) {
      const x = Math.round(view.x(at)) + 0.5;
      context.strokeStyle = major ? colours.rule : colours.faint;
      context.beginPath();
      context.moveTo(x, major && above.length ? 4 : AXIS - 18);
      context.lineTo(x, height);
      context.stroke();
      context.fillStyle = colours.quiet;
      context.fillText(name, x + 5, AXIS - 9);
    }
    this.above(view, above);
    context.strokeStyle = colours.rule;
    context.beginPath();
    context.moveTo(0, AXIS - 0.5);
    context.lineTo(view.width, AXIS - 0.5);
    context.stroke();
  }

  // Names of greater stretches stay in sight while any of the stretch is.
  above(view, stretches) {
    const { context, colours } = this;
    context.font = `600 ${SMALL}`;
    context.fillStyle = colours.ink;
    stretches.forEach(({ at, name }, number) => {
      const next = stretches[number + 1];
      const end = next ? view.x(next.at) : view.width;
      const x = Math.max(view.x(at), 0) + 5;
      if (x + context.measureText(name).width + 6 < end) context.fillText(name, x, 17);
    });
  }

  // What has no room for a name: a line each, the darker the more there are.
  strip(items, shift, top) {
    const { context, colours } = this;
    context.globalAlpha = 0.35;
    for (const { event, left } of items) {
      context.fillStyle = colours.families[event.family];
      context.fillRect(Math.round(left + shift), top + 3, 1.5, STRIP - 5);
    }
    context.globalAlpha = 1;
  }

  // Between axis and strip, and what part of the lanes that is.
  lanes(width, height, scrolled, whole, paint) {
    const { context, colours } = this;
    const room = height - AXIS - STRIP;
    context.save();
    context.beginPath();
    context.rect(0, AXIS, width, room);
    context.clip();
    paint();
    context.restore();
    if (whole <= room) return;
    context.fillStyle = colours.rule;
    const length = Math.max((room / whole) * room, 24);
    const top = AXIS + (scrolled / (whole - room)) * (room - length);
    context.beginPath();
    context.roundRect(width - 8, top + 2, 5, length - 4, 2.5);
    context.fill();
  }

  event(item, view, shift, { selected, hovered }) {
    const { context, colours } = this;
    const { event } = item;
    const colour = colours.families[event.family];
    const top = AXIS + 5 + item.lane * LANE - this.scroll;
    const left = item.left + shift;
    const right = item.right + shift;
    context.globalAlpha = event.signs & UNREAL ? 0.6 : 1;
    if (selected || hovered) this.frame(item, left, right, top, selected);
    if (right - left < 2 * DOT) this.dot(event, (left + right) / 2, top, colour);
    else if (event.points.length === 4) this.extent(event, view, left, right, top, colour);
    else this.window(event, view, left, right, top, colour);
    context.globalAlpha = 1;
    if (item.width > 0) this.label(item, left, right, top, selected);
  }

  frame(item, left, right, top, selected) {
    const { context, colours } = this;
    const end = item.inside ? right : Math.max(right, left + 2 * DOT) + item.width + 8;
    context.fillStyle = selected ? colours.chosen : colours.hover;
    context.beginPath();
    context.roundRect(left - DOT - 2, top - 2, end - left + 2 * DOT + 2, LANE - 3, 4);
    context.fill();
    if (!selected) return;
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.5;
    context.stroke();
    context.lineWidth = 1;
  }

  // Full: known to the day or better, or both its ends are. A ring: less exact than that.
  dot(event, x, top, colour) {
    const { context, colours } = this;
    const exact = event.points.every((at, number) =>
      number % 2 === 0 || at - event.points[number - 1] <= DAY);
    const y = top + BAR / 2 + 1;
    context.beginPath();
    context.arc(x, y, exact ? DOT : DOT - 1, 0, 2 * Math.PI);
    if (exact && !(event.signs & UNREAL)) {
      context.fillStyle = colour;
      context.fill();
    } else {
      context.fillStyle = colours.paper;
      context.fill();
      context.strokeStyle = colour;
      context.lineWidth = 2;
      context.stroke();
    }
    if (event.signs & (APPROXIMATE | UNCERTAIN)) {
      context.beginPath();
      context.arc(x, y, DOT + 2.5, 0, 2 * Math.PI);
      this.outline(event, colour);
    }
    if (event.signs & DENIED) this.struck(x - DOT - 3, x + DOT + 3, y);
    context.lineWidth = 1;
  }

  // It fell somewhere within: soft ends, no line.
  window(event, view, left, right, top, colour) {
    const { context } = this;
    const whole = event.signs & EACH ? 0.8 : 0.42;
    for (const [from, to] of stretchesOf(event, view, left, right)) {
      const soft = Math.min((to - from) * 0.35, 90);
      const fill = context.createLinearGradient(from, 0, to, 0);
      const hard = event.signs & EACH ? whole : 0;
      fill.addColorStop(0, faded(colour, event.points[0] === null ? 0 : hard));
      fill.addColorStop(soft / (to - from), faded(colour, whole));
      fill.addColorStop(1 - soft / (to - from), faded(colour, whole));
      fill.addColorStop(1, faded(colour, event.points[1] === null ? 0 : hard));
      context.fillStyle = fill;
      context.fillRect(from, top + 1, to - from, BAR);
    }
    if (event.runs.length) this.thread(left, right, top, colour);
    if (event.signs & (APPROXIMATE | UNCERTAIN)) this.border(event, left, right, top, colour);
    if (event.signs & DENIED) this.struck(left, right, top + BAR / 2 + 1);
  }

  // It lasted: a line below what is certain of it, and soft ends where it may have begun
  // and ended.
  extent(event, view, left, right, top, colour) {
    const { context } = this;
    const [, lastStart, firstEnd] = event.points.map((at) => (at === null ? null : view.x(at)));
    const endOpen = event.points[3] === null;
    let from = event.points[0] === null ? (firstEnd ?? right) : lastStart;
    let to = endOpen ? Math.max(lastStart ?? left, firstEnd ?? left) : firstEnd;
    if (from > to) from = to = (from + to) / 2; // nothing of it is certain
    const at = (x) => Math.min(Math.max((x - left) / (right - left), 0), 1);
    for (const [height, alpha, y] of [[BAR, 0.3, top + 1], [2.5, 1, top + BAR - 0.5]]) {
      const fill = context.createLinearGradient(left, 0, right, 0);
      fill.addColorStop(0, faded(colour, from - left < 1 ? alpha : 0));
      fill.addColorStop(at(from), faded(colour, alpha));
      fill.addColorStop(at(to), faded(colour, alpha));
      fill.addColorStop(1, faded(colour, right - to < 1 ? alpha : 0));
      context.fillStyle = fill;
      context.fillRect(left, y, right - left, height);
    }
    if (event.signs & ONGOING) this.arrow(right, top, colour);
    if (event.signs & (APPROXIMATE | UNCERTAIN)) this.border(event, left, right, top, colour);
    if (event.signs & DENIED) this.struck(left, right, top + BAR / 2 + 1);
  }

  // What ties the days together of which it was one, or each.
  thread(left, right, top, colour) {
    const { context } = this;
    context.strokeStyle = colour;
    context.setLineDash([1, 3]);
    context.beginPath();
    context.moveTo(left, top + BAR / 2 + 1);
    context.lineTo(right, top + BAR / 2 + 1);
    context.stroke();
    context.setLineDash([]);
  }

  border(event, left, right, top, colour) {
    this.context.beginPath();
    this.context.rect(left + 0.5, top + 1.5, right - left - 1, BAR - 1);
    this.outline(event, colour);
  }

  outline(event, colour) {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = 1.25;
    context.setLineDash(event.signs & UNCERTAIN ? [1.5, 2.5] : [4, 3]);
    context.stroke();
    context.setLineDash([]);
    context.lineWidth = 1;
  }

  arrow(x, top, colour) {
    const { context } = this;
    const y = top + BAR / 2 + 1;
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x - 5, y - 4);
    context.lineTo(x, y);
    context.lineTo(x - 5, y + 4);
    context.stroke();
    context.lineWidth = 1;
  }

  struck(left, right, y) {
    const { context, colours } = this;
    context.strokeStyle = colours.ink;
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(right, y);
    context.stroke();
  }

  label(item, left, right, top, selected) {
    const { context, colours } = this;
    const { event } = item;
    const x = item.inside ? Math.max(left + 6, 6) : Math.max(right, left + 2 * DOT) + 4;
    // Of a bar that has left to the left, a name keeps to what is still seen.
    const room = item.inside ? Math.min(item.width, right - x - 4) : item.width;
    if (room < LANE) return;
    const name = cut(context, signOf(event) + event.label, room);
    context.textBaseline = "middle";
    context.direction = RIGHT_TO_LEFT.test(event.label) ? "rtl" : "ltr";
    context.textAlign = "left";
    context.lineWidth = 3;
    context.lineJoin = "round";
    if (!item.inside && !selected) {
      context.strokeStyle = colours.paper;
      context.strokeText(name, x, top + BAR / 2 + 1.5);
    }
    context.lineWidth = 1;
    context.fillStyle = event.signs & DISPUTED ? colours.doubt : colours.ink;
    context.fillText(name, x, top + BAR / 2 + 1.5);
  }
}

// The stretches of pixels in which an event may lie.
function stretchesOf(event, view, left, right) {
  if (!event.runs.length) return [[left, right]];
  const found = [];
  for (let at = 0; at < event.runs.length; at += 2) {
    const from = view.x(event.runs[at]);
    found.push([from, Math.max(view.x(event.runs[at + 1]), from + 2)]);
  }
  return found;
}

// A colour of six hexadecimal digits, more or less transparent.
function faded(colour, alpha) {
  return colour + Math.round(alpha * 255).toString(16).padStart(2, "0");
}

// A name with its end left out where it has no room.
function cut(context, name, width) {
  context.font = FONT;
  if (context.measureText(name).width <= width + 0.5) return name;
  let [some, all] = [0, name.length];
  while (some < all - 1) {
    const half = (some + all) >> 1;
    if (context.measureText(`${name.slice(0, half)}…`).width <= width) some = half;
    else all = half;
  }
  return `${name.slice(0, some).trimEnd()}…`;
}
