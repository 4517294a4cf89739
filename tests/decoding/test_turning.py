"""Files whose encoding is not what it seems, or not one: marked wrongly, turned, CESU-8."""

import random

import pytest

from hantidy.decoding import Decoder, decode

SENTENCE = "河边的柳树发了芽，孩子们在草地上放风筝。\n"
ROWS = "姓名,城市\n1,李雷\n2,韩梅梅，南京\n"


def cesu8(text):
    units = text.encode("utf-16-le", "surrogatepass")
    wide = (
        units[at : at + 2].decode("utf-16-le", "surrogatepass") for at in range(0, len(units), 2)
    )
    return "".join(wide).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("text", [ROWS, "南京", SENTENCE * 100])
def test_a_byte_order_mark_may_lie(text):
    decoded = decode(b"\xef\xbb\xbf" + text.encode("gbk"))
    assert (decoded.text, decoded.encoding, decoded.damage) == (text, "gb18030", ())
    assert decoded.bom
    assert decoded.guessed


@pytest.mark.parametrize(("before", "after"), [(300, 300), (3, 3), (20, 1), (1, 5)])
@pytest.mark.parametrize("codec", ["gbk", "big5"])
def test_a_file_that_turns_loses_nothing(before, after, codec):
    turned = ROWS if codec == "gbk" else "河邊的柳樹發了芽，孩子們在草地上放風箏。\n"
    text = SENTENCE * before + turned * after
    decoded = decode((SENTENCE * before).encode() + (turned * after).encode(codec))
    assert (decoded.text, decoded.damage, decoded.encoding) == (text, (), "utf-8")
    assert decoded.guessed


@pytest.mark.parametrize(
    "tail", [b"caf\xe9\n", b"\xe9t\xe9\n", b"\xff\xfe\n", b"\x80\x80\x80\x80\n"]
)
def test_a_damaged_line_alone_is_no_turn(tail):
    decoded = decode((SENTENCE * 20).encode() + tail + b"plain text\n" * 10)
    assert decoded.encoding == "utf-8"
    assert not decoded.guessed
    assert decoded.damage


def test_random_damage_is_no_turn():
    luck = random.Random(7)
    for _ in range(100):
        data = bytearray((SENTENCE * luck.randint(2, 40)).encode())
        for _ in range(luck.randint(1, 6)):
            at = luck.randrange(len(data))
            data[at : at + luck.randint(0, 3)] = bytes([luck.randrange(256)])
        decoded = decode(bytes(data))
        assert (decoded.encoding, decoded.guessed) == ("utf-8", False)


@pytest.mark.parametrize("text", ["今天😀好\n", "😀\n", "a😀\n", SENTENCE + "𠮷野家😀\n" * 200])
def test_cesu8_is_read_and_is_no_damage(text):
    decoded = decode(cesu8(text))
    assert (decoded.text, decoded.damage, decoded.encoding) == (text, (), "utf-8")
    assert decode(cesu8(text), "utf-8").text == text
    assert decode(cesu8(text), "utf-8", "raw").text != text
    assert decode(b"\xed\xa0\xbd!", "utf-8").damage  # half of one is damage


@pytest.mark.parametrize("encoding", ["auto", "utf-8"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_chunks_change_nothing(size, encoding):
    luck = random.Random(size)
    parts = [
        SENTENCE.encode(),
        ROWS.encode("gbk"),
        b"plain\n",
        cesu8("好😀\n"),
        b"h\xe9\n",
        b"\n",
        b"\xed",
    ]
    for _ in range(30):
        data = b"".join(luck.choice(parts) for _ in range(luck.randint(1, 60)))
        whole = decode(data, encoding)
        decoder = Decoder(encoding, kept=True)
        text = "".join(decoder.decode(data[at : at + size]) for at in range(0, len(data), size))
        text += decoder.decode(b"", final=True)
        assert text == whole.text
        assert tuple(decoder.damage.spans) == whole.damage
        assert (decoder.encoding, decoder.guessed) == (whole.encoding, whole.guessed)


def test_a_long_line_is_not_held_whole():
    decoder = Decoder()
    decoder.decode(SENTENCE.encode() * 100)
    given = sum(len(decoder.decode(b"x" * 10_000)) for _ in range(20))
    assert given >= 130_000
