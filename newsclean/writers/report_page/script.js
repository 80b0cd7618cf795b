"use strict";
const COLUMNS = ["source", "headline", "published", "site", "language", "confidence", "problems"];
const WIDTHS = ["18%", "auto", "10.5rem", "9rem", "5.5rem", "6.5rem", "16%"];
const NAMED = new Set(["headline", "kicker", "standfirst", "published", "modified", "byline", "authors", "dateline",
  "body", "leak", "dropped"]);
const CHUNK = 50, STEP = 200;
const data = (name) => JSON.parse(document.getElementById(name).textContent);
const rows = data("rows").map((cells, number) => ({ cells, number, words: cells.join(" ").toLowerCase() }));
const statistics = data("statistics");
const element = (id) => document.getElementById(id);
const chunks = new Map();
let matching = rows, shown = 0, sorted = { column: -1, down: false };

function make(tag, text = "", kind = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (text) made.dir = "auto"; // a line of Persian among English ones runs its own way
  if (kind) made.className = kind;
  return made;
}

function chart(title, wide = false) {
  const made = make("div", "", wide ? "chart wide" : "chart");
  made.append(make("h2", title));
  element("charts").append(made);
  return made;
}

function bars(title, pairs, whole, most = 12) {
  if (!pairs.length) return;
  const made = chart(title), largest = whole || Math.max(...pairs.map((pair) => pair[1]));
  for (const [name, count] of pairs.slice(0, most)) {
    const bar = make("div", "", "bar"), filled = make("i");
    filled.style.width = `${(100 * count) / largest}%`;
    bar.append(make("span", name), filled, make("span", whole ? `${Math.round((100 * count) / whole)} %` : count));
    bar.title = `${name}: ${count}`;
    made.append(bar);
  }
  if (pairs.length > most) made.append(make("div", `and ${pairs.length - most} more`, "told"));
}

function columns(made, counts, titles) {
  const largest = Math.max(...counts, 1), drawn = make("div", "", "columns");
  counts.forEach((count, at) => {
    const column = make("i");
    column.style.height = `${(100 * count) / largest}%`;
    column.title = `${titles[at]}: ${count}`;
    drawn.append(column);
  });
  const ends = make("div", "", "ends");
  ends.append(make("span", titles[0]), make("span", titles[titles.length - 1]));
  made.append(drawn, ends);
}

