// The kinds of edits in many texts, each with contexts, to accept or reject as a whole.

const [FILTER, RULE, BEFORE, AFTER, COUNT, DOCUMENTS, REASON, CONTEXTS, CUT] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const every = data.kinds.map((_, kind) => kind);
const decided = decisionsOf(["kind", "rule", "filter"], `hantidy ${data.fingerprint} ${data.name} ${data.characters}`);
// A kind that is too long to be told in full is never rejected: no decision could name it.
const isRejected = (kind) => !data.kinds[kind][CUT]
  && (decided.of("kind", kind) ?? decided.of("rule", ruleOf(kind)) ?? decided.of("filter", data.kinds[kind][FILTER])) === "no";
function decide(level, key, said) {
  if (readOnly || key === undefined) return;
  decided.change((decisions) => {
    every.forEach((kind) => {
      const own = { kind, rule: ruleOf(kind), filter: data.kinds[kind][FILTER] }[level];
      if (level === "kind" || own !== key) return;
      delete decisions.kind[kind];
      if (level === "filter") delete decisions.rule[ruleOf(kind)];
    });
    decisions[level][key] = said;
  });
  refresh();
}
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
function step(by) {
  if (!selected.length) return;
  const at = selected.indexOf(current);
  go(selected[at < 0 ? (by > 0 ? 0 : selected.length - 1) : Math.min(Math.max(at + by, 0), selected.length - 1)]);
}
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
function toolbar() {
  const tools = $("tools");
  button(tools, words.previous, () => step(-1));
  button(tools, words.next, () => step(1));
  if (!readOnly) button(tools, words.undo, () => decided.undo() && refresh());
  const choose = (field) => (value) => { wanted[field] = value; select(); };
  tools.append(chooser(words.frequent, [["documents", words.inDocuments], ["rarest", words.rarest]], choose("sort")));
  tools.append(chooser(words.every, filters.map((name) => [name, name]), choose("filter")));
  tools.append(chooser(words.everyRule, rules.map((name) => [name, name]), choose("rule")));
  if (!readOnly) tools.append(chooser(words.any, [["yes", words.accepted], ["no", words.rejectedOnly]], choose("decision")));
  searchBox(tools, choose("search"));
  if (!readOnly) {
    button(tools, words.decisions, () => download(`${data.name}.decisions.toml`, decisionsText(), "application/toml")).id = "get-decisions";
  }
  tools.title = words.keys;
}
const here = (said) => () => current >= 0 && decide("kind", current, said);
listen({
  j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1),
  u: () => decided.undo() && refresh(), a: here("yes"), A: here("yes"), r: here("no"), R: here("no"),
  "/": () => $("search").focus(),
});
document.body.classList.add("kinds");
$("name").textContent = data.name;
toolbar();
refresh();
