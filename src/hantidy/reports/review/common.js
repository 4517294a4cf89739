"use strict";
// What all pages share. Each is made of this file and its own.

const data = JSON.parse(document.getElementById("data").textContent);
const allWords = JSON.parse(document.getElementById("words").textContent);
const browser = navigator.language || "en";
const chinese = /^zh-(hant|tw|hk|mo)/i.test(browser) ? "zh-Hant" : /^zh/i.test(browser) ? "zh-Hans" : "en";
const language = data.lang || chinese;
const words = allWords[language] || allWords.en;
document.documentElement.lang = language;
const readOnly = !data.pipeline;
// "{edits|edit|edits}" in a saying is the number with the word for one, or for more.
const say = (name, values = {}) => words[name].replace(/\{(\w+)(?:\|(.*?)\|(.*?))?\}/g, (_, key, one, more) => {
  const value = values[key];
  const number = typeof value === "number" ? value.toLocaleString(language) : value;
  return one ? `${number} ${value === 1 ? one : more}` : number;
});
const $ = (id) => document.getElementById(id);
const make = (tag, className = "", text = "") => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
};

// --- drawing ---------------------------------------------------------------------------------
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]|\udb40[\udc00-\udfff]/gu;
function write(parent, text, className = "") {
  const element = className ? parent.appendChild(make("span", className)) : parent;
  let at = 0;
  for (const found of text.matchAll(INVISIBLE)) {
    element.append(text.slice(at, found.index));
    const code = found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    element.append(make("span", "invisible", `U+${code}`));
    at = found.index + found[0].length;
  }
  element.append(text.slice(at));
}
const button = (parent, label, action) => {
  const element = parent.appendChild(make("button", "", label));
  element.type = "button";
  element.onclick = action;
  return element;
};
function told(kind) {
  const [, , before, after] = data.kinds[kind];
  return [before || words.added, after || words.removed];
}
function chip(filter) {
  const element = make("span", "chip", filter);
  element.dataset.filter = filter;
  return element;
}
// A list of values to choose from; `chosen` is called with the value.
function chooser(label, options, chosen) {
  const element = make("select");
  element.setAttribute("aria-label", label);
  for (const [value, text] of [["", label], ...options]) {
    const option = make("option", "", text);
    option.value = value;
    element.append(option);
  }
  element.onchange = () => chosen(element.value);
  return element;
}
function searchBox(parent, found) {
  const search = parent.appendChild(make("input"));
  Object.assign(search, { id: "search", type: "search", placeholder: words.search });
  search.setAttribute("aria-label", words.search);
  search.oninput = () => found(search.value);
}
// What is drawn anew keeps the focus: its controls stand where those before stood.
function keepingFocus(redraw) {
  const controls = () => [...document.querySelectorAll("button, input, select")];
  const at = controls().indexOf(document.activeElement);
  redraw();
  if (at >= 0) controls()[at]?.focus({ preventScroll: true });
}
// What is at `by` places from `current` among `selected`; the first or last where it is not there.
function stepped(selected, current, by) {
  const at = selected.indexOf(current);
  return selected[at < 0 ? (by > 0 ? 0 : selected.length - 1) : Math.min(Math.max(at + by, 0), selected.length - 1)];
}
// Tools at the top, and keys for all of them. `wanted` is told what to look for, `select` that it
// changed; `step` goes on by so many; `answer` decides on what is current, at one of LEVELS, and
// without a "yes" or "no" the other way than before; `choices` and `downloads` are what else there is.
const LEVELS = ["one", "kind", "rule", "filter"];
function toolbar(wanted, select, { step, undo, answer, choices = [], downloads }) {
  const tools = $("tools");
  const choose = (field) => (value) => { wanted[field] = value; select(); };
  button(tools, words.previous, () => step(-1));
  button(tools, words.next, () => step(1));
  if (!readOnly) button(tools, words.undo, undo);
  for (const [field, label, options] of choices) tools.append(chooser(label, options, choose(field)));
  tools.append(chooser(words.every, filters.map((name) => [name, name]), choose("filter")));
  tools.append(chooser(words.everyRule, rules.map((name) => [name, name]), choose("rule")));
  if (!readOnly) tools.append(chooser(words.any, [["yes", words.accepted], ["no", words.rejectedOnly]], choose("decision")));
  searchBox(tools, choose("search"));
  if (!readOnly) for (const [id, label, name, made, type] of downloads) button(tools, label, () => download(name, made(), type)).id = id;
  tools.append(make("p", "keys", readOnly ? words.keysReading : words.keys));
  const [next, back] = [() => step(1), () => step(-1)];
  const toggles = LEVELS.map((level, at) => [at + 1, () => answer(level)]);
  listen({
    j: next, n: next, k: back, p: back, "/": () => $("search").focus(),
    ...(readOnly ? {} : {
      ...Object.fromEntries(toggles),
      u: undo, a: () => answer("one", "yes"), r: () => answer("one", "no"),
      A: () => answer("kind", "yes"), R: () => answer("kind", "no"),
    }),
  });
}
// Keys do what `actions` says, but not where something is typed.
function listen(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { document.activeElement.blur(); return; }
    if (/^(INPUT|SELECT)$/.test(event.target.tagName) || !actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  });
}

