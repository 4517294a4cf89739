"""The decoder of a stream: what passes when, bad runs, several encodings, bounded cost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hantidy import filters
from hantidy.decoding import Decoder, decode, encode
from hantidy.pipeline import Pipeline
from hantidy.pipeline.presets import names, preset

HANS = "今天的天气很好，我们一起去公园散步吧。\n"
HANT = "今天的天氣很好，我們一起去公園散步吧。\n"
JA = "今日はとても天気がいいので、公園を散歩しましょう。\n"


def test_what_is_sure_is_not_held():
    decoder = Decoder()
    assert decoder.decode(HANS.encode() * 20).startswith(HANS)
    assert decoder.decode(b"\xe4") == ""
    assert decoder.decode(b"\xb8\xad") == "中"


def test_the_head_is_held_until_it_is_enough():
    decoder = Decoder()
    assert decoder.decode(HANS.encode("gbk")) == ""
    assert decoder.decode(b"", final=True) == HANS
    assert decoder.guessed


def test_a_run_gone_bad_is_decided_anew_at_a_line_end():
    sound = HANS * 300
    data = sound.encode() + HANS.encode("gbk") * 300
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.guessed
    assert decoded.text.startswith(sound)
    assert decoded.text.endswith(HANS * 290)
    assert all(offset >= len(sound.encode()) for offset, _ in decoded.damage)


def test_a_run_of_utf8_in_a_page_of_gbk_is_found_too():
    data = (HANS * 100).encode("gbk") + (HANS * 300).encode()
    decoded = decode(data)
    assert decoded.encoding == "gb18030"
    assert decoded.text.endswith(HANS * 250)


def test_what_stands_far_from_the_first_high_byte_is_heard():
    text = "\u00a9 " + "x" * 5000 + "\n" + HANS * 5
    for codec in ("gb18030", "utf-8"):
        assert decode(text.encode(codec)).text == text


def test_every_line_may_have_its_own_encoding():
    lines = [(HANS, "gbk"), (HANT, "big5"), (JA, "utf-8"), ("abc\n", "ascii"), (HANS, "utf-8")] * 5
    data = b"".join(text.encode(codec) for text, codec in lines)
    assert decode(data, "per-line").text == "".join(text for text, _ in lines)


def test_what_most_lines_are_in_does_not_depend_on_chunks():
    data = b"ascii\n" + "é\n".encode("cp1252") * 2 + "é\n".encode()
    names = set()
    for size in (1, 7, 100):
        decoder = Decoder("per-line")
        for at in range(0, len(data), size):
            decoder.decode(data[at : at + size])
        decoder.decode(b"", final=True)
        names.add(decoder.encoding)
    assert len(names) == 1


def test_a_long_line_is_not_held_whole():
    decoder = Decoder("per-line")
    given_back = 0
    chunk = HANS.rstrip("\n").encode("gbk") * 1000
    for _ in range(10):
        given_back += len(decoder.decode(chunk))
    assert given_back > 9 * 17 * 1000


def test_nul_separators_are_no_utf16():
    data = b"a\0b\0c\0d\0"
    decoder = Decoder(null_data=True)
    assert decoder.decode(data, final=True) == data.decode()


def test_tilde_and_brace_in_a_program_are_no_hz():
    text = "x = ~{a};\ny = ~{b}\n" * 3
    assert decode(text.encode()).text == text


def test_hz_behind_a_tilde_of_a_program_is_found():
    assert decode(b"x = ~{a};\nSee ~{VPND~}\n").text == "x = ~{a};\nSee 中文\n"


@pytest.mark.parametrize(
    "line",
    [
        "tel. +8613012345678 and x+Tbcdefgh\n",
        "a+TWFuZGFyaW4gdGV4dA==\n",
        "let total = a+UnitPrice+Tax;\n",
        "+UWxT+HuATst is one letter off\n",
    ],
)
def test_a_plus_sign_is_no_utf7(line):
    assert decode(line.encode()).text == line


def test_utf7_opens_no_tag():
    line = "公司简介+1".encode("utf-7") + b"+ADw-script+AD4-\n"
    assert decode(line, "utf-7").text == "公司简介+1+ADw-script>\n"
    assert decode("中文+1\n".encode("utf-7") * 9).text == "中文+1\n" * 9


@pytest.mark.parametrize(
    ("encoding", "run"),
    [("utf-7", b"+UWxT+HuATss-a+-b "), ("iso2022_cn", b"\x1b$)A\x0eVPND\x0f \x1b$)G\x0eVP\x0f ")],
)
def test_a_run_of_any_length_is_read_the_same_however_it_is_cut(encoding, run):
    long = run[:-1].rstrip(b"-\x0f").ljust(70_000, b"+" if encoding == "utf-7" else b"V")
    data = run * 3 + long + b"\x1b$ +ab \xff\n" + run
    whole = decode(data, encoding).text
    for size in (1, 7, 4096, 65_535, 65_539):
        decoder = Decoder(encoding)
        parts = [decoder.decode(data[at : at + size]) for at in range(0, len(data), size)]
        assert "".join([*parts, decoder.decode(b"", final=True)]) == whole, size


def test_iso_2022_cn_is_read_where_it_is_gb():
    assert decode(b"a \x1b$)A\x0eVPND\x0f b\n").text == "a 中文 b\n"
    kept = b"\x1b$)A\x0eVPND\x0f\n\x1b$)G\x0eVPND\x0f\n"
    assert decode(kept).text == "中文\n\x1b$)G\x0eVPND\x0f\n"
    assert decode(b"\x1b$)G\x0eVPND\x0f\n").text == "\x1b$)G\x0eVPND\x0f\n"


def test_terminal_colours_are_no_iso_2022():
    text = "\x1b[31mred\x1b[0m\x1b(B\n"
    assert decode(text.encode()).text == text


def test_a_declaration_is_believed_only_if_it_fits():
    page = '<meta charset="{}"><p>' + HANS
    assert decode(page.format("gb2312").encode("gbk")).text == page.format("gb2312")
    assert decode(page.format("utf-8").encode("gbk")).text == page.format("utf-8")
    assert decode(page.format("big5").encode()).text == page.format("big5")


def test_what_a_page_declares_is_known_true_or_not():
    decoder = Decoder()
    for byte in ('<meta charset="GB2312">' + HANS).encode():
        decoder.decode(bytes([byte]))
    assert (decoder.declared, decoder.decode(b"", final=True), decoder.encoding) == (
        "gb18030",
        '<meta charset="GB2312">' + HANS,
        "utf-8",
    )


def test_the_codec_gaps_are_closed():
    assert decode(b"\x80", "gbk").text == "€"
    assert decode(b"\xa6\xd9\xfe\x59\xa8\xbc", "gb18030").text == "\ufe10\u9fb4\u1e3f"
    assert decode(b"\xa3\xe1\xa1\x45\xc6\xa1\xc6\xcf\xf9\xfe", "big5").text == "€‧①廴▓"
    assert decode(b"\xad\xa1", "euc-jp").text == "①"


@pytest.mark.parametrize("name", names())
def test_raw_bytes_pass_through_every_preset(name):
    data = b"ab\xff\xfecd\n" + HANS.encode() + b"\xe4\xb8 \xf4\x8f\xba\x90 \x80\n"
    clean = preset(name)(decode(data, "utf-8", "raw").text)
    out = encode(clean, raw=True)
    assert b"ab\xff\xfecd" in out
    assert b"\xe4\xb8 \xf4\x8f\xba\x90 \x80" in out


@given(st.lists(st.sampled_from([b"\xff", b"\x80\x81", "中".encode(), b"a", b"\n", b"1"])))
def test_no_filter_touches_a_raw_byte(parts):
    decoded = decode(b"".join(parts), "utf-8", "raw")
    bad = [raw for _, raw in decoded.damage]
    for name in filters.names():
        text = Pipeline([filters.get(name)])(decoded.text)
        again = decode(encode(text, raw=True), "utf-8", "raw")
        assert [raw for _, raw in again.damage] == bad, name


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 2000,
        b"\xff" * 500_000,
        b"\x81" * 500_000,
        HANS.encode("gbk")[1:] * 40_000,
        b"~{" * 250_000,
        b"\x1b$B" * 200_000,
        b"\xe4\xb8\xad" * 200_000,
        b"\n\xff" * 250_000,
    ],
    ids=["all", "ff", "lead", "gbk", "hz", "jis", "one line", "short lines"],
)
def test_odd_input_costs_no_more_than_its_length(data):
    for encoding in ("auto", "utf-8"):
        begun = time.process_time()
        decode(data, encoding)
        assert time.process_time() - begun < 4


def test_one_byte_at_a_time_costs_no_more_than_its_length():
    data = (HANS * 2000).encode("gbk")
    begun = time.process_time()
    decoder = Decoder()
    text = "".join([decoder.decode(data[at : at + 1]) for at in range(len(data))])
    assert text + decoder.decode(b"", final=True) == HANS * 2000
    assert time.process_time() - begun < 5
