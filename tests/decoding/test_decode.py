import pytest
from hypothesis import given
from hypothesis import strategies as st

from hantidy.decoding import Decoder, decode, encode
from hantidy.errors import DecodingError, OptionError, UnknownNameError

HANS = "今天的天气很好，我们一起去公园散步吧。\n"
HANT = "今天的天氣很好，我們一起去公園散步吧。\n"
JA = "今日はとても天気がいいので、公園を散歩しましょう。\n"
KO = "오늘은 날씨가 아주 좋으니까 공원에서 산책합시다.\n"

FOUND = [
    (HANS, "utf-8", "utf-8"),
    (HANS, "gbk", "gb18030"),
    (HANS, "gb18030", "gb18030"),
    (HANT, "big5", "big5hkscs"),
    (HANT, "gbk", "gb18030"),
    (JA, "shift_jis", "cp932"),
    (JA, "euc_jp", "euc_jp"),
    (KO, "euc_kr", "cp949"),
    (HANS, "utf-16-le", "utf-16-le"),
    (HANS, "utf-16-be", "utf-16-be"),
    (HANS, "utf-32-le", "utf-32-le"),
    (HANS, "utf-32-be", "utf-32-be"),
    (HANS, "hz", "hz"),
    (HANS, "utf-7", "utf-7"),
    (JA, "iso2022_jp", "iso2022_jp"),
    (KO, "iso2022_kr", "iso2022_kr"),
    ("Hier l'été était déjà très chaud à Genève.\n", "cp1252", "cp1252"),
    ("Сегодня очень хорошая погода, пойдём гулять.\n", "cp1251", "cp1251"),
    ("plain ASCII\n", "ascii", "ascii"),
    ("", "ascii", "ascii"),
]

LINES = b"".join([HANS.encode("gbk"), b"abc\n", HANT.encode("big5"), JA.encode(), b"\xff\n"])

BYTES = st.one_of(
    st.binary(max_size=200),
    st.lists(
        st.sampled_from(
            [
                *(text.encode(codec) for text, codec, _ in FOUND),
                b"\xff",
                b"\x80",
                b"~{",
                b"+UWxT+",
                b"+UWxT+HuATss",
                b"\x1b$)A\x0eVPND\x0f",
                b"\x0eVP",
                b"\x1b$B",
                b"\xef\xbb\xbf",
                b"\xff\xfe",
                b"\0",
                b"\xf4\x8f\xba\x80",
                b"\xe4\xb8",
                b"\xa1A",
                b"\n",
                b"x" * 70,
                LINES * 8,
                b"\x81\x30\x81",
                HANS.encode() * 10,
            ]
        ),
        max_size=6,
    ).map(b"".join),
)


@pytest.mark.parametrize(("text", "codec", "name"), FOUND)
def test_the_encoding_is_found(text, codec, name):
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.damage) == (text, name, ())


@pytest.mark.parametrize(("text", "codec", "name"), FOUND)
def test_the_encoding_named_is_the_encoding_read(text, codec, name):
    decoded = decode(text.encode(codec), codec)
    assert (decoded.text, decoded.encoding) == (text, name)
    assert not decoded.guessed


@given(
    BYTES,
    st.integers(1, 7),
    st.sampled_from(["auto", "per-line", "utf-8", "gbk", "big5"]),
    st.sampled_from(["replace", "escape"]),
)
def test_chunks_change_nothing(data, size, encoding, errors):
    decoder = Decoder(encoding, errors, kept=True)
    parts = [decoder.decode(data[at : at + size]) for at in range(0, len(data), size)]
    parts.append(decoder.decode(b"", final=True))
    whole = decode(data, encoding, errors)
    assert "".join(parts) == whole.text
    assert tuple(decoder.damage.spans) == whole.damage
    assert decoder.encoding == whole.encoding


@given(BYTES)
def test_raw_bytes_come_out_as_they_went_in(data):
    decoded = decode(data, "utf-8", "raw")
    assert encode(decoded.text, raw=True) == data.removeprefix(b"\xef\xbb\xbf")
    decoded.text.encode()


@given(BYTES)
def test_every_replaced_byte_is_accounted_for(data):
    decoded = decode(data, "utf-8")
    for offset, raw in decoded.damage:
        assert data[offset : offset + len(raw)] == raw
    body = data.removeprefix(b"\xef\xbb\xbf")
    assert decoded.text.count("\ufffd") == len(decoded.damage) + body.count("\ufffd".encode())
    left = bytearray(data)
    for offset, raw in reversed(decoded.damage):
        del left[offset : offset + len(raw)]
    text = left.decode().removeprefix("\ufeff" if decoded.bom else "")
    assert decoded.text.replace("\ufffd", "") == text.replace("\ufffd", "")


@given(BYTES)
def test_an_escape_can_be_undone(data):
    decoded = decode(data, "utf-8", "escape")
    out = bytearray(decoded.text.encode())
    shift = -3 if decoded.bom else 0
    for offset, raw in decoded.damage:
        at = offset + shift
        assert out[at : at + 4 * len(raw)] == b"".join(b"\\x%02x" % byte for byte in raw)
        shift += 3 * len(raw)
    for offset, raw in reversed(decoded.damage):
        shift -= 3 * len(raw)
        out[offset + shift : offset + shift + 4 * len(raw)] = raw
    assert bytes(out) == data.removeprefix(b"\xef\xbb\xbf")


def test_only_bytes_are_decoded():
    for other in ("text", 5, None, [1]):
        with pytest.raises(TypeError, match="decode takes bytes"):
            decode(other)


def test_an_ascii_byte_after_a_lost_lead_byte_survives():
    for name in ("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"):
        decoded = decode(b"a\xfb\n\x85<b>", name)
        assert decoded.text.replace("\ufffd", "") == "a\n<b>"


def test_strict_stops_and_says_where():
    with pytest.raises(DecodingError, match="line 3, byte offset 9") as caught:
        decode(b"ab\n\xe4\xb8\xad\n\nx\xff".replace(b"\n\nx", b"\nxx"), "utf-8", "strict")
    assert (caught.value.offset, caught.value.line) == (9, 3)


def test_escape_shows_every_byte():
    assert decode(b"a\xff\xfeb", "utf-8", "escape").text == "a\\xff\\xfeb"


def test_a_byte_order_mark_is_taken_off():
    decoded = decode(b"\xef\xbb\xbfab")
    assert (decoded.text, decoded.encoding, decoded.bom) == ("ab", "utf-8", True)
    assert decode(b"\xef\xbb\xbfab", "utf-8").bom


def test_what_we_cannot_read_is_said_plainly():
    with pytest.raises(UnknownNameError, match="iconv -f EUC-TW"):
        decode(b"", "euc-tw")
    with pytest.raises(UnknownNameError, match="auto, per-line"):
        decode(b"", "no-such")
    with pytest.raises(UnknownNameError):
        decode(b"", "rot13")
    with pytest.raises(OptionError, match="replace, escape, raw, strict"):
        decode(b"", errors="ignore")
    with pytest.raises(OptionError):
        decode(b"", "gbk", "raw")


def test_ascii_passes_at_once():
    decoder = Decoder()
    assert decoder.decode(b"first line\nsecond") == "first line\nsecond"
    assert decoder.decode(b" more") == " more"


def test_lone_surrogates_leave_as_replacement_characters():
    assert encode("a\ud800b") == "a\ufffdb".encode()
