// What was done, what is decided, and the text that comes of it. Positions are UTF-16.

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

// --- decisions: the most particular one counts ----------------------------------------------
const storage = `hantidy ${data.fingerprint} ${data.name} ${data.source.length} ${edits.length}`;
const decided = decisionsOf(["group", "kind", "rule", "filter"], storage);
const isRejected = (at) => {
  const [kind, group] = [edits[at][KIND], edits[at][GROUP]];
  const said = decided.of("group", group) ?? decided.of("kind", kind) ?? decided.of("rule", ruleOf(kind))
    ?? decided.of("filter", data.kinds[kind][0]);
  return said === "no";
};
function decide(level, key, said) {
  if (readOnly) return;
  decided.change((decisions) => {
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
  });
  refresh();
}
function undo() {
  if (decided.undo()) refresh();
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
    const whole = same(KIND) && decided.of("group", group) === undefined && exactKinds.has(`${block} ${kind}`);
    if (!whole && !(same(GROUP) && exactGroups.has(`${block} ${group}`))) return false;
  }
  return true;
}
function decisionsText() {
  const tables = [];
  const changesOf = data.kinds.map(() => []);
  changes.forEach((at) => changesOf[edits[at][KIND]].push(at));
  changesOf.forEach((own, kind) => {
    if (!own.length) return;
    if (own.every(isRejected)) { tables.push(exceptTable(kind)); return; }
    const groups = new Set(own.filter(isRejected).map((at) => edits[at][GROUP]));
    groups.forEach((group) => tables.push(exceptTable(kind, { left: data.groups[group][1], right: data.groups[group][2] })));
  });
  return tables.join("\n");
}
