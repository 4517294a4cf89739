"""Build tables/numeral_names.tsv: idioms and names that hold a numeral the filter would turn.

    python tools/make_numeral_names.py [--half]

Every word of the dictionary of jieba and every phrase of pypinyin that is no quantity goes through the filter without this
table; those it would change are the table, beside a list by hand. ``--half`` leaves out every
second word (by checksum), so that the share of unseen names that stay can be measured.
"""

from __future__ import annotations

import re
import sys
import zlib
from pathlib import Path

import jieba
from opencc import OpenCC
from pypinyin.phrases_dict import phrases_dict

from hantidy.filters import get
from hantidy.filters.numerals import lexicon

TABLES = Path(__file__).parent.parent / "src" / "hantidy" / "tables"
NUMERALS = "〇零一二三四五六七八九十百千万亿两"

# By hand: titles, policies, plans and sayings that are not in the dictionary.
HAND = """
    二十年目睹之怪现状 八十天环游地球 八十天环游世界 环游世界八十天 三十九级台阶 一百条裙子 一百个人的十年 激荡三十年
    九条兼实 九条道家 九条良经 三条实美 三条西
    一千零一夜 一百零一忠狗 一百零八将 一百单八将 三十六计 三十六行 三百六十行
    三百六十五里路 十万个为什么 二十四节气 二十四桥 二十四孝 二十四史 七十二家房客 七十二变
    七十二行 七十二般变化 九九八十一难 八十一难 十八层地狱 十八般武艺 十八罗汉 十二生肖
    十二时辰 十二星座 十二属相 十二金钗 十二门徒 十二月党人 十月革命 五月天 六月雪 七月半
    八月十五 四十二章经 五十六个民族五十六枝花 五十步笑百步 三千宠爱 十万八千里 十万火急
    十万大山 二万五千里长征 两万五千里长征 八千里路云和月 三十功名尘与土 十年寒窗 十年树木
    百年树人 二十二条军规 第二十二条军规 十二怒汉 十二公民 十二国记 二十五史 十三陵 十三香 十七孔桥
    五十度灰 三十而已 三十年河东 三十年河西 六十甲子 九十九道弯 一亩三分地 三下五除二
    二一添作五 不管三七二十一 三七二十一 一五一十 一次性 一条龙 一家人 一个劲 一个样 一个个
    一个又一个 两条腿走路 两个凡是 两个维护 两个确立 两个文明 两个百年 两个一百年 三个代表 三个面向
    三个有利于 四个全面 四个自信 四个意识 四个现代化 五个一工程 五位一体 八项规定 八荣八耻
    一国两制 五年规划 五年计划 十年规划 三年行动计划 三年自然灾害 第一次世界大战
    第二次世界大战 第一次国内革命战争 第二次国内革命战争 第一夫人 第一书记 第一时间 第二天
    第三者 第三方 第三人 二位元 第三世界 第三国际 第二国际 第一产业 第二产业 第三产业 第六感 第五纵队
    第四纪 第一线 第一手 第一桶金 第二春 第二课堂 第三帝国 第三空间 第五大道 第五元素
    第九区 第十一届三中全会 四人帮 八人大轿 三人行 三口之家 四口之家 八人制 五人制 三天两头
    三天打鱼 两天晒网 三日游 一日游 二日游 七日游 三个和尚 三个臭皮匠 三个火枪手 四个婚礼
    六个梦 七个小矮人 两只老虎 三只小猪 三只松鼠 一个馒头引发的血案 一个人的 一个国家两种制度
    一个中国 一个萝卜一个坑 一个巴掌 三位一体 五间房 三间房 八间房 五十铃 三千里 十里洋场
    十里长街 八百里加急 八百里秦川 五百罗汉 三千弟子 七十二贤人 五十知天命 三百首 唐诗三百首
    宋词三百首 一元复始 两元店 十元店 三元里 两张皮 一张嘴 一把手 二把手 三把火 一把火
    三句话 两句话 两码事 一码事 三分球 两分球 三次元 二次元 四次元 二年级 三年级 一年级
    一年一度 一年四季 一年到头 三年五载 十年动乱 十年浩劫 三年困难时期 八年抗战 十四年抗战
    二十一世纪福克斯 二十世纪福克斯 七年之痒 六一儿童节 十一黄金周 双十一
    三十八度线 三八线 六十四卦 上下五千年 五百年前是一家 三个女人一台戏 五笔输入法 五笔字型 五项全能
    七项全能 十项全能 三项全能 四项基本原则 三分钟热度 五人墓碑记 诸子十家 军情五处 军情六处 八家将
    脚踩两只船 脚踏两只船 红五类 黑五类 三次方程 三次曲线 三次样条 三次函数 二次函数
    绕梁三日 一个头两个大 台上一分钟 眼观四处 货问三家 七千人大会 三岁看大 三岁看老 七岁看老 一个篱笆三个桩 一个好汉三个帮 两个和尚抬水 十个指头有长短
    十五个吊桶打水 台上三分钟 七月七日长生殿 八个油瓶七个盖 十个瓶子九个盖 三碗不过冈 三碗不过岗 三座大山
    三斤鸭子二斤嘴 七个葫芦八个瓢 七个碟子八个碗 六个指头挠痒 五个手指头有长短 四个轮子一起转 九份老街 马英九 沈万三 阮小二 阮小五 阮小七 店小二 王小二 斗六 第四台 三杯鸡 三条仑 三十三天 三十三重天 二十八画生 八月中秋 五月端午 九月重阳 八千里路 十月怀胎 四乘一百米 四乘四百米 四乘二百米 三次产业 三年大变样 二项式 三项式 二项分布
    负二项 四人小组 三个世界 三部曲 三间大夫 六部九卿 三院制 两院制 三权分立
    三点一线 两点一线 三点式 三位数 两位数 四位数 二元论 一元论 三元组 二元组 三重奏 四重奏 五重奏
    五所川原 三户郡 三户町 七户町 六户町 五户町 一户町 三条市 五条市 八支瑜伽 八支圣道 八支正道
    八户之间 八户站 八户车站 八户线 八户港 八户藩 九次第定 七大洋 四大洋 三次握手 四次挥手
    三十三间堂 九十九里滨 二十面相 十五的月亮十六圆 人过三十天过午 对华二十一条 海底两万里 白发三千丈 六个核桃 三打祝家庄 三打白骨精
    两个黄鹂鸣翠柳 一去二三里 烟村四五家 亭台六七座 八九十枝花 八百里滇池 五百里滇池 七百里加急 六百里加急 二十年后又是一条好汉
    八十种好 古诗十九首 一万年来谁著史 四十年来家国 自信人生二百年 后宫佳丽三千人 尔来四万八千岁 天台四万八千丈 黛色参天二千尺 坐地日行八万里 九万里风鹏正举 二十四番花信风
    十三行 双十二 九一八 一二九 五四 七七事变 八一 九九重阳 四五运动 五卅 二八 三八 三七 十一
""".split()
HAND += [f"{rank}{one}位" for rank in "正从" for one in "一二三四五六七八"]  # court ranks
HAND = [word for word in HAND if len(word) > 2 or not set(word) <= {*NUMERALS, "卅"}]


