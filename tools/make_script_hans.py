"""Make `script_hans` and `script_zhu`: what plain t2s leaves wrong, as phrases beside its own.

著 is a verb or a particle (着 in simplified text) unless it is a word of writing and of being
known (著名, 原著). And a name that t2s keeps (蕭乾 → 萧乾) is kept when it is read again.
Run it with the `opencc` and `jieba` of this environment: `python tools/make_script_hans.py`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import jieba
import opencc

from make_script_characters import dictionary
from make_script_hant import by_hand

TABLES = Path(__file__).parents[1] / "src/hantidy/tables"


def convert(text: str, words: dict[str, str]) -> str:
    """Convert as OpenCC does: the longest word at each place."""
    longest = max(map(len, words))
    done = []
    at = 0
    while at < len(text):
        for length in range(min(longest, len(text) - at), 0, -1):
            if (word := text[at : at + length]) in words:
                break
        else:
            word, length = text[at], 1
        done.append(words.get(word, word))
        at += length
    return "".join(done)


def _write(table: str, what: str, source: str, rows: dict[str, str]) -> None:
    (TABLES / f"{table}.tsv").write_text(
        f"# {what}\n# Each row: what is written, what it becomes.\n# Source: {source}\n"
        f"# Made by tools/make_script_hans.py on {datetime.now(UTC):%Y-%m-%d}\n"
        + "".join(f"{key}\t{value}\n" for key, value in sorted(rows.items())),
        "utf-8",
    )


def _is_of(word: str, stays: tuple[str, ...]) -> bool:
    """Whether ``word`` is one of writing or of being known, which a dictionary misprints."""
    return word.endswith(stays) or word.startswith(stays)


def main() -> None:
    """Write the table."""
    shipped = {
        key: values[0]
        for name in ("TSCharacters", "TSCharactersExt", "TSPhrases")
        for key, values in dictionary(name).items()
    }
    kinds = by_hand()
    stays = tuple(kinds["zhu-stays"])
    rows = {"著": "着"}
    for key, value in shipped.items():
        if "着" in key:
            rows[key.replace("着", "著")] = value
    for word in stays:
        rows[word] = convert(word, shipped)
    verbs = kinds["zhu-verb"]
    seen = [verb + mark for verb in verbs for mark in ("著《", "著〈")]
    seen += [verb + "著書" for verb in verbs if len(verb) == 1 and verb != "有"]
    for word in [*kinds["zhu-becomes"], *seen]:
        rows[word] = convert(word, shipped).replace("著", "着")
    # Words with 着 in jieba's dictionary in which a word of writing would be seen: 配合着.
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        frequency = {word: int(count) for word, count, *_ in map(str.split, lines)}
    to_traditional = opencc.OpenCC("s2tw").convert
    for word, count in frequency.items():
        rival = frequency.get(word.replace("着", "著"), 0)
        if "着" in word and len(word) > 2 and rival < count:
            written = to_traditional(word)
            if convert(written, shipped | rows) != word and not _is_of(written, stays):
                rows[written] = word
    # A verb before a word of writing: 改編|著作, but 配合著|作業.
    for word in [each for each in rows if len(each) > 2 and rows[each][-1:] == "着"]:
        verb = convert(word[:-1], shipped)
        for mark in ("zhu-stays-behind", "zhu-becomes-behind"):
            zhu = "着" if mark == "zhu-becomes-behind" else "著"
            rows |= {word + each: verb + zhu + convert(each, shipped) for each in kinds[mark]}
    rows |= kinds["hans"]
    # What t2s keeps must be a word itself, or reading it again would not keep it.
    words = shipped | rows
    kept = {value for key, value in shipped.items() if len(key) > 1 and key not in rows}
    kept |= {value for key, value in kinds["hans"].items() if "乾" in value}
    rows |= {value: value for value in kept if convert(value, words) != value}
    zhu = {key: value for key, value in rows.items() if "著" in key}
    _write(
        "script_zhu",
        "著 as a particle or verb is 着, as writing or being known it stays.",
        f"words by hand; the words with 着 of the dictionary of jieba {version('jieba')} (MIT)",
        zhu,
    )
    _write(
        "script_hans",
        "What t2s leaves wrong; names that it keeps are kept when they are read again.",
        f"words by hand; TSPhrases and TSCharacters of OpenCC {version('opencc')} (Apache-2.0)",
        {key: value for key, value in rows.items() if key not in zhu},
    )


if __name__ == "__main__":
    main()
