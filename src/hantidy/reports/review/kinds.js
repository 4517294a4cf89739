// The kinds of edits in many texts, each with contexts: to sort and search, and, where there is a
// pipeline to decide about, to accept or reject as a whole.

const [FILTER, RULE, BEFORE, AFTER, COUNT, DOCUMENTS, REASON, CONTEXTS, CUT, FINDING] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const every = data.kinds.map((_, kind) => kind).filter((kind) => !data.kinds[kind][FINDING]);
const left = data.kinds.map((_, kind) => kind).filter((kind) => data.kinds[kind][FINDING]);
const decided = decisionsOf(
  { kind: (kind) => kind, rule: ruleOf, filter: (kind) => data.kinds[kind][FILTER] },
);
// A kind that is too long to be told in full is never rejected: no decision could name it.
const canReject = (kind) => !readOnly && canBeNamed[kind] && !data.kinds[kind][CUT] && !data.kinds[kind][FINDING];
const isRejected = (kind) => canReject(kind) && decided.isRejected(kind);
function decide(level, name, answer) {
  if (readOnly) return;
  decided.decide(level, name, answer, every);
  refresh();
}
const undo = () => decided.undo() && refresh();
const decisionsText = () => every.filter(isRejected).map((kind) => exceptTable(kind)).join("\n");

// --- drawing: only so many rows, more when asked -----------------------------------------------
const PAGE = 200;
let drawn = PAGE;
let current = -1;
// On one line: line ends are told from the ends of contexts, and blanks from nothing.
const flat = (text) => text.replace(/\r?\n/g, "⏎").replace(/^ +$/, (blanks) => "␣".repeat(blanks.length));
function writeContext(parent, kind, given) {
  const own = data.kinds[kind];
  const [context, inner] = [given, `[${own[BEFORE]}]`].map((text) => text.replace(/\r?\n/g, "⏎"));
  const at = context.indexOf(inner);
  if (at < 0) { write(parent, context); return; }
  write(parent, context.slice(0, at));
  write(parent, flat(own[BEFORE]) || "·", own[FINDING] ? "finding" : "was");
  if (own[AFTER] && !own[FINDING]) write(parent, flat(own[AFTER]), "now");
  write(parent, context.slice(at + inner.length));
}
function rowsOf(kind) {
  const own = data.kinds[kind];
  const open = kind === current;
  const row = make("tr", ["kind", isRejected(kind) && "no", open && "current"].filter(Boolean).join(" "));
  row.dataset.kind = kind;
  for (const number of [own[COUNT], own[DOCUMENTS]]) row.append(make("td", "n", number.toLocaleString(language)));
  row.insertCell().append(chip(own[FILTER]), ` ${own[RULE]}`);
  const change = button(row.insertCell(), "", () => go(open ? -1 : kind));
  change.className = "open";
  change.setAttribute("aria-expanded", String(open));
  const [before, after] = told(kind).map(flat);
  if (own[FINDING]) { write(change, before, "finding"); change.append(` ${words.finding}`); }
  else { write(change, before, "was"); change.append(" → "); write(change, after, "now"); }
  if (isRejected(kind)) change.append(" ", make("strong", "", words.rejectedOnly));
  const context = row.insertCell();
  context.className = "context";
  if (!open && own[CONTEXTS].length) writeContext(context, kind, own[CONTEXTS][0]);
  row.onclick = (event) => { if (!event.target.closest("button")) go(kind); };
  return open ? [row, details(kind)] : [row];
}
function details(kind) {
  const own = data.kinds[kind];
  const row = make("tr", "details");
  const cell = row.insertCell();
  cell.colSpan = 5;
  own[CONTEXTS].forEach((given) => writeContext(cell.appendChild(make("p", "context")), kind, given));
  cell.append(make("p", "", own[REASON]));
  const tools = cell.appendChild(make("p"));
  if (!readOnly && !canReject(kind) && !own[FINDING]) tools.textContent = own[CUT] ? words.cut : words.half;
  if (canReject(kind)) {
    for (const level of LEVELS.slice(1)) button(tools, words[isRejected(kind) ? "accept" : "reject"][level], () => answer(kind, level));
  }
  return row;
}
function answer(kind, level, said = isRejected(kind) ? "yes" : "no") {
  if (!canReject(kind)) return;
  if (level === "one" || level === "kind") decide("kind", kind, said);
  else decide(level, level === "rule" ? ruleOf(kind) : data.kinds[kind][FILTER], said);
}
// --- choosing and sorting ------------------------------------------------------------------------
const COLUMNS = [
  { label: words.count, by: (kind) => data.kinds[kind][COUNT], down: true },
  { label: words.documents, by: (kind) => data.kinds[kind][DOCUMENTS], down: true },
  { label: words.rule, by: ruleOf },
  { label: words.change, by: (kind) => `${data.kinds[kind][BEFORE]}\n${data.kinds[kind][AFTER]}` },
];
const sorted = { column: COLUMNS[0], down: true };
const wanted = { filter: "", rule: "", decision: "", search: "", of: "" };
let selected = every;
function matches(kind) {
  const own = data.kinds[kind];
  return (!wanted.filter || own[FILTER] === wanted.filter)
    && (!wanted.rule || ruleOf(kind) === wanted.rule)
    && (!wanted.decision || (wanted.decision === "no") === isRejected(kind))
    && (!wanted.search || [own[BEFORE], own[AFTER], own[REASON], ...own[CONTEXTS]].some((text) => text.includes(wanted.search)));
}
function select() {
  const { column: { by }, down } = sorted;
  const order = (a, b) => { const [one, two] = [by(a), by(b)]; return one < two ? -1 : Number(one > two); };
  selected = (wanted.of ? left : every).filter(matches).sort((a, b) => (down ? order(b, a) : order(a, b)) || a - b);
  drawn = PAGE;
  draw();
}
function head() {
  const row = make("tr");
  for (const column of COLUMNS) {
    const cell = row.appendChild(make("th"));
    if (column === sorted.column) cell.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
    button(cell, column.label, () => keepingFocus(() => {
      sorted.down = column === sorted.column ? !sorted.down : Boolean(column.down);
      sorted.column = column;
      select();
    }));
  }
  row.append(make("th", "", words.context));
  return row;
}
function draw() {
  const table = make("table");
  table.createTHead().append(head());
  table.createTBody().append(...selected.slice(0, drawn).flatMap(rowsOf));
  const parts = [table];
  if (selected.length > drawn) {
    const more = make("p");
    button(more, say("more", { count: selected.length - drawn }), () => { drawn += PAGE; draw(); });
    parts.push(more);
  }
  if (!selected.length) parts.push(make("p", "", data.kinds.length ? words.none : words.nothing));
  $("text").replaceChildren(...parts);
}
function redraw(kind) {
  const row = document.querySelector(`tr[data-kind="${kind}"]`);
  if (!row) return;
  if (row.nextElementSibling?.className === "details") row.nextElementSibling.remove();
  row.replaceWith(...rowsOf(kind));
}
function go(kind) {
  const before = current;
  current = kind;
  const at = selected.indexOf(kind);
  if (at >= drawn) { drawn = at + PAGE; draw(); } else keepingFocus(() => { redraw(before); redraw(kind); });
  document.querySelector(`tr[data-kind="${kind}"]`)?.scrollIntoView({ block: "nearest" });
}
const step = (by) => selected.length && go(stepped(selected, current, by));

