"""Find lines in a known format that no fence marks: sessions, logs, commands, mappings, code.

A single line is enough only for unmistakable formats (an access log, a prompt with a command). All
others need several lines that agree. Chinese prose with a ``$``, a colon or a bracket is none.
Formats that span many lines are in `formats`.
"""

from __future__ import annotations

import re
from functools import cache

from hantidy import tables
from hantidy.core.lazy import pattern
from hantidy.core.lines import line_end, line_start, lines_holding
from hantidy.core.spans import Region
from hantidy.evidence.finders import finder, matches
from hantidy.evidence.ranges import ascii_of

_LONGEST_OUTPUT = 20  # lines of output between two prompts

_COMMAND = pattern(
    r"[ \t]*\$ (?:sudo )?[a-z~./_][\w./+~-]+(?:[ \t]+(?:\S*[!-~]|\S+ )|[ \t]*$)", re.MULTILINE
)
_AT_HOST = pattern(r"[ \t]*(?:[\w.-]+@[\w.-]+[: ][^\n$#]{0,40}|\[[\w.-]+@[^\]\n]{1,60}\])[$#] \S")
_PROMPT = pattern(
    r"[ \t]*(?:(?:mysql|sqlite|MariaDB|redis|irb|node|ghci|PS)\b[^>\n]{0,40}|[A-Z]:\\[^>\n]*)> ?\S"
)
_PYTHON = pattern(
    r"[ \t]*(?:>>>|\.\.\.|In \[\d+\]:)[ ](?:import |from |for |def |[^\n]*(?:\w\(|[=\[\]{\"']))"
)
_CONTINUED = pattern(r"[ \t]*\.\.\.(?: |$)", re.MULTILINE)
_ACCESS = pattern(r"\S+ \S+ \S+ \[\d{1,2}/[A-Z][a-z]{2}/\d{4}:[\d:]{8}")
_LOG = pattern(
    r"(?:[\[(<]?\d{2,4}[-/.]\d\d(?:[-/.]\d\d)?[T ]\d\d:\d\d:\d\d[^\n]{0,60}?"
    r"|[\[(<]?\d\d:\d\d:\d\d[^\n]{0,40}?|[^\n]{0,20}?\blevel=|[\[(<])"
    r"\b(?i:trace|debug|info|notice|warn|warning|error|fatal|critical|severe)\b"
)
_SYSLOG = pattern(r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]+ [\w./-]+(?:\[\d+\])?:")
_ODD_LINES = (
    ("$ ", _COMMAND),
    ("@", _AT_HOST),
    (">>> ", _PYTHON),
    ("In [", _PYTHON),
    ("sql> ", _PROMPT),
    ("sqlite> ", _PROMPT),
    ("]> ", _PROMPT),
    (":\\", _PROMPT),
    ('] "', _ACCESS),
    ("]: ", _SYSLOG),
)
"""Lines that are unmistakable: a string that they hold, and how they begin."""
_LEVELS = ("INFO", "WARN", "ERROR", "DEBUG", "FATAL", "level=", "[info", "[error", "[warn")
_SUBSTITUTION = pattern(
    r"[:s](?:"
    r"(?<=:)(?:%|\d+,\d+|'<,'>)?s(?P<by>[/#|])[^\n/#|]{0,80}(?P=by)[^\n/#|]{0,80}(?P=by)[a-z]*"
    r"|(?<=:)(?:w?q!|wqa?|qa!?)(?![\w!])"
    r"|(?<=s)(?<![\w/]s)(?P<also>[/#|])[^\s/#|]{1,80}(?P=also)[^\s/#|]{0,80}(?P=also)[gimp]*"
    r"(?![\w/]))"
)
_MAY_SUBSTITUTE = pattern(r"s[/#|](?<![^\W\d]s.)(?<!/s.)")
_EXPRESSION = pattern(r"\^(?=\S{0,80}?[\[\](){}*+?\\])[^\s，。；、]{1,80}\$(?!\w)")
_CONVERSION = pattern(r"-\{[^{}\n]{0,400}\}-")

_KEY = pattern(
    r"[ ]*(?:-[ ]+)?[^\s:#\-{}\[\],，。；：？！、“”《》（）()|>*]"
    r"[^:\n，。；：？！“”（）|]{0,24}(?<! ):(?:[ ]+(?! )|$)",
    re.MULTILINE,
)
_ASCII_KEY = pattern(r"[ ]*(?:-[ ]+)?[A-Za-z_][\w.\-]*:(?:[ ]|$)", re.MULTILINE)
_KEYWORDS = pattern(
    r";(?<=[\w\-];)(?:[^\s;&，。；：！？,:!?()（）]{1,16};){2,}[^\s;&，。；：！？,:!?()（）]{0,16}$",
    re.MULTILINE,
)
_REFERENCE = pattern(
    r"[\](](?:(?<=\[[JMDCNRSPZGA]\])[.,:]|(?<=/OL\])[.,:]"
    r"|(?<=[0-9]\()[0-9]{1,3}\)[:,] ?[0-9]{1,5}[-–][0-9]{1,5})"
)
"""The type of a cited work, or volume, number and pages."""
_MAY_REFER = (
    pattern(r"\][.,:](?<=[JMDCNRSPZGAL]\].)"),
    pattern(r"\((?<=[0-9]\()[0-9]{1,3}\)[:,]"),
)
"""Prefilters of `_REFERENCE`; each begins with one character, for speed."""

