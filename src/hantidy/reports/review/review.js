// Draws what is in view, goes from edit to edit. common.js and decisions.js stand before it.

// --- drawing ---------------------------------------------------------------------------------
const lineStarts = [0];
for (let at = data.source.indexOf("\n"); at >= 0; at = data.source.indexOf("\n", at + 1)) lineStarts.push(at + 1);
if (lineStarts.length > 1 && lineStarts.at(-1) === data.source.length) lineStarts.pop();
const lineOf = (position) => placeIn(lineStarts, position);
// A row is some lines: those that hunks and findings touch, or a stretch that stayed.
const FOLDED = 4;
const rows = [];
function addStretch(first, end) {
  if (end - first > FOLDED) rows.push({ first, end, folded: true, hunks: [], findings: [] });
  else for (let line = first; line < end; line++) rows.push({ first: line, end: line + 1, hunks: [], findings: [] });
}
(function buildRows() {
  const marks = [
    ...data.hunks.map(([start, end], number) => ({ first: lineOf(start), last: lineOf(Math.max(start, end - 1)), number })),
    ...findings.map((edit) => ({ first: lineOf(edit[START]), last: lineOf(edit[START]), edit })),
  ].sort((a, b) => a.first - b.first);
  let at = 0;
  for (const mark of marks) {
    let row = rows.at(-1);
    if (!row || row.folded || mark.first >= row.end || !(row.hunks.length || row.findings.length)) {
      addStretch(at, mark.first);
      row = { first: mark.first, end: mark.last + 1, hunks: [], findings: [] };
      rows.push(row);
    }
    row.end = Math.max(row.end, mark.last + 1);
    at = row.end;
    if (mark.edit) row.findings.push(mark.edit); else row.hunks.push(mark.number);
  }
  if (marks.length) addStretch(at, lineStarts.length);
})();
const endOf = (line) => (line < lineStarts.length ? lineStarts[line] : data.source.length);
const shown = (text) => text.replace(/\r?\n$/, "");

function drawRow(row) {
  if (row.folded) {
    const fold = make("div", "fold", say("same", { count: row.end - row.first }) + " ");
    const button = fold.appendChild(make("button", "", words.show));
    button.onclick = () => {
      const lines = make("div");
      for (let line = row.first; line < row.end; line++) lines.append(drawRow({ first: line, end: line + 1, hunks: [], findings: [] }));
      fold.replaceWith(lines);
    };
    return fold;
  }
  const element = make("div", "row");
  element.append(make("span", "number", String(row.first + 1)));
  const source = element.appendChild(make("div"));
  const clean = element.appendChild(make("div", "clean"));
  let at = lineStarts[row.first];
  const end = endOf(row.end);
  const plain = (until) => {
    const own = row.findings.filter((edit) => edit[START] >= at && edit[END] <= until && edit[START] < edit[END]);
    for (const edit of own) {
      if (edit[START] < at) continue;
      write(source, data.source.slice(at, edit[START]));
      write(source, data.source.slice(edit[START], edit[END]), "finding");
      source.lastChild.title = `${data.kinds[edit[KIND]].slice(0, 2).join(" ")} (${words.finding}): ${data.reasons[edit[REASON]]}`;
      at = edit[END];
    }
    write(source, until === end ? shown(data.source.slice(at, until)) : data.source.slice(at, until));
  };
  let cleaned = "";
  for (const number of row.hunks) {
    const [start, stop, text] = data.hunks[number];
    cleaned += data.source.slice(at > start ? start : at, start);
    const before = at;
    plain(start);
    if (at < before) at = before;
    const gone = editsOfHunk[number].length > 0 && editsOfHunk[number].every(isRejected);
    const edit = source.appendChild(make("span", gone ? "edit no" : "edit"));
    edit.dataset.hunk = number;
    if (editsOfHunk[number].length) edit.dataset.filter = data.kinds[edits[editsOfHunk[number][0]][KIND]][0];
    if (start < stop) write(edit, data.source.slice(start, stop), "was");
    if (text) write(edit, text, "now");
    if (!edit.firstChild) edit.textContent = "·";
    edit.onclick = () => go(editsOfHunk[number][0]);
    cleaned += gone ? data.source.slice(start, stop) : text;
    at = stop;
  }
  cleaned += data.source.slice(at, end);
  plain(end);
  write(clean, shown(cleaned));
  return element;
}
// Rows are drawn a chunk at a time, and only near the view.
const CHUNK = 60;
const chunks = [];
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) fill(entry.target); else empty(entry.target);
}, { rootMargin: "1200px" });
function fill(element) {
  if (element.dataset.full) return;
  element.dataset.full = "1";
  element.style.minHeight = "";
  const first = Number(element.dataset.first);
  element.replaceChildren(...visibleRows.slice(first, first + CHUNK).map(drawRow));
  markCurrent();
}
function empty(element) {
  if (!element.dataset.full) return;
  element.style.minHeight = `${element.offsetHeight}px`;
  delete element.dataset.full;
  element.replaceChildren();
}
let visibleRows = rows;
function layOut() {
  watcher.disconnect();
  chunks.length = 0;
  const parts = [];
  for (let first = 0; first < visibleRows.length; first += CHUNK) {
    const element = make("section");
    element.dataset.first = first;
    element.style.minHeight = `${Math.min(CHUNK, visibleRows.length - first) * 32}px`;
    chunks.push(element);
    parts.push(element);
  }
  $("text").replaceChildren(...parts);
  if (!rows.length) $("text").append(make("p", "", words.nothing));
  chunks.forEach((element) => watcher.observe(element));
}

