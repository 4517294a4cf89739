"""Configurations and word lists from outside: limited in size, depth and patience."""

import os
import subprocess
import sys
import tempfile
import threading
import time

import pytest

import hantidy
from hantidy.core.small_files import MOST, read_small
from hantidy.errors import ConfigError, HantidyError, TableError
from hantidy.evidence import opencc

HOSTILE = {
    "brackets": "a = " + "[" * 100_000,
    "closed brackets": "a = " + "[" * 500 + "]" * 500,
    "tables": "a = " + "{b=" * 40 + "1" + "}" * 40,
    "digits": "a = " + "9" * 5000,
    "dotted": "a." * 20_000 + "b = 1",
    "dotted blanks": "a . " * 20_000 + "b = 1",
    "dotted quotes": '"a".' * 10_000 + "b = 1",
    "dotted head": "[" + "a." * 20_000 + "b]",
    "large": "# " + "x" * MOST,
    "quotes": 'a = """' * 10_000,
}


@pytest.mark.parametrize("toml", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_configuration_is_one_error_at_once(tmp_path, toml):
    path = tmp_path / "c.toml"
    path.write_text(toml, "utf-8")
    begun = time.process_time()
    with pytest.raises(ConfigError) as caught:
        hantidy.load(path)
    assert time.process_time() - begun < 1
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_brackets_and_dots_in_texts_and_comments_are_no_depth(tmp_path):
    path = tmp_path / "c.toml"
    many = "[" * 99 + "a." * 99
    path.write_text(f'# {many}\npreset = "web" # {many}\nwithout = []\n', "utf-8")
    assert hantidy.load(path) == hantidy.preset("web")
    path.write_text(f'preset = "{many}"\n', "utf-8")
    with pytest.raises(ConfigError, match="there is no preset"):
        hantidy.load(path)


def test_a_device_without_an_end_is_too_large():
    with pytest.raises(HantidyError, match="holds more than 1 MB"):
        read_small("/dev/zero")
    with pytest.raises(TableError, match="holds more than 1 MB"):
        hantidy.filters.get("script", to="tw", dictionary="/dev/zero")


def test_a_pipe_is_read_to_its_end(tmp_path):
    pipe = tmp_path / "p"
    os.mkfifo(pipe)

    def write():
        with pipe.open("w") as file:
            for part in ('preset = "repair"\n', 'without = ["gloss"]\n'):
                time.sleep(0.2)
                file.write(part)
                file.flush()

    thread = threading.Thread(target=write)
    thread.start()
    assert hantidy.load(pipe) == hantidy.preset("repair").without("gloss")
    thread.join()


def test_a_pipe_that_nobody_writes_to_is_given_up(tmp_path):
    pipe = tmp_path / "p"
    os.mkfifo(pipe)
    with pytest.raises(ConfigError, match="a pipe that nobody writes to"):
        hantidy.load(pipe)


def test_process_substitution_is_a_configuration():
    line = f"printf 'Ａ' | {sys.executable} -m hantidy clean -c <(echo 'preset = \"web\"')"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"A")


def test_a_folder_or_nothing_is_an_error_of_the_system(tmp_path):
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(OSError):  # noqa: PT011 - any of them
            read_small(path)


def test_conversion_needs_no_folder_to_write_to(monkeypatch, tmp_path):
    convert = opencc._opened
    text = "头发，软件和内存"
    expected = hantidy.clean(text, "none", to="twp")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    convert.cache_clear()
    assert hantidy.clean(text, "none", to="twp") == expected
    monkeypatch.delattr(os, "memfd_create")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    convert.cache_clear()
    assert hantidy.clean(text, "none", to="twp") == expected
    assert not list(tmp_path.iterdir())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    convert.cache_clear()
    with pytest.raises(HantidyError, match="TMPDIR"):
        hantidy.clean(text, "none", to="twp")
    convert.cache_clear()
