// The kinds of edits in many texts, each with contexts, to accept or reject as a whole.

const [FILTER, RULE, BEFORE, AFTER, COUNT, DOCUMENTS, REASON, CONTEXTS, CUT] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const every = data.kinds.map((_, kind) => kind);
const decided = decisionsOf(
  { kind: (kind) => kind, rule: ruleOf, filter: (kind) => data.kinds[kind][FILTER] },
  `hantidy ${data.fingerprint} ${data.name} ${data.characters}`,
);
// A kind that is too long to be told in full is never rejected: no decision could name it.
const isRejected = (kind) => !data.kinds[kind][CUT] && decided.isRejected(kind);
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
function contextLine(kind, given) {
  const line = make("p", "context");
  const [context, inner] = [given, `[${data.kinds[kind][BEFORE]}]`].map((text) => text.replace(/\r?\n/g, "⏎"));
  const at = context.indexOf(inner);
  if (at < 0) { write(line, context); return line; }
  write(line, context.slice(0, at));
  write(line, flat(data.kinds[kind][BEFORE]) || "·", "was");
  if (data.kinds[kind][AFTER]) write(line, flat(data.kinds[kind][AFTER]), "now");
  write(line, context.slice(at + inner.length));
  return line;
}
function drawRow(kind) {
  const own = data.kinds[kind];
  const row = make("section", isRejected(kind) ? "kind no" : "kind");
  row.dataset.kind = kind;
  const head = row.appendChild(make("p"));
  head.append(chip(own[FILTER]), ` ${own[RULE]} `);
  const [before, after] = told(kind).map(flat);
  write(head, before, "was");
  head.append(` ${words.became} `);
  write(head, after, "now");
  head.append(make("span", "n", ` ${say("times", { edits: own[COUNT], documents: own[DOCUMENTS] })}`));
  if (isRejected(kind)) head.append(" ", make("strong", "", words.rejectedOnly));
  const open = kind === current;
  own[CONTEXTS].slice(0, open ? undefined : 1).forEach((context) => row.append(contextLine(kind, context)));
  if (open) {
    row.classList.add("current");
    row.append(make("p", "context", own[REASON]));
    const tools = row.appendChild(make("p"));
    if (!readOnly && own[CUT]) tools.textContent = words.cut;
    if (!readOnly && !own[CUT]) {
      const no = isRejected(kind);
      button(tools, no ? words.acceptKind : words.rejectKind, () => decide("kind", kind, no ? "yes" : "no"));
      tools.append(" ");
      button(tools, words.rejectRule, () => decide("rule", ruleOf(kind), "no"));
      tools.append(" ");
      button(tools, words.rejectFilter, () => decide("filter", own[FILTER], "no"));
    }
  }
  row.onclick = (event) => { if (event.target.tagName !== "BUTTON") go(kind); };
  return row;
}
const wanted = { filter: "", rule: "", decision: "", search: "", sort: "" };
let selected = every;
function matches(kind) {
  const own = data.kinds[kind];
  return (!wanted.filter || own[FILTER] === wanted.filter)
    && (!wanted.rule || ruleOf(kind) === wanted.rule)
    && (!wanted.decision || (wanted.decision === "no") === isRejected(kind))
    && (!wanted.search || [own[BEFORE], own[AFTER], own[REASON], ...own[CONTEXTS]].some((text) => text.includes(wanted.search)));
}
function select() {
  selected = every.filter(matches);
  if (wanted.sort === "rarest") selected.reverse();
  if (wanted.sort === "documents") selected.sort((a, b) => data.kinds[b][DOCUMENTS] - data.kinds[a][DOCUMENTS] || a - b);
  drawn = PAGE;
  draw();
}
function draw() {
  const parts = selected.slice(0, drawn).map(drawRow);
  if (selected.length > drawn) {
    const more = make("p");
    button(more, say("more", { count: selected.length - drawn }), () => { drawn += PAGE; draw(); });
    parts.push(more);
  }
  if (!selected.length) parts.push(make("p", "", every.length ? words.none : words.nothing));
  $("text").replaceChildren(...parts);
}
function redraw(kind) {
  const row = document.querySelector(`[data-kind="${kind}"]`);
  if (row) row.replaceWith(drawRow(kind));
}
function go(kind) {
  const before = current;
  current = kind;
  const at = selected.indexOf(kind);
  if (at >= drawn) { drawn = at + PAGE; draw(); } else { redraw(before); redraw(kind); }
  document.querySelector(`[data-kind="${kind}"]`)?.scrollIntoView({ block: "nearest" });
}
const step = (by) => selected.length && go(stepped(selected, current, by));
function status() {
  const rejected = every.filter(isRejected);
  const edits = (kinds) => kinds.reduce((sum, kind) => sum + data.kinds[kind][COUNT], 0);
  const others = Object.values(data.others).reduce((sum, count) => sum + count, 0);
  $("about").textContent = [
    say("aboutKinds", {
      kinds: every.length, edits: edits(every), documents: data.documents,
      rejected: rejected.length, edited: edits(rejected),
    }),
    ...(others ? [say("others", { count: others })] : []),
  ].join(". ");
}
function refresh() { draw(); status(); }
document.body.classList.add("kinds");
$("name").textContent = data.name;
toolbar(wanted, select, {
  step,
  undo,
  answer: (_, answer) => current >= 0 && decide("kind", current, answer),
  sorts: [words.frequent, [["documents", words.inDocuments], ["rarest", words.rarest]]],
  downloads: [["get-decisions", words.decisions, `${data.name}.decisions.toml`, decisionsText, "application/toml"]],
});
refresh();