// --- all of it, beside the kinds -----------------------------------------------------------------
function overview() {
  const table = make("table");
  const head = table.createTHead().insertRow();
  ["", words.count, words.perMillion, words.finding, words.seconds].forEach((label) => head.append(make("th", "n", label)));
  const body = table.createTBody();
  const names = [...new Set([data.edits, data.findings, data.seconds_per_million].flatMap(Object.keys))];
  for (const name of names) {
    const row = body.insertRow();
    row.insertCell().append(chip(name));
    const made = data.edits[name] || 0;
    const rate = 1e6 * made / Math.max(data.characters, 1);
    const spent = data.seconds_per_million[name] || 0;
    for (const [number, digits] of [[made, 0], [rate, rate < 100 ? 1 : 0], [data.findings[name] || 0, 0], [spent, 2]]) {
      row.append(make("td", "n", number.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })));
    }
  }
  $("kinds").append(table);
  for (const [label, counts] of [[words.encodings, data.encodings], [words.scripts, data.scripts]]) {
    const told = Object.entries(counts).map(([name, count]) => `${name} ${count.toLocaleString(language)}`);
    if (told.length) $("kinds").append(make("p", "", `${label}: ${told.join(", ")}`));
  }
}
function status() {
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const rejected = every.filter(isRejected);
  const edits = (kinds) => sum(kinds.map((kind) => data.kinds[kind][COUNT]));
  const all = { kinds: every.length, edits: sum(Object.values(data.edits)), findings: sum(Object.values(data.findings)) };
  const others = sum(Object.values(data.others));
  $("about").textContent = [
    say("aboutKinds", { ...data, ...all, rate: Math.round(10 * data.edits_per_million) / 10 }),
    ...(data.drawn_from > data.documents ? [say("drawn", { count: data.drawn_from })] : []),
    ...(others ? [say("others", { count: others })] : []),
    ...(readOnly ? [] : [say("rejectedKinds", { kinds: rejected.length, edits: edits(rejected) })]),
  ].join(" ");
}
function refresh() { keepingFocus(draw); status(); }
document.body.classList.add("kinds");
$("name").textContent = data.name;
toolbar(wanted, select, {
  step,
  undo,
  answer: (level, said) => current >= 0 && answer(current, level, said),
  choices: left.length ? [["of", words.count, [["left", words.finding]]]] : [],
  downloads: [["get-decisions", words.decisions, `${data.name}.decisions.toml`, decisionsText, "application/toml"]],
});
overview();
refresh();
