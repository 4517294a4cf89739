"""Parquet: text columns are cleaned, all else stays."""

from pathlib import Path

import pytest

from commands import WIDTH

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def table():
    rows = 3000
    text = pa.array([None if i % 7 == 0 else f"Ａ{i}" for i in range(rows)], pa.large_string())
    return pa.table(
        {
            "id": pa.array(range(rows), pa.uint64()),
            "text": text,
            "tags": pa.array([["Ａ"]] * rows, pa.list_(pa.string())),
            "word": pa.array(["Ｂ"] * rows).dictionary_encode(),
        },
    ).replace_schema_metadata({"who": "us", "what": "Ａ"})


def expected(table, *names):
    for name in names:
        at = table.schema.get_field_index(name)
        column = [
            None if text is None else text.replace("Ａ", "A").replace("Ｂ", "B")
            for text in table.column(name).to_pylist()
        ]
        table = table.set_column(
            at, table.schema.field(at), pa.array(column, table.schema.field(at).type)
        )
    return table


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_only_the_text_changes(run, table, jobs):
    pq.write_table(
        table,
        "x.parquet",
        row_group_size=1200,
        compression={
            "id": "NONE",
            "text": "ZSTD",
            "tags.list.element": "GZIP",
            "word": "SNAPPY",
        },
    )
    ran = run(
        "clean",
        *WIDTH,
        "-j",
        jobs,
        "x.parquet",
        "-o",
        "y.parquet",
        "--field",
        "text",
        "--field",
        "word",
        "--stats=s.json",
    )
    assert (ran.code, ran.err) == (0, "")
    before, after = pq.ParquetFile("x.parquet"), pq.ParquetFile("y.parquet")
    assert after.read().equals(expected(before.read(), "text", "word"), check_metadata=True)
    assert after.num_row_groups == before.num_row_groups
    for group in range(after.num_row_groups):
        old, new = before.metadata.row_group(group), after.metadata.row_group(group)
        assert old.num_rows == new.num_rows
        for at in range(old.num_columns):
            assert old.column(at).compression == new.column(at).compression


def test_in_place_and_check(run, table):
    pq.write_table(table, "x.parquet")
    assert run("clean", *WIDTH, "--check", "x.parquet").code == 1
    assert run("clean", *WIDTH, "-i", "x.parquet").code == 0
    assert pq.read_table("x.parquet").equals(expected(table, "text"))
    before = Path("x.parquet").read_bytes()
    assert run("clean", *WIDTH, "-i", "x.parquet").code == 0
    assert Path("x.parquet").read_bytes() == before
    assert run("clean", *WIDTH, "--check", "x.parquet").code == 0


def test_errors_say_what_to_do(run, write, table):
    pq.write_table(table, "x.parquet")
    ran = run("clean", *WIDTH, "x.parquet", "--field", "body", "-o", "y.parquet")
    assert ran.code == 2
    assert "'word'" in ran.err
    assert run("clean", *WIDTH, "x.parquet", "--field", "id", "-o", "y.parquet").code == 2
    assert run("clean", *WIDTH, "x.parquet", "x.parquet", "-o", "y.parquet").code == 2
    assert run("clean", *WIDTH, "--format", "parquet", data=b"x").code == 2
    write("bad.parquet", "no")
    assert run("clean", *WIDTH, "bad.parquet", "-o", "y.parquet").code == 2


def test_no_rows(run, table):
    pq.write_table(table.slice(0, 0), "x.parquet")
    assert run("clean", *WIDTH, "x.parquet", "-o", "y.parquet").code == 0
    assert pq.read_table("y.parquet").schema.equals(table.schema)


