"""Find URLs, mail addresses, link targets and paths.

Where a URL with Han in its path ends is decided by what stands there: a full-width mark, a
space or a quote ends it; a comma, colon or question mark ends it unless an ASCII name goes on
after it; a closing bracket ends it unless it was opened inside; Han right after a host or a
file ending (``index.html查询``) is the sentence going on, after a slash it is the path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from hantidy.core.lazy import pattern
from hantidy.core.lines import lines_holding
from hantidy.core.spans import Region
from hantidy.evidence.finders import finder, matches
from hantidy.evidence.ranges import ascii_of

_WORD = r"[^\W\x00-\x7f]"
"""A letter or digit outside ASCII."""

_PATH = (
    rf"(?:[A-Za-z0-9\-._~%$&*+=@/#{{}}]|{_WORD}"
    r"|'(?=\w)"
    rf"|[,;:!?|](?=[A-Za-z0-9%/=&#]|{_WORD}{{1,20}}(?:[,;:]{_WORD}{{1,20}}){{0,3}}[/?=&#%])"
    r"|\([^()\s，。；：！？（）“”]{0,60}\))*+"
)
_HOST = (
    r"(?:[^\s/@，。（）]{1,64}@)?"
    r"[A-Za-z0-9.\-:@%_\[\]{}$]*+"
    rf"(?:(?<=[/.]){_WORD}[\w.\-]{{0,60}}\.(?:[A-Za-z]{{2,}}|{_WORD}{{2,8}}))?"
)
_WINDOW = 512
_AHEAD = 128
"""Most characters that a pattern of addresses reads ahead."""
_FILE = r"[.][A-Za-z][A-Za-z0-9]{0,6}"
_ADDRESS = pattern(rf"{_HOST}(?:(?=[/?#]){_PATH})?")
"""What follows the scheme: a host, and a path or a query if there is one."""
_SCHEME_BACKWARDS = pattern(r"[A-Za-z0-9+.\-]{0,19}[A-Za-z]")
_SHARE_LINK = pattern(r"ed2k://\|[^\n]{1,2000}?\|/")
_AFTER_COLON = pattern(rf":(?<=[a-z]:)(?=[!-~])(?:[!-~]*[?](?:[!-~]|{_WORD})++|[!-~]++)")
"""A colon inside an ASCII word, as after the name of a scheme."""
_NAMESPACE = pattern(rf":(?={_WORD})(?:{_PATH})")

_BARE_SCHEMES = ("mailto:", "magnet:", "data:", "tel:", "urn:")
_PROSE_AFTER_FILE = pattern(rf"(?:[.][A-Za-z][A-Za-z0-9]{{1,6}}/?)(?={_WORD})")
"""Han that follows a host or a file extension directly."""
_MAIL = pattern(r"@(?<=[A-Za-z0-9_]@)[A-Za-z0-9\-]++(?:\.[A-Za-z0-9\-]++)+(?::[\w./~\-]+\.git)?")
_MAIL_NAME = pattern(r"[A-Za-z0-9._%+\-]*")
_TARGET = pattern(
    r"\]\([ \t]*(?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*+)"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)
"""A link target, ``](target "title")``."""
_DEFINITION = pattern(
    r"[ ]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]*(?=[A-Za-z./#<])\S+(?:[ \t]+\"[^\"\n]*\")?"
)
"""A link definition, ``[name]: target``."""

_LABEL = pattern(r"\[(?:(?<=\]\[)(?!\d+\])|(?=\^))[^\[\]\n]{1,200}\]")
"""The reference to a definition or note: ``[text][name]``, ``[^name]``."""
_DEFINED = pattern(r"^[ ]{0,3}(\[[^\[\]\n]{1,200}\]):", re.MULTILINE)
"""What is defined, whatever it stands for."""
_SHORT_LABEL = pattern(r"\[[^\[\]\n]{1,200}\]")


_NAMES = pattern(
    r"(?:[^\\/:*?\"<>|\r\n，。；：！？“”]{1,80}+[\\/])*+"
    r"(?:[\w.~%+$@\-]|[(,](?=[^\s\\/(),]{0,40}[),.]))*+(?:\)[\w.\-]*+)*+"
)
"""The names of a path after its drive or server."""
_SERVER = pattern(r"\\\\(?=[\w.\-]{1,60}\\)")


def _places(text: str, what: str) -> Iterator[int]:
    """Return the positions of ``what``, without overlaps."""
    at = text.find(what) if what in ascii_of(text) else -1  # sooner where it is absent
    while at >= 0:
        yield at
        at = text.find(what, at + len(what))


def _definitions(text: str) -> list[Region]:
    lines = lines_holding(text, "]:")
    spans = [found.span() for line in lines if (found := _DEFINITION.match(text, *line))]
    names = {text[start : text.find("]:", start) + 1].lstrip() for start, _ in spans}
    if names and not "".join(names).isascii():
        found_all = _SHORT_LABEL.finditer(text)
        spans += [found.span() for found in found_all if found[0] in names]
    return spans


def _labels(text: str) -> list[Region]:
    """Return references to notes and to what the text defines, no ``[first][second]`` alone."""
    defined = set(_DEFINED.findall(text)) if "]:" in text else set()
    return [
        found.span() for found in _LABEL.finditer(text) if found[0][1] == "^" or found[0] in defined
    ]


def _drive_paths(text: str, slash: str) -> list[Region]:
    spans = []
    for at in _places(text, ":" + slash):
        drive, before = text[at - 1 : at], text[max(0, at - 2) : at - 1]
        if not (drive.isascii() and drive.isalpha()) or (before.isascii() and before.isalpha()):
            continue
        if text[at + 2 : at + 3] not in ("/", "\\"):
            found = _NAMES.match(text, at + 2)
            spans.append((at - 1, found.end() if found else at + 2))
    return spans


def _windows_paths(text: str) -> list[Region]:
    spans = _drive_paths(text, "/") if ":/" in text else []
    if "\\" in text:
        spans += _drive_paths(text, "\\")
        for found in _SERVER.finditer(text):
            names = _NAMES.match(text, found.end())
            spans.append((found.start(), names.end() if names else found.end()))
    return spans


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end of an address without marks of the sentence."""
    while end > start and text[end - 1] in ".,;:!?'*|{":
        end -= 1
    return end


