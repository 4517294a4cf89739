"""Where results go."""

import os

from hantidy.records.outputs import Stream


def test_what_a_write_leaves_is_written_next(tmp_path, monkeypatch):
    """A signal or a full pipe may end a write early."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))
    with (tmp_path / "x").open("wb") as file:
        Stream(file.fileno()).write(b"0123456789")
    assert (tmp_path / "x").read_bytes() == b"0123456789"
