"""Messages between processes: pickled, with long bytes and texts beside the pickle.

A parcel is written and read in as few copies as the system allows. Texts travel as UTF-16, which
is made and read faster than UTF-8, and is shorter for Chinese.
"""

from __future__ import annotations

import os
import pickle
import struct
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Bytes = bytes | bytearray | memoryview

_COUNT = struct.Struct("<Q")


def pack(texts: Sequence[str]) -> tuple[str, pickle.PickleBuffer, pickle.PickleBuffer]:
    """Return ``texts`` in a form that needs no copy; `unpack` gives them again."""
    text = "".join(texts) if len(texts) != 1 else texts[0]
    codec = "ascii" if text.isascii() else "utf-16-le"
    lengths = array("Q", map(len, texts))
    return (
        codec,
        pickle.PickleBuffer(text.encode(codec, "surrogatepass")),
        pickle.PickleBuffer(lengths.tobytes()),
    )


def unpack(codec: str, data: Bytes, lengths: Bytes) -> tuple[str, ...]:
    """Return the texts that were packed."""
    text = str(data, codec, "surrogatepass")
    sizes = array("Q")
    sizes.frombytes(bytes(lengths))
    if len(sizes) == 1:
        return (text,)
    texts = []
    at = 0
    for size in sizes:
        texts.append(text[at : at + size])
        at += size
    return tuple(texts)


def send(connection: Connection, value: Any) -> None:
    """Write ``value``; OSError where nobody reads any more."""
    beside: list[pickle.PickleBuffer] = []
    head = pickle.dumps(value, 5, buffer_callback=beside.append)
    parts = [memoryview(head), *(buffer.raw() for buffer in beside)]
    sizes = array("Q", map(len, parts)).tobytes()
    _write(connection, _COUNT.pack(len(parts)) + sizes)
    for part in parts:
        _write(connection, part)


def receive(connection: Connection) -> Any:
    """Read what was sent; EOFError where nobody writes any more."""
    (count,) = _COUNT.unpack(_read(connection, _COUNT.size))
    sizes = array("Q")
    sizes.frombytes(_read(connection, count * sizes.itemsize))
    head, *beside = [_read(connection, size) for size in sizes]
    return pickle.loads(head, buffers=beside)  # noqa: S301 - from a process of our own


if hasattr(os, "readv"):

    def _write(connection: Connection, data: Bytes) -> None:
        descriptor, view = connection.fileno(), memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]

    def _read(connection: Connection, size: int) -> bytearray:
        descriptor, data = connection.fileno(), bytearray(size)
        view = memoryview(data)
        while view:
            read = os.readv(descriptor, [view])
            if not read:
                raise EOFError
            view = view[read:]
        return data

else:  # pragma: no cover - Windows

    def _write(connection: Connection, data: Bytes) -> None:
        connection.send_bytes(data)

    def _read(connection: Connection, size: int) -> bytearray:
        return bytearray(connection.recv_bytes())
