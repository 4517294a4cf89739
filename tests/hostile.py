"""Shapes of text that once took quadratic time, or could: each grows with ``n`` characters."""

import random

_HAN = [chr(code) for code in range(0x4E00, 0x9FA5)]

_REPEATED = {
    "URL before hanzi": "http://a.cn/中",
    "host before hanzi": "www.a.cn/中",
    "file name before hanzi": "a.html中",
    "glosses in brackets": "中(((qu,)))。",
    "units of one character": "㎡",
    "middle dots": "·",
    "mojibake of UTF-8": "浠婂ぉ涓嬮洦",
    "mojibake of Latin-1": "½ñÌìÏÂÓê",
    "unclosed quotes": "“中",
    "straight quotes": "\"中'",
    "bars": "|中",
    "nearly a URL": "http:/中/www.",
    "one long number": "9",
    "numerals": "一二三四五六七八九零",
    "units of numerals": "百千万亿",
    "unclosed brackets": "(中",
    "unfinished entities": "&#x",
    "unfinished tags": "<a ",
    "backticks": "`中",
    "dollars": "$中",
    "commas": "中,",
    "at signs": "a@b中",
    "paths": "/a中",
    "fences": "```\n",
    "full-width letters": "Ａ１",
    "kana like hanzi": "ニ二",
    "question marks": "中?",
    "private use": "中\ue000",
    "bopomofo": "ㄅㄆ",
    "open ruby": "<ruby>中<rt>",
    "replacement characters": "中\ufffd",
    "bold": "**中",
    "links": "[中](",
    "spaces": "中 ",
    "placeholders": "中<中>",
    "closing tags": "<中>中</中",
    "mojibake of Big5": "いゅ地辨",
    "gloss behind each hanzi": "达(dá)",
    "bare readings": "zhōng ",
    "percent": "%E4%BD%A0",
    "mixed scripts": "开發區们在門",
    "nested quotes": "「『",
    "wide brackets": "（中",
    "dates": "二〇一二年三月",
    "cells": "| 中 | 国 |",
    "mail": "中@a.cn中",
    "dots": "a.b.c.",
    "variation selectors": "中\ufe00",
    "bidi": "\u202e中",
    "surrogates": "中\ud800",
    "torn bytes": "玩\x85·",
}

_IN_LINES = {
    "pairs of question marks": "??中",
    "rows of cells": "| 中 | 国 |",
    "Latin-1 in lines": "½ñÌìÏÂÓê",
    "Big5 in lines": "いゅ地辨",
    "open brackets in lines": "(中",
    "straight quotes in lines": "\"中'",
    "comments in lines": "<!-- 中",
    "URLs in lines": "http://a.cn/中",
}

_MADE = {
    "nested brackets": lambda n: "中" + "(" * (n // 2) + "qu" + ")" * (n // 2),
    "combining marks": lambda n: "a" + "\u0301" * n,
    "carriage returns": lambda n: "\r" * n + "\n",
    "one wide gap": lambda n: "中" + " " * n + "文",
    "random hanzi": lambda n: "".join(random.Random(1).choices(_HAN, k=n)),
    "every hanzi": lambda n: "".join(_HAN[at % len(_HAN)] for at in range(n)),
}

_WIDTH = 40


def in_lines(text):
    return "\n".join(text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH))


SHAPES = {
    **{name: lambda n, piece=piece: piece * (n // len(piece)) for name, piece in _REPEATED.items()},
    **{
        name: lambda n, piece=piece: in_lines(piece * (n // len(piece)))
        for name, piece in _IN_LINES.items()
    },
    **_MADE,
}