_MARKS = (",:;.", "，：；。")
_LONGEST_ENTRY = 600

_STRINGS = pattern(
    r"\"(?:[^\"\\\n]|\\.){0,200}\"|'(?:[^'\\\n]|\\.){0,200}'|`[^`\n]{0,200}`"
    r"|(?:(?<![:\w])//|--|(?<!\S)#|^[ \t]*\*[ ])[^\n]*|/\*[^\n]*?\*/",
    re.MULTILINE,
)
_STRONG = pattern(
    r"[;{}(\[]\s*$|\)\s*:?\s*$|\s=\s|=>|->|\w\("
    r"|\s*(?:import|from|return|const|let|var|def|class|if|for|while|else|elif|try|export)\b"
)
_NO_ASCII = pattern("[^\x00-\x7f]")
_OPENS_STRING = pattern(r"[\"'`#/*\-](?:(?<=[\"'`#])|(?<=\*) |(?<=/)[/*]|(?<=-)-)")
_CODE_ENDS = pattern(r"\n(?:(?<=[;{})]\n)|(?<=\):\n))")
_LINES_OF_CODE = 3  # so many in one paragraph, and more than half of it
_LONG_LINE = 120


def _sessions(text: str) -> list[Region]:
    """Find prompts with commands, the output between them, lines of logs."""
    prompts: list[Region] = []
    lines: list[Region] = []
    signs = ascii_of(text)
    for needle, begins in _ODD_LINES:
        if needle in signs:
            kind = lines if begins in (_ACCESS, _SYSLOG) else prompts
            kind += [line for line in lines_holding(text, needle) if begins.match(text, *line)]
    for level in _LEVELS:
        if level in signs:
            lines += [line for line in lines_holding(text, level) if _LOG.match(text, *line)]
    prompts = sorted(set(prompts))
    for number, (start, end) in enumerate(prompts):
        following = prompts[number + 1][0] if number + 1 < len(prompts) else None
        lines.append((start, _session_end(text, start, end, following)))
    return lines


def _session_end(text: str, start: int, end: int, following: int | None) -> int:
    """Return the end of a command's output; a shell's output ends at the next prompt."""
    while end + 1 < len(text) and _CONTINUED.match(text, end + 1):
        end = line_end(text, end + 1)
    if following is None and text.startswith((">>>", "In ["), start):
        blank = text.find("\n\n", end)
        following = len(text) if blank < 0 else blank
    if following is None or text.count("\n", end, following) > _LONGEST_OUTPUT:
        return end
    return end if "\n\n" in text[end:following] else following


def _substitutions(text: str) -> list[Region]:
    lines = {
        (line_start(text, found.start()), line_end(text, found.end()))
        for found in _MAY_SUBSTITUTE.finditer(text)
    }
    for needle in (":q", ":wq"):
        if needle in ascii_of(text):
            lines.update(lines_holding(text, needle))
    return [found.span() for line in lines for found in _SUBSTITUTION.finditer(text, *line)]


_FEATURE = pattern("能:(?<=[功機]能:)")


@cache
def _gherkin() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words: dict[str, list[str]] = {"feature": [], "scenario": []}
    for kind, word in tables.rows("gherkin"):
        words[kind].append(word)
    feature, scenario = ("|".join(words[kind]) for kind in ("feature", "scenario"))
    return (
        re.compile(rf"^[ \t]*(?:{feature}):", re.MULTILINE),
        re.compile(rf"^[ \t]*(?:{scenario}):", re.MULTILINE),
    )


def _features(text: str) -> list[Region]:
    """Find Gherkin: from a feature with a scenario to the next line without indent."""
    if not (_FEATURE.search(text) or "Feature:" in ascii_of(text)):
        return []
    feature, scenario = _gherkin()
    spans = []
    at = 0
    while found := feature.search(text, at):
        below = scenario.search(text, found.end())
        if below is None:
            break
        at = line_end(text, below.end())
        while at < len(text):
            next_line = text[at + 1 : at + 2]
            if next_line not in (" ", "\t", "\n", "@", "#", "|") and not scenario.match(
                text, at + 1
            ):
                break
            at = line_end(text, at + 1)
        spans.append((found.start(), at))
    return spans


