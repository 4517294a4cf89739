#!/usr/bin/env python3
"""Make src/hantidy/tables/common_hanzi.txt: the 2,500 commonest hanzi, in both scripts.

    python tools/make_common_hanzi.py

Needs the extra `tools`.
"""

from collections import Counter
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import jieba
import opencc

TABLE = Path(__file__).parent.parent / "src/hantidy/tables/common_hanzi.txt"
COMMONEST = 2_500


def main() -> None:
    counts: Counter[str] = Counter()
    with jieba.get_dict_file() as words:
        for line in words:
            word, frequency, *_ = line.decode("utf-8").split(" ")
            for hanzi in word:
                if "\u4e00" <= hanzi <= "\u9fff":
                    counts[hanzi] += int(frequency)
    simplified = sorted(counts, key=lambda hanzi: (-counts[hanzi], hanzi))[:COMMONEST]
    forms = set(simplified)
    for config in ("s2t", "s2tw", "s2hk"):
        convert = opencc.OpenCC(config).convert
        forms.update("".join(map(convert, simplified)))
    head = [
        f"The {COMMONEST:,} commonest hanzi of simplified Chinese, and their traditional forms.",
        f"Source: jieba {version('jieba')}, word frequencies (MIT), https://github.com/fxsjy/jieba",
        f"        made traditional by OpenCC {version('opencc')} s2t, s2tw, s2hk (Apache-2.0), "
        "https://github.com/BYVoid/OpenCC",
        f"Made by tools/make_common_hanzi.py on {datetime.now(tz=UTC).date()}.",
    ]
    ordered = "".join(sorted(forms))
    rows = [ordered[at : at + 40] for at in range(0, len(ordered), 40)]
    text = "".join(f"# {line}\n" for line in head) + "".join(f"{row}\n" for row in rows)
    TABLE.write_text(text, encoding="utf-8")
    print(f"{TABLE.name}: {len(forms)} hanzi, {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