def test_what_cannot_be_meant_is_refused(run):
    """Two columns of one name, a page that is damaged, Parquet packed once more."""
    pq.write_table(pa.table([["Ａ"], ["Ｂ"]], names=["text", "text"]), "two.parquet")
    assert "two columns are named 'text'" in run("clean", *WIDTH, "two.parquet", "-o", "o").err
    pq.write_table(pa.table({"text": ["Ａ" * 50] * 50}), "a.parquet", use_dictionary=False)
    data = bytearray(Path("a.parquet").read_bytes())
    data[20:60] = b"\xff" * 40
    Path("bad.parquet").write_bytes(data)
    ran = run("clean", *WIDTH, "bad.parquet", "-o", "o")
    assert ran.code == 2
    assert "bad.parquet: row group 1 cannot be read" in ran.err
    ran = run("clean", *WIDTH, "a.parquet", "-o", "o.parquet.gz")
    assert ran.code == 2
    assert "compresses itself" in ran.err
    assert not Path("o.parquet.gz").exists()


def nested(rows):
    message = pa.struct([("role", pa.string()), ("content", pa.large_string())])
    kinds = {
        "meta": pa.struct([("title", pa.string()), ("tags", pa.large_list(pa.string()))]),
        "messages": pa.list_(message),
        "tags": pa.list_(pa.string()),
        "n": pa.int64(),
    }
    cells = [
        {
            "meta": None if i % 5 == 0 else {"title": f"Ａ{i}", "tags": ["Ａ", None]},
            "messages": None if i % 7 == 0 else [{"role": "Ａ", "content": "Ａ"}, None] * (i % 3),
            "tags": [] if i % 2 else ["Ａ", "b"],
            "n": i,
        }
        for i in range(rows)
    ]
    return pa.Table.from_pylist(cells, schema=pa.schema(list(kinds.items())))


def cleaned(value, *keys):
    """What stands under ``keys`` with its letters folded; a list stands for its items."""
    if isinstance(value, list):
        return [cleaned(item, *keys) for item in value]
    if not keys:
        return value and value.replace("Ａ", "A")
    return value and {**value, keys[0]: cleaned(value[keys[0]], *keys[1:])}


def write_stream(table, name):
    with pa.ipc.new_stream(name, table.schema) as writer:
        writer.write_table(table, max_chunksize=700)


def write_file(table, name):
    with pa.ipc.new_file(name, table.schema) as writer:
        writer.write_table(table, max_chunksize=700)


WAYS = {
    "parquet": (pq.write_table, pq.read_table),
    "arrow": (write_file, lambda name: pa.ipc.open_file(name).read_all()),
    "feather": (write_stream, lambda name: pa.ipc.open_stream(name).read_all()),
}


@pytest.mark.parametrize("end", WAYS)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_text_in_lists_and_structs(run, end, jobs):
    table = nested(2000)
    write, read = WAYS[end]
    write(table, f"x.{end}")
    fields = ("meta.title", "meta.tags", "messages[].content", "tags")
    named = [word for name in fields for word in ("--field", name)]
    ran = run("clean", *WIDTH, "-j", jobs, f"x.{end}", "-o", f"y.{end}", *named)
    assert (ran.code, ran.err) == (0, "")
    after = read(f"y.{end}")
    assert after.schema == table.schema
    after.validate(full=True)
    wanted = [
        cleaned(cleaned(cleaned(cleaned(row, "meta", "title"), "meta", "tags"), "tags"), *path)
        for path in [("messages", "content")]
        for row in table.to_pylist()
    ]
    assert after.to_pylist() == wanted
    assert wanted != table.to_pylist()
    assert run("clean", *WIDTH, f"y.{end}", "--check", *named).code == 0


def test_a_path_to_no_text_says_what_the_column_is(run):
    pq.write_table(nested(3), "x.parquet")
    for path in ("meta", "messages", "meta.none", "messages[].content.x", "tags.a", "n[]"):
        ran = run("clean", *WIDTH, "x.parquet", "--field", path, "-o", "y.parquet")
        assert ran.code == 2
        assert "column" in ran.err
        assert not Path("y.parquet").exists()


def test_arrow_and_parquet_do_not_become_one_another(run):
    write_file(nested(3), "x.arrow")
    ran = run("clean", *WIDTH, "x.arrow", "--field", "tags", "-o", "y.parquet")
    assert (ran.code, "cannot become" in ran.err) == (2, True)
    ran = run("clean", *WIDTH, "--diff", "x.arrow", "--field", "tags")
    assert "--diff compares lines" in ran.err
