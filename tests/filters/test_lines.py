"""What the fixtures of `lines` cannot say."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hantidy import filters
from hantidy.errors import OptionError

FURNITURE = [
    ("meta", "來源:未知 日期:2017-08-03 點擊:次"),
    ("meta", "2017-08-03 10:22:05 来源：人民日报 作者：某某"),
    ("meta", "（责任编辑：王五）"),
    ("meta", "發佈時間：2020/01/02　瀏覽次數：15"),
    ("copyright", "Copyright © 2001-2024 某某公司"),
    ("copyright", "© 2020 Example Inc. All Rights Reserved"),
    ("copyright", "某某市教育局 版权所有"),
    ("icp", "备案号：沪ICP备10012345号-1"),
    ("icp", "京公网安备 11010502000001号"),
    ("pager", "上一篇：旧闻 下一篇：新闻"),
    ("pager", "上一頁 1 2 3 下一頁"),
    ("pager", "返回顶部"),
    ("toolbar", "分享到：微信 微博 QQ空间"),
    ("toolbar", "设为首页 | 加入收藏 | 联系我们"),
    ("breadcrumb", "您现在的位置：首页 > 新闻中心 > 要闻"),
    ("breadcrumb", "首頁 » 消息"),
    ("meta", "编辑：王五 审核：赵六"),
    ("meta", "索引号：0001/2020 发文日期：2020年1月1日"),
    ("pager", "← 上一篇 | 下一篇 →"),
    ("pager", "本章未完，请点击下一页继续阅读！"),
    ("toolbar", "首页 | 关于我们 | 联系我们 | 网站地图"),
    ("toolbar", "【字体：大 中 小】【打印】【关闭】"),
    ("breadcrumb", "首页 / 新闻 / 正文"),
    ("disclaimer", "本文转自网络，转载请注明出处。"),
    ("disclaimer", "本站文章均来自网络，如有侵权请联系我们删除。"),
    ("related", "猜你喜欢"),
    ("related", "点击查看更多"),
    ("footer", "主办：某县人民政府办公室 承办：某县信息中心"),
    ("board", "标  题: 问个问题"),
    ("disclaimer", "免責聲明：文章僅代表作者觀點。"),
    ("novel-site", "一秒记住【某某中文网】为您提供精彩小说"),
    ("board", "发信人: abc (小明), 信区: Food"),
    ("board", "※ 發信站: 某某站"),
]


@pytest.mark.parametrize(("code", "line"), FURNITURE)
def test_every_kind_has_its_code(code, line):
    """A finding over the whole line, the text as it was; gone when it is dropped."""
    text = f"正文。\n{line}\n正文。"
    trace = filters.get("lines").trace(text)
    assert trace.text == text
    (edit,) = trace.edits
    assert edit.is_finding
    assert (edit.rule, edit.before) == (code, line)
    assert edit.reason
    assert filters.get("lines", mode="drop")(text) == "正文。\n正文。"


@pytest.mark.parametrize(("_code", "line"), FURNITURE)
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_go_with_their_lines(_code, line, end):
    """A dropped line takes its own line end along, whatever its form."""
    text = end.join(["正文。", line, "正文。", ""])
    assert filters.get("lines", mode="drop")(text) == end.join(["正文。", "正文。", ""])


@given(st.lists(st.sampled_from([line for _, line in FURNITURE] + ["正文。", ""]), max_size=8))
def test_only_furniture_goes(lines):
    """What is left is what was no furniture, in its order."""
    known = {line for _, line in FURNITURE}
    clean = filters.get("lines", mode="drop")("".join(line + "\n" for line in lines))
    # A disclaimer takes no lines that say nothing of what it disclaims.
    assert clean.splitlines() == [line for line in lines if line not in known]


def test_codes_are_checked():
    with pytest.raises(OptionError, match="codes"):
        filters.get("lines", codes=("adverts",))


def test_a_block_of_many_lines():
    """Several lines are dropped from one block and the rest stays in order."""
    body = [f"第{i}行。" for i in range(300)]
    text = "\n".join(line for pair in zip(body, ["返回顶部"] * 300, strict=True) for line in pair)
    assert filters.get("lines", mode="drop")(text) == "\n".join(body) + "\n"


@pytest.mark.parametrize(
    "unit",
    [
        "来源：",
        "上一篇：",
        "|",
        " |",
        "[1]",
        "首页 ",
        "大 ",
        "※",
        "{{cite",
        "[[中",
        "[b]",
        "免责声明\n",
    ],
)
@pytest.mark.parametrize("mode", ["tag", "drop"])
def test_linear(unit, mode):
    made = filters.get("lines", mode=mode)
    start = time.process_time()
    made(unit * 20_000)
    assert time.process_time() - start < 5
