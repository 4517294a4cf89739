"""Make `script_variants_tw`, `_hk`, `_cn`, `_opencc`, `script_hk` and `script_zhu_hk`.

Each form of a character becomes that of one standard. A set of forms is what OpenCC's TWVariants
and HKVariants write for one of its own, the form of the mainland, and those of older type that
Unihan's kZVariant ties to one of them: forms that IICore knows from Korea alone, in no Big5.
`script_hk` has those that no region prints: neither IICore nor Hong Kong's Big5 knows them, and
they are not simplified.
`variant_forms.tsv` has what neither tells, and the pairs that are two words. `script_zhu_hk` tells
著 from 着 where a text writes 著 for both, by the rows of `script_zhu`.
Run it with the `opencc` of this environment and the Unihan database, as Debian's package
`unicode-data` installs it: `python tools/make_variants.py`, after `make_script_hans.py`.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from make_script_characters import dictionary, unihan

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES = Path(__file__).parents[1] / "src/hantidy/tables"
FORMS = Path(__file__).with_name("variant_forms.tsv")
REGIONS = {"tw": "TWVariants", "hk": "HKVariants"}
CHINESE = frozenset("GTHM")
"""The sources of IICore of the regions that write Chinese."""


def rows_of(file: Path) -> list[list[str]]:
    """Read a table."""
    lines = file.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def by_hand(kind: str) -> dict[str, str]:
    """Read one kind of row: each form of OpenCC's, and the other one."""
    rows = (row[1:] for row in rows_of(FORMS) if row[0] == kind)
    return {row[0]: row[-1] for row in rows}


def standards() -> dict[str, dict[str, str]]:
    """Return for each standard the form it has of OpenCC's forms, where it has a say."""
    apart = by_hand("apart").keys()
    found = {"cn": by_hand("cn"), "opencc": {form: form for form in by_hand("cn")}}
    for region, name in REGIONS.items():
        variants = {
            form: becomes[0]
            for form, becomes in dictionary(name).items()
            if not {form, becomes[0]} & apart and form != becomes[0]
        }
        found[region] = {form: form for form in found["cn"]} | variants | by_hand(region)
    return found


def older() -> Iterator[tuple[str, str]]:
    """Yield each form with one of older type."""
    yield from ((row[1], row[2]) for row in rows_of(FORMS) if row[0] == "older")
    core = unihan("kIICore")
    for form, value in unihan("kZVariant").items():
        for entry in value.split():
            usual = chr(int(entry.partition("<")[0].removeprefix("U+"), 16))
            for one, other in ((form, usual), (usual, form)):
                if in_big5(one) and not in_big5(other) and is_korean(core.get(other, "")):
                    yield one, other


def in_big5(character: str) -> bool:
    """Whether Taiwan's character set has a character."""
    return bool(character.encode("cp950", "ignore"))


def is_korean(sources: str) -> bool:
    """Whether IICore has a character from Korea, and from no region that writes Chinese."""
    return "K" in sources and not CHINESE & set(sources[1:])


def write(name: str, what: str, rows: dict[str, str]) -> None:
    """Write a table of forms."""
    (TABLES / f"{name}.tsv").write_text(
        f"# {what} Each row: a form, what it becomes.\n"
        f"# Source: TWVariants, HKVariants of OpenCC {version('opencc')} (licence: Apache-2.0);\n"
        "# kZVariant, kIICore of the Unihan database 15.0 (Unicode licence); by hand (MIT)\n"
        f"# Made by tools/make_variants.py on {datetime.now(UTC):%Y-%m-%d}\n"
        + "".join(f"{key}\t{value}\n" for key, value in sorted(rows.items())),
        "utf-8",
    )


def main() -> None:
    """Write the tables."""
    known = standards()
    sets: dict[str, set[str]] = defaultdict(set)
    for forms in known.values():
        for form, becomes in forms.items():
            sets[form] |= {form, becomes}
    base_of = {member: base for base, members in sets.items() for member in members}
    for form, other in older():
        base = base_of.get(form, form)
        sets[base] |= {base, other}
    tables: dict[str, dict[str, str]] = {}
    for standard, forms in known.items():
        tables[standard] = {
            member: forms.get(base, base)
            for base, members in sets.items()
            if base in forms or base not in base_of
            for member in members
        }
        write(f"script_variants_{standard}", f"Variants to {standard}.", tables[standard])
        print(standard, len(tables[standard]))
    zhu = {
        word: word.replace("著", "着") if "着" in becomes else word
        for word, becomes in rows_of(TABLES / "script_zhu.tsv")
        if "著" in word
    }
    hk = tables["hk"]
    core, simplified = unihan("kIICore"), dictionary("STCharacters")
    strange = {
        form: becomes
        for form, becomes in hk.items()
        if form != becomes
        and form not in simplified
        and not form.encode("big5hkscs", "ignore")
        and not CHINESE & set(core.get(form, "")[1:])
    }
    write("script_hk", "What t2hk leaves of forms.", by_hand("hk-other") | strange)
    zhu = {word: "".join(hk.get(each, each) for each in form) for word, form in zhu.items()}
    write("script_zhu_hk", "著 and 着 as Hong Kong tells them apart.", zhu)


if __name__ == "__main__":
    main()