def _urls(text: str) -> list[Region]:
    spans = []
    end = 0
    for at in _places(text, "://"):
        if at >= end:
            scheme = _SCHEME_BACKWARDS.match(text[max(end, at - 20) : at][::-1])
            start = at - (scheme.end() if scheme else 0)
            end = max(_end_of_address(text, start, at + 3), at + 3)
            spans.append((start, end))
    for www in ("www.", "WWW."):
        end = 0
        for at in _places(text, www):
            before = text[at - 1 : at] if at else ""
            if (
                at >= end
                and not (before.isascii() and before.isalnum())
                and (not before or before not in "/.@")
            ):
                end = max(_end_of_address(text, at, at + 4), at + 4)
                spans.append((at, end))
    if "ed2k://|" in text:
        spans.extend(found.span() for found in _SHARE_LINK.finditer(text))
    return spans


def _end_of_address(text: str, start: int, host: int) -> int:
    """Return the end of the address that begins at ``start``; the window grows as needed."""
    size = _WINDOW
    while True:
        stop = host + size
        found = _ADDRESS.match(text, host, stop)
        end = found.end() if found else host
        if stop < len(text) and end > stop - _AHEAD:
            limit = stop - _AHEAD
        else:
            stop = limit = len(text)
        # Past the host, look for the place where the sentence takes over from a file's name.
        path = text.find("/", start + 8, end)
        over = _PROSE_AFTER_FILE.search(text, path, end) if path >= 0 else None
        if over is not None and over.end() <= limit:
            return _trimmed(text, start, over.end())
        if stop == len(text):
            if text.startswith(":", end) and "/wiki/" in text[start:end]:
                # A namespace: /wiki/分类:城市.
                end = found.end() if (found := _NAMESPACE.match(text, end)) else end
            return _trimmed(text, start, end)
        size *= 4


def _mails(text: str) -> list[Region]:
    spans = []
    floor = 0
    for found in _MAIL.finditer(text):
        before = text[max(floor, found.start() - 64) : found.start()][::-1]
        name = _MAIL_NAME.match(before)
        floor = found.end()
        spans.append((found.start() - (name.end() if name else 0), _trimmed(text, floor, floor)))
    return spans


