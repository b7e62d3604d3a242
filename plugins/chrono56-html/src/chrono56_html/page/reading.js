// Reading: the list, the search in it, and the claims about the event that is chosen.

class Reading {
  constructor(timeline, words) {
    this.timeline = timeline;
    this.words = words;
    this.panel = document.getElementById("_panel");
    this.spoken = document.getElementById("_spoken");
    this.search = document.getElementById("_search");
    this.families = new Set();
    this.onlyDisputed = false;
    this.chosen = null;
    this.rows = [];
  }

  // The list comes behind the script: it is there when the page has been read.
  listIsThere() {
    const dated = [...document.getElementById("_events").children];
    const undated = [...(document.getElementById("_undated")?.children ?? [])];
    dated.forEach((row, at) => { this.timeline.events[at].row = row; });
    this.eventOf = new Map(this.timeline.events.map((event) => [event.row, event]));
    this.rows = [...dated, ...undated];
    for (const list of document.querySelectorAll("main ol")) {
      list.addEventListener("click", (press) => this.pressed(press));
    }
    addEventListener("hashchange", () => this.follow());
    this.follow();
    this.accompany();
  }

  // Anywhere on a row is as good as its name.
  pressed(press) {
    const row = press.target.closest("main > ol > li[id]");
    if (row && !press.target.closest("a, summary, details")) this.choose(row);
  }

  // The address says which event is chosen: a link leads there, and back leads back.
  follow() {
    const id = location.hash.slice(1);
    const row = id && !id.startsWith("_") ? document.getElementById(id) : null;
    if (row && row === this.chosen) return;
    if (row && row.closest("#_events, #_undated")) {
      this.open(row);
      return;
    }
    this.close();
    if (row) row.scrollIntoView({ block: "center" }); // a source
    else if (id) this.say(filled(this.words.no_event, { id }));
  }

  // With nothing chosen the list begins with what the timeline shows first.
  accompany() {
    if (this.chosen || !this.rows.length) return;
    const { shown, view } = this.timeline;
    shown.find((event) => event.anchor >= view.from)?.row.scrollIntoView({ block: "start" });
  }

  // Not by setting location.hash: that takes the focus from the timeline.
  choose(row) {
    if (row === this.chosen) return;
    this.open(row);
    history.pushState(null, "", `#${row.id}`);
  }

  open(row) {
    this.chosen?.removeAttribute("aria-current");
    this.chosen = row;
    row.hidden = false;
    row.setAttribute("aria-current", "true");
    row.scrollIntoView({ block: "nearest" });
    const event = this.eventOf.get(row) ?? null;
    this.timeline.select(event);
    this.panel.hidden = false;
    this.panel.replaceChildren(...this.contentOf(row));
    this.panel.scrollTop = 0;
    document.documentElement.classList.add("reading");
    this.say(row.querySelector(".what").textContent);
  }

  close() {
    this.chosen?.removeAttribute("aria-current");
    this.chosen = null;
    this.timeline.select(null);
    this.panel.hidden = true;
    document.documentElement.classList.remove("reading");
  }

  // What the list has of an event, open; and the full titles of the sources.
  contentOf(row) {
    const bar = document.createElement("div");
    bar.className = "bar";
    const title = document.createElement("h2");
    bar.append(
      title,
      this.button("‹", this.words.previous, () => this.next(-1)),
      this.button("›", this.words.next, () => this.next(1)),
      this.button("✕", this.words.close, () => this.leave()),
    );
    const what = row.querySelector(".what").cloneNode(true);
    const where = row.querySelector(".where").cloneNode(true);
    title.append(what.querySelector("a"));
    const claims = row.querySelector("details").cloneNode(true);
    claims.querySelector("summary").remove();
    for (const link of claims.querySelectorAll("cite a")) nameSource(link);
    return [bar, what, where, ...claims.childNodes];
  }

  button(sign, name, deed) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = name;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", deed);
    return button;
  }

  next(by) {
    const rows = this.rows.filter((row) => !row.hidden);
    const at = rows.indexOf(this.chosen) + by;
    if (rows[at]) this.choose(rows[at]);
  }

  leave() {
    history.replaceState(null, "", location.pathname + location.search);
    this.close();
    this.timeline.canvas.focus();
  }

  say(words) {
    this.spoken.textContent = words;
  }

  // Show only what is looked for, on the timeline and in the list.
  filter() {
    if (!this.rows.length) return; // the list has not been read yet
    const wanted = folded(this.search.value).split(/\s+/).filter(Boolean);
    const fits = (row) =>
      (!this.onlyDisputed || row.querySelector(".disputed")) &&
      (!this.families.size || this.families.has(familyOf(row))) &&
      wanted.every((word) => textOf(row).includes(word));
    let count = 0;
    for (const row of this.rows) {
      row.hidden = !fits(row);
      if (!row.hidden) count += 1;
    }
    for (const title of document.querySelectorAll("main > h2, main > ul, .others")) {
      title.hidden = wanted.length > 0;
    }
    this.timeline.show(this.timeline.events.filter((event) => !event.row.hidden));
    this.say(count ? filled(this.words.found, { n: count }) : this.words.nothing);
  }
}

const familyOf = (row) => knownFamily(row.querySelector(".kind").dataset.family);

// What is searched of a row: all that stands in it, folded once.
const texts = new WeakMap();

function textOf(row) {
  let text = texts.get(row);
  if (text === undefined) {
    text = folded(`${row.id} ${row.textContent}`);
    texts.set(row, text);
  }
  return text;
}

// A source is cited by its id; its title stands once, in the list of sources.
function nameSource(link) {
  const source = document.getElementById(link.textContent);
  const title = source?.querySelector("cite")?.textContent;
  if (!title) return;
  link.title = link.textContent;
  link.textContent = title;
}