LEAST = 3


def _jieba() -> set[str]:
    """The words of jieba's dictionary that it does not call quantities."""
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        words = (line.split() for line in lines)
        return {word for word, _, tag in words if tag not in {"m", "q", "mq"}}


def main(*, half: bool) -> None:
    """Write the table."""
    table = TABLES / "numeral_names.tsv"
    head = [
        "# Idioms and names that hold a numeral the filter numerals would otherwise turn",
        "# source: the dictionary of jieba 0.42.1 and the phrases of pypinyin 0.55.0 (those words the filter would change), and a list by hand",
        "# licence: jieba is MIT (c) 2013 Sun Junyi, pypinyin MIT (c) 2016 mozillazg; traditional forms by OpenCC (Apache-2.0)",
        "# 2026-11-22; made by tools/make_numeral_names.py",
    ]
    table.write_text("\n".join(head) + "\n", encoding="utf-8")
    lexicon._names.cache_clear()  # noqa: SLF001 - the table is being made
    filters = [get("numerals"), get("numerals", mode="full", approximate="range", informal=True)]
    to_hant = OpenCC("s2t").convert
    quantity = re.compile(f"[第约近超这前]?[{NUMERALS}]+(?P<word>.+)")
    names = set(HAND)
    for word in sorted({*_jieba(), *phrases_dict}):
        if len(word) < LEAST or not set(word) & set(NUMERALS):
            continue
        if half and zlib.crc32(word.encode()) % 2:
            continue
        if set(word) <= set(NUMERALS) or word.startswith("百分之"):
            continue
        plain = quantity.fullmatch(word)
        if plain and len(word) - len(plain["word"]) >= 1:
            found = lexicon.word_at(plain["word"], 0)
            if found is not None and found.text == plain["word"]:
                continue
        if any(filter_(word) != word for filter_ in filters):
            names.add(word)
    names |= {to_hant(name) for name in names}
    table.write_text("\n".join(head + sorted(names)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(half="--half" in sys.argv)
