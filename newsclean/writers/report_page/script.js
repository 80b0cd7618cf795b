"use strict";
const COLUMNS = ["source", "headline", "published", "site", "language", "confidence", "problems"];
const WIDTHS = ["18%", "auto", "10.5rem", "9rem", "5.5rem", "6.5rem", "16%"];
const WORST = "worst"; // the order in which what went wrong comes first
const NO_ARTICLE = new Set(["menu", "error-page", "empty-shell", "paywall"]);
const NAMED = new Set(["headline", "kicker", "standfirst", "published", "modified", "byline", "authors", "dateline",
  "body", "leak", "dropped"]);
const CHUNK = 50, STEP = 200;
const data = (name) => JSON.parse(document.getElementById(name).textContent);
const rows = data("rows").map(([cells, copies, similarity], number) =>
  ({ cells, number, copies, similarity, words: cells.join(" ").toLowerCase(), wrong: wrong(cells) }));
const statistics = data("statistics");
const element = (id) => document.getElementById(id);
const chunks = new Map();
let matching = rows, shown = 0, sorted = { column: WORST, down: false };

// How wrong a dump went: no article at all, one that is hardly one, then what is least sure.
function wrong(cells) {
  const codes = cells[6].split(" ");
  return codes[0] === "failed" ? 3 : codes.some((code) => NO_ARTICLE.has(code)) ? 2 : 1 - (cells[5] === "" ? 0 : cells[5]);
}

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

// `pick`: what choosing a bar does to the filters.
function bars(title, pairs, { whole = 0, most = 12, pick = null } = {}) {
  if (!pairs.length) return;
  const made = chart(title), largest = whole || Math.max(...pairs.map((pair) => pair[1]));
  for (const [name, count] of pairs.slice(0, most)) {
    const bar = make(pick ? "button" : "div", "", "bar"), filled = make("i");
    filled.style.width = `${(100 * count) / largest}%`;
    bar.append(make("span", name), filled, make("span", whole ? `${Math.round((100 * count) / whole)} %` : count));
    bar.title = `${name}: ${count}${pick ? "; show these" : ""}`;
    if (pick) {
      bar.type = "button";
      bar.addEventListener("click", () => { pick(name); filter(); element("filters").scrollIntoView(); });
    }
    made.append(bar);
  }
  if (pairs.length > most) made.append(make("div", `and ${pairs.length - most} more`, "told"));
}

