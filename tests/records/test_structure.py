"""Documents with a syntax parse after cleaning as before: by their name, and as plain text.

The documents are those beside this file, one of each format with Chinese wherever the format
takes it, and files of other people: manuals, catalogues and data of the packages that this
environment has. Their English words become Chinese ones, so that there is something to change.
"""

import itertools
import json
import re
import subprocess
import sys
import sysconfig
from functools import cache
from pathlib import Path

import pytest

import hantidy
from hantidy.records.formats import BY_VALUE, UNTOUCHED, clean_values
from structures import STRUCTURE

DOCUMENTS = Path(__file__).parent / "documents"
PRESETS = ("repair", "web", "normal")
WORDS = ("茶水", "山里", "我们", "二零二四年", "说明", "这个", "门", "安装", "在", "一个", "好")
RULES = {3 * mark for mark in "=-~^\"'#*+.:_`"}
MOST, LARGEST = 8, 60_000  # files of each format, and bytes of each


def own(kind):
    """The document of this format beside this file."""
    with (DOCUMENTS / f"sample.{kind}").open(encoding="utf-8", newline="") as file:
        return file.read()


def in_chinese(text):
    """Return ``text`` with words of prose in Chinese, and marks as typists leave them.

    Titles stay as wide as the rules below them.
    """
    words = itertools.cycle(WORDS)
    prose = re.compile(r"(?<![\w/.:@`<&{}\\=#$%\"'-])[a-z]{2,}(?![\w/:@(`={}\\-])")
    said = "\n".join(
        line if below[:3] in RULES else prose.sub(lambda _: next(words), line)
        for line, below in itertools.pairwise([*text.split("\n"), ""])
    )
    return re.sub(r"(?<=[一-鿿]) (?=[一-鿿])|(?<=[一-鿿][,;:?!]) (?=[一-鿿])", "", said)


def values_in_chinese(value):
    """Return a value of JSON with its strings in Chinese."""
    if isinstance(value, dict):
        return {key: values_in_chinese(each) for key, each in value.items()}
    if isinstance(value, list):
        return [values_in_chinese(each) for each in value]
    return in_chinese(value) if isinstance(value, str) else value


def text_in_chinese(markup):
    """Return a document of tags with the text between them in Chinese."""
    return re.sub(r"(?<=>)[^<>]+(?=<)", lambda found: in_chinese(found[0]), markup)


def described(paths):
    """Descriptions of packages as their index shows them, by what they are written in.

    Ours is left out: it shows damage.
    """
    found = {"md": [], "rst": []}
    for path in paths:
        if path.parent.name.startswith("hantidy-"):
            continue
        head, _, body = path.read_text("utf-8", "replace").partition("\n\n")
        kind = re.search(r"^Description-Content-Type: text/(markdown|x-rst)", head, re.MULTILINE)
        if kind and len(body) < LARGEST:
            found["md" if kind[1] == "markdown" else "rst"].append(in_chinese(body))
    return found


@cache
def others():
    """Documents of other people, by format."""
    packages = Path(sysconfig.get_paths()["purelib"])
    shared = Path("/usr/share")
    found = described(sorted(packages.glob("*.dist-info/METADATA")))

    def read(kind, change, *folders):
        paths = (path for folder in folders for path in sorted(folder.rglob(f"*.{kind}")))
        for path in paths:
            if 200 < path.stat().st_size < LARGEST:
                found.setdefault(kind, []).append(change(path.read_text("utf-8", "replace")))

    def as_json(text):
        return json.dumps(values_in_chinese(json.loads(text)), ensure_ascii=False, indent=1)

    read("json", as_json, packages / "jsonschema_specifications", packages / "opencc")
    read("html", text_in_chinese, packages / "pydoc_data", shared / "doc/nodejs/api")
    read("xml", text_in_chinese, shared / "mime/packages", shared / "metainfo")
    read("rst", in_chinese, packages / "docutils", packages / "numpy")
    read("yaml", in_chinese, packages / "markdown_it")
    read("po", str, packages / "humanize/locale")
    return {kind: sorted(texts, key=len)[-MOST:] for kind, texts in found.items()}


def documents(kind):
    """Every document of this format that there is here."""
    return [own(kind), *others().get(kind, ())]


def test_each_format_known_by_name_has_a_document():
    assert set(STRUCTURE) >= {*BY_VALUE, *UNTOUCHED}
    assert {path.suffix[1:] for path in DOCUMENTS.iterdir()} == set(STRUCTURE)


def test_files_of_others_are_found_in_any_environment():
    """The packages of this project's own tests bring descriptions and schemas."""
    assert len(others()["md"]) == MOST
    assert others()["rst"]
    assert others()["json"]


@pytest.mark.parametrize("kind", sorted(STRUCTURE.keys() - {"po"}))
@pytest.mark.parametrize("preset", PRESETS)
def test_as_plain_text(kind, preset):
    """Whatever the preset, a document that comes through a pipe parses as before.

    Catalogues of translations are known by their name alone.
    """
    structure = STRUCTURE[kind]
    for text in documents(kind):
        assert structure(hantidy.clean(text, preset)) == structure(text)


@pytest.mark.parametrize("kind", BY_VALUE)
def test_by_value(kind):
    """The values change, the document does not."""
    clean = hantidy.preset("normal")
    changed = False
    for text in documents(kind):
        cleaned, _ = clean_values(kind, text, clean)
        assert STRUCTURE[kind](cleaned) == STRUCTURE[kind](text)
        changed |= cleaned != text
    assert changed


def test_by_the_command(tmp_path):
    """One run over a file of each format; what is left as it was is told."""
    files = sorted(DOCUMENTS.iterdir())
    done = subprocess.run(
        [sys.executable, "-m", "hantidy", "clean", "--output-dir", str(tmp_path), *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    for file in files:
        kind = file.suffix[1:]
        with next(tmp_path.rglob(file.name)).open(encoding="utf-8", newline="") as out:
            cleaned = out.read()
        assert STRUCTURE[kind](cleaned) == STRUCTURE[kind](own(kind))
        assert (cleaned == own(kind)) == (kind in UNTOUCHED), kind
        assert (file.name in done.stderr) == (kind in UNTOUCHED), done.stderr
