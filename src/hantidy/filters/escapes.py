r"""HTML entities, and percent and ``\u`` escapes when asked, become the characters they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from typing import TYPE_CHECKING, ClassVar, Literal

from hantidy.core.edits import Change, splice
from hantidy.evidence.protected import carry
from hantidy.filters.base import Filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hantidy.core.block import Block

__all__ = ["Escapes"]

_LOOK_AHEAD = 40  # The longest name of an entity has 32 characters.
_LINE_ENDS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_QUOTES = frozenset(("“”", '""', "「」", "『』", "‘’", "''", "``", "`'"))
_LOST = "\N{REPLACEMENT CHARACTER}"


@cache
def _entity() -> re.Pattern[str]:
    # A digit run over seven names nothing that a page would write: it is left.
    return re.compile(r"&(?:#(?:[xX][0-9a-fA-F]{1,7}|[0-9]{1,7})|[A-Za-z][A-Za-z0-9]{1,31});")


@cache
def _markup() -> re.Pattern[str]:
    return re.compile(r"<(?:/?[A-Za-z][^<>\n]*|!--[^<>\n]*|!DOCTYPE[^<>\n]*|\?xml[^<>\n]*)>")


@cache
def _tag_opening() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z/!?]")


@cache
def _raw_tag() -> re.Pattern[str]:
    return re.compile(r"<(?=[A-Za-z/!?])")


@cache
def _about_entities() -> re.Pattern[str]:
    return re.compile(
        "(?i:entit(?:y|ies))|字符实体|字元實體|实体引用|實體參照|转义|轉義|跳脫|跳脱|[实實][体體]"
        "|&[a-z]+;[ ]?[”」』]?[ ]?(?:表示|代表|写成|寫成|写作|寫作|即)"
    )


@cache
def _percent() -> re.Pattern[str]:
    return re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])(?:%[0-9A-Fa-f]{2})*|(?:%u[0-9A-Fa-f]{4})+")


@cache
def _backslash() -> re.Pattern[str]:
    return re.compile(r"(?<!\\)(?:\\u[0-9A-Fa-f]{4})+")


def _named(entity: str) -> str | None:
    """What ``entity`` (``&…;``) stands for; None if it is no entity."""
    if entity[1] != "#":
        return html5.get(entity[1:])
    number = int(entity[3:-1], 16) if entity[2] in "xX" else int(entity[2:-1])
    if 0x80 <= number < 0xA0:  # HTML reads these as Windows-1252.
        return bytes([number]).decode("cp1252", errors="replace")
    if number == 0 or number > 0x10FFFF or 0xD800 <= number < 0xE000:
        return _LOST
    if number & 0xFFFE == 0xFFFE or 0xFDD0 <= number < 0xFDF0:  # noncharacters
        return _LOST
    return chr(number)


def _utf16(units: list[int]) -> str | None:
    """The characters that 16-bit ``units`` spell; None for controls and halves of pairs."""
    try:
        text = b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be")
    except UnicodeDecodeError:
        return None
    return (
        None if any(character < " " or "\x7f" <= character < "\xa0" for character in text) else text
    )


def _unpercent(escape: str) -> str | None:
    """The text that a run of percent escapes spells, its ASCII left escaped; None if none."""
    if escape[1] == "u":
        text = _utf16([int(unit, 16) for unit in escape[2:].split("%u")])
        return text if text and text.isprintable() and not text.isascii() else None
    data = bytes.fromhex(escape.replace("%", ""))
    for codec in ("utf-8", "gb2312"):  # GBK as a whole would make sense of half an UTF-8.
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec == "gb2312" and any(
            not "\u4e00" <= character < "\u9fa6" for character in text if character > "\x7f"
        ):
            continue
        if all(character.isprintable() for character in text if character > "\x7f"):
            # ASCII stays escaped: %25 and %2F mean something, and a second run finds nothing.
            return "".join(
                f"%{ord(character):02X}" if character < "\x80" else character for character in text
            )
    return None


@dataclass(frozen=True)
class Escapes(Filter):
    r"""Turns escapes back into the characters they stand for.

    Changes HTML entities that end in ``;`` — named, decimal, hexadecimal. With ``kinds``, also
    ``%E4%BD%A0`` (``percent``) and ``\u4f60`` (``unicode``).

    Never touches an entity in a line that holds a markup tag or talks of escaping, in a URL,
    code or another protected span, or between quotation marks of its own; ``&amp;`` before
    what would then be an entity; ``&lt;`` where it would open a tag, with its ``&gt;`` (unless
    ``kinds=all``); entities without ``;`` (``?id=3&region=cn``); those of a line that would
    then open a code fence or a comment (``&nbsp;`` before one). A number that names a
    surrogate, NUL or nothing becomes U+FFFD; one of over seven digits is left. An entity that
    names a line end becomes a space, since lines stay lines.

    Twice equals once. It sees one line at a time. Entities are those of HTML5
    (Python's ``html.entities``).
    """

    name: ClassVar = "escapes"
    kind: ClassVar = "repair"
    reads_protected: ClassVar = True
    examples: ClassVar = (
        ("版权所有&copy;晨光书店&nbsp;2019", "版权所有©晨光书店\xa02019"),
        ("&#20320;&#x597d;&#xff0c;世界", "你好，世界"),
        ("写作&amp;lt;的是小于号", "写作&amp;lt;的是小于号"),
    )
    kinds: tuple[Literal["html", "percent", "unicode", "all"], ...] = ("html",)

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        found: list[Change] = []
        every = "all" in self.kinds
        if (every or "html" in self.kinds) and "&" in text:
            found += self._entities(text, every=every)
        if (every or "percent" in self.kinds) and "%" in text:
            found += self._coded(text, "percent")
        if (every or "unicode" in self.kinds) and "\\u" in text:
            found += self._coded(text, "unicode")
        if found:
            protected = block.protected
            found = [at for at in found if not protected.touches(at.start, at.end)]
            found.sort()
        return found

    def _coded(self, text: str, rule: Literal["percent", "unicode"]) -> list[Change]:
        pattern = _percent() if rule == "percent" else _backslash()
        found = []
        for match in pattern.finditer(text):
            escape = match[0]
            if rule == "percent":
                after = _unpercent(escape)
            else:
                after = _utf16([int(unit, 16) for unit in escape[2:].split("\\u")])
                if after and "\\" in after:
                    after = None
            if after is not None and after != escape:
                found.append(Change(match.start(), match.end(), after, rule, f"{rule} escape"))
        return found

    def _entities(self, text: str, *, every: bool) -> list[Change]:
        if _entity().search(text) is None:
            return []
        found = []
        at = 0
        for line in text.split("\n"):
            if "&" in line and not _markup().search(line) and not _about_entities().search(line):
                here = self._in_line(line, every=every)
                if not _opens(line, here, every=every):
                    found += [
                        change._replace(start=at + change.start, end=at + change.end)
                        for change in here
                    ]
            at += len(line) + 1
        return found

    @staticmethod
    def _in_line(line: str, *, every: bool) -> list[Change]:
        # From right to left, since what an & or < would then mean depends on what follows it
        # when decoded.
        found: list[Change] = []
        tail = ""
        end = len(line)
        kept_tags: list[int] = []
        matches = list(_entity().finditer(line))
        for match in reversed(matches):
            tail = (line[match.end() : min(end, match.end() + _LOOK_AHEAD)] + tail)[:_LOOK_AHEAD]
            end = match.start()
            entity = match[0]
            after = _named(entity)
            if (
                after is None
                or _quoted(line, match.start(), match.end())
                or (after == "&" and _entity().match("&" + tail))
            ):
                after = entity
            elif after == "<" and not every and _tag_opening().match(tail):
                after = entity
                kept_tags.append(match.start())
            elif not _LINE_ENDS.isdisjoint(after):
                after = " " if tail else ""
            if after != entity:
                found.append(Change(*match.span(), after, "entity", f"{entity} in HTML"))
            tail = after + tail
        found.reverse()
        return found if every else _keep_closing(line, found, kept_tags)


def _opens(line: str, changes: list[Change], *, every: bool) -> bool:
    """Whether ``changes`` would make ``line`` open a fence or a comment.

    All text behind it would be code then, in blocks too that are worked without a look here.
    Whoever asks for ``every`` entity asks for tags and comments.
    """
    if not changes:
        return False
    opened = carry(splice(line, changes), "")
    return bool(opened) and not (every and opened[0] == "<") and opened != carry(line, "")


def _quoted(line: str, start: int, end: int) -> bool:
    """Whether an entity stands alone, in its line or between quotation marks.

    Then it is spoken of, not used.
    """
    around = line[max(start - 1, 0) : start] + line[end : end + 1]
    return around in _QUOTES or (len(line) < 80 and line.strip() == line[start:end])


def _keep_closing(line: str, found: list[Change], kept: list[int]) -> list[Change]:
    """Leave what stands inside a tag whose beginning stays, or stands there raw, and its end."""
    opened = sorted(kept + [match.start() for match in _raw_tag().finditer(line)], reverse=True)
    if not opened:
        return found
    left: list[Change] = []
    inside: list[Change] = []
    for change in found:
        while opened and opened[-1] < change.start:
            opened.pop()
            left += inside
            inside = [change._replace(shield=True)]  # A mark that a tag is open, never given out.
        if not inside:
            left.append(change)
        elif change.after == ">":
            inside = []
        else:
            inside.append(change)
    return [change for change in left + inside if not change.shield]