// Columns over an axis of `titles`, named `across`; beside them how many dumps the highest stands for.
function columns(made, counts, titles, across, ends) {
  const largest = Math.max(...counts, 1), drawn = make("div", "", "columns"), plot = make("div", "", "plot");
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", `${across}: ${counts.map((count, at) => [titles[at], count]).filter((pair) => pair[1]).slice(0, 40)
    .map((pair) => pair.join(" ")).join(", ")}`);
  const up = make("div", "", "up");
  up.append(make("span", largest), make("span", largest > 1 ? Math.round(largest / 2) : ""), make("span", "0"));
  counts.forEach((count, at) => {
    const column = make("i");
    column.style.height = `${(100 * count) / largest}%`;
    column.title = `${titles[at]}: ${count}`;
    drawn.append(column);
  });
  const below = make("div", "", "ends"), middle = titles.length > 2 ? titles[Math.floor(titles.length / 2)] : "";
  below.append(...(ends || [titles[0], middle, titles[titles.length - 1]]).map((each) => make("span", each)));
  plot.append(up, drawn, make("div"), below);
  made.append(plot, make("div", across, "across"));
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
  columns(chart(`Published, by ${name}`, true), counts, counts.map((_, at) => label(start + at)), `articles by ${name}`);
}

function lengths(counts) {
  const titles = counts.map((pair) => pair[0]);
  if (counts.some((pair) => pair[1])) columns(chart("Length of the body"), counts.map((pair) => pair[1]), titles, "articles by characters");
}

// Which dumps tell the same article: the first of them, and those that tell it again.
function duplicates() {
  const groups = new Map(), named = new Map(rows.map((row) => [row.cells[0], row]));
  for (const row of rows) if (row.copies !== null) groups.set(row.copies, [...(groups.get(row.copies) || []), row]);
  element("duplicates").hidden = !groups.size;
  const largest = [...groups].sort((a, b) => b[1].length - a[1].length || a[1][0].number - b[1][0].number);
  element("groups").append(...largest.slice(0, STEP).map(([source, again]) => {
    const folded = make("details"), summary = make("summary", "", "told"), list = make("ul");
    summary.append(make("b", named.get(source)?.cells[1] || source), ` told ${again.length + 1} times`);
    const item = (name, similarity) => {
      const made = make("li"), button = make("button", name, "plain");
      button.type = "button";
      button.addEventListener("click", () => { element("words").value = name; filter(); element("filters").scrollIntoView(); });
      made.append(button, similarity);
      return made;
    };
    list.append(item(source, " first"), ...again.slice(0, STEP).map((row) => item(row.cells[0],
      row.similarity === null ? "" : ` ${Math.round(100 * row.similarity)} % alike`)));
    folded.append(summary, list);
    return folded;
  }));
  if (largest.length > STEP) element("groups").append(make("p", `and ${largest.length - STEP} more`, "told"));
}

function histograms(confidence) {
  if (!confidence.length) return;
  const grid = make("div", "", "histograms");
  for (const [name, counts] of confidence) {
    const made = make("div");
    made.append(make("h2", name));
    const bins = counts.map((_, at) => `${(at / 10).toFixed(1)} to ${((at + 1) / 10).toFixed(1)}`);
    columns(made, counts, bins, "articles by confidence", ["0", ".5", "1"]);
    grid.append(made);
  }
  chart("Confidence", true).append(grid);
}

function figures() {
  const failed = statistics.dumps - statistics.articles;
  element("figures").textContent =
    `${statistics.dumps} dumps, ${statistics.articles} articles, ${failed} failed, ${statistics.duplicates} duplicates`;
  const problem = (name) => { element("problem").value = name; };
  bars("Failures", statistics.failures, { pick: (name) => { problem("failed"); element("words").value = `${name}:`; } });
  bars("Problems", statistics.problems, { pick: problem });
  bars("Coverage by field", statistics.fields, { whole: statistics.articles, most: 20 });
  bars("Languages", statistics.languages, { pick: (name) => { element("language").value = name === "unknown" ? "" : name; } });
  bars("Sites", statistics.sites, { pick: (name) => { element("words").value = name; } });
  bars("Hosts", statistics.hosts, { pick: (name) => { element("words").value = name; } });
  lengths(statistics.lengths);
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
  order();
  draw();
}

function order() {
  const { column, down } = sorted, sign = down ? -1 : 1;
  if (column === WORST) {
    matching = [...matching].sort((a, b) => b.wrong - a.wrong || a.number - b.number);
    return;
  }
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
  for (const [address, caption] of detail.images) cell.append(picture(address, caption));
  const legend = make("div", "", "legend");
  for (const role of new Set(detail.pieces.map((piece) => piece[0]))) legend.append(make("span", role, kind(role)));
  cell.append(legend, ...detail.pieces.map(piece));
}

// A picture's address and caption: the page itself fetches nothing.
function picture(address, caption) {
  const made = make("p", "", "told");
  if (/^https?:\/\//.test(address)) {
    const link = make("a", "picture");
    Object.assign(link, { href: address, rel: "noopener noreferrer", target: "_blank" });
    made.append(link);
  } else made.append(address);
  if (caption) made.append(" ", make("bdi", caption));
  return made;
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
  const head = make("th"), button = make("button", name, "plain");
  button.type = "button";
  head.scope = "col";
  head.style.width = WIDTHS[at];
  head.append(button);
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
duplicates();
options("problem", [...new Set(rows.flatMap((row) => row.cells[6].split(" ")).filter(Boolean))].sort());
options("language", [...new Set(rows.map((row) => row.cells[4]).filter(Boolean))].sort());
filter();
document.body.dataset.ready = "yes";
