"""Files packed by xz: streams one after the other, padding, cut ends, traps."""

import io
import lzma
import zlib

import pytest

from hantidy.records.compressed import BrokenError, reader

TEXT = "一行文字\n".encode() * 1000


def unpacked(data, **options):
    read = reader(".xz", io.BytesIO(data), **options)
    return b"".join(iter(lambda: read(1 << 12), b""))


def with_dictionary(data, code):
    """The same stream, which asks for a dictionary of another size."""
    size = (data[12] + 1) * 4
    header = bytearray(data[12 : 12 + size - 4])
    assert header[2:4] == b"\x21\x01"
    header[4] = code
    return data[:12] + header + zlib.crc32(header).to_bytes(4, "little") + data[12 + size :]


def test_streams_and_padding():
    packed = lzma.compress(TEXT)
    assert unpacked(packed) == TEXT
    assert unpacked(packed + bytes(8) + packed + bytes(4)) == TEXT * 2
    assert unpacked(lzma.compress(b"")) == b""


@pytest.mark.parametrize("cut", [1, 40, -1])
def test_a_cut_end_is_told(cut):
    with pytest.raises(BrokenError, match="cut off"):
        unpacked(lzma.compress(TEXT)[:cut])


def test_a_dictionary_that_only_a_trap_has():
    trap = with_dictionary(lzma.compress(TEXT), 38)  # 2 GB
    with pytest.raises(BrokenError, match="--unpack-limit 0"):
        unpacked(trap)
    assert unpacked(with_dictionary(lzma.compress(TEXT), 28)) == TEXT
