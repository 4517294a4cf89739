"use strict";
// What was done, what is decided, and the text that comes of it. Positions are UTF-16.

const data = JSON.parse(document.getElementById("data").textContent);
const allWords = JSON.parse(document.getElementById("words").textContent);
const browser = navigator.language || "en";
const chinese = /^zh-(hant|tw|hk|mo)/i.test(browser) ? "zh-Hant" : /^zh/i.test(browser) ? "zh-Hans" : "en";
const language = data.lang || chinese;
const words = allWords[language] || allWords.en;
document.documentElement.lang = language;
const readOnly = !data.pipeline;
const say = (name, values = {}) =>
  words[name].replace(/\{(\w+)\}/g, (_, key) => Number(values[key]).toLocaleString(language));
const $ = (id) => document.getElementById(id);
const make = (tag, className = "", text = "") => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
};

// --- what was done -------------------------------------------------------------------------
const [KIND, START, END, FINDING, HUNK, REASON, GROUP, BLOCK] = [0, 1, 2, 3, 4, 5, 6, 7];
const edits = data.edits;
const changes = edits.map((_, at) => at).filter((at) => !edits[at][FINDING]);
changes.sort((a, b) => edits[a][START] - edits[b][START] || a - b);
const findings = edits.filter((edit) => edit[FINDING]).sort((a, b) => a[START] - b[START]);
const editsOfHunk = data.hunks.map(() => []);
changes.forEach((at) => editsOfHunk[edits[at][HUNK]].push(at));
const setOf = (pairs) => new Set(pairs.map((pair) => pair.join(" ")));
const exactKinds = setOf(data.exactKinds);
const exactGroups = setOf(data.exactGroups);
const filters = [...new Set(data.kinds.map((kind) => kind[0]))];

// --- decisions: the most particular one counts ----------------------------------------------
let decisions = { group: {}, kind: {}, rule: {}, filter: {} };
const undone = [];
const storage = `hantidy ${data.fingerprint} ${data.name} ${data.source.length} ${edits.length}`;
try {
  decisions = JSON.parse(localStorage.getItem(storage)) || decisions;
} catch { /* a page from disk may have no storage */ }
const ruleOf = (kind) => `${data.kinds[kind][0]} ${data.kinds[kind][1]}`;
const isRejected = (at) => {
  const [kind, group] = [edits[at][KIND], edits[at][GROUP]];
  const said = decisions.group[group] ?? decisions.kind[kind] ?? decisions.rule[ruleOf(kind)]
    ?? decisions.filter[data.kinds[kind][0]];
  return said === "no";
};
function decide(level, key, said) {
  if (readOnly) return;
  undone.push(JSON.stringify(decisions));
  if (level !== "group") {
    changes.forEach((at) => {
      const kind = edits[at][KIND];
      const own = { kind, rule: ruleOf(kind), filter: data.kinds[kind][0] }[level];
      if (String(own) !== String(key)) return;
      delete decisions.group[edits[at][GROUP]];
      if (level !== "kind") delete decisions.kind[kind];
      if (level === "filter") delete decisions.rule[ruleOf(kind)];
    });
  }
  decisions[level][key] = said;
  refresh();
}
function undo() {
  if (undone.length) { decisions = JSON.parse(undone.pop()); refresh(); }
}

// --- the text that comes of them ------------------------------------------------------------
function cleanText() {
  const parts = [];
  let at = 0;
  data.hunks.forEach(([start, end, clean], number) => {
    const own = editsOfHunk[number];
    const gone = own.length > 0 && own.every(isRejected);
    parts.push(data.source.slice(at, start), gone ? data.source.slice(start, end) : clean);
    at = end;
  });
  parts.push(data.source.slice(at));
  return parts.join("");
}
function isExact() {
  const blocks = new Map();
  changes.forEach((at) => {
    const block = edits[at][BLOCK];
    if (!blocks.has(block)) blocks.set(block, []);
    blocks.get(block).push(at);
  });
  for (const [block, own] of blocks) {
    const rejected = own.filter(isRejected);
    if (!rejected.length) continue;
    const same = (field) => {
      const value = edits[rejected[0]][field];
      return rejected.every((at) => edits[at][field] === value)
        && own.filter((at) => edits[at][field] === value).length === rejected.length;
    };
    const [kind, group] = [edits[rejected[0]][KIND], edits[rejected[0]][GROUP]];
    const whole = same(KIND) && decisions.group[group] === undefined && exactKinds.has(`${block} ${kind}`);
    if (!whole && !(same(GROUP) && exactGroups.has(`${block} ${group}`))) return false;
  }
  return true;
}
const tomlString = (text) => JSON.stringify(text).replace(/\u007f/g, "\\u007f");
function decisionsText() {
  const tables = [];
  const table = (kind, more = {}) => {
    const [filter, rule, before, after] = data.kinds[kind];
    const lines = Object.entries({ filter, rule, before, after, ...more });
    tables.push(`[[except]]\n${lines.map(([key, said]) => `${key} = ${tomlString(said)}\n`).join("")}`);
  };
  const changesOf = data.kinds.map(() => []);
  changes.forEach((at) => changesOf[edits[at][KIND]].push(at));
  changesOf.forEach((own, kind) => {
    if (!own.length) return;
    if (own.every(isRejected)) { table(kind); return; }
    const groups = new Set(own.filter(isRejected).map((at) => edits[at][GROUP]));
    groups.forEach((group) => table(kind, { left: data.groups[group][1], right: data.groups[group][2] }));
  });
  return tables.join("\n");
}
function download(name, text, type) {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
