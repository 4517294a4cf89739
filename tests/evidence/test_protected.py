"""What no style filter may change, span by span."""

import time
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hantidy.core.lines import line_end, line_start
from hantidy.evidence import candidate_lines, protected
from hantidy.evidence.finders import may_hold, signs_of
from hantidy.evidence.invisible import Seen
from hantidy.evidence.protected import START, carry, find_near, find_protected, inline_code
from hantidy.evidence.ranges import ascii_of
from hantidy.evidence.regions import code_spans
from strategies import texts

SPANS = [
    # URLs: where one with Han in it ends.
    ("见https://example.com/页面。下文", ["https://example.com/页面"]),
    ("请访问http://www.abc.com查询详情", ["http://www.abc.com"]),
    (
        "https://zh.example.org/wiki/北京_(消歧义),很好",
        ["https://zh.example.org/wiki/北京_(消歧义)"],
    ),
    ("看(https://a.com/x)中文", ["https://a.com/x"]),
    ("http://a.com/index.html查询,然后", ["http://a.com/index.html"]),
    ("http://a.com/b,然后", ["http://a.com/b"]),
    ("https://example.org/wiki/Java编程语言。", ["https://example.org/wiki/Java编程语言"]),
    ("http://x.com/search?关键词=中国&b=1,2 完", ["http://x.com/search?关键词=中国&b=1,2"]),
    ("http://x.com/%E4%B8%AD,%E6%96%87：好", ["http://x.com/%E4%B8%AD,%E6%96%87"]),
    ("“http://x.com/甲”,说", ["http://x.com/甲"]),
    ("见https://zh.example.org/wiki/分类:湖泊,好", ["https://zh.example.org/wiki/分类:湖泊"]),
    ("见 /wiki/分类:湖泊 页", ["/wiki/分类:湖泊"]),
    ("请联系zhang@abc.com,谢谢", ["zhang@abc.com"]),
    # Link targets and paths.
    ("[文](<a b,c>) 后,面", ["](<a b,c>)"]),
    ('[文](http://x.com/(a)b "标,题")', ['](http://x.com/(a)b "标,题")']),
    ("在/etc/hosts中修改", ["/etc/hosts"]),
    ("C:\\文档(备份)\\张三,李四.txt 好", ["C:\\文档(备份)\\张三,李四.txt"]),
    ("docs/说明.md,后", ["docs/说明.md"]),
    ("和/或 男/女 TCP/IP km/h 2023/05/23", []),
    ("iOS/安卓,好", []),
    # Tables.
    ("姓名,年龄,城市\n张三,18,北京", ["姓名,年龄,城市\n张三,18,北京"]),
    ("张三,18,北京", ["张三,18,北京"]),
    ("春眠不觉晓,处处闻啼鸟\n夜来风雨声,花落知多少", []),
    ("1,今天很好。,正面\n2,不好。,负面", ["1,今天很好。,正面\n2,不好。,负面"]),
    ('"张三,男","你好,世界"', ['"张三,男","你好,世界"']),
    # Code, markup, front matter.
    ("---\n标题: x\n---\n正文,好", ["---\n标题: x\n---"]),
    ("---\n没有,什么\n", []),
    ("\ufeff---\na: 1\n---\n", ["---\na: 1\n---"]),
    ("```py\nx,中\n```\n后,面", ["```py\nx,中\n```"]),
    ("用`f(甲,乙)`调用", ["`f(甲,乙)`"]),
    ("用``a`b``和`c", ["``a`b``"]),
    ("    print(中, 文)", ["    print(中, 文)"]),
    ("    段落开始:这里是文字", []),
    (".. _二零二四年: a.html\n\n见,下", [".. _二零二四年:"]),
    (".. _安装:\n\n见,下", [".. _安装:"]),
    (".. _安装,见下", []),
    ("<a href=\"中,文\" title='x'>文,本</a>", ["<a href=\"中,文\" title='x'>", "</a>"]),
    ("<script>var a='中,文'</script>,后", ["<script>var a='中,文'</script>"]),
    ("中<!-- 甲,乙 -->,后", ["<!-- 甲,乙 -->"]),
    ("中<!-- 甲,乙", []),
    ("`<!--` 中,文", ["`<!--`"]),
    ("若a<3,则", []),
    # What is talked of swallows none of the prose behind it.
    ("标记「<?」。后文,甲>乙", []),
    ("<?xml 甲?>\n后,面", ["<?xml 甲?>"]),
    ("## <script setup>\n\n茶,水</script>", ["<script setup>", "</script>"]),
    ("写作 <script> 的标签,茶\n水</script>", ["<script>", "</script>"]),
    ("见下<script>\n茶,水</script>", ["<script>\n茶,水</script>"]),
    ("<style> 是标签,茶\n水", ["<style>"]),
    ("用<code>茶,\n水</code>", ["<code>茶,\n水</code>"]),
    ("用<code>茶,\n\n水</code>", ["<code>", "</code>"]),
    ("若 <b,茶，\n水> c", []),
    ('<b class="茶，\n水">', ['<b class="茶，\n水">']),
    ("水流花开\n        -- 林敏, 山居(初稿)", []),
    ("f(x);\n    -- 林敏, 山居", ["    -- 林敏, 山居"]),
    ("    -- 林敏, 山居\n    x = 1", ["    -- 林敏, 山居", "    x = 1"]),
    ("    return 用于返回,很常用", []),
    ("    @林敏 在吗,有事", []),
    ("class 先看(茶,水)再说", []),
    ("def 泡(茶, 水): return 1", ["def 泡(茶, 水): return 1"]),
    ("select 茶 from 山,常用的。", []),
    ("select 茶, 水 from 山", ["select 茶, 水 from 山"]),
    ("变量$a_b和$c,以及$d", []),
    ("=OFFSET(A;1;2)得甲\n=OFFSET(B;3;4)得乙", []),
    ("-a, --all 全部,茶\n-b, --both 二者,水", []),
    # LaTeX and templates.
    ("$x_中,y$ 和$5,和$6", ["$x_中,y$"]),
    ("\\cite{张三:2020,李四}和\\textbf{中文}", ["\\cite{张三:2020,李四}", "\\textbf"]),
    ("[[分类:历史]]", ["[[分类:历史"]),
    ("[ti:标题]\n[00:12.3]你好", ["[ti:标题]"]),
]


