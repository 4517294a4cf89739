"""Make `script_hans`: what plain t2s leaves wrong, as phrases that OpenCC takes beside its own.

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

TABLE = Path(__file__).parents[1] / "src/hantidy/tables/script_hans.tsv"

# Words in which 著 is writing or being known. Those that end other words (新著 in 重新著手, 大著 in
# 放大著, 較著 in 比較著) are left out, or stand here with what makes them sure.
STAYS = """
著名 著作 顯著 著稱 專著 著述 土著 名著 論著 卓著 著錄 合著 巨著 鉅著 編著 譯著 原著 著書 遺著
著者 昭著 撰著 雜著 拙著 見微知著 以微知著 睹微知著 識微知著 積微成著 彰明較著 恩威並著 日新月著
所著 另著 曾著有 曾著《 新著《 近著《 著有《 著有〈 著有「 著有『 著有多 著有詩 著有長篇 著有小說
著有散文 著《 著〈 著成《 著於 著譯 著述等身 著作等身 著書立說 著志 著式 編著者 閒著書
""".split()  # noqa: SIM905 - a list of words reads best as words
# And where such a word is only seen across two others.
BECOMES = """
著名單 著名字 著名片 著名牌 著名冊 著名叫 著名為 著作業 著作文 著作品 著作戰 著作響 著作息
著錄音 著錄影 著錄取 著錄像 著錄製 著稱呼 著稱讚 著述說 有著作用 有著作為 起著作用
試著作 接著作 跟著作 藉著作 忙著作 急著作 等著作
所著火 所著迷 所著重 所著眼 所著手 所著力 所著急 所著落
執著於 附著於 黏著於 固著於 膠著於 依著於 討論著 議論著 談論著 爭論著 評論著 辯論著 講論著
混雜著 夾雜著 摻雜著 攙雜著 複雜著 嘈雜著 錯雜著 間雜著 翻譯著 改編著 穿著
配合著 結合著 混合著 融合著 聯合著 符合著 閉合著 迎合著 組合著 集合著 湊合著
""".split()  # noqa: SIM905 - a list of words reads best as words
# What is held, read or followed: 拿著書, 隨著《…》.
VERBS = "看拿抱讀捧翻帶念唸背買寫對靠隨跟沿按照著順憑趁藉借聽唱哼演拍舉握捏夾朝向指圍當有懷揣"
VERBS_OF_TWO = """
意味 憑借 按照 伴隨 環繞 圍繞 閱讀 翻閱 朗讀 朗誦 演唱 播放 收聽 收看 觀看 手持 高舉 依照
""".split()  # noqa: SIM905
# Forms of Hong Kong and Taiwan that simplified text does not have, and t2s leaves.
MERGED = {
    "不可貲計": "不可赀计",  # TSPhrases leaves 計
    "揹": "背",
    "衞": "卫",
    "枱": "台",
    "糭": "粽",
    "粧": "妆",
    "敍": "叙",
    "痺": "痹",
    "簷": "檐",
    "衹": "只",
}


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


def main() -> None:
    """Write the table."""
    shipped = {
        key: values[0]
        for name in ("TSCharacters", "TSCharactersExt", "TSPhrases")
        for key, values in dictionary(name).items()
    }
    rows = {"著": "着"} | MERGED
    for key, value in shipped.items():
        if "着" in key:
            rows[key.replace("着", "著")] = value
    for word in STAYS:
        rows[word] = convert(word, shipped)
    seen = [verb + mark for verb in [*VERBS, *VERBS_OF_TWO] for mark in ("著《", "著〈")]
    seen += [verb + "著書" for verb in VERBS if verb != "有"]
    for word in [*BECOMES, *seen]:
        rows[word] = convert(word, shipped).replace("著", "着")
    # Words with 着 in jieba's dictionary in which a word of writing would be seen: 配合着.
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        frequency = {word: int(count) for word, count, *_ in map(str.split, lines)}
    to_traditional = opencc.OpenCC("s2tw").convert
    for word, count in frequency.items():
        rival = frequency.get(word.replace("着", "著"), 0)
        if "着" in word and len(word) > 2 and rival < count:
            written = to_traditional(word)
            if convert(written, shipped | rows) != word and not written.endswith(tuple(STAYS)):
                rows[written] = word
    # What t2s keeps must be a word itself, or reading it again would not keep it.
    words = shipped | rows
    kept = {value for key, value in shipped.items() if len(key) > 1 and key not in MERGED}
    rows |= {value: value for value in kept if convert(value, words) != value}
    body = "".join(f"{key}\t{value}\n" for key, value in sorted(rows.items()))
    TABLE.write_text(
        "# Phrases beside those of OpenCC's t2s: 著 as a particle or verb is 着; names that t2s\n"
        "# keeps are kept when they are read again. Each row: what is written, what it becomes.\n"
        f"# Source: words by hand; TSPhrases and TSCharacters of OpenCC {version('opencc')}"
        " (licence: Apache-2.0);\n"
        f"# the words with 着 of the dictionary of jieba {version('jieba')} (licence: MIT)\n"
        f"# Made by tools/make_script_hans.py on {datetime.now(UTC):%Y-%m-%d}\n" + body,
        "utf-8",
    )


if __name__ == "__main__":
    main()