// --- what is decided ---------------------------------------------------------------------------
const KIND_FIELDS = ["filter", "rule", "before", "after"];
const ruleNames = data.kinds.map(([filter, rule]) => `${filter} ${rule}`);
const ruleOf = (kind) => ruleNames[kind];
const filters = [...new Set(data.kinds.map((kind) => kind[0]))];
const rules = [...new Set(ruleNames)].sort();
// Half a character cannot stand in a file, so that no decision can name an edit that holds one.
const HALF = /[\ud800-\udfff]/u;
const canBeNamed = data.kinds.map((kind) => !HALF.test(`${kind[2]}\n${kind[3]}`));
const tomlString = (text) => JSON.stringify(text).replace(/\u007f/g, "\\u007f");
// One table of a file of decisions: no edit of this kind, where `more` agrees.
function exceptTable(kind, more = {}) {
  const lines = KIND_FIELDS.map((field, at) => [field, data.kinds[kind][at]]).concat(Object.entries(more));
  return `[[except]]\n${lines.map(([key, said]) => `${key} = ${tomlString(said)}\n`).join("")}`;
}
// Decisions by level, the most particular first: that one counts. `names` tells at each level what
// an edit is called. They survive a reload, and can be undone.
function decisionsOf(names) {
  const storage = `hantidy ${data.fingerprint} ${data.digest}`;
  const levels = Object.keys(names);
  let said = Object.fromEntries(levels.map((level) => [level, {}]));
  const undone = [];
  try { Object.assign(said, JSON.parse(localStorage.getItem(storage))); } catch { /* no storage on disk */ }
  let used;
  const use = () => { used = levels.filter((level) => Object.keys(said[level]).length); };
  use();
  const keep = () => {
    use();
    try { localStorage.setItem(storage, JSON.stringify(said)); } catch { /* as above */ }
  };
  return {
    at: (level, edit) => said[level][names[level](edit)],
    isRejected: (edit) => {
      for (const level of used) {
        const answer = said[level][names[level](edit)];
        if (answer !== undefined) return answer === "no";
      }
      return false;
    },
    // A wider decision takes back the narrower ones about the same of `edits`.
    decide(level, name, answer, edits) {
      undone.push(JSON.stringify(said));
      const finer = levels.slice(0, levels.indexOf(level));
      const own = finer.length ? edits.filter((edit) => names[level](edit) === name) : [];
      for (const edit of own) for (const each of finer) delete said[each][names[each](edit)];
      said[level][name] = answer;
      keep();
    },
    undo() {
      if (!undone.length) return false;
      said = JSON.parse(undone.pop());
      keep();
      return true;
    },
  };
}
function download(name, text, type) {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
