"""The user's dictionary, which overrides every other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from hantidy.core.small_files import read_small
from hantidy.errors import HantidyError, OptionError, TableError

LONGEST = 64
Rows = tuple[tuple[str, str], ...]


class Words:
    """Words with their replacements; of words that begin at one place the longest wins.

    Replacements are words that stay, so that a second run changes nothing.
    """

    def __init__(self, rows: Rows) -> None:
        """Take ``rows``, which `read` has checked."""
        self.rows = rows
        self.becomes = {after: after for _, after in rows} | dict(rows)
        self.pattern = re.compile(f"({longest_of(self.becomes)})")

    def around(self, text: str, convert: Callable[[str], str]) -> str:
        """Return ``text`` with its words replaced and the rest converted between them.

        Words hold no line end, so that the number of lines stays.
        """
        pieces = self.pattern.split(text)
        if len(pieces) == 1:
            return convert(text)
        words = [self.becomes[word] for word in pieces[1::2]]
        stretches = masked(text, pieces[::2], convert)
        return "".join(part for pair in zip(stretches, [*words, ""], strict=True) for part in pair)


def masked(text: str, stretches: list[str], convert: Callable[[str], str]) -> list[str]:
    """Convert the ``stretches`` of ``text`` in one call, without context of each other.

    They are joined by a character that ``text`` does not have.
    """
    if len(stretches) < 2:
        return [convert(stretch) for stretch in stretches]
    between = absent(text)
    return convert(between.join(stretches)).split(between)


def absent(text: str) -> str:
    """Return a character that neither ``text`` nor a word has."""
    between = next((c for c in map(chr, range(0xFDD0, 0xFDF0)) if c not in text), None)
    if between is None:
        had = set(text)
        between = next(c for c in map(chr, range(0x10FFFF, 0, -1)) if c not in had)
    return between


def read(path: str) -> Rows:
    """Return the rows of the word list at ``path``; errors name the line."""
    found: dict[str, tuple[str, int]] = {}
    for number, (word, after) in _lines(path):
        if word in found and found[word][0] != after:
            raise TableError(
                f"{path}, line {number}: line {found[word][1]} has another answer for {word!r}"
            )
        found.setdefault(word, (after, number))
    for word, (after, number) in found.items():
        if found.get(after, (after, 0))[0] != after:
            raise TableError(
                f"{path}, line {number}: {word!r} becomes {after!r}, "
                f"which line {found[after][1]} would change again"
            )
    if not found:
        raise TableError(f"{path} has no words")
    return tuple(sorted((word, after) for word, (after, _) in found.items()))


def _lines(path: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield each row with its line number; empty lines and comments (#) are skipped."""
    try:
        lines = read_small(path).decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except OSError as error:
        raise OptionError(f"script: dictionary {path!r} cannot be read: {error.strerror}") from None
    except (ValueError, HantidyError) as error:
        raise TableError(f"script: dictionary {path!r} cannot be read: {error}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 2 or not all(map(str.strip, columns)):
            raise TableError(f"{path}, line {number}: a row is a word, a tab and what it becomes")
        if max(map(len, columns)) > LONGEST:
            raise TableError(f"{path}, line {number}: a word has {LONGEST} characters at most")
        yield number, (columns[0], columns[1])


def longest_of(words: Iterable[str]) -> str:
    """Return a pattern for ``words``, the longest first, in the form of a trie."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    ends = tails.pop("", None) is not None
    branches = [re.escape(first) + longest_of(rest) for first, rest in sorted(tails.items())]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"
