"""Shapes of text that once took quadratic time, or could: each grows with ``n`` characters."""

import random

_HAN = [chr(code) for code in range(0x4E00, 0x9FA5)]
_CHOSEN = random.Random(1)

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
}

_MADE = {
    "nested brackets": lambda n: "中" + "(" * (n // 2) + "qu" + ")" * (n // 2),
    "combining marks": lambda n: "a" + "\u0301" * n,
    "carriage returns": lambda n: "\r" * n + "\n",
    "one wide gap": lambda n: "中" + " " * n + "文",
    "random hanzi": lambda n: "".join(_CHOSEN.choices(_HAN, k=n)),
    "every hanzi": lambda n: "".join(_HAN[at % len(_HAN)] for at in range(n)),
}

SHAPES = {
    **{name: lambda n, piece=piece: piece * (n // len(piece)) for name, piece in _REPEATED.items()},
    **_MADE,
}
