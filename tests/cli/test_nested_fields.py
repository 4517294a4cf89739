"""Fields that lie deep in a record."""

import json

import pytest

from hantidy.errors import OptionError
from hantidy.records.field_paths import steps_of
from hantidy.records.json_scanner import members

ROW = ("-f", "width", "--format", "jsonl")
CASES = [
    (["content.text"], '{"content":{"text":"Ａ","x":"Ａ"}}', '{"content":{"text":"A","x":"Ａ"}}'),
    (
        ["messages[].content"],
        '{"messages": [ {"role":"Ａ","content":"Ａ"} , {"content":"Ｂ" }], "content":"Ａ"}',
        '{"messages": [ {"role":"Ａ","content":"A"} , {"content":"B" }], "content":"Ａ"}',
    ),
    (["tags"], '{"tags":["Ａ",1,["Ａ"],{"tags":"Ａ"},"Ｂ"]}', '{"tags":["A",1,["Ａ"],{"tags":"Ａ"},"B"]}'),
    (["tags[]"], '{"tags":["Ａ",null]}', '{"tags":["A",null]}'),
    (["a[][].b", "t"], '{"t":"Ａ","a":[[{"b":"Ａ"}],[]]}', '{"t":"A","a":[[{"b":"A"}],[]]}'),
    (["a.b"], '{"a.b":"Ａ","a":{"b":"Ｂ"}}', '{"a.b":"A","a":{"b":"B"}}'),
    (["a.b"], '{"a":[{"b":"Ａ"}],"b":"Ａ"}', '{"a":[{"b":"Ａ"}],"b":"Ａ"}'),
    (["a", "a.b"], '{"a":{"b":"Ａ"}}', '{"a":{"b":"A"}}'),
    (["text"], '{"text":["Ａ"],"é":1e400}', '{"text":["A"],"é":1e400}'),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "before", "after"), CASES)
def test_only_the_named_strings_change(run, fields, before, after):
    names = [part for field in fields for part in ("--field", field)]
    ran = run("clean", *ROW, *names, data=f"{before}\r\n{before}".encode())
    assert (ran.code, ran.out.decode()) == (0, f"{after}\r\n{after}")


def test_records_without_the_path_are_told(run):
    data = b'{"a":{"b":"x"}}\n{"a":"x"}\n{"a":null}\n[]\n'
    ran = run("clean", *ROW, "--field", "a.b", data=data)
    assert ran.out == data
    assert '3 of 4 records have no text in a field "a.b"' in ran.err


@pytest.mark.parametrize(
    "line", ['{"a":{"b":"x"', '{"a":{"b" "x"}}', '{"a":[{"b":"x"},]}', '{"a":{,}}']
)
def test_a_bad_record_is_told_with_its_column(run, line):
    ran = run("clean", *ROW, "--field", "a[].b", "--field", "a.b", data=line.encode())
    assert ran.code == 1
    assert "column" in ran.err


@pytest.mark.parametrize("name", ["a.", ".a", "a..b", "a.[]"])
def test_what_is_no_path_is_a_usage_error(run, name):
    with pytest.raises(OptionError):
        steps_of(name)
    ran = run("clean", *ROW, "--field", name, data=b"{}")
    assert ran.code == 2
    assert "there is no field" in ran.err


def test_every_string_stands_where_it_is_said_to():
    line = '{"a": [ {"b": "x\\u00e9\\n", "c": [1, {"b": "no"}] }, {"b":"y"} ]}'
    found = members(line, ("a[].b",))
    assert [json.loads(line[each.start : each.end]) for each in found] == ["xé\n", "y"]
