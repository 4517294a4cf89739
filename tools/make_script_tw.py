"""Make `script_tw`: what OpenCC's tw2t would change beyond OpenCC's own words.

It takes every 參 that stands in none of its words for 蔘, ginseng: 曾參, 參閲 as Hong Kong writes
參閱. Where Taiwan writes 參, 參 is meant, or a 人參 that nobody misreads.
Run it by `python tools/make_script_tw.py`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

TABLE = Path(__file__).parents[1] / "src/hantidy/tables/script_tw.tsv"
STAYS = "參"


def main() -> None:
    """Write the table."""
    TABLE.write_text(
        "# Characters that OpenCC's tw2t would change. Each row: the character, itself.\n"
        "# Source: by hand (licence: MIT)\n"
        f"# Made by tools/make_script_tw.py on {datetime.now(UTC):%Y-%m-%d}\n"
        + "".join(f"{character}\t{character}\n" for character in sorted(STAYS)),
        "utf-8",
    )


if __name__ == "__main__":
    main()
