import ast
import re
import unicodedata
from pathlib import Path

import pytest

import hantidy
from hantidy.evidence.characters import COMMON_HAN, HAN, KANA


@pytest.mark.parametrize("char", "々〇〻㐀一龥𠀀豈")
def test_hanzi(char):
    assert re.fullmatch(f"[{HAN}]", char)


@pytest.mark.parametrize("char", "䷀⼀㆐ㄅあア가A１。")
def test_what_is_no_hanzi(char):
    assert not re.fullmatch(f"[{HAN}]", char)


def test_kana_are_letters():
    assert not re.search(f"[{KANA}]", "・ー゛゜")
    assert re.fullmatch(f"[{KANA}]+", "あアゝヾｱ")


def test_common_hanzi_are_hanzi():
    common = [chr(code) for code in range(0x3400, 0xA000) if re.match(f"[{COMMON_HAN}]", chr(code))]
    assert all(re.match(f"[{HAN}]", char) for char in common)
    assert all(unicodedata.category(char) in ("Lo", "Cn") for char in common)


PACKAGE = Path(hantidy.__file__).parent
SCRIPTS = {
    # Blocks in which a range of letters is a class of `characters`, whatever its ends.
    "Han": (range(0x3400, 0xA000), range(0x20000, 0x2F800), range(0x30000, 0x40000)),
    "kana": (range(0x3040, 0x3100),),
    "bopomofo": (range(0x3100, 0x3130), range(0x31A0, 0x31C0)),
    "hangul": (range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xAC00, 0xD7B0)),
    "Latin": (range(0xC0, 0x250), range(0x1E00, 0x1F00)),
}
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\x([0-9a-fA-F]{2})")
EXEMPT = ("evidence/characters.py", "filters/mojibake/")
"""What makes the classes, and what knows which characters a codec yields: no classes of letters."""


def ranges(source):
    """The ranges of letters of one script that the strings and comparisons of a module spell."""
    for node in ast.walk(ast.parse(source)):
        found = []
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = ESCAPE.sub(lambda m: chr(int(m[1] or m[2] or m[3], 16)), node.value)
            found = re.findall(r"(?=([^\x00-\x7f])-([^\x00-\x7f]))", text)
        elif isinstance(node, ast.Compare) and len(node.comparators) > 1:
            ends = [node.left, node.comparators[-1]]
            found = [[getattr(end, "value", "") for end in ends]]
        for ends in found:
            if all(isinstance(end, str) and len(end) == 1 for end in ends):
                yield from (
                    (node.lineno, name)
                    for name, blocks in SCRIPTS.items()
                    if any(all(ord(end) in block for end in ends) for block in blocks)
                )


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (r'pattern("[\u3400-\u9fff]")', ["Han"]),
        (r'pattern(r"[\u4e00-\u9fa5]")', ["Han"]),
        ('pattern("[ぁ-ヺー][가-힣]")', ["kana", "hangul"]),
        (r'f"[{KANA}\u00c0-\u024f]"', ["Latin"]),
        (r'"\u4e00" <= char <= "\u9fff"', ["Han"]),
        (r'pattern("[０-９\ud800-\udfff\u3001-\U000323af-中]")', []),
        ("0 <= at < end", []),
    ],
)
def test_ranges_are_seen(source, found):
    assert [name for _, name in ranges(source)] == found


def test_classes_are_spelled_in_one_place():
    """One answer to what is Han, kana, hangul, bopomofo or a Latin letter."""
    spelled = [
        f"{path.relative_to(PACKAGE)}:{line}: a range of {name}: evidence.characters has the class"
        for path in sorted(PACKAGE.rglob("*.py"))
        if not path.relative_to(PACKAGE).as_posix().startswith(EXEMPT)
        for line, name in ranges(path.read_text(encoding="utf-8"))
    ]
    assert not spelled, "\n".join(spelled)
