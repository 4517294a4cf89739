"""What the fixtures of `units` cannot say."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hantidy import filters, tables
from hantidy.errors import OptionError
from hantidy.filters.units import converting, reading


def test_whole_block_is_spelled_out():
    """No character of U+3300 to U+33FF is left, superscripts are kept."""
    block = "".join(map(chr, range(0x3300, 0x3400)))
    clean = filters.get("units")(" ".join(block))
    assert not any("\u3300" <= char <= "\u33ff" for char in clean)
    for char, text in reading.spelled().items():
        kept = unicodedata.normalize("NFKC", text).casefold()
        known = unicodedata.normalize("NFKC", char).casefold().replace("\u2044", "/")
        assert kept == known.replace("\u2215", "/")


def test_every_name_belongs_to_one_unit():
    """A name read as two units would change a value."""
    owners = {}
    for unit in reading.units():
        for name in (*unit.hans, *unit.hant):
            assert owners.setdefault(name, unit) == unit


@pytest.mark.parametrize("hant", [False, True])
def test_names_and_symbols_go_both_ways(hant):
    """The name that hanzi style writes is read back as the same symbol."""
    to_symbol = filters.get("units", style="symbol")
    for unit in reading.units():
        if unit.writes:
            assert to_symbol(f"共7{unit.name(hant=hant)}。") == f"共7{unit.symbol}。"


def test_style_hanzi_reads_what_it_writes():
    """Every symbol that may be read comes back, written with its first name."""
    to_hanzi, to_symbol = (filters.get("units", style=style) for style in ("hanzi", "symbol"))
    for unit in reading.units():
        for symbol in unit.reads:
            named = to_hanzi(f"共27{symbol}。")
            assert named == f"共27{unit.name(hant=False)}。"
            if unit.writes:
                assert to_symbol(named) == f"共27{unit.symbol}。"


@given(st.integers(1, 10**12), st.sampled_from(["亩:公顷", "斤:千克", "英里:千米"]))
def test_conversion_there_and_back(number, convert):
    """What is exact comes back as it was; what is rounded stays within a thousandth."""
    unit, target = convert.split(":")
    there = filters.get("units", convert=convert)(f"共{number}{unit}")
    value = float(there[1:].removesuffix(target))
    factor = {"亩": 1 / 15, "斤": 0.5, "英里": 1.609344}[unit]
    assert value == pytest.approx(number * factor, rel=1e-3)


@pytest.mark.parametrize(
    "convert", ["", "亩", "亩:公斤", "亩:亩", "尺子:米", "dB:米", "亩:公顷:米"]
)
def test_what_cannot_be_converted_fails_when_built(convert):
    with pytest.raises(OptionError, match="units"):
        filters.get("units", convert=convert)


def test_without_pint_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(converting.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(OptionError, match=r"hantidy\[units\]"):
        filters.get("units", convert="si")


def test_the_edit_says_what_was_converted():
    edit, rounded = filters.get("units", convert="亩:公顷").trace("承包300亩，250亩林地").edits
    assert edit.reason == "300亩 = 20公顷"
    assert rounded.reason == "250亩 = 16.67公顷, rounded"


def test_temperature_moves_its_zero():
    assert filters.get("units", convert="si")("气温212华氏度") == "气温100摄氏度"


def test_findings_are_told():
    (finding,) = filters.get("units").trace("1㏡").edits
    assert finding.is_finding
    assert "run together" in finding.reason


@pytest.mark.parametrize("unit", ["1米", "三百", "十", "1,", "1.", "µ", "5公里每", "9", "12"])
@pytest.mark.parametrize("options", [{"style": "symbol"}, {"style": "hanzi"}, {"convert": "si"}])
def test_linear(unit, options):
    """Twice the text takes about twice the time."""
    made = filters.get("units", **options)
    made(unit * 2000)
    start = time.process_time()
    made(unit * 20_000)
    assert time.process_time() - start < 5


def test_tables_name_their_source():
    for name in ("units", "unit_chars"):
        assert tables.rows(name)
