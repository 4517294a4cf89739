"""The step for datatrove's pipelines, with its statistics."""

import pickle

import pytest

pytest.importorskip("datatrove")

from datatrove.data import Document

import hantidy
from hantidy.engines.datatrove import HanTidy

TEXTS = ["今天,天气好。", "没有什么可改。", "Ａ,开發區(qu)(qu)"]


def documents():
    return [Document(text=text, id=str(number)) for number, text in enumerate(TEXTS)]


def test_documents_come_out_clean_and_are_counted():
    step = HanTidy("web", counts="edits")
    cleaned = list(step.run(documents()))
    assert [each.text for each in cleaned] == [hantidy.clean(text) for text in TEXTS]
    assert cleaned[0].metadata == {"edits": hantidy.trace(TEXTS[0]).counts}
    counted = step.stats.stats
    assert counted["changed"].total == 2
    assert counted["unchanged"].total == 1
    assert counted["edits_punctuation"].total == sum(
        hantidy.trace(text).counts.get("punctuation", 0) for text in TEXTS
    )


def test_a_row_of_ones_own_and_a_script():
    assert [d.text for d in HanTidy(hantidy.preset("none")).run(documents())] == TEXTS
    (document,) = HanTidy("none", to="tw").run([Document(text="头发", id="1")])
    assert (document.text, document.metadata) == ("頭髮", {})


def test_it_travels_to_other_processes():
    step = pickle.loads(pickle.dumps(HanTidy("web")))
    assert [each.text for each in step.run(documents())] == [hantidy.clean(t) for t in TEXTS]
