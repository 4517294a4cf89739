"""The operator of Data-Juicer's recipes (nox -s datajuicer: an environment of its own)."""

import json
import subprocess
import sys

import pytest

pytest.importorskip("data_juicer")

import hantidy
from hantidy.engines.datajuicer import HanTidyMapper

pytestmark = pytest.mark.filterwarnings("default")  # theirs, not ours

TEXTS = ["今天,天气好。", "没有什么可改。", "Ａ,开發區(qu)(qu)", None]
CLEAN = [text and hantidy.clean(text) for text in TEXTS]


def dataset():
    from data_juicer.core.data import NestedDataset

    return NestedDataset.from_list([{"id": n, "text": text} for n, text in enumerate(TEXTS)])


def test_samples_come_out_clean_with_a_report():
    rows = dataset().process(HanTidyMapper("web", report="told")).to_list()
    assert [row["text"] for row in rows] == CLEAN
    assert [row["id"] for row in rows] == [0, 1, 2, 3]
    assert rows[2]["told"]["edits_gloss"] == 2
    assert rows[3]["told"] is None


def test_a_script_a_file_a_pipeline_and_another_column(tmp_path):
    samples = {"body": ["头发,Ａ"]}

    def cleaned(*given, **options):
        return HanTidyMapper(*given, text_key="body", **options).process(dict(samples))["body"]

    assert cleaned("none", to="tw") == ["頭髮,Ａ"]
    (tmp_path / "row.toml").write_text(hantidy.preset("none").to_toml(), "utf-8")
    assert cleaned(str(tmp_path / "row.toml")) == samples["body"]
    assert cleaned(hantidy.preset("web")) == ["头发，A"]
    with pytest.raises(hantidy.HantidyError, match="wbe"):
        HanTidyMapper("wbe")


def test_it_travels_and_its_cache_goes_by_what_it_does():
    import dill  # what its processes get it by

    step = dill.loads(dill.dumps(HanTidyMapper("web")))
    assert dataset().process(step)["text"][:] == CLEAN
    assert dataset().process(HanTidyMapper("none"))["text"][:] == TEXTS
    assert HanTidyMapper("web")._fingerprint_bytes() != HanTidyMapper("none")._fingerprint_bytes()


def test_in_a_recipe_of_the_command(tmp_path):
    source = "".join(json.dumps({"text": text}) + "\n" for text in TEXTS if text)
    (tmp_path / "in.jsonl").write_text(source, "utf-8")
    (tmp_path / "operators.py").write_text("import hantidy.engines.datajuicer\n", "utf-8")
    (tmp_path / "recipe.yaml").write_text(
        "dataset_path: in.jsonl\nexport_path: out/out.jsonl\nnp: 2\n"
        "custom_operator_paths: [operators.py]\n"
        "process:\n  - hantidy_mapper: {pipeline: web, to: tw}\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "data_juicer.tools.process_data", "--config", "recipe.yaml"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    lines = (tmp_path / "out/out.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    assert texts == [hantidy.clean(text, to="tw") for text in TEXTS if text]
