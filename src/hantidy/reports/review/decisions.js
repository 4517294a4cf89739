// What was done, what is decided, and the text that comes of it. Positions are UTF-16.

// --- what was done -------------------------------------------------------------------------
// Edits stand in the order of the source, so that those of one hunk follow one another.
const [KIND, START, END, REASON, GROUP] = [0, 1, 2, 3, 4];
const { edits, findings, around: AROUND } = data;
const changes = edits.map((_, at) => at);
const hunkOf = [];
const editsOfHunk = data.hunks.map(([, , , count], number) => {
  const own = changes.slice(hunkOf.length, hunkOf.length + count);
  own.forEach((at) => { hunkOf[at] = number; });
  return own;
});
// Which of `starts`, in their order, is the last at or before `position`.
function placeIn(starts, position) {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= position) low = middle; else high = middle;
  }
  return low;
}

// --- decisions: the most particular one counts ----------------------------------------------
const decided = decisionsOf(
  {
    group: (at) => edits[at][GROUP],
    kind: (at) => edits[at][KIND],
    rule: (at) => ruleOf(edits[at][KIND]),
    filter: (at) => data.kinds[edits[at][KIND]][0],
  },
);
const isRejected = (at) => canBeNamed[edits[at][KIND]] && decided.isRejected(at);
function decide(level, name, answer) {
  if (readOnly) return;
  decided.decide(level, name, answer, changes);
  refresh();
}
const undo = () => decided.undo() && refresh();

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
// Blocks in which only a run can tell what comes of it. Where one kind or group alone is rejected in
// a block, a run was seen to give what stands here.
function unsureBlocks(rejected) {
  const blockOf = (at) => placeIn(data.blocks, edits[at][START]);
  const blocks = new Map(rejected.map((at) => [blockOf(at), { gone: [], all: [] }]));
  rejected.forEach((at) => blocks.get(blockOf(at)).gone.push(at));
  if (blocks.size) changes.forEach((at) => blocks.get(blockOf(at))?.all.push(at));
  const isSure = ([block, { gone, all }]) => {
    const alone = (field, exact) => {
      const one = edits[gone[0]][field];
      return exact[block]?.includes(one) && gone.every((at) => edits[at][field] === one)
        && all.filter((at) => edits[at][field] === one).length === gone.length;
    };
    return (decided.at("group", gone[0]) === undefined && alone(KIND, data.exactKinds)) || alone(GROUP, data.exactGroups);
  };
  return [...blocks].filter((each) => !isSure(each)).map(([block]) => block).sort((a, b) => a - b);
}
const isExact = (rejected) => !unsureBlocks(rejected).length;
// So many characters of the source on either side, an astral one being one, as far as they are whole.
function wordsAround(edit) {
  const left = [...data.source.slice(Math.max(0, edit[START] - 2 * AROUND), edit[START])];
  const right = [...data.source.slice(edit[END], edit[END] + 2 * AROUND)];
  const [before, after] = [left.slice(-AROUND).join(""), right.slice(0, AROUND).join("")];
  return { left: before.split(HALF).at(-1), right: after.split(HALF)[0] };
}
function decisionsText() {
  const tables = [];
  const changesOf = data.kinds.map(() => []);
  changes.forEach((at) => changesOf[edits[at][KIND]].push(at));
  changesOf.forEach((own, kind) => {
    if (!own.length) return;
    if (own.every(isRejected)) { tables.push(exceptTable(kind)); return; }
    const one = new Map(own.filter(isRejected).map((at) => [edits[at][GROUP], edits[at]]));
    one.forEach((edit) => tables.push(exceptTable(kind, wordsAround(edit))));
  });
  return tables.join("\n");
}