// --- selecting, going from edit to edit -------------------------------------------------------
const wanted = { filter: "", rule: "", kind: "", decision: "", search: "" };
let selected = changes;
let current = -1;
function matches(at) {
  const [filter, rule, before, after] = data.kinds[edits[at][KIND]];
  return (!wanted.filter || filter === wanted.filter)
    && (!wanted.rule || ruleOf(edits[at][KIND]) === wanted.rule)
    && (wanted.kind === "" || edits[at][KIND] === wanted.kind)
    && (!wanted.decision || (wanted.decision === "no") === isRejected(at))
    && (!wanted.search || `${before}\n${after}\n${data.reasons[edits[at][REASON]]}`.includes(wanted.search));
}
function select() {
  selected = changes.filter(matches);
  const hunks = new Set(selected.map((at) => hunkOf[at]));
  const all = selected.length === changes.length;
  visibleRows = all ? rows : rows.filter((row) => row.hunks.some((number) => hunks.has(number)));
  layOut();
}
function go(at) {
  if (at === undefined) return;
  current = at;
  const row = visibleRows.findIndex((each) => each.hunks.includes(hunkOf[at]));
  if (row >= 0) {
    const chunk = chunks[Math.floor(row / CHUNK)];
    fill(chunk);
    const element = chunk.querySelector(`[data-hunk="${hunkOf[at]}"]`);
    if (element) element.scrollIntoView({ block: "center" });
  }
  markCurrent();
  detail();
}
const step = (by) => selected.length && go(stepped(selected, current, by));
function markCurrent() {
  document.querySelectorAll(".current").forEach((element) => element.classList.remove("current"));
  if (current < 0) return;
  const element = document.querySelector(`[data-hunk="${hunkOf[current]}"]`);
  if (element) element.classList.add("current");
}
function answer(at, level, said = isRejected(at) ? "yes" : "no") {
  const kind = edits[at][KIND];
  if (level === "one") decide("group", edits[at][GROUP], said);
  else decide(level, { kind, rule: ruleOf(kind), filter: data.kinds[kind][0] }[level], said);
}
function detail() {
  const panel = $("detail");
  panel.hidden = current < 0;
  if (current < 0) return;
  panel.replaceChildren();
  for (const at of editsOfHunk[hunkOf[current]]) {
    const kind = edits[at][KIND];
    const line = panel.appendChild(make("p"));
    line.append(chip(data.kinds[kind][0]), ` ${data.kinds[kind][1]} `);
    const [before, after] = told(kind);
    write(line, before, "was");
    line.append(` ${words.became} `);
    write(line, after, "now");
    line.append(` ${data.reasons[edits[at][REASON]]} `);
    if (readOnly) continue;
    if (!canBeNamed[kind]) { line.append(words.half); continue; }
    const no = isRejected(at);
    for (const level of LEVELS) button(line, words[no ? "accept" : "reject"][level], () => answer(at, level));
  }
}
const MORE_KINDS = 100;
let kindsDrawn = MORE_KINDS;
function kindsTable() {
  const counts = new Map();
  const kept = new Set();
  changes.forEach((at) => {
    const kind = edits[at][KIND];
    counts.set(kind, (counts.get(kind) || 0) + 1);
    if (!isRejected(at)) kept.add(kind);
  });
  const table = make("table");
  const head = table.createTHead().insertRow();
  [words.only, words.kind, words.count].forEach((label) => head.append(make("th", "", label)));
  const body = table.createTBody();
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  for (const [kind, count] of ranked.slice(0, kindsDrawn)) {
    const row = body.insertRow();
    if (!kept.has(kind)) row.className = "no";
    const box = row.insertCell().appendChild(make("input"));
    Object.assign(box, { type: "checkbox", checked: wanted.kind === kind, title: words.only });
    box.setAttribute("aria-label", `${words.only}: ${told(kind).join(" → ")}`);
    box.onchange = () => { wanted.kind = box.checked ? kind : ""; select(); kindsTable(); };
    const cell = row.insertCell();
    cell.append(chip(data.kinds[kind][0]), " ");
    const [before, after] = told(kind);
    write(cell, before, "was");
    cell.append(" → ");
    write(cell, after, "now");
    const number = row.insertCell();
    number.className = "n";
    button(number, String(count), () => go(changes.find((at) => edits[at][KIND] === kind)));
  }
  $("kinds").replaceChildren(table);
  if (ranked.length > kindsDrawn) {
    button($("kinds"), say("more", { count: ranked.length - kindsDrawn }), () => { kindsDrawn += MORE_KINDS; kindsTable(); });
  }
}
function refresh() {
  chunks.filter((element) => element.dataset.full).forEach((element) => { delete element.dataset.full; fill(element); });
  keepingFocus(() => { kindsTable(); detail(); });
  status();
}
const RANGES = 4;
// The lines of `blocks`, those that follow one another as one range.
function linesOf(blocks) {
  const ranges = [];
  for (const block of blocks) {
    const end = data.blocks[block + 1] ?? data.source.length;
    const [first, last] = [lineOf(data.blocks[block]) + 1, lineOf(Math.max(end - 1, 0)) + 1];
    if (ranges.length && ranges.at(-1)[1] >= first - 1) ranges.at(-1)[1] = last;
    else ranges.push([first, last]);
  }
  const told = ranges.slice(0, RANGES).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  return told.join(", ") + (ranges.length > RANGES ? " …" : "");
}
function status() {
  const rejected = changes.filter(isRejected);
  const unsure = unsureBlocks(rejected);
  const told = unsure.length ? say("run", { places: linesOf(unsure) }) : words.exact;
  $("about").textContent = [
    say("about", { edits: changes.length, findings: findings.length, lines: lineStarts.length, rejected: rejected.length }),
    ...(rejected.length ? [told] : []),
  ].join(". ");
  document.body.dataset.exact = String(!unsure.length);
}
$("name").textContent = data.name;
toolbar(wanted, select, {
  step,
  undo,
  answer: (level, said) => current >= 0 && answer(current, level, said),
  downloads: [
    ["get-decisions", words.decisions, `${data.name}.decisions.toml`, decisionsText, "application/toml"],
    ["get-text", words.text, data.name, () => data.bom + cleanText(), "text/plain"],
  ],
});
kindsTable();
layOut();
status();
