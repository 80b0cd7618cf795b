"use strict";
const STEP = 400; // stretches that are drawn at once
const MOST_CHILDREN = 200; // nodes of a tree, paragraphs of a body that are drawn at once
const TOGETHER = 100; // dumps of one request
const LONG = 50000; // characters beyond which breaking the pasted text's lines takes longer than reading it
const WAIT = 80; // milliseconds after the last key
const NAMED = new Set(["headline", "kicker", "standfirst", "published", "modified", "byline", "authors", "dateline",
  "body", "leak", "dropped"]);
const APART = new Set(["provenance", "confidence", "problems", "cleaned_by", "leaks", "dropped"]);
const element = (id) => document.getElementById(id);
const dumps = []; // { name, blob, before: Map of hints -> article }
let now = null; // the explanation that is shown
let current = null, drawn = 0, asked = 0, timer = 0, defaults = {};

function make(tag, text = "", kind = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

// ---- what is asked

function hints() {
  const told = {};
  for (const field of document.querySelectorAll("[data-wish]")) if (field.value.trim()) told[field.id] = field.value.trim();
  return told;
}

function changes() {
  const told = {}, moved = {};
  const off = [...document.querySelectorAll("#switches input:not(:checked)")].map((each) => each.value);
  for (const slider of document.querySelectorAll("#sliders input")) {
    if (Number(slider.value) !== defaults[slider.name]) moved[slider.name] = Number(slider.value);
  }
  if (off.length) told.without = off.join(",");
  if (Object.keys(moved).length) told.thresholds = JSON.stringify(moved);
  if (element("profile").value.trim()) told.profile = element("profile").value;
  if (element("favor").value) told.favor = element("favor").value;
  for (const name of ["comments", "guess"]) if (element(name).checked) told[name] = "true";
  return told;
}

async function post(path, held, keywords) {
  const form = new FormData();
  for (const [name, value] of Object.entries(keywords)) form.append(name, value);
  for (const each of held) form.append("dump", each.blob, each.name);
  const token = element("token").value;
  const answer = await fetch(path, { method: "POST", body: form, headers: token ? { authorization: `Bearer ${token}` } : {} });
  if (answer.status === 401) element("asked").hidden = false;
  return answer;
}

async function articles(held, keywords) {
  const found = [];
  for (let at = 0; at < held.length; at += TOGETHER) {
    const answer = await (await post("/parse", held.slice(at, at + TOGETHER), keywords)).text();
    found.push(...answer.trim().split("\n").map((line) => JSON.parse(line)));
  }
  return found;
}

// What the dumps gave before any change; read once for what is known of them.
async function before(held, known) {
  const key = JSON.stringify(known), missing = held.filter((each) => !each.before.has(key));
  if (missing.length) (await articles(missing, known)).forEach((article, at) => missing[at].before.set(key, article));
  return held.map((each) => each.before.get(key));
}

async function read() {
  if (!current) return;
  const number = ++asked, known = hints(), changed = changes(), wishes = { ...known, ...changed };
  const began = performance.now();
  element("status").textContent = "Reading …";
  try {
    const answer = await post("/explain", [current], wishes), told = await answer.json();
    if (number !== asked) return; // another one was asked for meanwhile
    const typing = told.error && !told.stretches && ["knowledge", "malformed"].includes(told.error.code);
    element("wrong").textContent = typing && told.error.code === "knowledge" ? told.error.message : "";
    if (typing) { // what was shown stays until what is being typed is right
      element("status").textContent = told.error.code === "knowledge" ? "The profile is not right yet." : told.error.message;
      return;
    }
    now = { article: null, rulings: [], stretches: [], leaks: [], provenance: {}, source: "", ...told };
    if (!Object.keys(changed).length) current.before.set(JSON.stringify(known), now.article || now);
    const any = Object.keys(changed).length > 0, base = any ? current.before.get(JSON.stringify(known)) : null;
    draw(base);
    element("status").textContent =
      `${current.name}: ${now.source.length.toLocaleString("en")} characters, ${now.stretches.length} stretches, ` +
      `${Math.round(performance.now() - began)} ms`;
    document.body.dataset.read = number;
    if (any && !base) { // what it gave before these changes is read while it is looked at
      const held = current, found = await (await post("/explain", [held], known)).json();
      held.before.set(JSON.stringify(known), found.article || found); // its worker has the dump at hand
      if (number === asked) drawArticle(found.article || found);
    }
    await compare(number, known, changed);
  } catch (error) {
    element("status").textContent = `The service does not answer: ${error.message}`;
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(read, WAIT);
}

// ---- what is shown

const kind = (role) => (NAMED.has(role) ? role : "other");
const plainRole = (role) => role.split(":")[0];

function draw(base) {
  element("result").hidden = false;
  element("fixture").disabled = !now.article;
  drawAgain();
  element("legend").replaceChildren(...[...new Set(now.stretches.map((each) => plainRole(each.role)))]
    .map((role) => make("span", role, kind(role))));
  drawSource();
  drawArticle(base);
  element("ruling").replaceChildren(make("p", now.stretches.length ? "Point at a stretch or a field to see why."
    : now.source.trim() ? "A reader sees nothing of this dump; its source holds it." : "There is nothing in this dump."));
}

// A stretch that is as it was stays, with the focus, what is unfolded in it and its layout.
function drawAgain() {
  const list = element("stretches"), items = [...list.children], fresh = now.stretches;
  items.forEach((item, at) => {
    if (at >= fresh.length) item.remove();
    else if (item.told !== JSON.stringify(fresh[at])) item.replaceWith(stretch(fresh[at], at));
  });
  drawn = Math.min(items.length, fresh.length);
  if (drawn < STEP) more();
  else showMore();
  if (drawn && !list.querySelector("[tabindex='0']")) list.firstChild.tabIndex = 0;
}

function more() {
  const list = element("stretches"), fragment = document.createDocumentFragment();
  now.stretches.slice(drawn, drawn + STEP).forEach((each, at) => fragment.append(stretch(each, drawn + at)));
  list.append(fragment);
  drawn = Math.min(drawn + STEP, now.stretches.length);
  showMore();
}

function showMore() {
  element("more").hidden = drawn >= now.stretches.length;
  element("more").textContent = `Show more (${now.stretches.length - drawn} left)`;
}

function stretch(told, number) {
  const role = plainRole(told.role), made = make("li", "", kind(role));
  made.tabIndex = -1;
  made.dataset.number = number;
  made.told = JSON.stringify(told);
  made.append(make("b", told.role));
  if (role === "leak" && told.leak !== undefined && now.leaks[told.leak]) made.append(leak(now.leaks[told.leak], told.text));
  else if (told.data !== undefined && !told.text) made.append(folded("data of the page", () => [tree(told.data)]));
  else {
    const said = make("span", told.text, "said");
    said.dir = "auto";
    made.append(said);
  }
  return made;
}

function leak(told, text) {
  return folded(`${told.kind}, ${told.verdict}, ${text.length} characters`,
    () => [...(told.value === null ? [] : [tree(told.value)]), make("pre", text)]);
}

// What is inside is made when it is unfolded.
function folded(summary, inside) {
  const made = make("details");
  made.append(make("summary", summary));
  made.addEventListener("toggle", () => { if (made.childElementCount < 2) made.append(...inside()); });
  return made;
}

// A leak may hold a million nodes.
function tree(value) {
  const list = make("ul", "", "tree"), entries = value !== null && typeof value === "object" ? Object.entries(value) : [["", value]];
  for (const [name, each] of entries.slice(0, MOST_CHILDREN)) list.append(node(name, each));
  if (entries.length > MOST_CHILDREN) list.append(make("li", `and ${entries.length - MOST_CHILDREN} more`));
  return list;
}

function node(name, value) {
  const item = make("li"), lead = name === "" ? "" : `${name}: `;
  if (value === null || typeof value !== "object") {
    item.append(lead, make("bdi", typeof value === "string" ? value : JSON.stringify(value)));
    return item;
  }
  item.append(folded(`${lead}${Array.isArray(value) ? "list" : "mapping"} of ${Object.keys(value).length}`, () => [tree(value)]));
  return item;
}

function drawSource() {
  element("raw").textContent = element("source").hidden ? "" : now.source;
  const page = element("page");
  page.hidden = !now.html;
  if (element("source").hidden || !now.html) page.removeAttribute("srcdoc");
  else page.srcdoc = now.source;
}

function show(source) {
  element("as-source").setAttribute("aria-pressed", source);
  element("as-roles").setAttribute("aria-pressed", !source);
  element("source").hidden = !source;
  element("stretches").hidden = element("legend").hidden = source;
  element("more").hidden = source || drawn >= now.stretches.length;
  drawSource();
}

function drawArticle(base) {
  const article = now.article || {}, list = element("fields"), was = base && !base.error ? base : null;
  list.replaceChildren();
  list.dir = "ltr";
  element("error").textContent = now.error ? `${now.error.code}: ${now.error.message}` : "";
  for (const name of Object.keys(now.article || was || {})) {
    if (APART.has(name) || name === "source" || name === "digest") continue;
    const differs = was && JSON.stringify(was[name] ?? null) !== JSON.stringify(article[name] ?? null);
    if (empty(article[name]) && !differs) continue;
    list.append(...field(name, article[name], differs ? was[name] : undefined));
  }
  element("problems").replaceChildren(...(article.problems || []).map((each) => make("li", `${each.code}: ${each.message}`)));
}

const empty = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

function field(name, value, was) {
  const term = make("dt"), button = make("button", name), told = make("dd");
  button.type = "button";
  button.dataset.field = name;
  term.append(button);
  const sure = now.article?.confidence[name];
  if (sure !== undefined) {
    const meter = make("meter");
    meter.value = sure;
    meter.title = `confidence ${sure.toFixed(2)}`;
    meter.setAttribute("aria-label", `confidence of ${name}`);
    term.append(meter);
  }
  told.append(shown(name, value));
  if (was !== undefined) told.append(make("p", `was: ${empty(was) ? "nothing" : brief(was)}`, "was"));
  return [term, told];
}

const brief = (value) => { const text = typeof value === "string" ? value : JSON.stringify(value); return text.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text; };

function shown(name, value) {
  const made = make("div");
  if (empty(value)) made.append(make("p", "nothing"));
  else if (typeof value === "string") {
    const paragraphs = value.split("\n\n");
    for (const each of paragraphs.slice(0, MOST_CHILDREN)) { const p = make("p", each, "said"); p.dir = "auto"; made.append(p); }
    if (paragraphs.length > MOST_CHILDREN) made.append(make("p", `and ${paragraphs.length - MOST_CHILDREN} more paragraphs`));
  } else if (Array.isArray(value) && value.every((each) => typeof each === "string")) {
    const p = make("p", value.join(", "));
    p.dir = "auto";
    made.append(p);
  } else if (typeof value === "object") made.append(tree(known(value)));
  else made.append(make("p", String(value)));
  return made;
}

// Without what holds nothing.
const known = (value) => Array.isArray(value) ? value.map(known) : value !== null && typeof value === "object"
  ? Object.fromEntries(Object.entries(value).filter(([, each]) => !empty(each) && JSON.stringify(each) !== "{}").map(([name, each]) => [name, known(each)]))
  : value;

// ---- why

function why(name, block, reason) {
  const panel = element("ruling"), ruling = now.rulings.find((each) => each.field === name);
  panel.replaceChildren(make("h2", reason || name));
  if (ruling) {
    const value = make("p", `${ruling.points >= 0 ? "+" : ""}${ruling.points.toFixed(2)} `);
    value.append(make("bdi", ruling.value));
    panel.append(value, told("Votes", ruling.votes), told("Beaten", ruling.beaten.map((each) => each.words)));
  } else if (now.provenance[name]) panel.append(told("", now.provenance[name].split("\n")));
  const rivals = block === null ? [] : now.rulings.filter((each) => each.field !== name)
    .flatMap((each) => each.beaten.filter((rival) => rival.blocks.includes(block)).map((rival) => `${each.field} ${rival.words}`));
  panel.append(told("Considered here and beaten", rivals));
  if (now.article?.confidence[name] !== undefined) panel.append(make("p", `confidence ${now.article.confidence[name].toFixed(2)}`));
}

function told(title, lines) {
  const part = make("div");
  if (!lines.length) return part;
  if (title) part.append(make("p", title));
  const list = make("ul", "", "votes");
  list.append(...lines.slice(0, 30).map((line) => make("li", line)));
  if (lines.length > 30) list.append(make("li", `and ${lines.length - 30} more`));
  part.append(list);
  return part;
}

function whyOf(target) {
  const item = target.closest("#stretches > li"), button = target.closest("[data-field]");
  if (item) {
    const each = now.stretches[Number(item.dataset.number)], role = plainRole(each.role);
    why(role, each.block, role === "dropped" || role === "leak" ? each.role : "");
  } else if (button) {
    why(button.dataset.field, null, "");
    for (const each of document.querySelectorAll("#stretches > li.lit")) each.classList.remove("lit");
    for (const each of document.querySelectorAll(`#stretches > li.${kind(button.dataset.field)}`)) {
      if (now.stretches[Number(each.dataset.number)].role === button.dataset.field) each.classList.add("lit");
    }
  }
}

function walk(event) {
  const item = event.target.closest("#stretches > li");
  if (!item || event.target !== item) return;
  const to = { ArrowDown: item.nextElementSibling, ArrowUp: item.previousElementSibling,
    Home: item.parentNode.firstElementChild, End: item.parentNode.lastElementChild }[event.key];
  if (!to) return;
  event.preventDefault();
  item.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

// ---- several dumps

async function compare(number, known, changed) {
  const several = dumps.length > 1, any = Object.keys(changed).length > 0;
  element("changes").hidden = !several;
  if (!several) return;
  const old = await before(dumps, known), fresh = any ? await articles(dumps, { ...known, ...changed }) : old;
  if (number !== asked) return;
  element("changed").replaceChildren(...dumps.map((dump, at) => row(dump, old[at], fresh[at] || {})));
}

function row(dump, old, fresh) {
  const made = make("tr"), headline = make("td", fresh.error ? `${fresh.error.code}: ${fresh.error.message}` : fresh.headline || "none");
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter((name) =>
    (!APART.has(name) || name === "dropped") && JSON.stringify(old[name] ?? null) !== JSON.stringify(fresh[name] ?? null));
  headline.dir = "auto";
  made.append(make("td", dump.name), headline, make("td", names.join(", ") || "nothing"));
  return made;
}

// ---- dumps come in

function hold(given) {
  for (const each of given) dumps.push({ before: new Map(), ...each });
  choose(dumps.length - 1);
}

function choose(at) {
  current = dumps[at];
  element("held").hidden = dumps.length < 2;
  element("dumps").replaceChildren(...dumps.map((each, number) => {
    const option = make("option", each.name);
    option.value = number;
    return option;
  }));
  element("dumps").value = at;
  if (!current.pasted) element("text").value = "";
  read();
}

// What is pasted is one dump, which changes as it is edited.
function typed() {
  const at = dumps.findIndex((each) => each.pasted);
  const pasted = { name: "pasted", blob: new Blob([element("text").value]), pasted: true, before: new Map() };
  if (at < 0) hold([pasted]);
  else { dumps[at] = pasted; choose(at); }
}

function save(name, blob) {
  const link = make("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function saveFixture() {
  const told = await (await post("/fixture", [current], { ...hints(), ...changes() })).json();
  if (told.error) { element("status").textContent = `${told.error.code}: ${told.error.message}`; return; }
  save("fixture.zip", new Blob([Uint8Array.from(atob(told.zip), (letter) => letter.charCodeAt(0))]));
}

function saveProfile() {
  const host = /hosts\s*=\s*\[\s*["']([\w.-]+)/.exec(element("profile").value) || /^https?:\/\/([\w.-]+)/.exec(element("url").value);
  save(`${host ? host[1] : "profile"}.toml`, new Blob([element("profile").value]));
}

// ---- settings

async function settings() {
  const token = element("token").value;
  const answer = await fetch("/toolkit", { headers: token ? { authorization: `Bearer ${token}` } : {} });
  if (answer.status === 401) { element("asked").hidden = false; return; }
  const told = await answer.json();
  element("sliders").replaceChildren(...told.fields.map((name) => {
    defaults[name] = told.thresholds.text[name] ?? told.thresholds.page[name] ?? 0;
    const label = make("label", "", "slider"), slider = make("input"), output = make("output", defaults[name]);
    Object.assign(slider, { type: "range", min: 0, max: 1, step: "any", name, value: defaults[name] });
    label.append(make("span", name), slider, output);
    return label;
  }));
  element("switches").replaceChildren(...[...new Set(told.extractors.map((each) => each.name))].sort().map((name) => {
    const label = make("label"), box = make("input");
    Object.assign(box, { type: "checkbox", value: name, checked: true });
    label.append(box, ` ${name}`);
    return label;
  }));
  document.body.dataset.ready = "yes";
}

function moved(event) {
  if (event.target.id === "least") {
    for (const slider of document.querySelectorAll("#sliders input")) {
      slider.value = Math.max(Number(event.target.value), defaults[slider.name]);
      slider.nextElementSibling.textContent = Number(slider.value).toFixed(2);
    }
  }
  if (event.target.type === "range") event.target.nextElementSibling.textContent = Number(event.target.value).toFixed(2);
  later();
}

function reset() {
  element("profile").value = "";
  element("favor").value = "";
  element("comments").checked = element("guess").checked = false;
  element("least").value = 0;
  for (const slider of document.querySelectorAll("#sliders input")) {
    slider.value = defaults[slider.name];
    slider.nextElementSibling.textContent = defaults[slider.name];
  }
  element("least").nextElementSibling.textContent = 0;
  for (const box of document.querySelectorAll("#switches input")) box.checked = true;
  read();
}

function find() {
  const word = element("find").value.toLowerCase();
  for (const label of document.querySelectorAll("#switches label")) label.hidden = !label.textContent.includes(word);
}

element("text").addEventListener("input", (event) => {
  event.target.wrap = event.target.value.length > LONG ? "off" : "soft";
  clearTimeout(timer);
  timer = setTimeout(typed, WAIT);
});
element("read").addEventListener("click", () => (element("text").value || !current ? typed() : read()));
element("open").addEventListener("click", () => element("files").click());
element("files").addEventListener("change", (event) => {
  hold([...event.target.files].map((file) => ({ name: file.name, blob: file })));
  event.target.value = "";
});
element("dumps").addEventListener("change", (event) => choose(Number(event.target.value)));
for (const id of ["wanted", "thresholds", "extractors"]) element(id).addEventListener("input", (event) => (event.target.id === "find" ? find() : moved(event)));
element("profile").addEventListener("input", later);
for (const each of document.querySelectorAll("[data-wish]")) each.addEventListener("input", later);
element("asked").addEventListener("submit", (event) => { event.preventDefault(); settings(); read(); });
element("reset").addEventListener("click", reset);
element("fixture").addEventListener("click", saveFixture);
element("save").addEventListener("click", saveProfile);
element("as-roles").addEventListener("click", () => show(false));
element("as-source").addEventListener("click", () => show(true));
element("more").addEventListener("click", more);
for (const id of ["stretches", "fields"]) {
  for (const name of ["mouseover", "focusin"]) element(id).addEventListener(name, (event) => whyOf(event.target));
}
element("stretches").addEventListener("keydown", walk);
document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("over"); });
document.addEventListener("dragleave", () => document.body.classList.remove("over"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("over");
  const files = [...event.dataTransfer.files].map((file) => ({ name: file.name, blob: file }));
  if (files.length) hold(files);
});
settings();
