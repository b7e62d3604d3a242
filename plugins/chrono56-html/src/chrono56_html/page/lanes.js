// Which event stands in which lane, so that no name lies on another. More lanes than the
// window has room for can be scrolled to; what finds no room in any stands in the strip.

const LANE = 23; // pixels
const CELL = 4; // pixels: what is free is known by the cell
const FADE = 44; // pixels in which an open end fades out
const LABEL_WIDEST = 260; // beside a mark; within a bar it may be as wide as the bar
const MOST_LANES = 100;
const DOT = 5;
// More events than these are not tried: their names would never have room at once.
const TRIED = 3000;

// Where an event's mark begins and ends, in pixels. What is open fades out.
function reachOf(event, view) {
  const known = event.points.filter((point) => point !== null).map((point) => view.x(point));
  let [left, right] = [Math.min(...known), Math.max(...known)];
  if (event.points[0] === null) left -= FADE;
  if (event.points.at(-1) === null) right += FADE;
  return [left, right];
}

class Lanes {
  // Lay events out around what is seen; half a width more on either side, for moving.
  constructor(events, view, textWidth, selected) {
    this.view = view;
    this.margin = Math.ceil(view.width / 2);
    this.cells = Math.ceil((view.width + 2 * this.margin) / CELL);
    this.taken = new Uint8Array(MOST_LANES * this.cells);
    this.used = 0;
    this.placed = new Map();
    this.left = [];
    this.textWidth = textWidth;
    for (const item of this.wanted(events, selected)) this.place(item);
  }

  // The layout is good for views of the same scale that do not leave its margins.
  covers(view) {
    const sameScale = Math.abs(view.span / this.view.span - 1) < 1e-9;
    return sameScale && Math.abs(this.view.x(view.from)) <= this.margin;
  }

  // What is in reach, in the order in which it gets room: the selected event, what
  // begins and ends here, then what only passes through; among these what more sources
  // tell of. At last by time, so that a lane reads from left to right.
  wanted(events, selected) {
    const { view, margin } = this;
    const items = [];
    for (const event of events) {
      const [left, right] = reachOf(event, view);
      if (right < -margin || left > view.width + margin) continue;
      const passes = right - left > view.width * 0.7 ? 1 : 0;
      items.push({ event, left, right, rank: event === selected ? -1 : passes });
    }
    items.sort((a, b) => a.rank - b.rank || b.event.weight - a.event.weight || a.left - b.left);
    return items;
  }

  place(item) {
    const tried = this.placed.size + this.left.length;
    const { event, left, right } = item;
    const widest = Math.max(LABEL_WIDEST, right - left - 20);
    const width = tried > TRIED ? 0 : Math.min(this.textWidth(event), widest);
    const inside = right - left > width + 16 && !event.runs.length;
    const end = inside ? right : Math.max(right, left + 2 * DOT) + width + 8;
    const from = this.cell(left - DOT);
    const to = this.cell(end + 6);
    const lane = tried > TRIED ? -1 : this.free(from, to);
    if (lane < 0) {
      this.left.push(item);
      return;
    }
    this.taken.fill(1, lane * this.cells + from, lane * this.cells + to + 1);
    this.used = Math.max(this.used, lane + 1);
    this.placed.set(event, { ...item, lane, width, inside });
  }

  cell(x) {
    const at = Math.floor((x + this.margin) / CELL);
    return Math.min(Math.max(at, 0), this.cells - 1);
  }

  free(from, to) {
    for (let lane = 0; lane < MOST_LANES; lane += 1) {
      const at = this.taken.indexOf(1, lane * this.cells + from);
      if (at < 0 || at > lane * this.cells + to) return lane;
    }
    return -1;
  }
}
