"""The structure of a document, found by a parser of its own format; text is left out of it."""

import csv
import io
import json
import re
import tomllib
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser

import docutils.nodes
import pysubs2
import yaml
from babel.messages.pofile import read_po
from docutils.core import publish_doctree
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_VERBATIM = ("code_inline", "fence", "html_block", "html_inline")
# What is indented by four spaces may be prose; the filters judge it by what it says.


def _common(text):
    """Return ``text`` with odd spaces and forms of hanzi as repair filters may leave them, anywhere."""
    return re.sub(
        "[\xa0\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]",
        lambda odd: unicodedata.normalize("NFKC", odd[0]),
        text,
    )


def of_value(value):
    """Keys, kinds, lengths, and every scalar that is no string."""
    if isinstance(value, dict):
        return {key: of_value(each) for key, each in value.items()}
    if isinstance(value, list):
        return [of_value(each) for each in value]
    return str if isinstance(value, str) else (type(value), value)


def of_json(text):
    return of_value(json.loads(text))


def of_jsonl(text):
    return [of_json(line) for line in text.split("\n") if line]


def of_notebook(text):
    """What a notebook holds but for the words of its Markdown; code and outputs as they are."""
    notebook = json.loads(text)
    verbatim = [
        cell if cell["cell_type"] != "markdown" else len(cell["source"])
        for cell in notebook["cells"]
    ]
    return of_value(notebook), verbatim


def of_yaml(text):
    return of_value(yaml.safe_load(text))


def of_toml(text):
    return of_value(tomllib.loads(text))


def _of_cells(delimiter):
    def found(text):
        return [len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]

    return found


def _of_subtitles(kind):
    def found(text):
        script = pysubs2.SSAFile.from_string(text, format_=kind)
        styles = {name: vars(style) for name, style in script.styles.items()}
        return list(script.info), styles, [
            (
                event.type, event.start, event.end, event.style, event.name,
                re.findall(r"\{[^}]*\}|\\[Nnh]|</?[a-z]", event.text),
            )
            for event in script
        ]  # fmt: skip

    return found


def of_lyrics(text):
    return [re.match(r"(?:\[[^\]\n]*\])*", line)[0] for line in text.split("\n")]


def of_translations(text):
    return [
        (each.id, each.context, each.flags, each.locations, each.auto_comments,
         type(each.string), len(each.string) if isinstance(each.string, tuple) else 1)
        for each in read_po(io.StringIO(text))
    ]  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.found = []

    def handle_starttag(self, tag, attributes):
        shown = [(key, _common(value or "")) for key, value in attributes]
        self.found.append((tag, shown))

    def handle_endtag(self, tag):
        self.found.append(("/" + tag,))

    def handle_comment(self, data):
        self.found.append(("!--", data))

    def handle_decl(self, decl):
        self.found.append(("!", decl))

    def handle_entityref(self, name):
        if name in ("lt", "gt", "amp", "quot"):
            self.found.append(("&", name))


def of_html(text):
    tags = _Tags()
    tags.feed(text)
    tags.close()
    return tags.found


def of_xml(text):
    return [(each.tag, each.attrib) for each in ET.fromstring(text.encode()).iter()]


def of_markdown(text):
    """Blocks and inline marks, targets of links, and what is verbatim."""
    found = []

    def walk(tokens):
        for token in tokens:
            if token.type not in ("text", "softbreak", "hardbreak"):
                target = token.attrGet("href") or token.attrGet("src")
                verbatim = token.content if token.type in _VERBATIM else ""
                if token.type == "html_block":
                    verbatim = str(of_html(token.content))
                found.append((token.type, token.info, target, _common(verbatim)))
            walk(token.children or ())

    walk(_MARKDOWN.parse(text))
    return found


def of_restructured_text(text):
    quiet = {"report_level": 5, "halt_level": 6, "file_insertion_enabled": False}
    found = []
    for node in publish_doctree(text, settings_overrides=quiet).findall():
        if not isinstance(node, docutils.nodes.Text):
            verbatim = isinstance(node, docutils.nodes.literal | docutils.nodes.literal_block)
            found.append(
                (node.tagname, node.get("refuri"), _common(node.astext()) if verbatim else "")
            )
    return found


def of_latex(text):
    """Commands, braces, signs of formulas and tables, what is verbatim, in their order."""
    verbatim = re.findall(r"\\begin\{verbatim\}.*?\\end\{verbatim\}", text, re.DOTALL)
    return re.findall(r"\\(?:[A-Za-z]+|.)|[{}$&%\[\]]", text), verbatim


STRUCTURE: dict[str, Callable] = {
    "json": of_json,
    "jsonl": of_jsonl,
    "ipynb": of_notebook,
    "yaml": of_yaml,
    "toml": of_toml,
    "csv": _of_cells(","),
    "tsv": _of_cells("\t"),
    "srt": _of_subtitles("srt"),
    "vtt": _of_subtitles("vtt"),
    "ass": _of_subtitles("ass"),
    "lrc": of_lyrics,
    "po": of_translations,
    "html": of_html,
    "xml": of_xml,
    "md": of_markdown,
    "rst": of_restructured_text,
    "tex": of_latex,
}
"""For each format the function that finds the structure of a document."""
