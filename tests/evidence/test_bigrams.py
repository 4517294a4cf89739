from itertools import pairwise

import pytest

from hantidy import tables
from hantidy.evidence import bigrams

SOUND = (
    "我们今天去图书馆看书，晚上再回家。",
    "我們今天去圖書館看書，晚上再回家。",
    "今日は図書館で本を読みます。",
    "오늘은 도서관에서 책을 읽습니다.",
    "Hier, l'été a été très chaud à Genève.",
    "Сегодня мы идём в библиотеку.",
)
WRONG = ("gb18030", "big5", "shift_jis", "euc_kr", "euc_jp", "latin-1")


@pytest.mark.parametrize("text", SOUND)
@pytest.mark.parametrize("codec", WRONG)
def test_every_language_is_cheaper_than_its_mojibake(text, codec):
    assert bigrams.gain(text.encode().decode(codec, "replace"), text) > 20


@pytest.mark.parametrize("text", SOUND[:2])
def test_chinese_read_by_the_codec_of_a_neighbour_is_dear(text):
    raw = text.encode("gb18030")
    for codec in ("big5", "shift_jis", "euc_kr", "cp1252"):
        assert bigrams.gain(raw.decode(codec, "replace"), text) > 20


def test_a_word_is_cheaper_than_its_characters_apart():
    assert bigrams.cost("图书") + bigrams.cost("馆") > bigrams.cost("图书馆")


def test_both_scripts_cost_about_the_same():
    assert abs(bigrams.cost(SOUND[0]) - bigrams.cost(SOUND[1])) < 15


def test_rare_characters_are_dear():
    assert bigrams.cost("龘") > bigrams.cost("龙") + 4
    assert bigrams.cost("\ue000") > bigrams.cost("龘")


def test_steps_add_up_and_nothing_costs_nothing():
    text = "Ａ中\ud800\0\U0010ffff国𠀀😀"
    assert len(bigrams.steps(text)) == len(text)
    assert sum(bigrams.steps(text)) == round(bigrams.cost(text) * 10)
    assert bigrams.cost("") == 0


def test_steps_are_those_of_pairs():
    text = "".join(f"{one}{two}" for one in "é1 aбк国中" for two in "ab한λ囍龘民文")
    assert bigrams.steps(text)[1:] == [bigrams.step(a + b) for a, b in pairwise(text)]
    assert bigrams.steps(text[:1]) == [bigrams.step(f"\n{text[0]}")]


def test_a_pair_of_words_is_cheaper_than_one_that_no_word_has():
    assert bigrams.step("民国") < bigrams.step("民圀")
    assert bigrams.step("国圀") - bigrams.alone("圀") == bigrams.step("国囍") - bigrams.alone("囍")


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr(bigrams, "_REMEMBERED", 2)
    made = bigrams._Made(str.upper)
    for char in "abcabc":
        assert made[char] == char.upper()
        assert len(made) <= 2


def test_pairs_that_are_remembered_are_bounded(monkeypatch):
    text = "今天天气很好，我们去公园看花。"
    costs = bigrams.steps(text)
    monkeypatch.setattr(bigrams, "_REMEMBERED", 5)
    model = bigrams._Model()
    monkeypatch.setattr(bigrams, "_model", lambda: model)
    for at, char in enumerate(text):
        assert bigrams.steps(char) == [bigrams.step(f"\n{char}")]
        assert bigrams.steps(text[: at + 1]) == costs[: at + 1]
        assert sum(map(len, model.rows.values())) < 5


def test_the_tables_are_sorted_and_name_their_source():
    rows = [row[0] for row in tables.rows("bigrams")]
    assert rows == sorted(set(rows))
    for name in bigrams.TABLES:
        assert tables.digest(name)
