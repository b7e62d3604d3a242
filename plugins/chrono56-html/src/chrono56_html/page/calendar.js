// Minutes and days of any year, by the proleptic Gregorian calendar. JavaScript's own
// Date guesses at zones and at years below 100, and ends at the year 275,760.

const DAY = 1440;

// Day numbers count as Python's date.toordinal(): 1 January of the year 1 is day 1.
// See Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
function dayOf(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const inEra = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  return era * 146097 + inEra - 305;
}

function civilOf(day) {
  const shifted = day + 305;
  const era = Math.floor(shifted / 146097);
  const inEra = shifted - era * 146097;
  const ofEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36524) - Math.floor(inEra / 146096))
      / 365,
  );
  const ofYear = inEra - (365 * ofEra + Math.floor(ofEra / 4) - Math.floor(ofEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: era * 400 + ofEra + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

// A sentence with {names} in it, filled in.
function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// The year 0 is 1 BC. Five digits and more are easier to read by the thousand.
function yearWords(year, words) {
  const plain = String(year > 0 ? year : 1 - year);
  const n = plain.length < 5 ? plain : plain.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return year > 0 ? n : filled(words.before_christ, { n });
}

function dayWords(minutes, words) {
  const { year, month, day } = civilOf(Math.floor(minutes / DAY));
  const said = filled(words.day_month, { d: day, m: words.months[month - 1] });
  const years = yearWords(year, words);
  return words.day_month.startsWith("{m}") ? `${years}. ${said}` : `${said} ${years}`;
}

function clockWords(minutes) {
  const ofDay = Math.round(minutes - Math.floor(minutes / DAY) * DAY);
  return [Math.floor(ofDay / 60), ofDay % 60].map((n) => String(n).padStart(2, "0")).join(":");
}
