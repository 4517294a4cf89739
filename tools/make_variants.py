"""Make `script_variants_tw`, `_hk`, `_cn`, `_opencc` and `script_zhu_hk` for traditional text.

Each form of a character becomes that of one standard; the sets are those of `variant_forms.tsv`.
`script_zhu_hk` tells 著 from 着 where a text writes 著 for both, by the rows of `script_zhu`.
Run it by `python tools/make_variants.py`, after `make_script_hans.py`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

TABLES = Path(__file__).parents[1] / "src/hantidy/tables"
FORMS = Path(__file__).with_name("variant_forms.tsv")
STANDARDS = ("tw", "hk", "cn", "opencc")


def rows_of(file: Path) -> list[list[str]]:
    """Read a table."""
    lines = file.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def write(name: str, what: str, rows: dict[str, str]) -> None:
    """Write a table of forms."""
    (TABLES / f"{name}.tsv").write_text(
        f"# {what} Each row: a form, what it becomes.\n"
        "# Source: tools/variant_forms.tsv, after OpenCC's variants (licence: Apache-2.0)\n"
        f"# Made by tools/make_variants.py on {datetime.now(UTC):%Y-%m-%d}\n"
        + "".join(f"{key}\t{value}\n" for key, value in sorted(rows.items())),
        "utf-8",
    )


def main() -> None:
    """Write the tables."""
    sets = rows_of(FORMS)
    for number, standard in enumerate(STANDARDS):
        rows = {form: forms[number] for forms in sets for form in forms}
        write(f"script_variants_{standard}", f"Variants to the standard {standard}.", rows)
    zhu = {
        word: word.replace("著", "着") if "着" in becomes else word
        for word, becomes in rows_of(TABLES / "script_zhu.tsv")
        if "著" in word
    }
    hk = {form: forms[1] for forms in sets for form in forms}
    zhu = {word: "".join(hk.get(each, each) for each in form) for word, form in zhu.items()}
    write("script_zhu_hk", "著 and 着 as Hong Kong tells them apart.", zhu)


if __name__ == "__main__":
    main()
