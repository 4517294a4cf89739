"""The table, and what fixtures cannot write down."""

import unicodedata

import pytest

from hantidy import Pipeline, filters, tables
from hantidy.core.block import Block
from hantidy.core.spans import Spans

codepoints = filters.get("codepoints")


def test_table_is_sorted_and_says_what_it_shows():
    """A reviewer reads codes; the program reads characters; they agree."""
    rows = tables.rows("codepoints")
    assert [(int(r[0], 16), r[1]) for r in rows] == sorted((int(r[0], 16), r[1]) for r in rows)
    for _, _, to, codes in rows:
        assert codes == " ".join(f"U+{ord(char):04X}" for char in to)


def test_nothing_becomes_what_is_changed_again():
    """Radicals and forms settle in one step."""
    plain = {r[0]: r[2] for r in tables.rows("codepoints") if r[1] in ("radical", "form")}
    assert not {f"{ord(char):04X}" for to in plain.values() for char in to} & plain.keys()


def test_compatibility_ideographs_are_as_unicode_says():
    every = "".join(map(chr, [*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)]))
    assert codepoints(every) == unicodedata.normalize("NFC", every)


def test_every_kangxi_radical_becomes_an_ideograph():
    for code in range(0x2F00, 0x2FD6):
        assert unicodedata.name(codepoints(f"某{chr(code)}")[1]).startswith("CJK UNIFIED")


def test_private_use_that_two_standards_claim_needs_a_script():
    """Simplified says GB18030, traditional says HKSCS, and neither says nothing."""
    for twice in ("\ue7c7", "字\ue7c7字，字\ue7c8字。"):
        assert codepoints(twice) == twice
    assert codepoints("东西\ue7c7吗，东西\ue7c8吗。") == "东西ḿ吗，东西ǹ吗。"
    assert codepoints("佢哋東西\ue7c7嗎，東西\ue7c8嗎。") not in (
        "佢哋東西ḿ嗎，東西ǹ嗎。",
        "佢哋東西\ue7c7嗎，東西\ue7c8嗎。",
    )


def test_what_is_shielded_is_no_evidence():
    """Neither for a standard nor against it."""
    text = "他们写\ue7c7字，又写\ue81e字。"
    assert len(codepoints.changes(Block(text))) == 2
    shielded = Block(text, shielded=Spans([(3, 4)]))
    assert [change.rule for change in codepoints.changes(shielded)] == ["private-use"] * 2
    beside = Block(text + "\ue7ff x", shielded=Spans([(len(text), len(text) + 1)]))
    assert [change.rule for change in codepoints.changes(beside)][:2] == ["gb18030"] * 2


def test_what_stays_is_reported_once_a_run():
    edits = codepoints.trace("甲 \uf115\uf116\U000f0001 乙").edits
    assert [(e.before, e.rule, e.is_finding) for e in edits] == [
        ("\uf115\uf116\U000f0001", "private-use", True)
    ]


@pytest.mark.parametrize("char", ["⼀", "\ue000", "︵", "\uf06c", "︵甲︶", "\uf061"])
def test_long_lines_are_linear(char):
    """A line of nothing but one of these takes no longer than its length."""
    codepoints(char * 60_000)


@pytest.mark.parametrize(
    ("text", "clean", "rules"),
    [
        ("e\u0301是\uf9d0", "é是\u985e", ["nfc", "compatibility"]),
        ("\uf9d0\u0301", "\u985e\u0301", ["compatibility"]),
        ("\uf9d0\u0315\u0301", "\u985e\u0301\u0315", ["nfc"]),
        ("字\ue000\ue001\u0315\u0301", "字\ue000\ue001\u0301\u0315", ["nfc"]),
    ],
)
def test_what_nfc_composes_beside_other_code_points(text, clean, rules):
    """One rule makes an edit, and no two changes overlap."""
    trace = Pipeline([filters.get("codepoints", normalization="NFC")]).trace(text)
    assert trace.text == clean
    assert [edit.rule for edit in trace.edits if not edit.is_finding] == rules
