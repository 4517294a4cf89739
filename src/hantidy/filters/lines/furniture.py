"""Find page furniture: fields, copyright, navigation, toolbars, disclaimers."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from hantidy import tables
from hantidy.core.lazy import pattern
from hantidy.filters.lines.residue import Residue

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["disclaimers", "furniture"]

# Furniture is short: nothing longer is judged, but for the disclaimers.
_LONGEST = 160
_LONGEST_VALUE = 30
_LONGEST_NAME = 4
_LONGEST_DISCLAIMER = 600
_DISCLAIMER_LINES = 6


def _line_rule(pattern: str) -> re.Pattern[str]:
    """A pattern for a whole line, behind bullets or brackets."""
    return re.compile(
        rf"[ \t\u3000\-*·•●■◆【\[（(>|]{{0,8}}(?:{pattern})", re.IGNORECASE | re.MULTILINE
    )


_SHORT_LINE = pattern(rf"^[^\n。！？]{{1,{_LONGEST}}}[。！]?$", re.MULTILINE)


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(word for which, word in tables.rows("furniture") if which == kind)


def _candidates(text: str) -> list[re.Match[str]]:
    """The lines that are short, one sentence at most, and hold one of the words.

    Most text has few short lines, so the words are looked for in those alone.
    """
    short = list(_SHORT_LINE.finditer(text))
    fields = [line for line in short if ":" in line[0] or "：" in line[0]]
    found = {*_holding("field", fields), *_holding("line", short)}
    return sorted(found, key=re.Match.start)


def _holding(kind: str, lines: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield each of ``lines`` that holds a word of this kind, once for every such word."""
    joined = "\n".join(line[0] for line in lines)
    ends = list(accumulate(line.end() - line.start() + 1 for line in lines))
    held = set(joined)
    for word in _words(kind):
        if not held.issuperset(word):
            continue  # most words have a character that is not there: no need to look for the word
        at = joined.find(word)
        while at >= 0:
            number = bisect_right(ends, at)
            yield lines[number]
            at = joined.find(word, ends[number])


_PADDING = " \t\u3000-*·•●■◆【】[]（）()>|丨/,，;；"
_DATE = (
    "(?:发布|發布|發佈|发表|發表|发稿|發稿|发文|成文|印发|更新|录入|錄入|添加|上传|公布)"
    "(?:日期|时间|時間)"
)
_SOURCE = "(?:文章|信息|資訊|稿件|新闻|新聞|消息)?(?:来源|來源|出处|出處)"
_READ = "(?:点击|點擊|浏览|瀏覽|阅读|閱讀|访问|訪問|查看)(?:次数|次數|数|數|量|率)?|人气|人氣"
_EDITOR = "(?:责任|責任|执行|本文)(?:编辑|編輯)|责编|責編"
_WEAK_FIELD = (
    "编辑|編輯|编审|编校|日期|时间|時間"
    "|作者|记者|記者|审核|審核|校对|供稿|撰稿|发布者|发布人|發布者|字号|字體|字体|字型大小"
    "|索引号|文号|初审|复审|终审|评论数?|評論數?|分类|標籤|标签|栏目"
)
_FIELD = pattern(
    rf"(?P<date>{_DATE})|(?P<source>{_SOURCE})|(?P<read>{_READ})|(?P<editor>{_EDITOR})"
    rf"|(?P<weak>{_WEAK_FIELD})"
)


@cache
def _meta_start() -> re.Pattern[str]:
    # Either the date stands bare before the fields, or the first field begins the line.
    return _line_rule(
        r"(?:[12][0-9]{3}[-/.年][^\n]{4,24}?\s)?"
        rf"(?:{_DATE}|{_SOURCE}|{_READ}|{_EDITOR}|{_WEAK_FIELD})[ ]?[:：]"
    )


_META_FIELDS = pattern(rf"(?:^|(?<=[\s\u3000|丨/,，;；【\[（(\-]))(?:{_FIELD.pattern})[ ]?[:：]")


# What makes one field enough: its name and its value.
_ALONE = {
    "date": r"[^:：]*[:：]\s*(?:[0-9]{4}\s*[-/.年][0-9 ]{1,3}[-/.月][0-9 ]{1,3}日?[\s0-9:：]*)?",
    "source": r"[^:：]*[:：]\s*[^\s，,、：:《]{0,12}"
    "(?:网|網|报|報|社|台|臺|局|委|部|厅|办|辦|府|未知|原创|原創|本站|央视|公众号)",
    "read": r"[^:：]*(?:[数數量率][:：]\s*[0-9,]*|[:：]\s*[0-9,]*\s*次|[:：]\s*[0-9,]+)\s*",
    "editor": r"[^:：]*[:：]\s*[^\s，,：:]{0,8}",
}
_BARE_DATE = pattern(
    r"[12][0-9]{3}[-/.年][0-9 ]{1,3}[-/.月][0-9 ]{1,3}日?[\s0-9:：星期周一二三四五六日]*"
)


