"""Text in a known format that no fence marks, and prose that only looks like it."""

import time

import pytest

import hantidy
from hantidy.core.blocks import blocks
from hantidy.evidence.finders import find_all
from hantidy.evidence.formats import find_formats
from hantidy.evidence.protected import _BESIDE_PROSE, START, carry, find_protected

KNOWN = {
    "a command": '$ grep -c "茶,水" 清单.txt\n',
    "a command on a host": "[li@mail ~]# 备份 数据,日志\n",
    "a session of Python": '>>> 打印("茶,水")\n茶,水(二)\n>>> 甲 = 1\n',
    "a continued statement": '>>> for 名 in ("甲,乙"):\n...     名,值\n',
    "the prompt of a database": "mysql> SELECT 名,值 FROM 表;\n",
    "an access log": '10.0.0.7 - - [03/Jun/2024:08:01:09 +0800] "GET /找?q=茶,水 HTTP/1.1" 200 17\n',
    "a log": "2024-06-03 08:01:09,120 ERROR [main] 连接失败,重试(三次)\n",
    "a log of the system": "Jun  3 08:01:09 mail sshd[93]: error 登录失败,用户:李\n",
    "a log by level": "[WARN] 磁盘将满:剩余(5%)\n",
    "a docstring": 'def 加(x):\n    """相加,取和(整数)."""\n    return x\n',
    "a module": '"""读入:清洗,写出."""\n\nimport os\n',
    "a comment of C": "/*\n * 说明:先读,后写(缓存)\n */\n",
    "an INI file": "[网络]\n; 注释,一\n地址=10.0.0.1\n说明: 主机(一),勿动\n\n[存储]\n路径=数据,库\n",
    "a calendar": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:例会(周一)\nEND:VEVENT\nEND:VCALENDAR\n",
    "a card": "BEGIN:VCARD\nN:李,雷\nORG:某社,一部\nEND:VCARD\n",
    "a feature": "功能:登录\n  场景:密码错误\n    假如用户已注册,未登录\n    那么提示:请重试\n",
    "a diff": "--- 甲.md\n+++ 甲.md\n@@ -1,2 +1,2 @@\n-旧,文(一)\n+新,文\n 后,文(二)\n",
    "front matter without its first line": "title: 随想,一\ntags: [茶,水]\n---\n",
    "YAML with lists": "标签:\n  - 茶,水\n  - 山(二)\n名称: 甲,乙\n",
    "YAML with a comment": "名称: 甲,乙\n# 注,一\n标签:\n  - 茶,水\n",
    "YAML with keys": "name: 红茶,绿茶\nplace: 山下(南)\nprice: 12\n",
    "a title with a rule as wide": "章节(一)\n========\n",
    "a literal block": "例如::\n\n  茶,水(一)\n\n  山:下\n",
    "a block of code": ".. code-block:: text\n   :linenos:\n\n   茶,水(一)\n",
    "a simple table": "=====  ====\n列,一  列\n=====  ====\n茶,水  山\n=====  ====\n",
    "wiki conversion": "-{zh-hans:鼠标;zh-hant:滑鼠;}-",
    "an editor's command": ":%s/茶,水/水,茶/g",
    "quitting an editor": ":wq!",
    "a regular expression": "^(.*),(茶|水)$",
    "a reference of GB/T 7714": "[3]何为,林敏.湖泊湿地研究[J].生态,2019,12(3):4-9.",
    "a reference of APA": "林敏 (2019). 湖泊, 湿地与鸟. 生态, 12(3), 4-9.",
    "keywords of a desktop entry": "net;wifi;無線;網路;連線;",
    "code": "// 先读,后写\nlet a = 1;\nread(a);\nwrite(a);\n",
}

