"""Decode HTML entities, except where the text is about them."""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import html5

from hantidy.core.edits import Change, splice
from hantidy.core.lazy import pattern
from hantidy.core.lines import lines_with
from hantidy.core.surrogates import joined
from hantidy.evidence.formats import is_record
from hantidy.evidence.protected import carry

_LOOK_AHEAD = 40  # The longest name of an entity has 32 characters.
_LINE_ENDS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_QUOTES = frozenset(("“”", '""', "「」", "『』", "‘’", "''", "``", "`'"))
_MARKED = frozenset('<>&"')
_QUOTING = frozenset("\"'\\\t")
_LOST = "\N{REPLACEMENT CHARACTER}"
_ENTITY = pattern(r"&(?:#(?:[xX][0-9a-fA-F]{1,7}|[0-9]{1,7})|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKUP = pattern(r"<(?:/?[A-Za-z][^<>\n]*|!--[^<>\n]*|!DOCTYPE[^<>\n]*|\?xml[^<>\n]*)>")
_TAG_OPENING = pattern(r"[A-Za-z/!?]")
_RAW_TAG = pattern(r"<(?=[A-Za-z/!?])")
_ABOUT_ENTITIES = pattern(
    "(?i:entit(?:y|ies))|字符实体|字元實體|实体引用|實體參照|转义|轉義|跳脫|跳脱|[实實][体體]"
    "|&[a-z]+;[ ]?[”」』]?[ ]?(?:表示|代表|写成|寫成|写作|寫作|即)"
)


def _named(entity: str) -> str | None:
    """Return the character of ``entity`` (``&…;``); None if it is no entity."""
    if entity[1] != "#":
        return html5.get(entity[1:])
    number = int(entity[3:-1], 16) if entity[2] in "xX" else int(entity[2:-1])
    if 0x80 <= number < 0xA0:  # HTML reads these as Windows-1252, or as they are.
        return bytes([number]).decode("cp1252", errors="ignore") or chr(number)
    if number == 0 or number > 0x10FFFF or 0xD800 <= number < 0xE000:
        return _LOST
    if number & 0xFFFE == 0xFFFE or 0xFDD0 <= number < 0xFDF0:  # noncharacters
        return _LOST
    return chr(number)


_BYTES = pattern(
    "(?:&#(?:1(?:2[89]|[3-9][0-9])|2[0-4][0-9]|25[0-5]|[xX](?:00)?[89a-fA-F][0-9a-fA-F]);){3,}"
)
_SURROGATES = pattern(
    "&#(?:5(?:529[6-9]|5[3-9][0-9]{2}|6[0-2][0-9]{2}|63[01][0-9])|[xX][dD][89abAB][0-9a-fA-F]{2});"
    "&#(?:5(?:632[0-9]|63[3-9][0-9]|6[4-9][0-9]{2}|7[0-2][0-9]{2}|73[0-3][0-9]|734[0-3])"
    "|[xX][dD][c-fC-F][0-9a-fA-F]{2});"
)
_NUMBERS = pattern("&#([xX]?)([0-9a-fA-F]+);")
_WIDE = "\u2e80"
"""The first character of those that need no escaping in any markup."""


def _codes(run: str) -> list[int]:
    return [int(digits, 16 if sign else 10) for sign, digits in _NUMBERS.findall(run)]


def _runs(text: str) -> Iterator[Change]:
    """Yield runs of entities that form one character: UTF-8 bytes, surrogate pairs."""
    for match in _SURROGATES.finditer(text):
        after = joined("".join(map(chr, _codes(match[0]))))
        yield Change(*match.span(), after, "entity", "a surrogate pair in entities")
    for match in _BYTES.finditer(text):
        codes = _codes(match[0])
        if not any(code < 0xA0 for code in codes):
            continue  # é, no-break space and « are bytes of a hanzi as well
        try:
            after = bytes(codes).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if min(after) >= _WIDE:
            yield Change(*match.span(), after, "entity", "bytes of UTF-8 in entities")


def find_entities(
    text: str, *, every: bool, in_markup: bool, document: bool = False
) -> list[Change]:
    """Return the decoded entities of ``text``, sorted.

    ``every`` decodes those that open tags and comments too. In a line with markup only characters
    that need no escaping are decoded, unless ``in_markup``. In a ``document`` of HTML or XML no
    line gets ``< > & "``. No line of quoted strings gets what would end or escape one.
    """
    found: list[Change] = []
    for start, end in lines_with(_ENTITY, text):
        line = text[start:end]
        if _ABOUT_ENTITIES.search(line):
            continue
        here = _in_line(line, every=every)
        if not in_markup and _MARKUP.search(line):
            here = [change for change in here if min(change.after, default="") >= _WIDE]
        if document:
            here = [change for change in here if _MARKED.isdisjoint(change.after)]
        if is_record(line):
            here = [change for change in here if _QUOTING.isdisjoint(change.after)]
        if not _opens(line, here, every=every):
            found += [
                change._replace(start=start + change.start, end=start + change.end)
                for change in here
            ]
    return found


def _in_line(line: str, *, every: bool) -> list[Change]:
    # From right to left, since what an & or < would then mean depends on what follows it
    # when decoded.
    found: list[Change] = []
    tail = ""
    end = len(line)
    kept_tags: list[int] = []
    together = sorted(_runs(line))
    inside = frozenset(place for run in together for place in range(run.start, run.end))
    for match in reversed(list(_ENTITY.finditer(line))):
        tail = (line[match.end() : min(end, match.end() + _LOOK_AHEAD)] + tail)[:_LOOK_AHEAD]
        end = match.start()
        entity = match[0]
        after = _named(entity)
        if match.start() in inside:
            tail = ("\u3400" + tail)[:_LOOK_AHEAD]
            continue
        if (
            after is None
            or (after in _CELL_MARKS and "\t" in line)
            or _quoted(line, match.start(), match.end())
            or (after == "&" and _ENTITY.match("&" + tail))
        ):
            after = entity
        elif after == "<" and not every and _TAG_OPENING.match(tail):
            after = entity
            kept_tags.append(match.start())
        elif not _LINE_ENDS.isdisjoint(after):
            after = " " if tail else ""
        if after != entity:
            found.append(Change(*match.span(), after, "entity", f"{entity} in HTML"))
        tail = after + tail
    found = sorted([*found, *together])
    return found if every else _keep_closing(line, found, kept_tags)


def _opens(line: str, changes: list[Change], *, every: bool) -> bool:
    """Whether ``changes`` would make ``line`` open a fence or a comment.

    All text behind it would become code, in later blocks too. With ``every``, comments are wanted.
    """
    if not changes:
        return False
    opened = carry(splice(line, changes), "")
    return bool(opened) and not (every and opened[0] == "<") and opened != carry(line, "")


_CELL = "|│┃║\t"
_CELL_MARKS = ("\t", '"')
"""Characters that end or open a cell of a row separated by tabs."""


def _quoted(line: str, start: int, end: int) -> bool:
    """Whether an entity stands alone in its line, a cell or quotation marks: it is mentioned."""
    around = line[max(start - 1, 0) : start] + line[end : end + 1]
    if around in _QUOTES or (len(line) < 80 and line.strip() == line[start:end]):
        return True
    before = line[max(0, start - _LOOK_AHEAD) : start].rstrip(" \xa0\u3000")[-1:]
    after = line[end : end + _LOOK_AHEAD].lstrip(" \xa0\u3000")[:1]
    return bool(before and after) and before in _CELL and after in _CELL


def _keep_closing(line: str, found: list[Change], kept: list[int]) -> list[Change]:
    """Keep escaped what is inside a tag whose start stays, and the end of that tag."""
    opened = sorted(kept + [match.start() for match in _RAW_TAG.finditer(line)], reverse=True)
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
