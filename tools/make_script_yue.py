"""Make `script_yue`: words of written Cantonese, in which simplified characters mean others.

There 系 is nearly always 係, also where phrases of OpenCC see 繫 (系好, 系有). 晒 吓 郁 are words
of their own, but for those that Mandarin has too (关系, 晒太阳, 吓人, 浓郁). 只 counts what one has
(我只猫). The rows by hand are those of the kinds ``yue`` in `script_words.tsv`.
Run it with the `opencc` of this environment: `python tools/make_script_yue.py`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import opencc

from make_script_characters import dictionary
from make_script_hant import by_hand

PHRASES = ("STPhrases_GeneratedFromRegionalPhrases", "STPhrases")
TABLE = Path(__file__).parents[1] / "src/hantidy/tables/script_yue.tsv"


def main() -> None:
    """Write the table."""
    kinds = by_hand()
    convert = opencc.OpenCC("s2t").convert
    rows = {
        phrase: convert(phrase).replace("繫", "係")
        for name in PHRASES
        for phrase in dictionary(name)
        if "系" in (phrase[0], phrase[-1]) and "繫" in convert(phrase)
    }
    for thing in kinds["yue-thing"] | kinds["animal"]:
        for owner in ("", *kinds["yue-owner"]):
            rows[f"{owner}只{thing}"] = f"{owner}隻{convert(thing)}"
    rows |= kinds["yue-character"] | kinds["yue"]
    for verb in kinds["yue-verb"]:
        for particle in ("吓", "晒"):
            form = convert(verb)
            rows[verb + particle] = form + particle
            rows[f"{verb}咗{particle}"] = f"{form}咗{particle}"
    TABLE.write_text(
        "# Words of written Cantonese. Each row: what is written, what it becomes.\n"
        "# Source: by hand, seen in the corpora of pycantonese 5.0.0 (licence: MIT); phrases with\n"
        f"# 系 of OpenCC {version('opencc')} (licence: Apache-2.0)\n"
        f"# Made by tools/make_script_yue.py on {datetime.now(UTC):%Y-%m-%d}\n"
        + "".join(f"{key}\t{value}\n" for key, value in sorted(rows.items())),
        "utf-8",
    )


if __name__ == "__main__":
    main()
