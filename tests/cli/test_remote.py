"""Names with ``://``, through fsspec: its own memory, local files, a local server."""

import functools
import gzip
import http.server
import importlib.util
import threading

import pytest

from hantidy.errors import HantidyError
from hantidy.records.inputs import Input, find_inputs
from hantidy.records.source import Source

HAS_FSSPEC = importlib.util.find_spec("fsspec") is not None
needs_fsspec = pytest.mark.skipif(not HAS_FSSPEC, reason="needs the extra remote")


@needs_fsspec
def test_memory(tmp_path):
    import fsspec

    del tmp_path
    with fsspec.open("memory://d/a.txt.gz", "wb") as file:
        file.write(gzip.compress("中文\n".encode()))
    (given,) = find_inputs(["memory://d/a.txt.gz"])
    source = Source(given, "auto", "replace")
    assert "".join(source.chunks()) == "中文\n"
    source.close()
    with pytest.raises(OSError, match="none"):
        Source(Input("memory://d/none", remote=True), "auto", "replace")


@needs_fsspec
def test_local_files_and_output_dir(run, write, tmp_path):
    write("a.jsonl", '{"text":"Ａ"}\n')
    name = f"file://{tmp_path}/a.jsonl"
    assert run("clean", "-f", "width", name).out == b'{"text":"A"}\n'
    assert run("clean", "-f", "width", name, "--output-dir", "out").code == 0
    assert (tmp_path / "out/a.jsonl").read_bytes() == b'{"text":"A"}\n'
    ran = run("clean", "-i", name)
    assert ran.code == 2
    assert "is not here" in ran.err


@needs_fsspec
@pytest.mark.skipif(importlib.util.find_spec("aiohttp") is None, reason="needs aiohttp")
def test_a_server(run, write, tmp_path):
    write("a.txt", "Ａ\n")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path)
    handler.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = f"http://127.0.0.1:{server.server_port}"
        assert run("clean", "-f", "width", f"{place}/a.txt").out == b"A\n"
        ran = run("clean", f"{place}/none.txt")
        assert ran.code == 2
        assert "none.txt: " in ran.err
        server.shutdown()


@needs_fsspec
def test_what_a_protocol_needs_is_told(run):
    ran = run("clean", "klingon://a/b.txt")
    assert ran.code == 2
    assert "fsspec cannot read it: Protocol not known: klingon" in ran.err


@needs_fsspec
def test_a_list_names_files_elsewhere_only_when_asked(run, write, tmp_path):
    write("a.txt", "Ａ\n")
    write("list", f"file://{tmp_path}/a.txt\n")
    assert run("clean", "--files-from", "list").code == 2
    assert run("clean", "-f", "width", "--files-from", "list", "--remote").out == b"A\n"
    assert run("clean", "--remote", "a.txt").code == 2


@pytest.mark.skipif(HAS_FSSPEC, reason="is about its absence")
def test_without_the_extra_it_is_named(run):
    ran = run("clean", "s3://bucket/a.txt")
    assert ran.code == 2
    assert "pip install 'hantidy[remote]'" in ran.err
    with pytest.raises(HantidyError):
        Source(Input("s3://bucket/a.txt", remote=True), "auto", "replace")
