"""Filters of one's own, registered or of an installed package."""

import multiprocessing
import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

import pytest

import hantidy
from hantidy import Change, Filter, Pipeline, filters
from hantidy.errors import ConfigError, OptionError, UnknownNameError
from hantidy.filters import plugins
from hantidy.pipeline import config

PLUGIN = Path(__file__).parent.parent / "examples" / "plugin"


@dataclass(frozen=True)
class Stars(Filter):
    """Takes stars out."""

    name: ClassVar = "stars"
    kind: ClassVar = "style"
    version: ClassVar = "1"
    before: ClassVar = "spacing"
    examples: ClassVar = (("好★", "好"),)

    most: int = 9
    share: float = 1.0
    mode: Literal["drop", "tell"] = "drop"

    def changes(self, block):
        after = "" if self.mode == "drop" else "★"
        places = [i for i, c in enumerate(block.text) if c == "★"][: self.most]
        return [Change(i, i + 1, after, "star", "a star") for i in places]


@pytest.fixture
def stars():
    filters.register(Stars)
    yield Stars
    plugins._registered.clear()


def test_a_filter_nobody_registered_works_in_python():
    web = hantidy.preset("web").including(Stars())
    assert [each.name for each in web.filters][-2:] == ["stars", "spacing"]
    assert web("好★,达(dá)拉特") == "好，达拉特"
    assert web.without("stars") == hantidy.preset("web")
    assert web.replace("stars", mode="tell").trace("好★").findings
    assert pickle.loads(pickle.dumps(web)) == web
    assert web.fingerprint != hantidy.preset("web").fingerprint
    with pytest.raises(UnknownNameError, match="no filter 'stars'"):
        web.to_toml()


def test_a_registered_filter_is_known_by_its_name(stars):
    assert filters.names().index("stars") == filters.names().index("spacing") - 1
    assert filters.get("stars", most=1) == filters.parse("stars:most=1") == stars(1)
    assert filters.parse("stars:share=0.5").share == 0.5
    row = config.read('preset = "web"\n[[filter]]\nname = "stars"\nmode = "tell"\nshare = 0.25\n')
    assert row == hantidy.preset("web").including(stars(mode="tell", share=0.25))
    assert config.read(row.to_toml()) == row
    assert hantidy.preset("normal").filters == hantidy.preset("normal").without("stars").filters
    with pytest.raises(OptionError, match="mode is drop or tell"):
        filters.get("stars", mode="x")
    filters.register(stars, before="escapes")
    try:
        assert filters.names()[0] == "stars"
    finally:
        stars.before = "spacing"


def test_the_version_is_part_of_the_fingerprint(stars, monkeypatch):
    before = Pipeline([stars()]).fingerprint
    monkeypatch.setattr(stars, "version", "2")
    assert Pipeline([stars()]).fingerprint != before


def test_what_is_no_filter_is_refused(stars):
    with pytest.raises(TypeError, match="derived from hantidy.Filter"):
        filters.register(str)
    with pytest.raises(UnknownNameError, match="no filter 'spacings'"):
        filters.register(stars, before="spacings")
    for made, message in [
        ({"name": "Stars!"}, "declare its name"),
        ({"kind": "other"}, '"repair" or "style"'),
        ({"version": ""}, "declare version"),
        ({"name": "gloss"}, "there is a filter 'gloss' already"),
        ({"name": "stars"}, "there is a filter 'stars' already"),
    ]:
        with pytest.raises(OptionError, match=message):
            filters.register(type("Other", (Stars,), made))


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """The folder in which the example plugin is installed."""
    folder = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", folder, PLUGIN], check=True, capture_output=True)
    return folder


def run(installed, *arguments, **options):
    path = os.pathsep.join([*sys.path, str(installed)])
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True, text=True, encoding="utf-8", check=False, **options,
    )  # fmt: skip


def test_an_installed_plugin(installed, tmp_path):
    """Shell, TOML, help, other processes and `check_filter` know the filter of a package."""
    done = run(installed, "-m", "hantidy", "clean", "--with", "pictographs", input="好🚀,达(dá)\n")
    assert (done.stdout, done.stderr) == ("好，达\n", "")
    done = run(installed, "-m", "hantidy", "clean", "-f", "pictographs:mode=report", input="好🚀\n")
    assert done.stdout == "好🚀\n"
    done = run(installed, "-m", "hantidy", "clean", "--with", "pictographs:mode=x", input="")
    assert done.returncode == 2
    assert "mode is strip or report" in done.stderr
    listed = run(installed, "-m", "hantidy", "filters").stdout
    assert listed.index("\npictographs ") < listed.index("\nspacing ")
    assert (
        "Takes emoji out of text."
        in run(installed, "-m", "hantidy", "filters", "pictographs").stdout
    )
    file = tmp_path / "row.toml"
    file.write_text('preset = "web"\n[[filter]]\nname = "pictographs"\n', encoding="utf-8")
    done = run(
        installed, "-m", "hantidy", "clean", "-c", str(file), "-j", "2", input="好🚀\n" * 999
    )
    assert done.stdout == "好\n" * 999
    program = tmp_path / "program.py"
    program.write_text(
        "import multiprocessing, sys\n"
        "import hantidy\n"
        "from hantidy import filters, testing\n"
        "if __name__ == '__main__':\n"
        "    web = hantidy.preset('web')\n"
        "    assert 'importlib.metadata' not in sys.modules or not filters.plugins._installed.cache_info().currsize\n"
        "    row = web.including(filters.get('pictographs'))\n"
        "    assert [f.name for f in row.filters][-2:] == ['pictographs', 'spacing']\n"
        f"    assert hantidy.load({str(file)!r}) == row\n"
        "    testing.check_filter(filters.kind_of('pictographs'), examples=20)\n"
        "    with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        "        print(*pool.map(row, ['甲🚀', '`🚀`']))\n",
        encoding="utf-8",
    )
    done = run(installed, str(program))
    assert done.stdout == "甲 `🚀`\n", done.stderr


def test_a_broken_plugin_is_named(tmp_path):
    folder = tmp_path / "broken-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Name: broken\nVersion: 1\n")
    (folder / "entry_points.txt").write_text("[hantidy.filters]\nbroken = no_such_module:X\n")
    done = run(tmp_path, "-m", "hantidy", "clean", "-f", "broken", input="x")
    assert done.returncode == 2
    assert "the filter 'broken' of package broken cannot be loaded" in done.stderr
    done = run(tmp_path, "-m", "hantidy", "clean", input="好\n")
    assert (done.stdout, done.stderr) == ("好\n", "")


def test_a_registered_filter_unpickles_in_a_spawned_process():
    row = Pipeline([Stars()])
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(row, ["好★"]) == ["好"]
        assert pool.apply(_fingerprint, (row,)) == row.fingerprint


def _fingerprint(row):
    return row.fingerprint


def test_toml_of_an_unknown_filter_says_so():
    with pytest.raises((ConfigError, UnknownNameError), match="no filter 'stars'"):
        config.read('[[filter]]\nname = "stars"\n')