def _is_meta(line: str) -> bool:
    """來源:未知 日期:2017-08-03 點擊:次 - fields of the page, and nothing but them."""
    if not _meta_start().match(line):
        return False
    fields = list(_META_FIELDS.finditer(line))
    before = line[: fields[0].start()].strip(_PADDING) if fields else "?"
    if before and not _BARE_DATE.fullmatch(before):
        return False
    ends = [*(field.start() for field in fields[1:]), len(line)]
    kinds = {field.lastgroup or "" for field in fields}
    if len(fields) == 1 and not before:
        (kind,) = kinds
        alone = line[fields[0].start() :].rstrip(_PADDING)
        return kind in _ALONE and re.fullmatch(_ALONE[kind], alone) is not None
    values = [
        line[field.end() : stop].strip(_PADDING) for field, stop in zip(fields, ends, strict=True)
    ]
    if kinds == {"weak"}:  # 编辑：某某 审核：某某, but no author with his time
        return all(len(value) <= _LONGEST_NAME for value in values) and all(
            _OFFICE.match(field[0]) for field in fields
        )
    return all(len(value) <= _LONGEST_VALUE for value in values)


_OFFICE = pattern("编辑|編輯|编审|编校|审核|審核|校对|供稿|撰稿|初审|复审|终审")


@cache
def _copyright() -> re.Pattern[str]:
    owned = "(?:版权|版權)(?:所有|归)(?![者人权權])"
    return _line_rule(
        r"(?:copyright\s*(?:$|©|[:：]|\(c\)|\\\(co|(?:by\s)?(?:19|20)[0-9]{2})"
        r"|©|\(c\)\s*(?:19|20)[0-9]{2}).*"
        rf"|{owned}.*|[^，,\n]{{0,60}}{owned}\s*$"
        r"|.*\ball rights reserved\b.*"
    )


@cache
def _icp() -> re.Pattern[str]:
    regions = (
        "京津沪滬渝冀晋晉蒙辽遼吉黑苏蘇浙皖闽閩赣贛鲁魯豫鄂湘粤粵桂琼瓊"
        "川蜀贵貴黔云雲滇藏陕陝甘陇青宁寧新"
    )
    return _line_rule(
        rf".*(?:[{regions}]\s?ICP\s?[备備证證]\s?[0-9]{{5,}}|公网安备\s?[0-9]{{6,}}"
        r"|(?:网站|網站)(?:标识码|備案|备案号?)\s*[:：])"
    )


_NEIGHBOUR = "[上下前后後]一?[篇页頁章节節条條则則]"


@cache
def _pager() -> re.Pattern[str]:
    word = (
        f"{_NEIGHBOUR}|返回(?:首页|首頁|列表|目录|目錄|顶部|頂部|上页|上一页|书页|書頁)|首页|首頁|尾页|末页"
        "|(?:章节)?(?:目录|目錄)|加入(?:书签|書籤|收藏|书架)|回(?:顶部|頂部|目录)"
    )
    return _line_rule(
        rf"[上下前后後]一[篇页頁章节節条條则則]\s?[:：][^：:\n]{{0,60}}(?:{_NEIGHBOUR}\s?[:：].{{0,60}})?$"
        rf"|(?:(?:{word})(?:[^\w\n]|[0-9])*){{2,}}$|返回(?:顶部|頂部|列表页?|首页|首頁)[^\w\n]*$"
        r"|回到(?:顶部|頂部)$|[上前]一[篇页頁章条條][】\]][^\n]{0,60}[【\[]下一[篇页頁章条條][】\]][^\n]{0,60}$"
        r"|←\s?[上前]一[篇页頁章条條][^\w\n]*下一[篇页頁章条條][^\w\n]*$"
        r"|本章未完[，,].{0,12}(?:下一[页頁]|继续).{0,12}$"
    )


@cache
def _toolbar() -> re.Pattern[str]:
    strong = (
        "分享(?:到|至)|打印(?:本页|本文|此页)|列印本頁|关闭(?:窗口|本页)|關閉視窗|我要(?:纠错|评论)|收藏本[文页站]"
        "|(?:扫一扫|掃一掃)[^\\n，,]{0,20}|加入收藏|设为首页|設為首頁|联系我们|聯絡我們|网站地图|網站地圖|关于我们|關於我們"
    )
    weak = (
        "打印|列印|关闭|關閉|收藏|分享|字号|字號|字体|字體|大|中|小|首页|首頁|放入书架|微信|微博|"
        "新浪微博|QQ空间|QQ好友|朋友圈|人人网|豆瓣|更多|复制链接|举报"
    )
    return _line_rule(
        rf"(?:(?:{weak})[^\w\n]+)?(?:(?:{strong})(?![\w])[^\w\n]*|(?:{strong})[:：][^\w\n]*)(?:(?:{strong}|{weak})[^\w\n]*)*$"
        rf"|(?:(?:{weak})[^\w\n]+){{2,}}(?:{weak}|{strong})[^\w\n]*$"
        r"|[【\[]?打印[】\]][^\w\n]*[【\[]?关闭[】\]]?$"
    )


