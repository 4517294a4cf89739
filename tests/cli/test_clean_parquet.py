"""Parquet: text columns are cleaned, all else stays."""

from pathlib import Path

import pytest

from conftest import WIDTH

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