const UNITS = [
  ["day", (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / 864e5), (n) => new Date(n * 864e5).toISOString().slice(0, 10)],
  ["month", (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1,
    (n) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`],
  ["year", (day) => Number(day.slice(0, 4)), String],
  ["decade", (day) => Math.floor(Number(day.slice(0, 4)) / 10), (n) => `${n}0s`],
];

function timeline(days) {
  if (!days.length) return;
  const first = days[0][0], last = days[days.length - 1][0];
  const [name, place, label] = UNITS.find((unit) => unit[1](last) - unit[1](first) < 200) || UNITS[3];
  const start = place(first), counts = new Array(place(last) - start + 1).fill(0);
  for (const [day, count] of days) counts[place(day) - start] += count;
  columns(chart(`Published, by ${name}`, true), counts, counts.map((_, at) => label(start + at)));
}

function histograms(confidence) {
  if (!confidence.length) return;
  const grid = make("div", "", "histograms");
  for (const [name, counts] of confidence) {
    const made = make("div");
    made.append(make("h2", name));
    columns(made, counts, counts.map((_, at) => `${(at / 10).toFixed(1)} to ${((at + 1) / 10).toFixed(1)}`));
    grid.append(made);
  }
  chart("Confidence", true).append(grid);
}

function figures() {
  const failed = statistics.dumps - statistics.articles;
  element("figures").textContent =
    `${statistics.dumps} dumps, ${statistics.articles} articles, ${failed} failed, ${statistics.duplicates} duplicates`;
  bars("Coverage by field", statistics.fields, statistics.articles, 20);
  bars("Problems", statistics.problems);
  bars("Failures", statistics.failures);
  bars("Languages", statistics.languages);
  bars("Sites", statistics.sites);
  timeline(statistics.days);
  histograms(statistics.confidence);
}

function options(id, values) {
  for (const value of values) {
    const option = make("option", value);
    option.value = value;
    element(id).append(option);
  }
}

function filter() {
  const words = element("words").value.toLowerCase().split(/\s+/).filter(Boolean);
  const problem = element("problem").value, language = element("language").value;
  matching = rows.filter((row) =>
    words.every((word) => row.words.includes(word)) &&
    (!problem || row.cells[6].split(" ").includes(problem)) &&
    (!language || row.cells[4] === language));
  if (sorted.column >= 0) order();
  draw();
}

function order() {
  const { column, down } = sorted, sign = down ? -1 : 1;
  matching = [...matching].sort((a, b) => {
    const one = a.cells[column], other = b.cells[column];
    if ((one === "") !== (other === "")) return one === "" ? 1 : -1;
    return sign * (one < other ? -1 : one > other ? 1 : 0) || a.number - b.number;
  });
}

function draw() {
  element("rows-shown").replaceChildren();
  shown = 0;
  element("count").textContent = `${matching.length} of ${rows.length}`;
  more();
}

function more() {
  const fragment = document.createDocumentFragment();
  for (const row of matching.slice(shown, shown + STEP)) fragment.append(line(row));
  element("rows-shown").append(fragment);
  shown = Math.min(shown + STEP, matching.length);
  element("more").hidden = shown >= matching.length;
}

function line(row) {
  const made = make("tr", "", row.cells[6] === "failed" ? "row failed" : "row");
  made.tabIndex = 0;
  made.dataset.number = row.number;
  row.cells.forEach((cell, at) => {
    const td = make("td", at === 5 && cell !== "" ? cell.toFixed(2) : cell);
    td.title = cell;
    made.append(td);
  });
  return made;
}

async function details(number) {
  const name = Math.floor(number / CHUNK);
  if (!chunks.has(name)) {
    const packed = Uint8Array.from(atob(element(`chunk-${name}`).textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    chunks.set(name, new Response(stream).json());
  }
  return (await chunks.get(name))[number % CHUNK];
}

async function toggle(row) {
  if (row.nextSibling && row.nextSibling.className === "detail") {
    row.nextSibling.remove();
    return;
  }
  const made = make("tr", "", "detail"), cell = make("td");
  cell.colSpan = COLUMNS.length;
  made.append(cell);
  row.after(made);
  tell(cell, await details(Number(row.dataset.number)));
}

function tell(cell, detail) {
  if (/^https?:\/\//.test(detail.url || "")) {
    const link = make("a", detail.url, "told");
    Object.assign(link, { href: detail.url, rel: "noopener noreferrer", target: "_blank" });
    cell.append(link);
  }
  if (!detail.pieces) {
    cell.append(make("pre", detail.details || "No more is known.", "details"));
    return;
  }
  if (detail.duplicate) cell.append(make("p", `Tells ${detail.duplicate[0]} again (${detail.duplicate[1]}).`, "told"));
  for (const [code, message] of detail.problems) cell.append(make("p", `${code}: ${message}`, "told"));
  const legend = make("div", "", "legend");
  for (const role of new Set(detail.pieces.map((piece) => piece[0]))) legend.append(make("span", role, kind(role)));
  cell.append(legend, ...detail.pieces.map(piece));
}

const kind = (role) => (NAMED.has(role) ? role : "other");

function piece([role, text, why]) {
  const made = make("div", "", `piece ${kind(role)}`);
  made.title = why;
  made.append(make("b", role === "dropped" ? why : role));
  if (role === "leak") {
    const folded = make("details");
    folded.append(make("summary", `${why}, ${text.length} characters`), make("pre", text));
    made.append(folded);
  } else made.append(make("div", text));
  return made;
}

COLUMNS.forEach((name, at) => {
  const head = make("th", name);
  head.style.width = WIDTHS[at];
  head.addEventListener("click", () => {
    sorted = { column: at, down: sorted.column === at && !sorted.down };
    document.querySelectorAll("th").forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
    order();
    draw();
  });
  element("heads").append(head);
});
element("filters").addEventListener("submit", (event) => event.preventDefault());
element("filters").addEventListener("input", filter);
element("more").addEventListener("click", more);
element("rows-shown").addEventListener("click", (event) => {
  const row = event.target.closest("tr.row");
  if (row) toggle(row);
});
element("rows-shown").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("tr.row")) toggle(event.target);
});
figures();
options("problem", [...new Set(rows.flatMap((row) => row.cells[6].split(" ")).filter(Boolean))].sort());
options("language", [...new Set(rows.map((row) => row.cells[4]).filter(Boolean))].sort());
filter();
document.body.dataset.ready = "yes";
