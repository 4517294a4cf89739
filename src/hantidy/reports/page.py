"""Every edit of a document as one page of HTML that needs nothing else.

What went is struck through, what came stands beside it; below each line what was done and why.
Lines that stayed are folded away. Light and dark as the reader's system is; filters can be faded
out one by one.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from hantidy._version import __version__
from hantidy.reports.explain import visible
from hantidy.reports.lines import Places, changed_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hantidy.core.edits import Edit, Trace
    from hantidy.reports.lines import Line, Piece

__all__ = ["as_html"]

_FOLDED = 5
"""So many lines in a row that stayed are folded away."""
_REASONS = 2
_HUES = (212, 152, 28, 276, 340, 188, 96, 48, 316, 240, 128, 8, 172, 64, 296, 228)

_STYLE = """
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #22211e; --soft: #77736a;
  --line: #e4e0d6; --card: #fff; --gone: #b3261e; --gone-bg: #fbe4e1; --come: #146c37;
  --come-bg: #dff3e4; --left: #8a6100; --left-bg: #fdf1d0; --l: 38%; --lb: 92%; }
@media (prefers-color-scheme: dark) { :root { --paper: #191a1c; --ink: #e6e3dc; --soft: #98948a;
  --line: #33353a; --card: #212327; --gone: #ff9a90; --gone-bg: #4a211e; --come: #8be0a4;
  --come-bg: #173c24; --left: #f0c75e; --left-bg: #3f3310; --l: 74%; --lb: 22%; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 6rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.75 system-ui, "Noto Sans CJK SC", "PingFang SC",
  "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.35rem; margin: 0; overflow-wrap: anywhere; }
p.about { margin: .2rem 0 1.2rem; color: var(--soft); }
table { border-collapse: collapse; margin: 0 0 1.5rem; font-size: .92rem; }
td, th { padding: .15rem .9rem .15rem 0; text-align: left; font-weight: normal; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
th { color: var(--soft); border-bottom: 1px solid var(--line); }
label { cursor: pointer; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  margin: .75rem 0; padding: .6rem 1rem .7rem; }
.text { overflow-wrap: anywhere; white-space: pre-wrap; font-size: 1.08rem; }
.number { color: var(--soft); font-size: .8rem; text-decoration: none; margin-right: .6rem;
  font-variant-numeric: tabular-nums; }
.number:hover { text-decoration: underline; }
del { color: var(--gone); background: var(--gone-bg); border-radius: .2rem; padding: 0 .12em; }
ins { color: var(--come); background: var(--come-bg); border-radius: .2rem; padding: 0 .12em;
  text-decoration: none; }
mark { color: inherit; background: var(--left-bg); border-bottom: 2px dotted var(--left); }
ul { list-style: none; margin: .45rem 0 0; padding: .4rem 0 0; border-top: 1px solid var(--line);
  font-size: .88rem; line-height: 1.6; }
li { overflow-wrap: anywhere; }
.rule { display: inline-block; border-radius: .8rem; padding: 0 .6em; margin-right: .5em;
  background: hsl(var(--h) 45% var(--lb)); color: hsl(var(--h) 60% var(--l)); }
.why { color: var(--soft); }
.left .rule { background: var(--left-bg); color: var(--left); }
details { color: var(--soft); margin: .35rem 1rem; font-size: .9rem; }
details .text { font-size: .95rem; border-left: 2px solid var(--line); padding-left: .8rem; }
.quiet { padding: 0 1rem; color: var(--soft); }
.done { font-size: 1.1rem; margin: 3rem 0; text-align: center; color: var(--soft); }
footer { margin-top: 3rem; color: var(--soft); font-size: .8rem; }
@media print { details { display: none; } section { break-inside: avoid; } }
"""


def as_html(trace: Trace, name: str) -> Iterator[str]:
    """Yield the page, piece by piece."""
    lines = list(changed_lines(trace))
    places = Places(trace.source)
    filters = Counter(e.filter for e in trace.edits if not e.is_finding)
    left = Counter(e.filter for e in trace.findings)
    names = list(dict.fromkeys([*(e.filter for e in trace.edits)]))
    hues = {each: _HUES[at % len(_HUES)] for at, each in enumerate(names)}
    yield _head(name, names, hues)
    yield f"<h1>{_text(name)}</h1>\n<p class=about>{_about(trace, len(places), len(lines))}</p>\n"
    if names:
        yield _table(trace, names, filters, left)
    else:
        yield "<p class=done>Nothing to change, nothing to remark on.</p>\n"
    yield "<main>\n"
    at = 1
    for line in lines:
        yield from _stayed(trace.source, places, at, line.number)
        yield _section(line)
        at = line.last + 1
    if names:
        yield from _stayed(trace.source, places, at, len(places) + 1)
    yield (
        f"</main>\n<footer>hantidy {__version__}. Struck through: what went. "
        "Dotted: seen and left alone.</footer>\n</body>\n</html>\n"
    )


def _head(name: str, names: list[str], hues: dict[str, int]) -> str:
    rules = "".join(
        f".f-{each} {{ --h: {hue}; }}\n"
        f"body:has(#s-{each}:not(:checked)) .f-{each} {{ opacity: .25; }}\n"
        for each, hue in hues.items()
    )
    del names
    return (
        '<!doctype html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(name)} · hantidy</title>\n<style>{_STYLE}{rules}</style>\n</head>\n<body>\n"
    )


def _about(trace: Trace, lines: int, changed: int) -> str:
    edits = len(trace.edits) - len(trace.findings)
    return (
        f"{_many(edits, 'edit')}, {_many(len(trace.findings), 'finding')} left alone, "
        f"on {changed:,} of {_many(lines, 'line')}"
    )


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _table(trace: Trace, names: list[str], filters: Counter[str], left: Counter[str]) -> str:
    rules: dict[str, Counter[str]] = {each: Counter() for each in names}
    for edit in trace.edits:
        rules[edit.filter][edit.rule] += 1
    rows = [
        "<tr><td><label><input type=checkbox checked "
        f'id="s-{each}"> <span class="rule f-{each}">{_text(each)}</span></label></td>'
        f"<td class=n>{filters[each]:,}</td><td class=n>{left[each] or '':}</td><td class=why>"
        + ", ".join(f"{_text(rule)} {count:,}" for rule, count in rules[each].most_common())
        + "</td></tr>\n"
        for each in names
    ]
    return (
        "<table>\n<tr><th>filter</th><th>edits</th><th>left</th><th>rules</th></tr>\n"
        + "".join(rows)
        + "</table>\n"
    )


def _stayed(source: str, places: Places, first: int, end: int) -> Iterator[str]:
    """The lines from ``first`` up to ``end`` that nothing happened to."""
    if first >= end:
        return
    text = source[places.span(first)[0] : places.span(end - 1)[1]].rstrip("\n")
    shown = f'<div class="text">{_text(text, lines=True)}</div>'
    if end - first < _FOLDED:
        yield f'<div class="quiet">{shown}</div>\n'
    else:
        yield (
            f"<details><summary>{end - first:,} lines stayed as they were</summary>"
            f"{shown}</details>\n"
        )


def _section(line: Line) -> str:
    number = f'<a class="number" href="#L{line.number}">{line.number}</a>'
    pieces = "".join(map(_piece, line.pieces)).removesuffix("\n")
    notes = [*_notes(line.edits, ""), *_notes(line.findings, " left")]
    return (
        f'<section id="L{line.number}"><div class="text">{number}{pieces}</div>'
        f"<ul>{''.join(notes)}</ul></section>\n"
    )


def _piece(piece: Piece) -> str:
    if piece.hunk is None:
        return _text(piece.before, lines=True)
    own = list(dict.fromkeys(edit.filter for edit in piece.hunk.edits))
    title = "; ".join(
        dict.fromkeys(f"{edit.filter} {edit.rule}: {edit.reason}" for edit in piece.hunk.edits)
    )
    marks = " ".join(f"f-{each}" for each in own)
    attributes = f' class="{marks}" title="{_text(title)}"'
    gone = f"<del{attributes}>{_text(piece.before)}</del>" if piece.before else ""
    come = f"<ins{attributes}>{_text(piece.after)}</ins>" if piece.after else ""
    return gone + come


def _notes(edits: list[Edit], kind: str) -> Iterator[str]:
    grouped: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for edit in edits:
        counts = grouped.setdefault((edit.filter, edit.rule), Counter())
        counts[_told(edit), edit.reason] += 1
    for (filter_name, rule), counts in grouped.items():
        what = " ".join(
            f'<span title="{_text(reason)}">{told}{f" ×{count}" if count > 1 else ""}</span>'
            for (told, reason), count in counts.items()
        )
        reasons = list(dict.fromkeys(reason for _, reason in counts if reason))
        why = "; ".join(reasons[:_REASONS]) + (" …" if len(reasons) > _REASONS else "")
        yield (
            f'<li class="f-{_text(filter_name)}{kind}"><span class="rule">'
            f"{_text(filter_name)} · {_text(rule)}</span>{what} "
            f'<span class="why">{_text(why)}</span></li>'
        )


def _told(edit: Edit) -> str:
    gone = f"<del>{_text(edit.before)}</del>" if edit.before else ""
    come = f"<ins>{_text(edit.after)}</ins>" if edit.after else ""
    if edit.is_finding:
        return f"<mark>{_text(edit.before)}</mark>" if edit.before else ""
    return f"{gone} → {come}" if gone and come else gone or come


def _text(text: str, *, lines: bool = False) -> str:
    """``text`` for HTML; what nobody could see is written out, line ends only where asked."""
    if lines:
        return "\n".join(escape(visible(line.removesuffix("\r"))) for line in text.split("\n"))
    return escape(visible(text))
