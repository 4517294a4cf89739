"""gettext catalogues: the translations (msgstr); sources, comments and the header stay."""

from __future__ import annotations

import re

from hantidy.core import lazy
from hantidy.records.formats.value import FormatError, Value

_QUOTED = r'"((?:[^"\\\n]|\\.)*)"'
_QUOTED_LINES = rf"{_QUOTED}(?:[ \t]*\r?\n[ \t]*{_QUOTED})*"
_ENTRY = lazy.pattern(rf"^(msgid|msgstr(?:\[\d+\])?)[ \t]+({_QUOTED_LINES})", re.MULTILINE)
_STRING = lazy.pattern(_QUOTED)
_ESCAPE = lazy.pattern(r"\\(.)")
_SAID = {"n": "\n", "t": "\t", "r": "\r"}
_WRITTEN = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def values(text: str, kind: str, fields: tuple[str, ...]) -> list[Value]:
    """Find each translation; one over several lines is one text.

    A changed one over several lines is written as msgcat does: an empty string, then a line of
    the file for each line of the text.
    """
    found = []
    header = False
    for entry in _ENTRY.finditer(text):
        said = "".join(_ESCAPE.sub(_unescaped, each) for each in _STRING.findall(entry[2]))
        if entry[1] == "msgid":
            header = not said
        elif not header:
            write = _write_lines if "\n" in entry[2] else _write
            found.append(Value(entry.start(2), entry.end(2), said, write))
    if not found and text.strip() and "msgid" not in text:
        raise FormatError(kind, "no msgid", 1)
    return found


def _unescaped(match: re.Match[str]) -> str:
    return _SAID.get(match[1], match[1])


def _write(said: str) -> str:
    return '"' + "".join(_WRITTEN.get(char, char) for char in said) + '"'


def _write_lines(said: str) -> str:
    lines = [line + "\n" for line in said.split("\n")]
    lines[-1] = lines[-1][:-1]
    return "\n".join(['""', *(_write(line) for line in lines if line)])
