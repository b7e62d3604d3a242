// The timeline: what is seen of which events, which one is chosen, and when it is drawn.

const MOVING = 220; // milliseconds
const RESTING = 150; // milliseconds without a movement
const FAMILIES = [
  "politics", "conflict", "justice", "society", "life",
  "culture", "science", "nature", "sport", "other",
];

// Families of plugins have no colour of their own.
const knownFamily = (family) => (FAMILIES.includes(family) ? family : "other");

class Timeline {
  constructor(canvas, events, words) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.events = events;
    this.words = words;
    this.shown = events;
    this.selected = null;
    this.hovered = null;
    this.scroll = 0; // pixels that the lanes are moved up
    this.widths = new Map();
    this.onSelect = () => {};
    this.onDraw = () => {};
    this.onRest = () => {};
    this.whole = wholeOf(events, 1);
    this.view = null;
    this.recolour();
  }

  // Colours are the style's: the canvas asks for them when the theme changes.
  recolour() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const names = ["ink", "quiet", "paper", "rule", "faint", "doubt", "chosen", "hover"];
    this.colours = Object.fromEntries(names.map((name) => [name, colour(name)]));
    this.colours.families = Object.fromEntries(FAMILIES.map((one) => [one, colour(one)]));
    this.wake();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas.parentElement;
    const scale = window.devicePixelRatio || 1;
    if (!width || !height) return;
    const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
    const { canvas } = this;
    // A canvas that is given a size is blank, even if it had that size before.
    if (this.scale === scale && canvas.width === across && canvas.height === down) return;
    canvas.width = across;
    canvas.height = down;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    this.height = height;
    this.scale = scale;
    const { view } = this;
    this.whole = wholeOf(this.events, width);
    this.view = view ? new View(view.from, view.to, width) : densest(this.events, width);
    this.lanes = null;
    this.wake();
  }

  show(events) {
    this.shown = events;
    this.lanes = null;
    this.scroll = 0;
    this.wake();
  }

  select(event, { move = true } = {}) {
    if (event === this.selected) return;
    this.selected = event;
    if (event && move) this.reveal(event);
    this.wake();
  }

  // Bring an event into sight, with as much time around it as there was.
  reveal(event) {
    if (!this.view) return;
    const lane = this.lanes?.placed.get(event)?.lane;
    if (lane !== undefined) {
      const top = lane * LANE;
      this.scroll = Math.min(Math.max(this.scroll, top + LANE - this.room + 10), top);
    }
    const [left, right] = reachOf(event, this.view);
    const { width, span } = this.view;
    if (left >= 0 && Math.min(right, left + LABEL_WIDEST) <= width) return;
    if (right - left > width && left < width && right > 0) return;
    const middle = Math.min((left + right) / 2, left + width / 2);
    this.go(this.view.moved(this.view.minutes(middle) - span / 2, span, this.whole));
  }

  // Go to another view: at once where less motion is wanted.
  go(view) {
    this.target = null;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.view = view;
      this.wake();
      return;
    }
    this.target = { from: this.view, to: view, begun: performance.now() };
    this.wake();
  }

  zoom(factor, x = this.view.width / 2) {
    this.target = null;
    this.view = this.view.zoomed(factor, x, this.whole);
    this.wake();
  }

  pan(pixels, down = 0) {
    this.target = null;
    this.view = this.view.panned(pixels, this.whole);
    this.scroll += down;
    this.wake();
  }

  // The next event in time that is not filtered out; from none, the first in sight.
  step(by) {
    const { shown, selected, view } = this;
    if (!shown.length) return null;
    let at = selected ? shown.indexOf(selected) : -1;
    if (at < 0) {
      at = shown.findIndex((event) => event.anchor >= view.from);
      return shown[at < 0 ? shown.length - 1 : at];
    }
    return shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
  }

  eventAt(x, y) {
    if (!this.lanes || y < AXIS || y > this.height - STRIP) return null;
    const shift = this.shift();
    const lane = Math.floor((y - AXIS - 3 + this.scroll) / LANE);
    const found = [...this.lanes.placed.values()].find(({ lane: its, left, right, width, inside }) => {
      const end = inside ? right : Math.max(right, left + 2 * DOT) + width + 8;
      return its === lane && x >= left + shift - DOT - 3 && x <= end + shift + 3;
    });
    return found ? found.event : null;
  }

  // However often it is asked for, it is drawn once a frame.
  wake() {
    if (this.waking || !this.view) return;
    this.waking = true;
    requestAnimationFrame((now) => {
      this.waking = false;
      this.advance(now);
      this.draw();
    });
  }

  advance(now) {
    if (!this.target) return;
    const part = Math.min(Math.max((now - this.target.begun) / MOVING, 0), 1);
    const eased = 1 - (1 - part) ** 3;
    this.view = this.target.from.toward(this.target.to, eased);
    if (part < 1) this.wake();
    else this.target = null;
  }

  shift() {
    return -this.lanes.view.x(this.view.from);
  }

  // Lanes stay as they are while they can: what is clicked must not jump. Only what has
  // no room is given one, at the top.
  layOut() {
    const { lanes, view, selected } = this;
    const hidden = selected !== this.roomy && selected && !lanes?.placed.has(selected);
    if (!lanes || !lanes.covers(view) || hidden) {
      const textWidth = (event) => this.textWidth(event);
      this.lanes = new Lanes(this.shown, view, textWidth, selected);
      this.roomy = selected;
      if (hidden) this.scroll = 0;
    }
    this.lanesHeight = this.lanes.used * LANE + 10;
    const most = Math.max(this.lanesHeight - this.room, 0);
    this.scroll = Math.min(Math.max(this.scroll, 0), most);
  }

  get room() {
    return this.height - AXIS - STRIP;
  }

  draw() {
    const { context, view, height, colours } = this;
    this.layOut();
    context.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    context.fillStyle = colours.paper;
    context.fillRect(0, 0, view.width, height);
    const painter = new Painter(context, colours, this.scroll);
    painter.axis(view, height, this.words);
    const shift = this.shift();
    const inSight = (item) =>
      item.right + shift > -LABEL_WIDEST - 20 && item.left + shift < view.width;
    painter.strip(this.lanes.left.filter(inSight), shift, height - STRIP);
    painter.lanes(view.width, height, this.scroll, this.lanesHeight, () => {
      for (const [event, item] of this.lanes.placed) {
        if (!inSight(item)) continue;
        const marked = { selected: event === this.selected, hovered: event === this.hovered };
        painter.event(item, view, shift, marked);
      }
    });
    this.onDraw(this.counts(shift));
    this.rest();
  }

  // Say when a movement has come to an end.
  rest() {
    const { from, to } = this.view;
    if (this.rested && this.rested.from === from && this.rested.to === to) return;
    this.rested = { from, to };
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.onRest(), RESTING);
  }

  counts(shift) {
    const { view } = this;
    const found = { here: 0, below: 0, unlabelled: 0, earlier: 0, later: 0 };
    const here = ({ left, right }) => right + shift >= 0 && left + shift <= view.width;
    const placed = [...this.lanes.placed.values()].filter(here);
    const lowest = (this.scroll + this.room) / LANE - 1;
    found.unlabelled = this.lanes.left.filter(here).length;
    found.here = found.unlabelled + placed.length;
    found.below = placed.filter(({ lane }) => lane > lowest).length;
    for (const event of this.shown) {
      const known = event.points.filter((point) => point !== null);
      if (Math.max(...known) < view.from && event.points.at(-1) !== null) found.earlier += 1;
      else if (Math.min(...known) > view.to && event.points[0] !== null) found.later += 1;
    }
    return found;
  }

  textWidth(event) {
    let width = this.widths.get(event);
    if (width === undefined) {
      this.context.font = FONT;
      width = this.context.measureText(signOf(event) + event.label).width;
      this.widths.set(event, width);
    }
    return width;
  }
}
