"""What the fixtures of numerals cannot say: values, the round trip, speed shape, odd input."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hantidy import Pipeline
from hantidy.errors import OptionError
from hantidy.filters import get
from hantidy.filters.numerals import parser

SAFE = get("numerals")
FULL = get("numerals", mode="full")
BACK = get("numerals", mode="full", to="hanzi")
CHEQUE = get("numerals", mode="full", to="financial")

integers = st.one_of(
    st.integers(0, 10**16 - 1),
    st.integers(0, 10**5),
    st.builds(lambda digit, zeros: digit * 10**zeros, st.integers(1, 999), st.integers(0, 13)),
)
cents = st.from_regex(r"(0|[1-9][0-9]{0,9})\.[0-9][1-9]", fullmatch=True)
decimals = st.from_regex(r"(0|[1-9][0-9]{0,14})\.[0-9]{1,6}", fullmatch=True)


@given(integers)
def test_writing_and_reading(value):
    """Every integer below 10¹⁶ is read as what it was written for."""
    assert parser.read(parser.write(value)) == value


@pytest.mark.parametrize("style", ["hans", "hant", "financial-hans", "financial-hant"])
@given(number=st.one_of(integers.map(str), decimals))
def test_every_style_there_and_back(style, number):
    spelled = parser.styled(parser.spell(number), style)
    plain = parser.plain(spelled)
    if style.startswith("financial") and plain.startswith("一十"):
        plain = plain[1:]
    again = parser.number(plain, loose=False)
    assert parser.styled(parser.spell(*again), style) == spelled
    if "." in number:
        assert again.digits == number
    else:
        zeros = {"": 0, "万": 4, "亿": 8, "万亿": 12}[again.word]
        assert again.digits + "0" * zeros == number


@pytest.mark.parametrize("unit", ["元", "公斤", ""])
@given(number=st.one_of(integers.filter(lambda value: value > 9).map(str), decimals))
def test_hanzi_and_back_through_the_filter(unit, number):
    """What is written in hanzi comes back as the same number, and that as the same hanzi."""
    spelled = BACK(number + unit)
    assert not any(one.isdecimal() for one in spelled), spelled
    again = FULL(spelled)
    assert BACK(again) == spelled
    if not again.removesuffix(unit).endswith(("万", "亿")):
        assert again == number + unit


@given(st.one_of(st.integers(1, 10**12).map(str), cents))
def test_amounts_of_money_and_back(number):
    """A cheque writes the amount and nothing else, and its amount is read again."""
    spelled = CHEQUE(f"付{number}元，共12页")
    assert spelled.endswith("，共12页")
    assert not any(one.isdecimal() for one in spelled[:-4]), spelled
    assert spelled[:-5].endswith("分") or spelled[:-5].endswith("整")
    assert "点" not in spelled
    assert CHEQUE(spelled) == spelled
    whole = spelled[1 : spelled.find("元")] if "元" in spelled else "零"
    assert parser.styled(parser.spell(number.partition(".")[0]), "financial-hans") == whole


@given(st.one_of(integers.filter(lambda value: value > 10).map(str), decimals))
def test_traditional_and_back(number):
    """The script is read from what stands around."""
    spelled = BACK(f"這裡的總數為{number}公斤")
    assert "万" not in spelled
    assert "亿" not in spelled
    assert BACK(FULL(spelled)) == spelled


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百零五", 105),
        ("一百五", None),
        ("十万零五百", 100500),
        ("一千零三十万五千", 10305000),
        ("三千万亿", 3 * 10**15),
        ("百", None),
        ("一百零零五", None),
        ("十四五", None),
        ("零", 0),
        ("", None),
        ("一" * 50, None),
        ("一亿" * 5000, None),
    ],
)
def test_reading(text, value):
    """A numeral is read only if writing its value gives it again."""
    assert parser.read(text) == value


def test_a_numeral_too_long_stays():
    text = "一亿" * 40 + "元"
    assert FULL(text) == text


@pytest.mark.parametrize(
    "one",
    [
        "一",
        "十",
        "万",
        "百分之",
        "第一",
        "一、",
        "一点",
        "二〇二一年",
        "１，",
        "〡",
        "Ⅲ",
        "①",
        "幺",
        "一 ",
        "三四",
        "9千",
        "负二",
        "一又",
        "个三",
        "《",
        "０",
        "一个",
        "三年",
        "十、",
        "三点一四",
        "百分百",
    ],
)
@pytest.mark.parametrize("filter_", [SAFE, FULL, BACK])
def test_linear(filter_, one):
    """Twice the text takes about twice the time, whatever it is made of."""

    def took(length):
        text = (one * length)[:length]
        start = time.process_time()
        filter_.changes(_block(text))
        return time.process_time() - start

    took(1000)
    assert took(65536) < 20 * took(8192) + 1  # seconds of this process


def _block(text):
    from hantidy.core.block import Block

    return Block(text)


@pytest.mark.parametrize(
    "text",
    [
        "\ud800十五个\udfff",
        "\0三十\0人",
        "百分之",
        "分之一",
        "点五",
        "负",
        "第",
        "幺",
        "３，",
        "１，２３４，",
        "〇" * 100,
        "十" * 99 + "个",
        "二〇二一年",
        "年" * 10,
    ],
)
@pytest.mark.parametrize("filter_", [SAFE, FULL, BACK, CHEQUE])
def test_odd_input(filter_, text):
    made = filter_.trace(text)
    assert made.text == filter_(text)
    assert filter_(made.text) == made.text


def test_after_width_in_the_pipeline():
    """Full-width numbers come out whole whichever filter meets them first."""
    row = Pipeline([get("width"), get("numerals")])
    assert row("共１２，３４５元，２．２亿") == "共12,345元，2.2亿"


def test_options():
    with pytest.raises(OptionError):
        get("numerals", mode="brave")
    assert get("numerals").replace(mode="full") == FULL


@pytest.mark.parametrize("text", ["总额3亿元", "一共三十个", "3亿"])
def test_no_edit_without_a_difference(text):
    """What would be written as it stands is no edit."""
    assert all(edit.before != edit.after for edit in FULL.trace(text).edits)


@pytest.mark.parametrize("text", ["千分之二千分之二千分之二的", "千分之三千分之三"])
def test_fractions_that_run_together_are_not_changed_twice(text):
    once = FULL(text)
    assert FULL(once) == once


def test_codes_of_a_terminal_are_no_numbers():
    text = "见 \x1b[34;1m手册\x1b[m，参见 \x1b[35m第二页\x1b[m"
    assert get("numerals", mode="full", to="hanzi")(text) == text
