# Somebody who builds a corpus: shards in, shards out, nested fields, a run that is broken off.
mkdir -p crawl/2024
python3 - <<'PYTHON'
import gzip, json
for shard in range(4):
    with gzip.open(f"crawl/2024/{shard}.jsonl.gz", "wt", encoding="utf-8") as out:
        for n in range(3000):
            talk = [{"role": "user", "content": f"第{n}问,達(dá)拉特旗在哪里?"}]
            row = {"id": n, "meta": {"title": "開發區(qu)(qu)簡介"}, "messages": talk, "raw": "(qu)(qu)"}
            print(json.dumps(row, ensure_ascii=False), file=out)
PYTHON
fields=(--field meta.title --field 'messages[].content')

# What would it do? Ask before the run.
hantidy audit -r crawl "${fields[@]}" --sample 500 --seed 1 --format json -o audit.json
python3 -c 'import json; assert json.load(open("audit.json"))["documents"] > 0'

# Broken off in the middle: no output is half a file.
hantidy clean -r crawl "${fields[@]}" --output-dir clean --compress zst -j 2 &
sleep 0.6
kill -9 $! 2>/dev/null || true
wait 2>/dev/null || true
sleep 0.5
mkdir -p clean
for finished in $(find clean -name '*.jsonl.zst'); do
  [ "$(hantidy clean -p none --field meta.title "$finished" | wc -l)" = 3000 ]
done

# Again, to its end; and a third time, when there is nothing left to do.
hantidy clean -r crawl "${fields[@]}" --output-dir clean --compress zst -j 2 --stats=stats.json
python3 -c 'import json; json.load(open("stats.json"))'
[ "$(find clean -name '*.jsonl.zst' | wc -l)" = 4 ]
before=$(find clean -name '*.zst' -printf '%T@ %p\n' | sort)
hantidy clean -r crawl "${fields[@]}" --output-dir clean --compress zst
[ "$before" = "$(find clean -name '*.zst' -printf '%T@ %p\n' | sort)" ]

# The text is clean, and no other field has changed.
hantidy clean -p none --field meta.title clean/2024/0.jsonl.zst -o 0.jsonl
python3 - <<'PYTHON'
import json
rows = [json.loads(line) for line in open("0.jsonl", encoding="utf-8")]
assert len(rows) == 3000
for n, row in enumerate(rows):
    assert row["meta"]["title"] == "開發區簡介", row
    assert row["messages"][0] == {"role": "user", "content": f"第{n}问，達拉特旗在哪里？"}, row
    assert (row["id"], row["raw"]) == (n, "(qu)(qu)")
PYTHON

# The same as Parquet.
python3 - <<'PYTHON'
import pyarrow as pa, pyarrow.parquet as pq
talk = [[{"role": "user", "content": "達(dá)拉特旗"}], [], None]
pq.write_table(pa.table({"messages": talk, "n": [1, 2, 3]}), "talk.parquet")
PYTHON
hantidy clean --field 'messages[].content' talk.parquet -o out.parquet
python3 - <<'PYTHON'
import pyarrow.parquet as pq
cells = pq.read_table("out.parquet")["messages"].to_pylist()
assert cells == [[{"role": "user", "content": "達拉特旗"}], [], None], cells
PYTHON

# A bad record goes aside, and is said.
printf '{"text": "達(dá)拉特旗"}\n{"text": \n' > bad.jsonl
code=0; hantidy clean bad.jsonl -o good.jsonl --on-error quarantine=aside.jsonl 2> said.txt || code=$?
[ "$code" = 1 ] && [ -s said.txt ] && [ "$(wc -l < aside.jsonl)" = 1 ] && [ "$(wc -l < good.jsonl)" = 1 ]
