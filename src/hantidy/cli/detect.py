"""hantidy detect."""

from __future__ import annotations

from typing import Any

import click

from hantidy.cli import console
from hantidy.cli.help_format import Subcommand, option, version_option
from hantidy.cli.types import FILE
from hantidy.errors import HantidyError
from hantidy.records.names import escaped_json

LARGEST = 1 << 26
"""Most bytes of a file that are read."""


@click.command(cls=Subcommand, short_help="Say what a text is: encoding, script, damage.")
@option("--json", "as_json", is_flag=True, section="Output", help="One JSON object a file.")
@option("--encoding", metavar="NAME", section="Input", help="Take it to be in this one.")
@version_option
@click.argument("files", metavar="[FILE]...", nargs=-1, type=FILE)
def detect(files: tuple[str, ...], encoding: str | None, *, as_json: bool) -> int:
    """Say what a text is: encoding, script, readings, damage.

      hantidy detect page.txt
      hantidy detect crawl/*.txt
      hantidy detect --json - < page.txt | jq .script

    Nothing is changed. A file over 64 MB is judged by its beginning.
    """
    import hantidy  # noqa: PLC0415 - after --help

    code = console.DONE
    found: list[tuple[str, dict[str, Any]]] = []
    for name in files or ("-",):
        try:
            data = console.read_text(name, "detect", LARGEST)
            profile = hantidy.detect(data, encoding).to_dict()
        except OSError as error:
            console.say(console.describe(error))
            code = console.FAILED
            continue
        except HantidyError as error:
            console.say(str(error))
            code = console.FAILED
            continue
        if as_json:
            click.echo(escaped_json({"file": name, **profile}))
        else:
            found.append((console.shown_input(name), profile))
    if len(found) == 1 and len(files) < 2:
        click.echo(_told(found[0][1]))
    elif found:
        click.echo(_table(found))
    return code


_SCRIPTS = {
    "hans": "simplified Chinese",
    "hant": "traditional Chinese",
    "mixed": "simplified and traditional Chinese mixed",
    "jpan": "Japanese",
    "none": "nothing that tells simplified from traditional",
}


def _told(profile: dict[str, Any]) -> str:
    """Describe one text in words."""
    if profile["binary"]:
        return f"{'encoding':<12} none: it {profile['binary']}"
    sure = f"{profile['confidence']:.0%} sure"
    guess = "a guess, " if profile["guessed"] else ""
    rows = [("encoding", f"{profile['encoding']} ({guess}{sure})")]
    if profile["bom"]:
        rows.append(("", "begins with a byte order mark"))
    if profile["damage"]:
        at = f", the first at offset {profile['first_damage']}"
        rows.append(("undecodable", _places(profile["damage"]) + at))
    script = _SCRIPTS.get(profile["script"], profile["script"])
    numbers = {name: f"{count:,}" for name, count in profile.items() if isinstance(count, int)}
    size = (
        "{lines} lines, {characters} characters: {han} Han, {kana} kana, {hangul} hangul, "
        "{latin} Latin"
    )
    machine = ": glossed by a machine" if profile["is_glossed"] else ""
    rows += [
        ("script", script),
        ("", "characters of one script only: {hans} simplified, {hant} traditional"),
        ("size", size),
        ("readings", "{glosses} in brackets" + machine),
        ("soundness", f"{profile['bits']:.1f} bits a character (sound text: 4 to 9)"),
    ]
    rows = [(label, text.format_map(numbers)) for label, text in rows]
    rows += [
        ("suspicions" if not at else "", f"{name} {count:,}")
        for at, (name, count) in enumerate(profile["suspicions"].items())
    ] or [("suspicions", "none")]
    if profile["hidden"]:
        about = f"{profile['hidden']:,} invisible characters (explain spells out what they say)"
        rows.append(("hidden text", about))
    if profile["odd_spaces"]:
        about = f"{_places(profile['odd_spaces'])} (no-break spaces and the like do no harm)"
        rows.append(("odd spaces", about))
    return "\n".join(f"{label:<12} {text}" for label, text in rows)


def _table(found: list[tuple[str, dict[str, Any]]]) -> str:
    """Describe several texts, one a line."""
    rows = [("file", "encoding", "script", "Han", "glosses", "damage", "bits", "suspicions")]
    rows += [
        (
            name,
            "not text" if p["binary"] else f"{p['encoding']}{'?' if p['guessed'] else ''}",
            str(p["script"]),
            f"{p['han']:,}",
            f"{p['glosses']:,}",
            f"{p['damage']:,}",
            f"{p['bits']:.1f}",
            f"{sum(p['suspicions'].values()):,}",
        )
        for name, p in found
    ]
    from hantidy.reports.explain import columns  # noqa: PLC0415 - names may be Chinese

    wide = [max(columns(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = []
    for row in rows:
        blanks = [" " * (width - columns(cell)) for width, cell in zip(wide, row, strict=True)]
        cells = [
            cell + blank if at < 3 else blank + cell
            for at, (cell, blank) in enumerate(zip(row, blanks, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count:,} places"
