"""Names with ``://``, through fsspec: its own memory, local files, a local server."""

import functools
import gzip
import http.server
import importlib.util
import json
import os
import threading
from pathlib import Path

import pytest

import hantidy
from hantidy.errors import HantidyError
from hantidy.records.cleaning import clean_files
from hantidy.records.inputs import Input, Skipped, find_inputs
from hantidy.records.into_folder import IntoFolder
from hantidy.records.remote_outputs import RemoteFile
from hantidy.records.run import Summary
from hantidy.records.settings import Settings
from hantidy.records.source import Source
from hantidy.records.targets import Together

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


@pytest.fixture
def memory():
    """A store of objects, empty before and after."""
    import fsspec

    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def cleaned(target, *names, recursive=False, **more):
    said = []
    summary = Summary(said.append)
    how = Settings(hantidy.Pipeline([hantidy.filters.get("width")]), **more)

    def inputs():
        for each in find_inputs(names, recursive=recursive):
            if isinstance(each, Input) and target.is_done(each):
                summary.already += 1
            else:
                yield each

    try:
        clean_files(how, inputs(), target, summary)
        target.close()
    except BaseException:
        target.discard()
        raise
    return summary, said


@needs_fsspec
def test_a_folder_in_a_store_goes_to_another_and_is_not_done_twice(memory):
    memory.pipe_file("/in/a.txt", "Ａ\n".encode())
    memory.pipe_file("/in/sub/b.jsonl.gz", gzip.compress('{"text":"Ｂ"}\n'.encode()))

    def run(settings="s"):
        target = IntoFolder("memory://out/", ".", settings)
        return cleaned(target, "memory://in", recursive=True)[0]

    assert run().inputs == 2
    assert memory.cat_file("/out/a.txt") == b"A\n"
    assert gzip.decompress(memory.cat_file("/out/sub/b.jsonl.gz")) == b'{"text":"B"}\n'
    assert (run().inputs, run().already) == (0, 2)
    # Another input, another output and other settings are done again.
    memory.pipe_file("/in/a.txt", "Ｚ\n".encode())
    assert (run().inputs, memory.cat_file("/out/a.txt")) == (1, b"Z\n")
    memory.rm_file("/out/sub/b.jsonl.gz")
    assert run().inputs == 1
    assert run("other").inputs == 2
    # What says so is no input, and nothing hidden is left beside the outputs.
    assert (
        cleaned(IntoFolder("memory://again", ".", "s"), "memory://out", recursive=True)[0].inputs
        == 2
    )
    hidden = [name for name in memory.store if "/." in name and "/.hantidy-done/" not in name]
    assert not hidden


@needs_fsspec
def test_a_pattern_stands_for_the_files_that_match(memory):
    for name in ("2023/a.txt", "2024/a.txt", "2024/a.log"):
        memory.pipe_file(f"/crawl/{name}", "Ａ".encode())
    cleaned(IntoFolder("memory://out", ".", "s"), "memory://crawl/*/*.txt")
    assert set(memory.find("/out")) > {"/out/2023/a.txt", "/out/2024/a.txt"}
    assert not memory.exists("/out/2024/a.log")
    (skipped,) = find_inputs(["memory://crawl/*.none"])
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "stands for no file"


@needs_fsspec
def test_one_output_is_there_whole_or_not_at_all(memory):
    memory.pipe_file("/a.jsonl", '{"text":"Ａ"}\nbroken\n'.encode())
    name = "memory://one.jsonl.gz"
    with pytest.raises(HantidyError):
        cleaned(Together(RemoteFile(name), name=name), "memory://a.jsonl", on_error="fail")
    assert not memory.exists("/one.jsonl.gz")
    cleaned(Together(RemoteFile(name), name=name), "memory://a.jsonl")
    assert gzip.decompress(memory.cat_file("/one.jsonl.gz")) == b'{"text":"A"}\n'
    same = "memory://a.jsonl"
    _, said = cleaned(Together(RemoteFile(same), name=same), same)
    assert "is the output too" in said[0]
    assert memory.cat_file("/a.jsonl").endswith(b"broken\n")


@needs_fsspec
def test_what_a_system_refuses_is_said_of_the_output(memory, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Access Denied")

    memory.pipe_file("/a.txt", "Ａ".encode())
    memory.pipe_file("/b.txt", "Ｂ".encode())
    monkeypatch.setattr(type(memory), "put_file", refuse)
    summary, said = cleaned(
        IntoFolder("memory://out", ".", "s"), "memory://a.txt", "memory://b.txt"
    )
    assert summary.failed == 2
    assert said[0] == "memory://a.txt: memory://out/a.txt: Access Denied"
    assert not memory.find("/out")


@needs_fsspec
def test_no_key_leads_out_of_the_folder():
    target = IntoFolder("out", ".", "s")
    hostile = Input("s3://b/d/../../../etc/x", found=True, root="s3://b/d", remote=True)
    with pytest.raises(HantidyError, match="outside of the folder"):
        target.name_of(hostile)


@needs_fsspec
def test_outputs_by_the_command(run, write, tmp_path):
    write("in/a.jsonl", '{"text":"Ａ"}\n')
    write("in/sub/b.txt", "Ｂ\n")
    call = ["clean", "-f", "width", "-r", "in", "--output-dir", f"file://{tmp_path}/out"]
    ran = run(*call, "--stats=n.json")
    assert (ran.code, ran.err) == (0, "")
    assert (tmp_path / "out/a.jsonl").read_bytes() == b'{"text":"A"}\n'
    assert (tmp_path / "out/sub/b.txt").read_bytes() == b"B\n"
    assert run(*call).err == "hantidy: 2 inputs were done by an earlier run\n"
    os.utime("in/a.jsonl", (1, 1))
    assert "1 input was" in run(*call).err
    names = {path.name for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert names == {"a.jsonl", "b.txt", "a.jsonl.json", "b.txt.json"}
    # A folder elsewhere as input; its answer may be told from an earlier one.
    back = ["clean", "-f", "width", "-r", f"file://{tmp_path}/out", "--output-dir", "back"]
    assert run(*back).code == 0
    assert Path("back/sub/b.txt").read_bytes() == b"B\n"
    assert not Path("back/.hantidy-done").exists()
    assert run(*back).err == "hantidy: 2 inputs were done by an earlier run\n"
    name = f"file://{tmp_path}/one.txt"
    assert run("clean", "-f", "width", "-", "-o", name, data="Ａ".encode()).code == 0
    assert Path("one.txt").read_bytes() == b"A"
    assert json.loads(Path("n.json").read_bytes())["inputs"] == 2


@needs_fsspec
@pytest.mark.parametrize("option", ["-o", "--output-dir"])
def test_what_cannot_be_written_to_is_said_before_anything_is_read(run, write, option):
    write("a.txt", "Ａ\n")
    ran = run("clean", "a.txt", option, "http://localhost/x")
    assert (ran.code, "takes no files" in ran.err) == (2, True)
    ran = run("clean", "a.txt", option, "klingon://x")
    assert (ran.code, "Protocol not known: klingon" in ran.err) == (2, True)
    assert not Path("klingon:").exists()


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
