"""MapBatch over what holds a batch, each as far as it is installed."""

import math
import pickle

import pytest

import hantidy
from hantidy import MapBatch

WEB = hantidy.preset("web")
DIRTY = ["達(dá)拉特", None, "", "好,不好"]
CLEAN = ["達拉特", None, "", "好，不好"]
clean = MapBatch(WEB, "text")


def test_dict_of_lists():
    batch = {"text": list(DIRTY), "id": [1, 2, 3, 4]}
    assert clean(batch) == {"text": CLEAN, "id": [1, 2, 3, 4]}
    assert batch["text"] == DIRTY
    assert clean({"text": []}) == {"text": []}


def test_into_other_columns():
    both = MapBatch(WEB, ["title", "text"], ["clean_title", "clean_text"])
    made = both({"title": ["經(jīng)"], "text": ["濟(jì)"]})
    assert made == {
        "title": ["經(jīng)"],
        "text": ["濟(jì)"],
        "clean_title": ["經"],
        "clean_text": ["濟"],
    }


def test_report():
    made = MapBatch(WEB, "text", report="cleaning")({"text": ["達(dá)拉特經(jīng),\ufffd", None]})
    told, nothing = made["cleaning"]
    assert nothing is None
    assert told["edits_gloss"] == 2
    assert told["hant"] >= 2
    assert told["damage"] == 1
    assert 0 < told["gloss_density"] < 1


@pytest.mark.parametrize(
    ("batch", "error", "message"),
    [
        ("text", TypeError, "a batch is a dict of lists"),
        (["text"], TypeError, "a batch is a dict of lists"),
        (b"", TypeError, "a batch is"),
        ({"body": ["x"]}, KeyError, "no column 'text'; the columns are body"),
        ({"text": "one text"}, TypeError, "not a list of texts"),
        ({"text": [1]}, TypeError, "column 'text' does not hold text"),
    ],
)
def test_what_is_no_batch_is_an_error(batch, error, message):
    """Nothing passes through in silence."""
    with pytest.raises(error, match=message):
        clean(batch)


def test_wrong_settings():
    with pytest.raises(TypeError, match="needs a Pipeline, not str"):
        MapBatch("web", "text")
    with pytest.raises(ValueError, match="into names 1 columns for the 2"):
        MapBatch(WEB, ["a", "b"], "c")
    with pytest.raises(ValueError, match="a name or a list of names"):
        MapBatch(WEB, [])


def test_values():
    """Equal by value, and the same again out of a pickle."""
    assert clean == MapBatch(WEB, ["text"])
    assert hash(clean) == hash(MapBatch(WEB, "text", "text"))
    assert pickle.loads(pickle.dumps(clean)) == clean
    assert pickle.dumps(clean) == pickle.dumps(MapBatch(hantidy.preset("web"), "text"))


def test_other_versions_are_told():
    """A cluster with other versions would give other text: it is said."""
    rebuild, (*parts, fingerprint) = clean.__reduce__()
    assert rebuild(*parts, fingerprint) == clean
    with pytest.warns(UserWarning, match="install the same versions"):
        assert rebuild(*parts, "of other versions") == clean


def test_iterators():
    made = clean(iter([{"text": ["達(dá)"]}, {"text": []}]))
    assert next(made) == {"text": ["達"]}
    assert list(made) == [{"text": []}]


def test_numpy_columns():
    np = pytest.importorskip("numpy")
    batch = {"text": np.array(DIRTY, dtype=object), "id": np.arange(4)}
    made = clean(batch)
    assert made["text"].dtype == object
    assert made["text"].tolist() == CLEAN
    assert made["id"] is batch["id"]
    assert clean({"text": np.array(["達(dá)"])})["text"].tolist() == ["達"]


def test_arrow():
    pa = pytest.importorskip("pyarrow")
    for kind in (pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())):
        column = (
            pa.array(DIRTY, pa.string()).cast(kind)
            if not pa.types.is_dictionary(kind)
            else (pa.array(DIRTY, pa.string()).dictionary_encode())
        )
        schema = pa.schema(
            [pa.field("text", column.type, metadata={"a": "b"}), ("id", pa.int64())],
            metadata={"made": "here"},
        )
        batch = pa.RecordBatch.from_arrays([column, pa.array([1, 2, 3, 4])], schema=schema)
        for table in (batch, pa.Table.from_batches([batch, batch])):
            made = clean(table)
            assert type(made) is type(table)
            assert made.schema.equals(table.schema, check_metadata=True)
            assert made.column("text").to_pylist() == CLEAN * (made.num_rows // 4)
            assert table.column("text").to_pylist()[:4] == DIRTY
    table = pa.table({"text": DIRTY})
    told = MapBatch(WEB, "text", "clean", report="cleaning")(table)
    assert told.column_names == ["text", "clean", "cleaning"]
    assert told.column("cleaning").to_pylist()[0]["edits_gloss"] == 1
    assert told.column("cleaning").to_pylist()[1] is None
    with pytest.raises(TypeError, match="holds int64, not text"):
        MapBatch(WEB, "id")(pa.table({"id": [1]}))
    twice = pa.table([["Ａ"], ["Ｂ"]], names=["text", "text"])
    with pytest.raises(ValueError, match="2 columns are named 'text'"):
        clean(twice)
    with pytest.raises(KeyError, match="no column"):
        clean(pa.table({"id": [1]}))
    assert clean(pa.table({"text": pa.nulls(2)})).column("text").to_pylist() == [None, None]


def test_pandas():
    pd = pytest.importorskip("pandas")
    for kind in ("object", "string", None):
        frame = pd.DataFrame({"text": pd.Series(DIRTY, dtype=kind, index=list("wxyz"))})
        made = clean(frame)
        assert [None if pd.isna(cell) else cell for cell in made["text"]] == CLEAN
        assert made["text"].dtype == frame["text"].dtype
        assert list(made.index) == list("wxyz")
        assert frame["text"]["w"] == DIRTY[0]
    frame = pd.DataFrame({"text": [math.nan, pd.NA, None, "經(jīng)"]}, dtype=object)
    assert clean(frame)["text"].tolist()[3] == "經"
    with pytest.raises(ValueError, match="2 columns are named 'text'"):
        clean(pd.DataFrame([["Ａ", "Ｂ"]], columns=["text", "text"]))
    with pytest.raises(KeyError, match="no column 'text'; the columns are id"):
        clean(pd.DataFrame({"id": [1]}))
    with pytest.raises(TypeError, match="does not hold text"):
        MapBatch(WEB, "id")(pd.DataFrame({"id": [1]}))


def test_polars():
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame({"text": DIRTY, "id": [1, 2, 3, 4]})
    made = MapBatch(WEB, "text", "clean", report="cleaning")(frame)
    assert made["clean"].to_list() == CLEAN
    assert made["text"].to_list() == DIRTY
    assert made["cleaning"].struct.field("edits_gloss").to_list()[0] == 1
    with pytest.raises(TypeError, match="not text"):
        MapBatch(WEB, "id")(frame)
    import hantidy.engines.polars  # noqa: F401

    tw = (
        frame.lazy()
        .select(pl.col("text").hantidy.clean("web"), pl.col("id"))
        .collect(engine="streaming")
    )
    assert tw["text"].to_list() == CLEAN
    with pytest.raises(TypeError, match="column 'id' holds Int64, not text"):
        frame.select(pl.col("id").hantidy.clean())
