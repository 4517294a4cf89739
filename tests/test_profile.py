import json

import pytest

import hantidy

HANS = "我们今天去图书馆看书，晚上再回家。\n"


def test_bytes_have_an_encoding_and_text_has_none():
    found = hantidy.detect(HANS.encode("gbk") * 3)
    assert (found.encoding, found.guessed, found.damage) == ("gb18030", True, 0)
    known = hantidy.detect(HANS)
    assert (known.encoding, known.guessed) == (None, False)
    assert (known.script, known.lines, known.characters) == ("hans", 1, len(HANS))


def test_damage_is_counted_and_placed():
    found = hantidy.detect((HANS * 3).encode() + b"\xff\n" + HANS.encode())
    assert (found.encoding, found.damage) == ("utf-8", 1)
    assert found.first_damage == len((HANS * 3).encode())


def test_glosses_are_counted():
    text = "開發區(qu)(qu)的建(jian)設(she)中(zhong)國(guo)人(ren)民(min)大(da)學(xue)\n" * 3
    found = hantidy.detect(text)
    assert found.glosses > 20
    assert found.gloss_density > 0.3
    assert found.is_glossed
    assert dict(found.suspicions)


def test_nothing_is_something():
    assert hantidy.detect(b"").characters == 0
    assert hantidy.detect("").bits == 0.0


def test_the_profile_is_json():
    assert json.loads(json.dumps(hantidy.detect(HANS).to_dict()))["script"] == "hans"


def test_only_bytes_and_text():
    with pytest.raises(TypeError, match="bytes or str"):
        hantidy.detect(3)


def test_odd_spaces_are_no_suspicion():
    """Half of the Web is full of no-break spaces; what was escaped is still suspicious."""
    found = hantidy.detect("第一章\u00a0总则\u2003正文&nbsp;\n")
    assert found.odd_spaces == 3
    assert dict(found.suspicions) == {"escapes: entity": 1}
    assert hantidy.detect(HANS).odd_spaces == 0


def test_what_is_no_text_is_not_counted():
    found = hantidy.detect(b"\x89PNG\r\n\x1a\n" + b"\xe4\xb8\xad" * 9)
    assert (found.encoding, found.confidence, found.han) == (None, 0.0, 0)
    assert found.binary == "is a PNG image, not text"
    assert hantidy.detect("中".encode()).binary == ""
    assert "NUL" in hantidy.detect(b"text\0more text").binary
    assert hantidy.detect(b"a\0b", "utf-8").binary == ""


def test_hidden_characters_are_counted():
    hidden = "\U000e0048\U000e0069"
    assert hantidy.detect(f"甲{hidden}乙❤\ufe0f\ufe0e").hidden == 3
    assert (
        hantidy.detect("🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f").hidden == 0
    )


def test_the_pairs_of_codecs_at_work_are_named():
    shown = "今天下雨".encode().decode("gbk")
    assert dict(hantidy.detect(shown).suspicions) == {"mojibake: UTF-8 read as GBK": 1}