def _mappings(text: str) -> list[Region]:
    """Find YAML: paragraphs of lines with keys; of keys in Han only the colons."""
    spans: list[Region] = []
    run: list[Region] = []
    lines = {*lines_holding(text, ": "), *lines_holding(text, ":\n")}
    last = -2
    for start, end in sorted(line for line in lines if _KEY.match(text, *line)):
        # What stands between two keys is a list, a comment or deeper.
        while run and last + 1 < start:
            if not text.startswith(("- ", "  ", "\t", "# "), last + 1):
                spans += _mapping(text, run)
                run = []
            last = line_end(text, last + 1)
        run.append((start, end))
        last = end
    return spans + _mapping(text, run)


def _mapping(text: str, run: list[Region]) -> list[Region]:
    """Return the regions of lines with keys, if they are a mapping."""
    valued = len(run) > 1 and sum(text.find(": ", *line) >= 0 for line in run)
    if not valued:
        return []
    first, last = run[0][0], run[-1][1]
    keyed = sum(_ASCII_KEY.match(text, *line) is not None for line in run)
    nested = any(text.startswith(("\n  ", "\n- "), end) for _, end in run if text[end - 1] == ":")
    is_ascii = 2 * keyed > len(run)
    # Under keys in Han, a list with full stops is one of prose.
    if (nested and (is_ascii or "。" not in text[first:last])) or (len(run) > 2 and is_ascii):
        while text.startswith(("\n- ", "\n  "), last):
            last = line_end(text, last + 1)
        return [(first, last)]
    apart = (not first or text[:first].endswith("\n\n")) and text[last : last + 2] in (
        "",
        "\n",
        "\n\n",
    )
    if valued < len(run) or not apart:
        return []
    return [(at := text.index(":", start), at + 1) for start, _ in run]


def find_references(text: str) -> list[Region]:
    """Find entries of bibliographies with ASCII marks of their style (GB/T 7714, APA)."""
    signs = ascii_of(text)
    if not any(each.search(signs) for each in _MAY_REFER):
        return []
    spans = []
    end = -1
    for found in _REFERENCE.finditer(text):
        if found.start() < end:
            continue  # the same line
        start, end = line_start(text, found.start()), line_end(text, found.end())
        narrow, wide = (sum(text.count(mark, start, end) for mark in marks) for marks in _MARKS)
        if end - start <= _LONGEST_ENTRY and narrow > 2 * wide:
            spans.append((start, end))
    return spans


def _keywords(text: str) -> list[Region]:
    """Find short words between semicolons without spaces."""
    return [
        found.span()
        for found in _KEYWORDS.finditer(text)
        if found[0].endswith(";") or any(map(str.isascii, found[0].split(";")[1:]))
    ]


def _may_be_string(paragraph: str) -> bool:
    """Whether the first line that is not ASCII is so only in strings and comments."""
    found = _NO_ASCII.search(paragraph)
    if found is None:
        return False
    at = found.start()
    start, end = line_start(paragraph, at), line_end(paragraph, at)
    return (
        _OPENS_STRING.search(paragraph, start, at) is not None
        and _STRINGS.sub("", paragraph[start:end]).isascii()
    )


def _code(text: str) -> list[Region]:
    """Find paragraphs of code: ASCII but for strings and comments, most lines with signs."""
    if not _CODE_ENDS.search(ascii_of(text)):
        return []
    spans = []
    at = 0
    for paragraph in text.split("\n\n"):
        lines = paragraph.count("\n") + 1
        if (
            lines >= _LINES_OF_CODE
            and len(paragraph) < _LONG_LINE * lines
            and not paragraph.isascii()
            and "```" not in paragraph
            and _may_be_string(paragraph)
            and (bare := _STRINGS.sub("", paragraph)).isascii()
        ):
            strong = sum(bool(_STRONG.search(line)) for line in bare.split("\n"))
            if strong >= _LINES_OF_CODE and 2 * strong > lines:
                spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    return spans


OF_LINES = (
    finder("-{", find=matches(_CONVERSION)),
    finder("^", find=matches(_EXPRESSION)),
    finder(";", find=_keywords),
    finder(find=find_references),
)
"""Finders of formats that a line tells by itself."""

OF_PARAGRAPHS = (finder(": ", find=_mappings),)
"""Finders of formats that the lines between two empty ones tell."""

OF_BLOCKS = (
    finder(*(needle for needle, _ in _ODD_LINES), *_LEVELS, find=_sessions),
    finder("s/", ":q", ":wq", ":%s", ",$s", "'>s", find=_substitutions),
    finder(":", find=_features),
    finder('"', "'", "`", "#", "* ", "//", "/*", "--", find=_code),
)
"""Finders of formats that may depend on any line of the block."""
