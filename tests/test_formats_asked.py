"""Files of other languages come through the filters that must be asked for, nothing broken."""

import ast
import csv
import io
import json
import re
import tomllib

import pytest

import test_formats
from hantidy import filters
from hantidy.pipeline import Pipeline

ASKED = {
    "quotes": ["quotes"],
    "corner": ["quotes:style=corner"],
    "symbols": ["units:style=symbol"],
    "hanzi": ["units:style=hanzi"],
    "trim": ["lines:mode=trim"],
    "drop": ["lines:mode=drop"],
    "wrap": ["wrap"],
    "all": ["units:style=symbol", "quotes", "lines:mode=trim", "wrap"],
}

JSON = """\
{
  "名称": "客厅25m²，\\"朝南\\"",
  "标签": [
    "甲",
    "5公里",
    "丙 丁"
  ],
  "嵌套": {"来源": "某网", "备注": "目 录"}
}
"""

PYTHON = '''\
"""读取"配置"，写出结果。"""

名称 = "张三"
路径 = ['目 录', "乙"]


def 读(甲="乙", *, 丙='丁'):
    # 他说"好"，长5公里，占地120平方米
    if 甲 == "好" or 甲 in ("是", "否"):
        return "甲" + "乙" + '丙'
    print("重5kg", f"面积{甲}m²", '为导 向', "版权所有")
    raise ValueError("没有" % "了") if 丙 else KeyError('丙')


表 = {"甲": "乙", '丙': ["丁",
    "戊"
]}
'''

TOML = """\
# 说明："默认"值
title = "说 明"
"距离" = "5公里"
tags = [
    "甲",
    "乙"
]
"""

CSV = """\
名称,距离,备注
甲,5公里,"他说""好""，走了"
乙,"3,000米",来源：某网
"""

MARKDOWN = """\
---
标题: "说明"
---

# 第一节 总体要求

他说"好"。行内`代码 "甲"`，见[链接"乙"](甲.md "标 题")。

| 名称 | 长度 |
|------|------|
| 甲 | 5公里 |
| 乙 | |

```js
const 甲 = "乙"; // 他说"好"
来源：某网
```

- 第一项，长度不定
  1. 子项
- [ ] 待办 事项
"""

HTML = """\
<p title="说"明" class='甲 乙'>他说"好"，<b id="丙">5公里</b>。</p>
<script>
  var 甲 = "乙", 丙 = '丁';
  版权所有
</script>
"""


def cleaned(row, text):
    pipeline = Pipeline([filters.parse(each) for each in ASKED[row]])
    clean = pipeline(text)
    assert pipeline(clean) == clean
    return clean


every = pytest.mark.parametrize("row", ASKED)


@every
@pytest.mark.parametrize("given", [JSON, test_formats.JSON])
def test_json(row, given):
    """The same keys in the same shape."""
    assert test_formats.shape(json.loads(cleaned(row, given))) == test_formats.shape(
        json.loads(given)
    )


@every
@pytest.mark.parametrize("given", [PYTHON, test_formats.PYTHON])
def test_python(row, given):
    """It still parses, to the same tree but for the texts."""

    def bare(text):
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = "text"
        return ast.dump(tree)

    assert bare(cleaned(row, given)) == bare(given)


@every
def test_toml(row):
    assert test_formats.shape(tomllib.loads(cleaned(row, TOML))) == test_formats.shape(
        tomllib.loads(TOML)
    )


@every
@pytest.mark.parametrize("given", [CSV, test_formats.CSV])
def test_csv(row, given):
    """The same number of fields in every row, quoted or not."""
    before, after = (list(csv.reader(io.StringIO(each))) for each in (given, cleaned(row, given)))
    assert [len(fields) for fields in before] == [len(fields) for fields in after]


@every
@pytest.mark.parametrize("given", [MARKDOWN, test_formats.MARKDOWN])
def test_markdown(row, given):
    """Front matter, code, targets, headings, items and tables as they were."""
    clean = cleaned(row, given)
    for pattern in (
        r"(?s)\A---\n.*?\n---\n",
        r"(?s)```.*?```",
        r"`[^`\n]+`",
        r"\]\([^)]*\)",
        r"(?m)^[ ]*(?:[-*+>#|]+|[0-9]+[.)])[ ]",
        r"(?m)^#.*$",
        r"[|]|:?-{3,}:?",
    ):
        assert re.findall(pattern, clean) == re.findall(pattern, given), pattern


@every
@pytest.mark.parametrize("given", [HTML, test_formats.HTML])
def test_html(row, given):
    """The same tags with their attributes, the same scripts."""
    assert test_formats.Tags(cleaned(row, given)).found == test_formats.Tags(given).found


@every
@pytest.mark.parametrize("given", [test_formats.SUBTITLES, test_formats.ASS, test_formats.CHAT])
def test_lines_of_speech(row, given):
    """Numbers, times, headers and fields stay; no line is joined to another."""
    clean = cleaned(row, given)
    assert clean.count("\n") == given.count("\n")
    pattern = r"(?m)^\d+$|^[\d:,]+ --> [\d:,]+$|^Dialogue:(?:[^,\n]*,){9}|^\d{4}-.*$|^\[.*?\]"
    assert re.findall(pattern, clean) == re.findall(pattern, given)


@every
@pytest.mark.parametrize("given", [test_formats.LATEX, test_formats.XML])
def test_marked_up(row, given):
    """Commands, braces and tags as they were."""
    clean = cleaned(row, given)
    pattern = r"\\[a-zA-Z]+(?:\[[^\]]*\])?(?:\{[^}]*\})?|<[^>]*>|[{}&]"
    assert re.findall(pattern, clean) == re.findall(pattern, given)


def test_prose_in_markdown_is_still_cleaned():
    """What is left alone is the format, not the text in it."""
    assert "他说“好”。" in cleaned("quotes", MARKDOWN)