@pytest.mark.parametrize(("text", "spans"), SPANS)
def test_spans(text, spans):
    """Each text and what is protected in it."""
    assert [text[start:end] for start, end in find_protected(text, START)] == spans


OPEN = [
    ("```\n中,文", START, "```"),
    ("甲\n````py\n```\n", "", "````"),
    ("甲\n```\n", "```", ""),
    ("````\n", "```", ""),
    ("```\n", "````", "````"),
    ("~~~\n中", "", ""),
    ("~~~sh\n中", "", "~~~"),
    ("\ufeff\u200b```\n中", START, "```"),
    ("<!-- 中\n", "", "<!--"),
    ("中<!-- 文\n", "", ""),
    ("中-->文", "<!--", ""),
    ("<script>\n", "", "<script"),
    ("说说<script>\n", "", ""),
    ("---\ntitle: 甲\n", START, "---"),
    ("---\ntitle: 甲\n", "", ""),
    ("---\ntitle: 甲\n正文没有完\n", START, ""),
    ("b: 1\n---\n", "---", ""),
    ("没有,什么\n", START, ""),
    ("``` 一行 ```\n", "", ""),
]


@pytest.mark.parametrize(("text", "carried", "left"), OPEN)
def test_what_is_left_open(text, carried, left):
    """What the next block must know, and nothing more."""
    assert carry(text, carried) == left


def test_all_of_a_block_inside_a_fence_is_protected():
    """A block that neither opens nor closes anything keeps what was open."""
    assert list(find_protected("中,文\n甲,乙", "```")) == [(0, 7)]


