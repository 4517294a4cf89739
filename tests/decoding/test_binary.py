"""What is no text, and how sure a guess may be."""

import random

import pytest

from hantidy.decoding import Decoder, decode
from hantidy.decoding.binary import kind_of, not_text

SENTENCE = "河边的柳树发了芽, spring is here。\n"
NOISE = random.Random(3).randbytes(3000)
WIDE = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"PK\x03\x04\x14\0", "a ZIP archive (DOCX, XLSX, EPUB and JAR are that too)"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x7fELF\2\1", "an ELF program"),
        (b"RIFF\x10\x20\x30\x40WEBPVP8 ", "a WebP image"),
        (b"\x00\x00\x00\x18ftypmp42", "an MP4 film"),
        (b"ID3\x03rest", "an MP3 recording"),
    ],
)
def test_first_bytes_tell(head, kind):
    assert kind_of(head) == kind
    assert not_text(head) == f"is {kind}, not text"
    assert decode(head + NOISE).confidence == 0


@pytest.mark.parametrize("text", ["", "P", "PK is a name\n", "ID3 tags\n", "RIFF raff\n", SENTENCE])
def test_text_is_text(text):
    assert not_text(text.encode()) == ""
    assert not_text(text.encode("gbk")) == ""


def test_nul_bytes_need_a_reason():
    assert "NUL" in not_text(b"text\0more text")
    assert not not_text(b"text\0more text", nul_is_meant=True)
    for codec in WIDE:
        assert not not_text((SENTENCE * 3).encode(codec))
        assert not not_text("\ufeff中\0".encode(codec))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 4096, 70_000])
def test_nul_bytes_are_no_utf32(size):
    decoded = decode(bytes(size))
    assert (decoded.text, decoded.encoding, decoded.guessed) == ("\0" * size, "ascii", False)
    assert decode(bytes(size) + "中文在后面。".encode()).text == "\0" * size + "中文在后面。"


@pytest.mark.parametrize("codec", WIDE)
def test_utf16_and_utf32_without_a_mark_are_guessed(codec):
    decoded = decode((SENTENCE * 3).encode(codec))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (SENTENCE * 3, codec, True)
    marked = decode(("\ufeff" + SENTENCE).encode(codec))
    assert (marked.text, marked.guessed) == (SENTENCE, False)
    named = Decoder(codec)
    assert named.decode(SENTENCE.encode(codec), final=True) == SENTENCE
    assert not named.guessed


def test_nobody_is_sure_of_noise():
    assert decode(NOISE).confidence < 0.1
    assert decode(NOISE.replace(b"\0", b"")).confidence < 0.1
    assert decode((SENTENCE * 3).encode("gbk")).confidence > 0.9


@pytest.mark.parametrize("text", ["See ~{VPND~}\n", "~{<:Ky2;S{#,NpJ)l6HK!#~}\n"])
def test_hz_is_read_where_it_is_chinese(text):
    assert decode(text.encode()).encoding == "hz"


@pytest.mark.parametrize("text", ["~{ab~}\n", "x~{foobar~}\n", "~{VP~}\n", "~{%!%!~}\n", "~{}~}\n"])
def test_hz_is_not_read_where_it_is_not(text):
    assert decode(text.encode()).text == text
