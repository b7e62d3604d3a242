// Putting it together: the data are read, the timeline is drawn, then comes the list.

const data = JSON.parse(document.getElementById("_data").textContent);
const words = data.words;

// How far from a fact it is, by the signs that marks.py gives.
const MODES = { 32: "planned", 64: "supposed", 128: "denied" };

// Rows as they are written: name, number of the kind, signs, how many sources, minutes,
// and the stretches of days that it may be.
const events = data.events.map(([name, kind, signs, weight, points, runs = []]) => {
  const anchor = points.find((point) => point !== null);
  const family = knownFamily(data.kinds[kind].split(".")[0]);
  const mode = MODES[signs & UNREAL];
  const label = mode ? `(${words[mode]}) ${name}` : name;
  return { label, family, signs, points, runs, anchor, weight };
});

const byId = (id) => document.getElementById(id);
const root = document.documentElement;
root.classList.add("live");
for (const id of ["_tools", "_timeline"]) byId(id).hidden = false;

const timeline = new Timeline(byId("_canvas"), events, words);
const reading = new Reading(timeline, words);

timeline.onSelect = (event) => {
  if (event?.row) reading.choose(event.row);
  else if (!event && reading.chosen) reading.leave();
};
timeline.onRest = () => reading.accompany();
timeline.onDraw = ({ here, below, unlabelled, earlier, later }) => {
  const said = [
    filled(words.shown, { n: here, all: timeline.shown.length }),
    earlier && filled(words.earlier, { n: earlier }),
    later && filled(words.later, { n: later }),
    below && filled(words.below, { n: below }),
    unlabelled && filled(words.unlabelled, { n: unlabelled }),
    data.undated && `${words.undated}: ${data.undated}`,
  ];
  byId("_status").textContent = said.filter(Boolean).join(" · ");
  if (!performance.getEntriesByName("timeline-drawn").length) performance.mark("timeline-drawn");
};

function buildLegend() {
  const counts = new Map();
  for (const { family } of events) counts.set(family, (counts.get(family) ?? 0) + 1);
  for (const family of FAMILIES.filter((one) => counts.has(one))) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.family = family;
    button.setAttribute("aria-pressed", "false");
    button.textContent = `${data.families[family]} ${counts.get(family)}`;
    button.addEventListener("click", () => {
      const on = !reading.families.delete(family);
      if (on) reading.families.add(family);
      button.setAttribute("aria-pressed", String(on));
      reading.filter();
    });
    byId("_legend").append(button);
  }
}

function listenToTools() {
  byId("_in").addEventListener("click", () => timeline.zoom(1 / 1.6));
  byId("_out").addEventListener("click", () => timeline.zoom(1.6));
  byId("_all").addEventListener("click", () => timeline.go(timeline.whole));
  byId("_most").addEventListener("click", () =>
    timeline.go(densest(timeline.events, timeline.view.width)));
  byId("_help").addEventListener("click", () => byId("_keys").showModal());
  byId("_disputed").addEventListener("click", ({ currentTarget }) => {
    reading.onlyDisputed = !reading.onlyDisputed;
    currentTarget.setAttribute("aria-pressed", String(reading.onlyDisputed));
    reading.filter();
  });
  byId("_theme").addEventListener("click", () => {
    const dark = getComputedStyle(root).colorScheme === "dark";
    root.dataset.theme = dark ? "light" : "dark";
    timeline.recolour();
  });
  reading.search.addEventListener("input", () => reading.filter());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => timeline.recolour());
}

// Keys that mean the same wherever one is; in a field only Escape does.
function listenEverywhere() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || byId("_keys").open) return;
    const writing = event.target === reading.search;
    if (event.key === "Escape") {
      if (writing && reading.search.value) {
        reading.search.value = "";
        reading.filter();
      } else if (reading.panel.contains(event.target) || writing) timeline.canvas.focus();
      else if (reading.chosen) reading.leave();
    } else if (event.key === "Enter" && event.target === timeline.canvas && reading.chosen) {
      reading.panel.focus();
    } else if (event.key === "/" && !writing) reading.search.focus();
    else if (event.key === "?" && !writing) byId("_keys").showModal();
    else return;
    event.preventDefault();
  });
}

buildLegend();
listenToTools();
listenToPointers(timeline);
listenToKeys(timeline);
listenEverywhere();
new ResizeObserver(() => timeline.resize()).observe(byId("_stage"));
timeline.resize();
addEventListener("DOMContentLoaded", () => reading.listIsThere());
