"""Make `script_twp`: Taiwanese words that OpenCC's TWPhrases would take for mainland ones.

文档 becomes 文件 and 文件 becomes 檔案; in text that is already traditional nobody can tell which
文件 it is, and a second run must not go on to 檔案. So these words stand for themselves there.
Run it with the `opencc` of this environment: `python tools/make_script_twp.py`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from make_script_characters import dictionary
from make_script_hans import convert

TABLE = Path(__file__).parents[1] / "src/hantidy/tables/script_twp.tsv"


def main() -> None:
    """Write the table."""
    phrases = {key: values[0] for key, values in dictionary("TWPhrases").items()}
    stays: set[str] = set()
    words = phrases
    while more := {value for value in phrases.values() if convert(value, words) != value}:
        stays |= more
        words = phrases | {word: word for word in stays}
    values = set(phrases.values())
    for key in phrases:
        for at in range(1, len(key)):
            u, v = key[:at], key[at:]
            # A word of Taiwan that begins or ends in a part of a mainland one: 日文檔案, not 文檔.
            stays |= {u + word for word in values if word.startswith(v) and word not in (v, key)}
            stays |= {word for word in values if word.endswith(u) and word not in (u, key)}
    TABLE.write_text(
        "# Words of Taiwan that TWPhrases would change again. Each row: the word, itself.\n"
        f"# Source: TWPhrases of OpenCC {version('opencc')} (licence: Apache-2.0)\n"
        f"# Made by tools/make_script_twp.py on {datetime.now(UTC):%Y-%m-%d}\n"
        + "".join(f"{word}\t{word}\n" for word in sorted(stays)),
        "utf-8",
    )


if __name__ == "__main__":
    main()
