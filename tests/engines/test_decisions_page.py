"""The recipe that takes decisions to datasets, as it stands on the page of decisions."""

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("datasets")
PAGE = Path(__file__).parents[2] / "docs" / "decisions.md"
TEXT = "河湾(wan)(wan)开发区(qu)(qu)建(jian)成三座水厂,日供水５万吨\n"


def test_decisions_reach_datasets(tmp_path, monkeypatch):
    (script,) = re.findall(r"^```py\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    line = json.dumps({"text": TEXT}, ensure_ascii=False)
    Path("crawl.jsonl").write_text(f"{line}\n" * 20, "utf-8")
    Path("mine.toml").write_text('keep = ["河湾(wan)"]\n', "utf-8")
    names = {}
    exec(script.replace("num_proc=4", "num_proc=2"), names)
    assert names["pages"]["text"] == ["河湾(wan)(wan)开发区建成三座水厂，日供水5万吨\n"] * 20
