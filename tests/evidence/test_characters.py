import re
import unicodedata

import pytest

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
