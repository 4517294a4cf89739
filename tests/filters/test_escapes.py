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
    for text in ("%E8%8C", "%80%81", "\\ud83d", "\\u000a", "\\\\\\u8336", "100%E5"):
        assert every(text) == text


def test_long_lines_are_linear():
    for piece in ("&amp;", "&lt;", "&gt;", "&", "&#", "<a", "%E8", "\\u8336", "&lt;p&gt;",
                  "\\xe8", "\\350", "=E8", "=?a?B?b?= ", "%25E8", "&amp;#33590;", "&#232;"):  # fmt: skip
        every(piece * (60_000 // len(piece)))


def test_kinds_are_checked():
    with pytest.raises(OptionError, match="kinds is a list of html or percent"):
        filters.get("escapes", kinds=("xml",))


def test_no_entity_opens_what_the_next_blocks_would_be_told():
    """A block must not come back untouched for the sake of one line."""
    text = "甲&copy;\n&nbsp;```\n" + "乙&copy;\n" * 300
    assert escapes(text) == "甲©\n&nbsp;```\n" + "乙©\n" * 300
    assert escapes("甲&nbsp;```\n&nbsp;`码`\n") == "甲\xa0```\n\xa0`码`\n"


@pytest.mark.parametrize(
    ("kind", "text", "clean"),
    [
        ("bytes", "'\\xe8\\x8c\\xb6\\x2e' \\350\\214\\266", "'茶\\x2e' 茶"),
        ("percent", "%E8%8C%B6%E5%8F.txt %u8336 %AF%F9%B8%AD", "茶%E5%8F.txt 茶 茶葉"),
        ("percent", "%B1%D0%B1%C2", "教授"),
        ("mail", "=?gb2312?B?suLStg==?= =?UTF-8?Q?=E8=8C=B6_a?=", "测叶茶 a"),
        ("mail", "=?utf-8?B?6I4=?= =?utf-8?B?6A==?= =E8=8C=B6=E5=8F=B6", None),
        ("double", "%25E8%258C%25B6 \\\\u8336 &amp;#33590;", "茶 茶 茶"),
        ("markup", '<a title="&#33590;&copy;">&copy;</a>', None),
    ],
)
def test_kinds_that_are_asked_for(kind, text, clean):
    """None of them by default; each by its name, and by all."""
    assert escapes(text) == text or kind == "markup"
    if clean is not None:
        assert filters.get("escapes", kinds=(kind,))(text) == clean
        assert every(text) == clean
        assert every(clean) == clean


def test_what_entities_spell_together():
    """Halves of a pair, bytes of UTF-8; a byte that Windows-1252 lacks is not lost."""
    assert escapes("好&#55357;&#56832;笑") == "好😀笑"
    assert escapes("好&#xD83D;&#xde00;笑") == "好😀笑"
    assert escapes("&#232;&#166;&#129;是") == "要是"
    assert escapes("甲&#232;&#129;乙") == "甲è\x81乙"
    assert escapes("caf&#233;&#160;&#171;a&#187;") == "café\xa0«a»"


def test_hanzi_need_no_escaping_in_markup():
    assert escapes("<h1>&#33590;&copy;</h1>") == "<h1>茶&copy;</h1>"
    assert escapes('<i title="&#33590;">茶</i>') == '<i title="&#33590;">茶</i>'
    markup = filters.get("escapes", kinds=("html", "markup"))
    assert markup("<h1>&#33590;&copy;</h1>") == "<h1>茶©</h1>"
