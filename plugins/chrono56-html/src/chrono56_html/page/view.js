// What part of time is seen: from one minute to another, on so many pixels.

const NARROWEST = 30; // minutes
const SHARES = [1, 0.97, 0.9, 0.8, 0.7, 0.6, 0.5];

class View {
  constructor(from, to, width) {
    this.from = from;
    this.to = to;
    this.width = width;
  }

  get span() {
    return this.to - this.from;
  }

  x(minutes) {
    return ((minutes - this.from) / this.span) * this.width;
  }

  minutes(x) {
    return this.from + (x / this.width) * this.span;
  }

  // The same with more or less time on it; the minute at x stays where it is.
  zoomed(factor, x, whole) {
    const still = this.minutes(x);
    const span = Math.min(Math.max(this.span * factor, NARROWEST), whole.span * 1.5);
    return this.moved(still - (x / this.width) * span, span, whole);
  }

  panned(pixels, whole) {
    return this.moved(this.from + (pixels / this.width) * this.span, this.span, whole);
  }

  // Something of the whole stays in sight.
  moved(from, span, whole) {
    const least = whole.from - span * 0.8;
    const most = whole.to - span * 0.2;
    const kept = Math.min(Math.max(from, least), most);
    return new View(kept, kept + span, this.width);
  }

  around(lo, hi, margin = 0.08) {
    const span = Math.max(hi - lo, NARROWEST);
    const middle = (lo + hi) / 2;
    const half = span * (0.5 + margin);
    return new View(middle - half, middle + half, this.width);
  }

  // Part of the way to another, for a movement that can be followed.
  toward(other, part) {
    const mix = (a, b) => a + (b - a) * part;
    return new View(mix(this.from, other.from), mix(this.to, other.to), this.width);
  }
}

function wholeOf(events, width) {
  const known = events.flatMap((event) => event.points.filter((point) => point !== null));
  if (known.length === 0) return new View(0, DAY, width);
  let [lo, hi] = [Infinity, -Infinity];
  for (const one of known) {
    if (one < lo) lo = one;
    if (one > hi) hi = one;
  }
  return new View(lo, hi, width).around(lo, hi);
}

// Where most events are: one birth of two centuries before must not press all others
// into a corner. Of ever smaller shares of the events the first is taken that is not
// much more spread out than their densest half.
function densest(events, width) {
  const starts = events.map((event) => event.anchor).sort((a, b) => a - b);
  if (starts.length < 8) return wholeOf(events, width);
  const [lo, hi] = shortest(starts, 0.5);
  const enough = Math.max(hi - lo, DAY) * 2.2;
  for (const share of SHARES) {
    const [first, last] = shortest(starts, share);
    if (last - first <= enough || share === SHARES.at(-1)) {
      return new View(first, last, width).around(first, last + DAY);
    }
  }
}

// The shortest stretch that holds such a share of sorted numbers.
function shortest(sorted, share) {
  const count = Math.max(2, Math.ceil(sorted.length * share));
  let best = [sorted[0], sorted.at(-1)];
  for (let at = 0; at + count <= sorted.length; at += 1) {
    const [lo, hi] = [sorted[at], sorted[at + count - 1]];
    if (hi - lo < best[1] - best[0]) best = [lo, hi];
  }
  return best;
}