@cache
def _breadcrumb() -> re.Pattern[str]:
    here = "您?(?:(?:现在|現在|当前|目前|當前|所在)的?(?:所在)?位置|您的位置)\\s?是?\\s?[:：]"
    return _line_rule(
        rf"(?:(?:{here})\s*[^\n，,]{{0,80}}|(?:首页|首頁)\s*[>»›＞→][^\n，,]{{0,80}}"
        r"|(?:首页|首頁)\s?/[^\n，,/]{1,20}/[^\n，,]{1,40})$"
    )


@cache
def _disclaimer() -> re.Pattern[str]:
    words = "(?:免责|免責|版权|版權|郑重|鄭重|特别|特別)(?:声明|聲明)"
    return re.compile(
        rf"^[ \t\u3000*【\[]{{0,6}}{words}[】\]]?(?:\s?[:：][^\n]{{0,{_LONGEST_DISCLAIMER}}}"
        rf"|[ \t]*(?:\n(?=[^\n]*(?:本站|本网|本網|转载|轉載|侵权|侵權|责任|責任))[^\n]{{1,400}})"
        rf"{{1,{_DISCLAIMER_LINES}}})$",
        re.MULTILINE,
    )


@cache
def _novel_site() -> re.Pattern[str]:
    return _line_rule(
        r".*(?:记住|記住)本站.{0,20}|.*(?:请|請)?大家收藏[:：].*|.*更新速度全网最快.*|"
        r".*(?:天才)?一秒(?:记住|記住).*|.*(?:请|請)(?:记住|記住)本(?:书|書|站).{0,20}(?:域名|网址|網址).*"
        r"|.*手机(?:用户|版|阅读).{0,6}(?:请|網址|网址)?(?:浏览|访问|阅读).{0,40}(?:[a-z0-9]+\.[a-z]{2,4}|阅读).*"
        r"|.*(?:更新最快|无弹窗|無彈窗|最新章节列表|最新網址|最新网址[:：]).*|[^，,\n]{0,12}求(?:月票|推荐票|收藏)[^，,\n]{0,12}$"
    )


@cache
def _board() -> re.Pattern[str]:
    return _line_rule(
        r"※\s?(?:发信站|發信站|来源|來源|文章(?:网址|網址)|编辑|編輯|修改|引述|转寄|轉錄|转载).*"
        r"|(?:发信人|發信人|作者)\s?[:：].{0,60}(?:信区|信區|看板|板名)\s?[:：].*|(?:发信站|發信站)\s?[:：].*"
        r"|[标標]\s{2,}[题題]\s?[:：].*|◆ From: [0-9.]+.*"
    )


@cache
def _notice() -> re.Pattern[str]:
    return _line_rule(
        r"[^\n]{0,80}(?:转载|轉載)(?:请|請)(?:注明|註明|标明|保留)(?:出处|出處|来源|來源|本文)[^\n]{0,40}$"
        r"|本[站网網文][^\n]{0,60}(?:侵权|侵權|版权|版權)[^\n]{0,20}(?:联系|聯繫|聯絡|告知|来信)[^\n]{0,30}$"
        r"|(?:如有|若有)(?:侵权|侵權)[^\n]{0,10}(?:联系|聯繫|聯絡)[^\n]{0,20}(?:删除|刪除)?[^\n]{0,6}$"
    )


@cache
def _related() -> re.Pattern[str]:
    return _line_rule(
        "(?:相关|相關)(?:阅读|閱讀|新闻|新聞|文章|链接|推荐)[】]?[:：]?$|热门(?:推荐|文章)[】]?[:：]?$|猜你喜欢[:：]?$"
        "|(?:点击)?(?:展开|查看|阅读|閱讀)(?:全文|全部|更多|剩余[0-9]{0,3}%?)[^\\w\\n]*$"
    )


@cache
def _footer() -> re.Pattern[str]:
    return _line_rule(
        "(?:主办|主辦)(?:单位|單位)?[:：][^\\n]{1,60}(?:承办|承辦|协办|维护|技术支持)[^\\n]{0,6}[:：]"
    )


_RULES = (
    ("board", _board),
    ("copyright", _copyright),
    ("icp", _icp),
    ("pager", _pager),
    ("toolbar", _toolbar),
    ("breadcrumb", _breadcrumb),
    ("novel-site", _novel_site),
    ("disclaimer", _notice),
    ("related", _related),
    ("footer", _footer),
)


def furniture(text: str) -> Iterator[Residue]:
    """The lines that are furniture as a whole."""
    for candidate in _candidates(text):
        start, end = candidate.span()
        code = "meta" if _is_meta(text[start:end]) else ""
        if not code:
            code = next((name for name, rule in _RULES if rule().match(text, start, end)), "")
        if code:
            yield Residue(start, end, code, whole=True)


def disclaimers(text: str) -> Iterator[Residue]:
    if "声明" in text or "聲明" in text:
        for match in _disclaimer().finditer(text):
            yield Residue(match.start(), match.end(), "disclaimer", whole=True)