HOSTILE = [
    "<",
    "`",
    "[",
    "(",
    "/",
    "](",
    "<a ",
    '"',
    "\\",
    "$",
    "@",
    "://",
    "~",
    "{{",
    "\\(",
    "\\[",
    "http://",
    "<!--",
    "a/",
    "一",
    "a,",
    "\n```",
    "www.",
    "<a \"'",
    "\t",
    "    x\n",
    ",",
    "[[",
    "a.",
    "/a,",
    '"a",',
    "~~~\n",
    "<script>",
    "/(",
    "一/",
    "$a ",
    "a@a.",
    "C:\\(,",
    "[a]: ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_input_is_linear(piece):
    """Twice the text never costs four times the time, and nothing costs a second."""
    text = piece * (65536 // len(piece))
    started = time.process_time()
    find_protected(text, START)
    carry(text, START)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("piece", ["a@b.cn中", "http://a.cn/中", "www.a.cn/中"])
def test_addresses_of_a_large_block_are_linear(piece):
    """A copy of all that stands before each costs little in a short text, and hours in a long one."""

    def seconds(size):
        text = piece * (size // len(piece))
        started = time.process_time()
        find_protected(text, START)
        return time.process_time() - started

    assert seconds(480_000) < 8 * max(seconds(120_000), 0.03)


@given(st.text(alphabet="<!->`~/\\:@.,;()[]{}$|\"' \t\na中文b1_#=&%\ufeff\ud800", max_size=60))
def test_total_and_inside_the_text(text):
    """Any text has spans, sorted, apart and inside it."""
    at = -1
    for start, end in find_protected(text, START):
        assert at < start < end <= len(text)
        at = end
    carry(text, START)


def test_a_fence_under_a_numbered_item_whatever_the_width_of_its_number():
    """`width` folds the number: what was code before must be code after."""
    for number in ("1. ", "１. ", "１． ", "12) "):
        assert carry(f"{number}```\n", "") == "```"


PROSE = ["正文", "2019年", "（3）", "……", " ", "  ", "", "", "\u3000", "\ufeff", "12.5%", "-", "#"]
SIGNED = ["<a", "b>", '"', "'", "`", "```", "~~~", "<!--", "-->", "$$", "a,b", "1,2", "x: 1", "---"]
SIGNED += [
    "<pre>",
    "</pre>",
    "http://a.cn/b",
    "\\begin{math}",
    "\\end{math}",
    "    x",
    "\t一",
    "一\t二\t三",
    "/a/b",
]
lines = st.lists(st.one_of(*[st.sampled_from(PROSE)] * 4, st.sampled_from(SIGNED)), max_size=3)
pages = st.lists(lines.map("".join), max_size=14).map("\n".join)


@given(pages, st.sampled_from([START, "", "```", "<!--", "<pre", "---"]))
def test_no_line_of_prose_makes_a_difference(text, carried):
    """What is found in the lines with signs is what is found in all of them."""
    found = find_protected(text, carried)
    with mock.patch.object(candidate_lines, "_lines_with_signs", return_value=None):
        assert find_protected(text, carried) == found


@given(pages, st.sampled_from([START, "", "```", "<!--", "<pre", "---"]), st.data())
def test_near_a_place_are_the_spans_of_its_line(text, carried, data):
    """What is found for the line of a place is what a whole find has there."""
    at = data.draw(st.integers(0, len(text)))
    line = set(range(line_start(text, at), line_end(text, at)))
    near = find_near(text, carried, [(at, at)], whole=True)
    whole = find_protected(text, carried)
    enough = find_near(text, carried, [(at, at + 1)], whole=False)
    assert enough.touches(at, at + 1) == whole.touches(at, at + 1)
    places = [line & {at for span in spans for at in range(*span)} for spans in (near, whole)]
    assert places[0] == places[1]


@pytest.mark.parametrize(
    ("line", "elsewhere"),
    [
        ("    if 甲 then", "x = 1;"),
        ("k: 甲", "k: 乙"),
        ("甲,乙", "丙,丁"),
        ("s#甲#乙#", "s/a/b/"),
        ("   :file: 甲", ".. image:: a"),
        ("[甲]", "[甲]: /a"),
        ("甲</pre>", "<pre>"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n", "\n乙\n\n"])
def test_near_a_place_what_other_lines_tell_counts(line, elsewhere, between):
    for text in (line + between + elsewhere, elsewhere + between + line):
        at = text.index(line)
        near, whole = find_near(text, START, [(at, at)], whole=True), find_protected(text, START)
        for place in range(at, at + len(line)):
            assert near.touches(place, place + 1) == whole.touches(place, place + 1), text


def test_near_a_place_what_is_invisible_is_looked_through():
    text = "甲：乙\n[丙]\u200b(丁,戊)"
    at = text.index(",")
    assert find_near(text, START, [(at, at + 1)], whole=False).touches(at, at + 1)


def test_a_table_with_tabs_is_seen_among_lines_of_prose():
    table = "一\t二\t三\n四\t五\t六"
    text = "這是一句話。\n" * 40 + table + "\n這是一句話。" * 40
    assert [text[start:end] for start, end in find_protected(text, START)] == [table]


@given(text=texts)
def test_what_cannot_be_seen_changes_no_span(text):
    """Spans are those of the text that `controls` leaves, where they stand in this one."""
    seen = Seen(text).text
    inside = "".join(text[start:end] for start, end in find_protected(text, START))
    alone = "".join(seen[start:end] for start, end in find_protected(seen, START))
    assert Seen(inside).text == alone
    assert carry(text, START) == carry(seen, START)


@pytest.mark.parametrize("unit", ["http://a.cn/中", "www.a.cn/中", "`a", "``a", "`a``b"])
def test_addresses_and_code_without_a_space_take_linear_time(unit):
    def seconds(size):
        start = time.process_time()
        find_protected((unit * size)[:size], "")
        return time.process_time() - start

    seconds(100)
    assert seconds(65_536) < max(0.5, 24 * seconds(8_192))


@given(st.text(alphabet="`a\n", max_size=40))
def test_inline_code_is_a_run_up_to_the_next_of_its_length(text):
    expected, at = [], 0
    for line in text.split("\n"):
        expected += code_spans(text, at, at + len(line))
        at += len(line) + 1
    assert sorted(inline_code(text)) == expected


@given(st.text(alphabet="a:/ \n", max_size=200), st.text(alphabet="a:/ \n", min_size=1, max_size=4))
def test_a_sign_that_a_text_holds_is_seen_in_its_ascii(text, sign):
    between = text.replace("a", "甲a乙")
    assert may_hold(ascii_of(text), signs_of(sign)) == (sign in text)
    assert may_hold(ascii_of(between), signs_of(sign)) or sign not in between


def test_commas_of_a_number_part_no_cells_but_in_a_row_that_begins_with_one():
    assert not find_protected("共1,000,000元", "")
    assert find_protected(",ﾝ1,000", "")  # a line that begins with a separator is a row
    assert list(find_protected(",甲1,000\n学", "")) == [(0, 7)]


PLAIN = st.text("甲的，。；–0123456789 ,()!?\nQq.~%-").map(lambda text: text.replace("    ", ""))
ROWS = st.sampled_from(
    ["姓名,年龄\n甲,20\n", "12(3),45–50", "甲,乙,丙\n丁,戊,己\n", "(1),2!?\n", "3.5%", "--"]
)
SIGNS = st.sampled_from(
    ["..", "~~", "\n.. ", "www.甲.cn", "\n12-30 INFO 甲\n", "\ndef 甲(", "\nclass Q(", " fn "]
)


@given(st.lists(PLAIN | ROWS | SIGNS).map("".join), st.sampled_from(["", START]))
def test_a_plain_text_holds_what_all_finders_find(text, carried):
    if protected._is_plain(text, carried):
        found = find_protected.__wrapped__(text, carried)
        opened = carry.__wrapped__(text, carried)
        with mock.patch.object(protected, "_is_plain", return_value=False):
            assert found == find_protected.__wrapped__(text, carried)
            assert opened == carry.__wrapped__(text, carried)


def test_environments_that_end_far_away_take_linear_time():
    """Their end was looked for from each beginning: five seconds for this text."""
    text = "\\begin{align}\n" * 40_000 + "\\end{align}中,文"
    begun = time.process_time()
    spans = list(find_protected(text, START))
    assert time.process_time() - begun < 1
    assert spans == [(0, len(text) - 3)]
