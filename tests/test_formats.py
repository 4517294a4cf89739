"""Files of other languages with Chinese in them come through preset web with nothing broken."""

import ast
import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import hantidy

JSON = """\
{
  "姓名": "张三,男",
  "说明": "他说:你好(真的)!",
  "列表": ["甲", "乙,丙", 1, 2.5, true, null],
  "嵌套": {"键": "值;值", "url": "https://example.com/甲,乙?x=1"}
}
"""

CSV = """\
编号,姓名,备注
1,张三,"他说:你好,再见"
2,李四,没有
3,王五,"换(行)"
"""

PYTHON = '''\
"""模块说明:读取数据,写出结果(草稿)。"""
import re

名称 = "张三,李四"
表 = {"甲": 1, "乙": [2, 3], '丙': (4, 5)}


def 求和(甲, 乙=1, *丙):
    """返回甲,乙之和(包括丙)。"""
    if 甲 > 乙: return 甲  # 注释:如果甲大,返回甲
    return sum(丙, 甲 + 乙)


class 类(dict):
    def 方法(self, 值: int) -> str:
        return f"{self.名,值}:{值!r}" if 值 else re.sub(r"[,;:]", "，", 名称)


print(求和(1, 2, 3), 表["甲"], 类().方法)
'''

HTML = """\
<!DOCTYPE html>
<html lang="zh">
<head><title>标题,副标题</title>
<style>.类, p { font-family: 宋体, 黑体; content: "甲,乙"; }</style>
<script>
  var 文 = "甲,乙"; 函数(文, 1);
  if (文 == "丙,丁") { alert('好,的'); }
</script></head>
<body>
<p class="甲 乙" title="说明,解释:一(二)">正文,后面是:链接(见<a href="/路径/甲,乙?x=1,2">这里</a>)。</p>
<img src="图,片.png" alt='描述:甲,乙'><!-- 注释,甲:乙 -->
<pre>代码,甲
  乙,丙</pre>
</body></html>
"""

XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<根 属性="甲,乙">
  <项 编号="1">你好,世界</项>
  <项 编号="2"><![CDATA[甲,乙<丙>]]></项>
</根>
"""

LATEX = r"""
\documentclass[UTF8,a4paper]{ctexart}
\usepackage[colorlinks,linkcolor=blue]{hyperref}
\begin{document}
\section{引言:问题(概述)}
如图\ref{图:甲,乙}所示,参见\cite{张三:2020,李四:2021},有$x_{甲,乙}=(a,b)$和
\begin{equation}
  f(甲,乙) = \sum_{i=1}^{n} 丙_{i,j}, \label{式:一}