PROSE = [
    "$ 是美元的符号,也叫刀:很常见(一)。",
    "票价 $ 100,不贵。",
    "> 引用的话,有人说过:好。",
    ">>> 转发:这件事,大家怎么看?",
    "2024-06-03 08:01:09 张三(一组)\n在吗,有事\n",
    "# 标题,副标题\n正文:第一段(略)\n",
    "[注]\n本表数据为初步核算数,下同。\n",
    "[1]\n作者=李四,王五\n",
    "说明:第一,茶;第二,水\n",
    "功能:登录,注册\n价格:免费\n",
    "@@ 大家好,我是(新人)\n",
    '他读"""三国""",很喜欢。',
    "/* 是注释的开头,常见。\n第二行,没有星号(一)。\n",
    "正文,一\n--- a\n后文,二\n",
    "标题,一\n===========\n",
    "出价:100/件,见s/n标签。",
    "第一步:打开网页,登录。\n第二步:点击(确定)。\n",
    "名称: 茶,水\n",
    "加强管理;落实到人;完善制度;健全机制",
    "据[J],研究(一)有进展，但是，尚不足，仍要继续。",
    "产地:\n品名:\n规格:\n",
    "前文一段\n产地: 山下\n品名: 红茶\n后文一段\n",
    "约^2,和^3,等等",
    "如下::\n\n今天,好\n",
    "=====  ====\n甲,乙  丙\n",
    "=====  ====\n甲,乙\n\n=====  ====\n\n",
    "名称: 茶,水\n# 标题,一\n正文,二\n",
    "今天,天气好:晴(东风);\n明天,也好;\n后天,雨;\n",
]


@pytest.mark.parametrize("name", KNOWN)
def test_a_known_format_is_left_alone(name):
    """Every line of it is protected where a mark could turn."""
    text = KNOWN[name]
    assert hantidy.clean(text) == text
    if name not in ("front matter without its first line", "a module"):
        inside = f"前文,一段。\n\n{text}\n\n后文,一段。\n"
        assert hantidy.clean(inside) == f"前文，一段。\n\n{text}\n\n后文，一段。\n"


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_format(text):
    spans = [*find_formats(text, START)[0], *find_all(_BESIDE_PROSE, text)]
    assert not spans


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("BEGIN:VCALENDAR\n", "END:VCALENDAR\n"),
        ('def 甲():\n    """开始,\n', '    """\n'),
        ("/*\n", "*/\n"),
        ("@@ -1,300 +1,300 @@\n", None),
        ("[组]\n键=值\n", "\n说明一段。\n"),
    ],
)
def test_a_format_goes_on_in_the_next_block(opening, closing):
    """Its state crosses the ends of blocks, and ends where the format ends."""
    body = " * 名=茶,水(一)\n" if opening != "[组]\n键=值\n" else "名=茶,水(一)\n"
    text = opening + body * 300 + (closing or "") + "\n正文,一段。\n"
    clean = hantidy.clean(text)
    assert clean == opening + body * 300 + (closing or "") + "\n正文，一段。\n"
    first, second = blocks(text)
    assert find_protected(second, carry(first, START))
    assert carry(second, carry(first, START)) == ""


def test_a_document_of_markup_is_one_in_its_later_blocks():
    """Lines far behind its doctype keep what a parser reads."""
    text = "<!DOCTYPE html>\n" + "一行\n" * 300 + "值&lt;&lt;9，&nbsp;好\n"
    assert "&lt;&lt;9" in hantidy.clean(text)
    assert "<<9" in hantidy.clean(text.replace("<!DOCTYPE html>", "网页"))


@pytest.mark.parametrize(
    "text",
    [
        "^[",
        "s/a",
        ":s/",
        ">>> (",
        "$ a ",
        "@@ -1 +1 @@\n",
        "[a]\nb=",
        "a: ",
        "-{",
        '"""',
        "/*",
        "[J]. ",
        "'\\",
        "::\n\n ",
        "=  =\n",
    ],
)
def test_time_grows_with_the_length(text):
    """No opener, repeated as often as may be, makes the search slow."""
    started = time.process_time()
    find_formats(text * 16_000, START)
    find_all(_BESIDE_PROSE, text * 16_000)
    assert time.process_time() - started < 1
