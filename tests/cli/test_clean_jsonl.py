"""JSON Lines: only the named fields change."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import WIDTH
from hantidy import Pipeline, filters
from hantidy.records.json_scanner import members
from hantidy.records.jsonl import JsonPart, _quick_reader
from hantidy.records.settings import Settings

JSON = (*WIDTH, "--format", "jsonl")


@pytest.mark.parametrize("escape", ["", "\\u0041"], ids=["quick reader", "slow reader"])
def test_the_rest_stays_as_it_was_written(run, escape):
    line = (
        '{ "u":"\\/\\u4E2D","id":1180591620717411303424 ,"p":1.10,"e":1e5, '
        f'"text" : "Ａ","z":"Ａ{escape}"}}\r\n'
    )
    expected = line.replace('"text" : "Ａ"', '"text" : "A"')
    assert run("clean", *JSON, data=line.encode()).out == expected.encode()


def test_unchanged_field_keeps_its_escapes(run):
    line = b'{"text":"\\u4e2d\\/\\u0041"}\n'
    assert run("clean", *JSON, data=line).out == line


def test_no_text_no_change(run):
    data = b'{"text":null}\n{"a":1}\n{"text":5}\n\n[1]\n'
    ran = run("clean", *JSON, data=data)
    assert (ran.code, ran.out) == (0, data)
    assert "--field" in ran.err


def test_bad_line_is_told_and_left_out(run):
    data = '{"text":"Ａ"}\n{bad\n{"text":"Ｂ"}\n'.encode()
    ran = run("clean", *JSON, data=data)
    assert (ran.code, ran.out) == (1, b'{"text":"A"}\n{"text":"B"}\n')
    assert "line 2" in ran.err


def test_bad_line_in_quarantine(run):
    data = b'{"text":"a"}\n{bad\n'
    run("clean", *JSON, "--on-error", "quarantine=bad", data=data)
    assert Path("bad").read_bytes() == b"{bad\n"


def test_quarantine_is_no_input(run, write):
    path = write("q.jsonl", "{bad\n")
    assert run("clean", *JSON, "--on-error", "quarantine=q.jsonl", "q.jsonl").code == 2
    assert path.read_bytes() == b"{bad\n"


def test_bad_line_stops(run):
    ran = run("clean", *JSON, "--on-error", "fail", "-o", "out", data=b'{"text":"a"}\n{bad\n')
    assert ran.code == 2
    assert "line 2" in ran.err


def test_in_place_keeps_bad_records(run, write):
    data = '{"text":"Ａ"}\n{bad\n'.encode()
    path = write("x.jsonl", data)
    assert run("clean", *WIDTH, "-i", "x.jsonl").code == 2
    assert path.read_bytes() == data
    assert run("clean", *WIDTH, "-i", "--on-error", "skip", "x.jsonl").code == 1
    assert path.read_bytes() == b'{"text":"A"}\n'


def test_files_never_merge_records(run, write):
    write("a.jsonl", '{"text":"Ａ"}')
    write("b.jsonl", '{"text":"Ｂ"}')
    assert run("clean", *WIDTH, "a.jsonl", "b.jsonl").out == b'{"text":"A"}\n{"text":"B"}'


def test_several_fields(run):
    out = run(
        "clean",
        *JSON,
        "--field",
        "b",
        "--field",
        "a",
        data='{"a":"Ａ","b":"Ｂ","text":"Ｃ"}\n'.encode(),
    ).out
    assert out == '{"a":"A","b":"B","text":"Ｃ"}\n'.encode()


def test_field_names_of_any_kind(run):
    line = '{"te\\"xt":"Ａ","正文":"Ｂ","\\u6b63\\u6587":"Ｃ","":"Ｄ"}\n'
    for name, before, after in (('te"xt', "Ａ", "A"), ("", "Ｄ", "D")):
        out = run("clean", *JSON, "--field", name, data=line.encode()).out.decode()
        assert out == line.replace(before, after)
    out = run("clean", *JSON, "--field", "正文", "--field", "正文", data=line.encode()).out.decode()
    assert out == line.replace("Ｂ", "B").replace("Ｃ", "C")


@pytest.mark.parametrize("written", [r'"Ａ\ud800"', r'"Ａ\udc00\ud800x"', r'"\ud83d\ude00Ａ"'])
def test_surrogates(run, written):
    out = run("clean", *JSON, data=f'{{"text":{written}}}\n'.encode()).out
    assert json.loads(out.decode())["text"] == json.loads(written).replace("Ａ", "A")


def test_raw_bytes_in_a_record(run):
    data = b'{"text":"\xff' + "Ａ".encode() + b'","o":"\xfe"}\n'
    assert run("clean", *JSON, data=data).out == b'{"text":"\xffA","o":"\xfe"}\n'


def test_jobs_change_nothing(run):
    """Nor does it matter that the last of many lines does not end."""
    data = "\n".join(f'{{"n":{i},"text":"Ａ{i}"}}' for i in range(20000)).encode()
    expected = data.replace("Ａ".encode(), b"A")
    assert run("clean", *JSON, "-j", "2", data=data).out == expected
    assert run("clean", *JSON, data=data).out == expected


HOW = Settings(Pipeline([filters.get("width")]), fields=("text", "t2"))
keys = st.sampled_from(["text", "t2", "a", 'te"xt', "é", "te\\u0078t"])
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text('aＡ"\\\n\ud83d\u4e2d', max_size=6)
    | st.sampled_from(['"text":"Ａ"', '"text" : ', "Ａ"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)


def _cleaned(value):
    """What becomes of the value of a field: a string, or the strings of a list."""
    if isinstance(value, list):
        return [_cleaned(item) if isinstance(item, str) else item for item in value]
    return value.replace("Ａ", "A") if isinstance(value, str) else value


@given(
    st.lists(st.tuples(keys, values), max_size=5), st.booleans(), st.sampled_from(["", " ", "\t"])
)
def test_members_say_where_strings_stand(pairs, ascii_only, blank):
    """Whatever way a line is read, what it says changes as it should and only there."""
    written = [
        f'"{key}"'.replace('te"xt', 'te\\"xt')
        + f"{blank}:{blank}"
        + json.dumps(value, ensure_ascii=ascii_only)
        for key, value in pairs
    ]
    line = "{" + f"{blank},{blank}".join(written) + "}" + blank
    try:
        line.encode()
    except UnicodeEncodeError:
        return
    outcome = JsonPart(1, (line + "\n").encode()).clean(HOW)
    assert not outcome.rejected
    before = json.loads(line, object_pairs_hook=list)
    after = json.loads(outcome.data.decode(), object_pairs_hook=list)
    expected = [(key, _cleaned(value) if key in HOW.fields else value) for key, value in before]
    assert repr(after) == repr(expected)
    found = members(line, HOW.fields)
    kept = line
    for member in reversed(found):
        assert json.loads(line[member.start : member.end]) == member.value
        kept = kept[: member.start] + "@" + kept[member.end :]
    data = outcome.data.decode().removesuffix("\n")
    for member in reversed(members(data, HOW.fields)):
        data = data[: member.start] + "@" + data[member.end :]
    assert data == kept


@given(st.text('aＡ"\\\n\x08\x7f\u4e2d😀', max_size=9), st.booleans())
def test_both_readers_write_the_same(text, ascii_only):
    line = json.dumps({"n": 1, "text": text, "t2": None}, ensure_ascii=ascii_only)
    quick = _quick_reader(("text",))(line.encode(), HOW.pipeline)
    slow = Settings(HOW.pipeline)
    from hantidy.records.jsonl import _Lines

    assert (quick or None) in (None, _Lines(slow)._slowly(line.encode(), 1))
