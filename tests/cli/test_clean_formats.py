"""The command knows formats by the file's name."""

import json


def test_a_json_file_by_its_name(run, write):
    write("a.json", '{"键,一": "今天下雨,带伞"}')
    ran = run("clean", "a.json")
    assert (ran.code, ran.out.decode()) == (0, '{"键,一": "今天下雨，带伞"}')


def test_a_broken_file_fails_alone(run, write):
    write("a.json", "{")
    write("b.txt", "今天下雨,带伞\n")
    ran = run("clean", "a.json", "b.txt")
    assert (ran.code, ran.out.decode()) == (2, "今天下雨，带伞\n")
    assert "a.json: is no valid json" in ran.err
    assert "--format text" in ran.err


def test_yaml_and_toml_come_out_as_they_came(run, write):
    write("a.yaml", "键: 今天下雨,带伞\n")
    ran = run("clean", "a.yaml")
    assert (ran.code, ran.out.decode()) == (0, "键: 今天下雨,带伞\n")
    assert "--format text" in ran.err


def test_json_on_standard_input_is_noticed(run):
    record = json.dumps({"text": "今天下雨"}, ensure_ascii=False).encode()
    assert "--format json" in run("clean", data=record).err
    assert not run("clean", data="[链接](a) 与文字".encode()).err
    assert not run("clean", "--format", "json", data=record).err


def test_a_key_that_no_object_has_is_told(run, write):
    write("a.json", '[{"正文":"好,好。"}]\n')
    ran = run("clean", "--field", "题目", "a.json")
    assert ran.out == '[{"正文":"好,好。"}]\n'.encode()
    assert ran.err.startswith('hantidy: a.json: no record has text in a field "题目"')
    assert run("clean", "--field", "正文", "a.json").err == ""
