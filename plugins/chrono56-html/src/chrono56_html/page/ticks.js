// The lines of the axis: from minutes to millions of years, and what each is called.

const TICK_ROOM = 64; // pixels that a name needs at least
const LETTER = 7; // pixels, of a name that needs more

const MINUTE_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720];
const DAY_STEPS = [1, 2, 5, 10];
const MONTH_STEPS = [1, 3, 6];

// Lines within the days, within the months, of the months, or of the years; whichever
// is the finest that has room for its names. Each comes with what stands above it: the
// day above hours, the month above days, the year above months.
function ticksOf(view, words) {
  const room = (TICK_ROOM / view.width) * view.span;
  const minutes = MINUTE_STEPS.find((step) => step >= room);
  if (minutes) return clockTicks(view, minutes, words);
  const days = DAY_STEPS.find((step) => step * DAY >= room * 0.6);
  if (days) return dayTicks(view, days, words);
  const months = MONTH_STEPS.find((step) => step * 30 * DAY >= room * 0.7);
  if (months) return monthTicks(view, months, words);
  return yearTicks(view, words);
}

function clockTicks(view, step, words) {
  const ticks = [];
  for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) {
    ticks.push({ at, name: clockWords(at), major: at % DAY === 0 });
  }
  const first = Math.floor(view.from / DAY) * DAY;
  const above = [];
  for (let at = first; at <= view.to; at += DAY) above.push({ at, name: dayWords(at, words) });
  return { ticks, above };
}

function dayTicks(view, step, words) {
  const ticks = [];
  const above = [];
  for (const { at, year, month } of months(view)) {
    above.push({ at, name: `${words.months[month - 1]} ${yearWords(year, words)}` });
    for (let day = 1; day <= 31; day += step) {
      const far = civilOf(at / DAY + day - 1).month !== month;
      // The 31st beside the 1st would have no room.
      if (far || (step > 1 && day > 1 && day > 31 - step + 1)) break;
      ticks.push({ at: at + (day - 1) * DAY, name: String(day), major: day === 1 });
    }
  }
  return { ticks: ticks.filter((tick) => tick.at >= view.from - DAY), above };
}

function monthTicks(view, step, words) {
  const ticks = [];
  const above = [];
  for (const { at, year, month } of months(view)) {
    if (month === 1 || above.length === 0) {
      above.push({ at: dayOf(year, 1, 1) * DAY, name: yearWords(year, words) });
    }
    if ((month - 1) % step === 0) {
      ticks.push({ at, name: words.months_short[month - 1], major: month === 1 });
    }
  }
  return { ticks, above };
}

function yearTicks(view, words) {
  const from = civilOf(Math.floor(view.from / DAY)).year;
  const to = civilOf(Math.floor(view.to / DAY)).year;
  const letters = Math.max(...[from, to].map((year) => yearWords(year, words).length));
  const pixels = Math.max(TICK_ROOM, letters * LETTER + 12);
  const room = ((pixels / view.width) * view.span) / (365.2425 * DAY);
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(room, 1)));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((one) => one >= room);
  const ticks = [];
  for (let round = Math.floor(from / step) * step; round <= to; round += step) {
    // A round number of years before Christ, too: 100 BC is the year -99.
    const year = step === 1 || round > 0 ? round : round + 1;
    ticks.push({
      at: dayOf(year, 1, 1) * DAY,
      name: yearWords(year, words),
      major: round % (step * 10) === 0,
    });
  }
  return { ticks, above: [] };
}

function* months(view) {
  let { year, month } = civilOf(Math.floor(view.from / DAY));
  for (;;) {
    const at = dayOf(year, month, 1) * DAY;
    if (at > view.to) return;
    yield { at, year, month };
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
