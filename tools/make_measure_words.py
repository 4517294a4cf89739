"""Build tables/measure_words.tsv: what a numeral may stand before, and what it may not.

    python tools/make_measure_words.py

Measure words are our own list; the longer words that begin with one (节气 after 节) are taken
from the dictionary of jieba. Names of units of measurement are not here: see make_units.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import jieba
from opencc import OpenCC

TABLES = Path(__file__).parent.parent / "src" / "hantidy" / "tables"

# class: the words of it. Words of one class follow each other in one quantity (三小时二十分钟).
SAFE = {
    "count": """
        个 名 位 人 家 户 只 条 件 项 种 类 台 辆 架 艘 座 栋 幢 间 套 张 把 本 册 部 篇 首 幅 支 枝 根 颗
        粒 棵 株 朵 块 片 份 笔 批 组 对 双 副 群 头 匹 匹马 箱 袋 瓶 杯 碗 桶 罐 盒 包 捆 车次 人次 架次 班次
        场次 台次 次 遍 趟 场 股 柱 枚 门 挺 顶 盏 扇 堆 堵 层 句 段 行 列 页 字 词 张纸 宗 例 处
        所 家庭 家企业 期 集 票 席 声 步 步骤 剂 贴 丸 窝 节课 节 口 口人 户家庭 名学生 万人 员 款 码 棒 圈 轮 届次
        个月 个百分点 个小时 个工作日 个交易日 平方 立方 床 床位 床次 孔 梯次 分位 眼 畦 垄 束 叠 摞 打 桌 席位 座位
        章节 单 单位 户籍 条目 人份 册书 亿次 例次 标段 车道 航次 列次 艘次 辆次 户次 件次 项次 吨次 团次
        枪 炮 发 发子弹 拳 针 刀 篓 筐 篮 盆 缸 壶 瓣 撮 缕 滴 串 串珠 截 排 格 档 级 号人 厢 节车厢 岁 周岁 虚岁 倍
        代 代人 卦 阶 票数 户数 帧 个人
    """,
    "time": """
        年 年间 年来 天 昼夜 小时 个小时 钟头 个钟头 分钟 秒钟 秒 毫秒 微秒 纳秒 周 周年 星期 个星期 礼拜 个礼拜
        季度 个季度 个月 学时 课时 工时 工日 人日 人年 学年 年度
    """,
    "money": """
        元 圆 块 块钱 元钱 美元 美金 欧元 英镑 日元 日圆 韩元 港元 港币 澳元 加元 台币 新台币 人民币 元人民币 卢布 卢比
        印度卢布 印度卢比 法郎 瑞士法郎 马克 比索 泰铢 越南盾 新元 新加坡元 澳门元 瑞郎 令吉 马来西亚令吉 林吉特 里拉 克朗 兰特 雷亚尔
        第纳尔 里亚尔 奈拉 先令 万元 亿元 美分 欧分 便士 元整 圆整 元正 圆正 港纸 文钱 银元 大洋 两银子
    """,
    "measure": """
        ％ % ‰ 百分点 卡 大卡 千卡 克拉 焦耳 瓦 千瓦 公里 千米 米 厘米 毫米 公斤 千克 克 吨 斤 两 亩 公顷 升 毫升
        平方米 立方米 平方公里 兆 度 人天 标准箱 车 海里 英里 英尺 英寸 磅 盎司 加仑 摄氏度 华氏度 度电 千瓦时
        字节 千字节 兆字节 比特 千比特 兆比特 赫兹 兆赫 像素 万像素 光年 公分 公尺 公克 公顷地 亩地 人公里 吨公里 里地
        伏 千伏 伏特 安培 瓦特 分贝 公升 市斤 马力 公里路 米高 米长 平米
    """,
}
FULL = {
    "count": "队 只眼 里 栋楼 班 版 折 成 幕 局 回合 重 大类 小类 等 流 号楼 号线 号 条线 款项 点 点钟 票 曲 顿 阵 番 伙 帮 股东 行 房 屉 弯 拍 键 席 撇 横 笔画 画 元素 面 盏灯 星级 帖 剂药 餐 场球 维 步曲 带 胎 学期",
    "time": "月 月份 日 号 时 刻 世纪 旬 年代 学期 会儿",
    "money": "角 毛 分 毛钱 分钱 角钱 厘 文",
    "measure": "里 尺 寸 丈 钱 石 斗 担 钧 公分 厘 顷 层 里路",
}
# Before these 一 is a number even alone (full); 一时 一度 一面 一道 一样 一起 are not.
ONE = set(
    """
    个 名 位 台 帧 辆 架 艘 件 项 座 栋 幢 套 张 册 幅 支 枚 所 棵 株 颗 只
    条 人次 个月 个百分点 个小时 岁 周岁 小时 分钟 秒钟 秒 毫秒 块钱 元 块 美元 欧元
    英镑 日元 港元 人民币 吨 公斤 千克 克 公里 千米 米 厘米 毫米 公顷 亩 升 毫升
    平方米 立方米 月份 月 世纪 点钟 毛钱 分钱
    """.split()
)
# After a single digit these make idioms and names more often than quantities: 三角, 四面, 五里.
MANY = set(
    """
    号 角 毛 分 步 里 尺 寸 丈 面 头 门 方 口 行 段 流 重 维 阶 格 针 炮 拳
    刀 发 枝 枪 瓣 眼 孔 石 斗 旬 坪 桌 床 厢 壶 文 代 等 级 局 票 版 班 期
    集 宗 室 键 拍 弯 曲 声 字 词 架 堆 横 撇 伏 番 大类 夜 晚 宿 带 股 根 盘
    球 胜 负 比 下 房 屋 屉 席 画 餐 胎 会儿 步骤 车 卡 度 钱 担 钧 厘 顷 样
    款 码 棒 圈 轮 列 柱 挺 顶 堵 伙 帮 阵 顿 片 朵 节 层 瓦 升 家庭 单 帖 档
    盆 缸 虚岁 席位 标段 刻 分位 平方 立方 员 卦 截 排 串 滴 叠 摞 垄 畦 束 梯次
    幕 时 缕 剂 贴 丸 窝 扇 盏 队 群 包 捆 筐 篓 篮 盒 华里 市里
    """.split()
)
# Never measure words here, whatever dictionaries say: 届 路 街 巷 军 师 团 连 章 回 卷.
NEVER = set("届路街巷军师团连章回卷")

# Before these decimals are usual, though they only count.
DECIMAL = set("倍 个百分点 岁 周岁 个小时 个月 级 折 成 人次 车次 架次 代 平方 立方".split())
# Longer words of the dictionary that still let the measure word count: what follows in them
# begins the thing counted (三十个人) or is itself a measure word.
ALLOWED = set(
    """
    个人 个儿 个头 个子 个体 个别 个性 个案 个中 名人 名师 名将 名家 位数 本书 年底
    年末 年初 年内 年前 年后 年中 年终 年来 年间 年以 人次 人份 人均 倍以上 天内 天后
    天前 天来 小时 分钟 秒钟 元人民币 元整 项项 次日 份儿 件事 周年 周岁 吨公里 公里
    公斤 公顷 公分 元钱 块钱 块头 号人 字节 篇篇 家企业 人民币 天数 次数 米高 米长
    米宽 岁数 万元 亿元 句话 页数 页码 层楼 层高 间房 倍数 倍率 斤重 米深 台机 台币
    场次 班次 人为 人于 人都 人是 人从 人在 人后 人中 人间 家中 家外 名下 名声 名列
    次于 次第 条规 项下 天上 年均 年利 年增 年为 年产 人来 人称 对应
    """.split()
)
LEAST = {2: 60, 3: 10}  # times a word of this length must have been seen in the texts of jieba


# Longer words that count as such although what they end with begins many words.
BARRED = set(
    """
    节气 节目 节日 节约 节能 节省 年代 年级 年纪 年龄 年轻 年青 年货 年薪 家庭 家族 家具 家属 家乡 家长
    部门 部分 部队 部署 种类 种族 种植 种子 项目 级别 层次 层面 位数 名单 名字 名词 名称 名义 名著 名牌
    名胜 名额 名气 口号 口罩 口岸 口径 口袋 条件 条约 条款 条例 条令 台风 台湾 台阶 座谈 座位 座标 张家
    张口 张贴 本科 本地 本身 本质 本来 本土 本月 本年 本省 本市 本国 本公司 本报 场所 场景 场地 场面 支付
    支持 支部 支出 支援 支队 门诊 门户 门市 批准 批评 批发 批判 片面 片段 首都 首席 首次 首先 首长 首脑
    群众 群体 队伍 队员 队长 组织 组合 组成 套餐 套路 双方 双边 双重 对方 对策 对外 份额 份子 块状 粒子
    根据 根本 号召 号码 号称 句子 页面 字母 字典 字体 字幕 词典 词汇 词语 词组 行业 行政 行为 行动 列车
    列入 列为 例如 例外 例子 倍增 次序 次要 次数 笔记 笔者 笔试 户外 户籍 所有 所以 所谓 所属 班级 班长
    期间 期货 期待 期望 期末 期中 集团 集体 集中 集合 集会 票价 票据 票房 声音 声明 步行 步伐 步兵 员工
    代表 代理 代码 代价 元旦 元素 元件 元首 元宵 圆形 圆满 圆桌 米饭 米粉 克服 克隆 斤两 升级 升值 升学
    度假 度量 里程 里面 角度 角色 角落 分析 分别 分配 分布 分成 分类 分离 分子 分部 分局 分公司 点子 点头
    点心 点名 楼房 楼盘 股份 股东 股票 股市 天津 天然 天气 天空 天主 天文 天子 天堂 天花 天王 天生 天地
    人民 人口 人类 人员 人士 人工 人物 人才 人力 人事 人家 人性 人生 人格 人体 人心 人们 人间 人群 人质
    人均 岁月
    """.split()
)
NAMED = {
    "单": [*"一二三四五六七八九"],  # 一百单八 is 108
    "年": ["战争", "内战"],
    "等": ["于"],
    "次": ["拟合", "插值", "多项式", "方程", "曲线", "曲面", "样条", "函数", "贝塞尔"],
    "条": ["宪法", "誓文", "论纲"],
    "碗": ["面馆", "面店"],
}
"""What makes a name or a sum of a numeral and its word: 三十年战争, 十五等于三乘五."""
VARIANTS = {"只": "隻", "周": "週", "台": "臺", "里": "裡", "岁": "嵗"}
"""Traditional forms that a conversion character by character does not choose."""
SHARE = 0.2
"""A longer word counts if it makes up this share of the words its second part begins."""


def _classes() -> dict[str, tuple[str, str]]:
    """Return the kind and the mode of each word."""
    return {
        word: (kind, mode)
        for mode, groups in (("full", FULL), ("safe", SAFE))
        for kind, words in groups.items()
        for word in words.split()
        if word not in NEVER
    }


def _longer(classes: dict[str, tuple[str, str]]) -> dict[str, set[str]]:
    """Return what follows a measure word in the common words that begin with it."""
    dictionary = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in dictionary.splitlines()]
    begins: Counter[str] = Counter()
    for word, count, _ in rows:
        begins[word[0]] += int(count)
    longer = defaultdict(set)
    for word, count, tag in rows:
        if (
            len(word) in LEAST
            and word[0] in classes
            and int(count) >= LEAST[len(word)]
            and word not in classes
            and word not in ALLOWED
            and word[0] != "个"
            and (word in BARRED or not tag.startswith(("m", "q")))
            and (word in BARRED or int(count) >= SHARE * begins[word[1]])
        ):
            longer[word[0]].add(word[1:])
    return longer


def _ends(word: str, longer: set[str]) -> set[str]:
    """Return what may not follow ``word``: the shortest of what makes it a longer word."""
    shortest = {
        end for end in longer if not any(end != other and end.startswith(other) for other in longer)
    }
    return shortest | set(NAMED.get(word, ()))


def main() -> None:
    """Write the table."""
    to_hant = OpenCC("s2t").convert
    classes = _classes()
    longer = _longer(classes)
    rows = []
    for word, (kind, mode) in classes.items():
        ends = _ends(word, longer[word])
        hant = to_hant(word)
        if hant == word:  # 名單 and 名单 begin with the same word
            ends |= set(map(to_hant, ends))
        flags = {"many": MANY, "one": ONE, "decimal": DECIMAL}
        counts = " ".join([mode, *(flag for flag, some in flags.items() if word in some)])
        said = " ".join(map(to_hant, sorted(ends)))
        rows += [
            (other + hant[1:], kind, counts, said)
            for one, other in VARIANTS.items()
            if word.startswith(one)
        ]
        rows.append((word, kind, counts, " ".join(sorted(ends))))
        if hant != word:
            rows.append((hant, kind, counts, said))
    head = [
        "# What a numeral may stand before: measure words, units of time and money, common units",
        "# source: our own list; longer words from the dictionary of jieba 0.42.1",
        "# licence: as hantidy; jieba is MIT (c) 2013 Sun Junyi; traditional forms by OpenCC (Apache-2.0)",
        "# 2026-11-22; made by tools/make_measure_words.py",
        "# columns: word, class, the mode it counts in (one: 一 alone counts there too, many: no single digit does, decimal: decimals do), what may not follow (it begins a longer word)",
    ]
    rows = sorted(set(rows))
    text = "\n".join(head + ["\t".join(row) for row in rows]) + "\n"
    (TABLES / "measure_words.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
