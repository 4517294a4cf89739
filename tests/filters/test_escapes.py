"""What fixtures cannot write down."""

from html.entities import html5

import pytest

from hantidy import filters
from hantidy.errors import OptionError

escapes = filters.get("escapes")
every = filters.get("escapes", kinds=("all",))


def test_every_name_of_html5():
    """Every named entity is known, and those of line ends make a space."""
    for name, meant in html5.items():
        if name.endswith(";"):
            assert escapes(f"甲&{name}乙") == f"甲{meant}乙".replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    ["&amp;amp;", "&amp;#38;lt;", "&#38;#38;", "&amp;&#108;t;", "&amp;am&#112;;", "&l&#116;;p"],
)
def test_twice_is_once(text):
    """Whatever an ampersand would mean next, a second run finds nothing."""
    for made in (escapes, every):
        assert made(made(text)) == made(text)


def test_an_ampersand_stays_written_before_what_would_be_an_entity():
    assert escapes("&amp;&#108;t;") == "&amp;lt;"
    assert escapes("&amp;amp;lt;") == "&amp;amp;lt;"


def test_lines_stay_lines():
    for entity in ("&#10;", "&NewLine;", "&#13;", "&#x2028;", "&#133;", "&#11;"):
        assert len(escapes(f"甲{entity}乙\n丙").splitlines()) == 2 or entity == "&#133;"


def test_ascii_in_percent_escapes_stays_escaped():
    """%25 and %2F mean something where they stand."""
    assert every("%E8%8C%B6%2F%25E8") == "茶%2F%25E8"


def test_what_spells_nothing_stays():
    for text in ("%E8%8C", "%80%81", "\\ud83d", "\\u000a", "\\\\u8336", "100%E5"):
        assert every(text) == text


def test_long_lines_are_linear():
    for piece in ("&amp;", "&lt;", "&gt;", "&", "&#", "<a", "%E8", "\\u8336", "&lt;p&gt;"):
        every(piece * (60_000 // len(piece)))


def test_kinds_are_checked():
    with pytest.raises(OptionError, match="kinds is a list of html or percent"):
        filters.get("escapes", kinds=("xml",))


def test_no_entity_opens_what_the_next_blocks_would_be_told():
    """A block must not come back untouched for the sake of one line."""
    text = "甲&copy;\n&nbsp;```\n" + "乙&copy;\n" * 300
    assert escapes(text) == "甲©\n&nbsp;```\n" + "乙©\n" * 300
    assert escapes("甲&nbsp;```\n&nbsp;`码`\n") == "甲\xa0```\n\xa0`码`\n"