\end{equation}
\includegraphics[width=5cm,height=3cm]{图/甲,乙.png}
\href{https://example.com/甲,乙}{链接,说明}
\begin{tabular}{l|c}
甲, 乙 & 丙: 丁 \\
\end{tabular}
\end{document}
"""

MARKDOWN = """\
---
标题: 说明, 文档
标签: [甲, 乙]
---

# 标题:副标题

正文,后面(说明)。见[链接,甲](https://example.com/甲,乙(丙) "题,目")和![图:一](图/甲,乙.png)。

- 项目:一
  1. 子项,二
    - 三层,`代码(甲,乙)`
* [ ] 待办,事项

> 引用,文字

| 名称 | 说明(中) | 值 |
|------|:--------:|---:|
| 甲 | 乙, 丙 | 1,000 |

```python
def 函数(甲, 乙): return "甲,乙"
```

    缩进代码(甲, 乙);

脚注[^1],自动链接<https://example.com/甲,乙>。

[^1]: 注释,说明
[引用]: https://example.com/丙,丁 "题:目"
"""

SUBTITLES = """\
1
00:00:01,000 --> 00:00:02,500
你好,世界!

2
00:00:03,000 --> 00:00:04,250
- 谁?
- 我,张三(小声)
"""

ASS = """\
[Script Info]
Title: 标题,甲
[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: 默认,宋体,20
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,默认,张三,0,0,0,,你好,世界
Dialogue: 0,0:00:03.00,0:00:04.00,默认,,0,0,0,,{\\pos(1,2)}再见,朋友\\N好的
"""

CHAT = """\
2023-01-01 12:00:05 张三(12345678)
在吗?有事,问你

2023-01-01 12:00:30 李四<lisi@example.com>
在的,说吧:)
[12:01:02] <张三> 地址是 C:\\文件\\甲,乙.txt,记得看
"""


def web(text):
    clean = hantidy.clean(text)
    assert clean != text  # there is something to do in each of them
    assert hantidy.clean(clean) == clean
    assert clean.count("\n") == text.count("\n")
    return clean


def shape(value):
    """A value of JSON with its texts left out, its keys kept."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape(each) for each in value]
    return "text" if isinstance(value, str) else value


def test_json():
    """The same keys, the same values but for the marks in them."""
    before, after = json.loads(JSON), json.loads(web(JSON))
    assert shape(before) == shape(after)
    assert after["嵌套"]["url"] == before["嵌套"]["url"]


def test_csv():
    """Whole rows of a table come through as they are."""
    text = f"数据如下,请看:\n{CSV}完,谢谢。\n"
    assert CSV in web(text)
    assert list(csv.reader(io.StringIO(hantidy.clean(CSV)))) == list(csv.reader(io.StringIO(CSV)))


def test_csv_of_more_than_one_block():
    """A row that a block's end cuts off from the others is still a row."""
    rows = "".join(f"第{n}行,{n},北京\n" for n in range(1030))
    assert hantidy.clean(rows) == rows


def test_python():
    """A module comes out as it came, its texts and comments too."""
    ast.parse(PYTHON)
    assert hantidy.clean(PYTHON) == PYTHON


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.raw = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.raw = tag in ("script", "style", "pre")
        self.found.append((tag, attributes))

    def handle_endtag(self, tag):
        self.raw = False
        self.found.append(tag)

    def handle_comment(self, data):
        self.found.append(data)

    def handle_data(self, data):
        if self.raw:
            self.found.append(data)


def test_html():
    """The same tags, attributes, comments, scripts."""
    assert Tags(web(HTML)).found == Tags(HTML).found


def test_xml():
    """The same elements and attributes, sections of plain characters still open and closed."""
    before, after = (ET.fromstring(each.encode()) for each in (XML, web(XML)))
    assert [(e.tag, e.attrib) for e in before.iter()] == [(e.tag, e.attrib) for e in after.iter()]


def test_latex():
    """The same commands with their names, the same formulas, braces that close."""
    clean = web(LATEX)
    for pattern in (
        r"\\[a-zA-Z]+(?:\[[^\]]*\])?",
        r"\\(?:ref|cite|label|includegraphics|usepackage|begin|end)(?:\[[^\]]*\])?\{[^}]*\}",
        r"\$[^$]*\$",
        r"(?s)\\begin\{equation\}.*?\\end\{equation\}",
        r"https:[^}]*",
        r"[{}&]|\\\\",
    ):
        assert re.findall(pattern, clean) == re.findall(pattern, LATEX), pattern


def test_markdown():
    """The same front matter, code, targets, markers of lists, tables and headings."""
    clean = web(MARKDOWN)
    for pattern in (
        r"(?s)\A---\n.*?\n---\n",
        r"(?s)```.*?```",
        r"`[^`\n]+`",
        r"\]\([^\s]*(?: \"[^\"]*\")?\)",
        r"(?m)^[ ]*(?:[-*+>#|]+|[0-9]+[.)])[ ]",
        r"(?m)^    缩进.*",
        r"<https[^>]*>",
        r"(?m)^\[[^\]]*\]:[ ]",
        r"https://[^ )>]*",
        r"[|]|:?-{3,}:?",
    ):
        assert re.findall(pattern, clean) == re.findall(pattern, MARKDOWN), pattern


def test_subtitles():
    """The same numbers and times; a field of ASS ends where it ended."""
    clean = web(SUBTITLES)
    times = r"(?m)^\d+$|^[\d:,]+ --> [\d:,]+$"
    assert re.findall(times, clean) == re.findall(times, SUBTITLES)
    clean = hantidy.clean(ASS)
    fields = r"(?m)^(?:Dialogue: (?:[^,\n]*,){9}|Format:.*|Style:.*|\[.*\])|\{.*?\}|\\N"
    assert re.findall(fields, clean) == re.findall(fields, ASS)


def test_chat_logs():
    """The same headers and paths."""
    clean = web(CHAT)
    headers = r"(?m)^\d{4}-.*$|^\[[\d:]+\] <[^>]+>|[A-Z]:\\\S+\.txt|:\)"
    assert re.findall(headers, clean) == re.findall(headers, CHAT)
