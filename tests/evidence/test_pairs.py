import pytest

from hantidy import tables
from hantidy.evidence import pairs

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
    assert pairs.gain(text.encode().decode(codec, "replace"), text) > 20


@pytest.mark.parametrize("text", SOUND[:2])
def test_chinese_read_by_the_codec_of_a_neighbour_is_dear(text):
    raw = text.encode("gb18030")
    for codec in ("big5", "shift_jis", "euc_kr", "cp1252"):
        assert pairs.gain(raw.decode(codec, "replace"), text) > 20


def test_a_word_is_cheaper_than_its_characters_apart():
    assert pairs.cost("图书") + pairs.cost("馆") > pairs.cost("图书馆")


def test_both_scripts_cost_about_the_same():
    assert abs(pairs.cost(SOUND[0]) - pairs.cost(SOUND[1])) < 15


def test_rare_characters_are_dear():
    assert pairs.cost("龘") > pairs.cost("龙") + 4
    assert pairs.cost("\ue000") > pairs.cost("龘")


def test_steps_add_up_and_nothing_costs_nothing():
    text = "Ａ中\ud800\0\U0010ffff国𠀀😀"
    assert len(pairs.steps(text)) == len(text)
    assert sum(pairs.steps(text)) == round(pairs.cost(text) * 10)
    assert pairs.cost("") == 0


def test_the_memory_of_pairs_is_bounded(monkeypatch):
    monkeypatch.setattr(pairs, "_REMEMBERED", 10)
    assert pairs.cost("䰾馇䰾") == pairs.cost("䰾馇䰾")
    assert len(pairs._costs()) <= 11


def test_the_tables_are_sorted_and_name_their_source():
    rows = [row[0] for row in tables.rows("pairs")]
    assert rows == sorted(set(rows))
    for name in pairs.TABLES:
        assert tables.digest(name)