_LEFT_OF_SLASH = pattern(r"[\w.~+%@$\-]*")
_FROM_SLASH = pattern(
    r"/(?:[\w.~+%@$/\-]"
    rf"|:(?<=[^\x00-\x7f]:)(?={_WORD})(?=(?<=/wiki/[^\x00-\x7f]{{2}}:)|(?<=/wiki/[^\x00-\x7f]{{4}}:))"
    r"|\([^()\n/\s]{1,40}\)(?=[\w./\-])"
    rf"|,(?=[^\s/,，。]{{0,40}}{_FILE}(?![A-Za-z0-9])))*+"
)
_LAST_NAME = pattern(rf"[\x00-\x7f]*(?:{_WORD}[^/]*?{_FILE}(?={_WORD}|$))?")
"""The last name of a path, before the sentence continues."""
_FILE_ENDING = pattern(rf"\w{_FILE}$")
_NAMED_ROOT = pattern(r"/+[A-Za-z_.]")
_ANY_NAME = pattern(r"\w")
_BARE_HOST = pattern(r"[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}")


@lru_cache(maxsize=256)
def _path(token: str, left: int) -> Region | None:
    """Return the part of ``token`` that is a path, or None; its first slash is at ``left``."""
    head, tail = token[:left], token[left:]
    if head and head[-1] != "~" and "." not in token and "/" not in tail[1:]:
        return None  # 和/或: most slashes
    cut = tail.rfind("/") + 1
    last = tail[cut:]
    if not last.isascii():
        kept = _LAST_NAME.match(last)
        end = kept.end() if kept else 0
        # A name that is all Han after a slash stays in the path.
        last = last[:end] if end and not last[:end].isspace() else last
    ends_in_file = "." in last and _FILE_ENDING.search(last) is not None
    slashes = tail.count("/")
    rest = tail[:cut] + last
    named = _NAMED_ROOT.match(tail) is not None
    if not _ANY_NAME.search(rest):
        return None
    if head.endswith((".", "~", "..")):  # ./ ../ ~/
        start = left - (len(head) - len(head.rstrip(".~")))
    elif "." in head and _BARE_HOST.fullmatch(head):
        start = 0  # a host without its scheme
    elif not head:
        if slashes < 2 and not named and not ends_in_file:
            return None
        start = left
    elif (
        not head.isascii()
        and named
        and (slashes > 1 or ends_in_file)
        and not re.search(r"[A-Za-z0-9]", head)
        and not re.search(_WORD, tail[:cut])
    ):
        start = left  # 在/etc/hosts中: the sentence before, a path after
    elif ends_in_file or (slashes > 1 and head.isascii() and re.search("[A-Za-z]", head)):
        start = 0
    else:
        return None
    return start, left + cut + len(last)


def _paths(text: str) -> list[Region]:
    spans = []
    floor = 0
    left_of = _LEFT_OF_SLASH
    for found in _FROM_SLASH.finditer(text):
        at, end = found.span()
        start = at
        if at > floor and text[at - 1] not in "<:) ":  # what begins most
            name = left_of.match(text[max(floor, at - 64) : at][::-1])
            start -= name.end() if name else 0
        if path := _path(text[start:end], at - start):
            spans.append((start + path[0], start + path[1]))
        floor = end
    return spans


def _bare(text: str) -> list[Region]:
    """Find addresses with a scheme and without slashes, ``mailto:…``."""
    spans = []
    for found in _AFTER_COLON.finditer(text):
        start = found.start()
        before = text[max(0, start - 7) : start + 1]
        spans += [
            (start + 1 - len(scheme), found.end())
            for scheme in _BARE_SCHEMES
            if before.endswith(scheme) and not before[: -len(scheme)][-1:].isalpha()
        ]
    return spans


LINKS = (
    finder(":/", "www.", "WWW.", find=_urls),
    finder("@", find=_mails),
    finder("](", "]: ", find=matches(_TARGET)),
    finder(*_BARE_SCHEMES, find=_bare),
    finder("/", find=_paths),
    finder("\\", ":/", find=_windows_paths),
)
"""Finders of URLs, mail addresses, link targets and paths, line by line."""

LABELS = (finder("]: ", find=_definitions), finder("][", "[^", find=_labels))
"""Finders of definitions and of references to them, wherever in the block."""
