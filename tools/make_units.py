# ruff: noqa: E501 - one unit a line, however long
"""Make tables/units.tsv and tables/unit_chars.tsv: `python tools/make_units.py` (extra `tools`).

The Chinese names come from CLDR through Babel where CLDR has the unit, composed with the SI
prefixes of GB 3100-1993 where it has only the base. What CLDR lacks, or what must not be read as
a unit, stands here by hand with its reason; the tables themselves are never edited.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path

import babel
import opencc
from babel import Locale

TABLES = Path(__file__).parents[1] / "src" / "hantidy" / "tables"

# SI prefixes: symbol, simplified, traditional (Taiwan), pint's name. GB 3100-1993, table 5; the
# traditional names of the Bureau of Standards, Taipei. 兆 is mega in both (兆赫 stands in CLDR).
PREFIXES = {
    "f": ("飞", "飛", "femto"),
    "p": ("皮", "皮", "pico"),
    "n": ("纳", "奈", "nano"),
    "μ": ("微", "微", "micro"),
    "m": ("毫", "毫", "milli"),
    "c": ("厘", "釐", "centi"),
    "d": ("分", "分", "deci"),
    "h": ("百", "百", "hecto"),
    "k": ("千", "千", "kilo"),
    "M": ("兆", "兆", "mega"),
    "G": ("吉", "吉", "giga"),
    "T": ("太", "太", "tera"),
    "P": ("拍", "拍", "peta"),
    "E": ("艾", "艾", "exa"),
}

# symbol | simplified names, the one to write first | traditional names (= by OpenCC) | dimension |
# pint | CLDR unit | options | source, where it is not CLDR or GB 3100-1993, and reasons.
# Options: prefixes it takes; compose: names that take them, where not all do; also_k: further names of
# the form with k; bare=no: only with a prefix; write=no: style=symbol leaves the name; read: symbols
# that style=hanzi reads (no: too ambiguous after a number); si: where convert=si goes; stop: characters
# that may not follow a name, for it would be part of another word (米粉, 升级, 克朗, 伏特加); stop_k: the
# same for the form with k. A stop of a short name holds the rest of the longer one (伏: 特).
UNITS = """
# length
m | 米 公尺 | 公尺 米 | length | meter | length-meter | prefixes=fpnμmcdk compose=米 compose_hant=米 also_k=公里 also_c=公分 also_m=公厘,公釐 also_d=公寸 stop=粉线線饭飯酒面麵粒糕花汤湯浆漿糠兰蘭勒其老虾蝦色奇袋 | -
nmi | 海里 浬 | 海里 浬 海浬 | length | nautical_mile | length-nautical-mile | si=km | -
mi | 英里 哩 | 英里 哩 | length | mile | length-mile | si=km | -
yd | 码 | 碼 | length | yard | - | write=no read=no | CLDR; 42码 is a shoe size, so only convert=码:… reads it
ft | 英尺 呎 | 英尺 呎 | length | foot | length-foot | si=m | -
in | 英寸 吋 | 英寸 吋 | length | inch | length-inch | si=cm write=no read=no | CLDR; `in` is an English word
ly | 光年 | = | length | light_year | length-light-year | read=no | -
pc | 秒差距 | = | length | parsec | length-parsec | read=no | -
au | 天文单位 | = | length | astronomical_unit | length-astronomical-unit | read=no | -
# area and volume: powers of lengths are composed
ha | 公顷 | = | area | hectare | area-hectare | - | -
L | 升 公升 | 公升 升 | volume | liter | volume-liter | prefixes=μmcd compose=升 compose_hant=升 read=L,ℓ stop=至到级級高为為值任职職学學起旗空天温溫入格华華腾騰迁遷势勢平降压壓序幂冪幅息班段组組仙帆涨漲国國 | -
gal | 加仑 | = | volume | gallon | volume-gallon | si=L | -
bbl | 桶 | = | volume | oil_barrel | - | write=no read=no | CLDR; a 桶 is any barrel or bucket, so only convert=桶:… reads it
# mass
g | 克 公克 | 克 公克 | mass | gram | mass-gram | prefixes=pnμmk compose=克 compose_hant=克 also_k=公斤 stop=拉隆服制里罗羅星林什扣复復己勤敌敵难難朗鲁魯伦倫莱萊雷强強孜尔爾格劳勞 | -
t | 吨 公吨 | 公噸 噸 | mass | metric_ton | mass-tonne | stop=位 | -
ct | 克拉 | = | mass | carat | mass-carat | si=g read=no | CLDR, whose symbol CD nobody writes; ct is the trade's
lb | 磅 | = | mass | pound | mass-pound | write=no stop=礴秤数數 | CLDR; 磅 is also the point of type (5磅的边框), so only convert=磅:… reads it
oz | 盎司 | = | mass | ounce | mass-ounce | si=g | -
Da | 道尔顿 | = | mass | dalton | mass-dalton | prefixes=kM read=no | -
# time: 天 周 月 年 are calendar words and 分 is a score, so no symbol is written for them
s | 秒 秒钟 | 秒 秒鐘 | time | second | duration-second | prefixes=fpnμm compose=秒 compose_hant=秒 stop=钟鐘杀殺表针針懂回开開变變速差数數拍赞讚批 | -
min | 分钟 | = | time | minute | duration-minute | - | -
h | 小时 | = | time | hour | duration-hour | stop=候工制 | -
# temperature: 摄氏25度 is a phrase and stays
°C | 摄氏度 | = | temperature | degree_Celsius | temperature-celsius | - | -
°F | 华氏度 | = | temperature | degree_Fahrenheit | temperature-fahrenheit | si=°C | -
K | 开尔文 | 克耳文 | temperature | kelvin | temperature-kelvin | read=no | -
# electricity: bare 安 欧 法 亨 库 are too short to trust after a number
W | 瓦 瓦特 | = | power | watt | power-watt | prefixes=nμmkMGTP also_k=瓩 read=no stop=特尔爾伦倫格罕莱萊舍片房砖磚斯楞罐解努盆匠屋砾礫当當 | CLDR; 5W is slang for 50,000, so it is not read back
hp | 马力 | 馬力 | power | horsepower | power-horsepower | write=no read=no | CLDR; the Chinese 马力 is metric, the symbol hp is not
Wh | 瓦时 瓦小时 瓦特小时 瓦·时 | 瓦時 瓦小時 瓦特小時 | energy | watt*hour | - | prefixes=kMGTP | GB 3102.5-1993
V | 伏 伏特 | = | voltage | volt | electric-volt | prefixes=nμmkM stop=特加尔爾击擊地天笔筆兵案 | -
A | 安培 | = | current | ampere | electric-ampere | prefixes=pnμmk compose=安,安培 read=no | -
VA | 伏安 | = | power | volt*ampere | - | prefixes=kMG | GB 3102.5-1993
var | 乏 | = | power | volt*ampere | - | prefixes=kMG bare=no | GB 3102.5-1993
Ah | 安时 安培小时 安·时 | 安時 安培小時 | charge | ampere*hour | - | prefixes=mk | GB 3102.5-1993
Ω | 欧姆 | = | resistance | ohm | electric-ohm | prefixes=mkM compose=欧,欧姆 | -
F | 法拉 | = | capacitance | farad | - | prefixes=pnμm compose=法,法拉 read=no stop=利 | -
H | 亨利 | = | inductance | henry | - | prefixes=nμm compose=亨,亨利 read=no | -
C | 库仑 | 庫侖 | charge | coulomb | - | prefixes=nμm compose=库,库仑 compose_hant=庫,庫侖 read=no | -
T | 特斯拉 | = | flux-density | tesla | - | prefixes=μm bare=no read=no | -
# force, pressure, energy
N | 牛顿 | = | force | newton | force-newton | prefixes=mkM compose=牛,牛顿 read=no | -
N·m | 牛米 牛·米 牛顿米 | 牛頓米 牛米 | energy | newton*meter | torque-newton-meter | prefixes=k | -
Pa | 帕 帕斯卡 | = | pressure | pascal | pressure-pascal | prefixes=μmhkMG stop=斯金米罗羅累萨薩 | -
bar | 巴 | = | pressure | bar | pressure-bar | prefixes=m bare=no | -
atm | 个标准大气压 标准大气压 个大气压 大气压 | 大氣壓 標準大氣壓 個大氣壓 | pressure | atm | pressure-atmosphere | - | -
mmHg | 毫米汞柱 | = | pressure | mmHg | pressure-millimeter-ofhg | si=kPa | -
J | 焦耳 | = | energy | joule | energy-joule | prefixes=mkMGT compose=焦,焦耳 read=no | -
cal | 卡路里 | = | energy | calorie | energy-calorie | si=kJ prefixes=k compose=卡,卡路里 also_k=大卡 stop_k=车車 | -
eV | 电子伏特 电子伏 | 電子伏特 | energy | electron_volt | energy-electronvolt | prefixes=mkMGT compose_hant=電子伏特,電子伏 | -
tce | 吨标准煤 吨标煤 | 噸標準煤 | energy | - | - | - | GB/T 2589-2020: t of standard coal
kgce | 千克标准煤 公斤标准煤 | 公斤標準煤 | energy | - | - | - | GB/T 2589-2020
gce | 克标准煤 克标煤 | 克標準煤 | energy | - | - | - | GB/T 2589-2020
# frequency, light, radiation, sound, substance, data
Hz | 赫兹 赫 | 赫茲 赫 | frequency | hertz | frequency-hertz | prefixes=mkMGT compose=赫,赫兹 compose_hant=赫,赫茲 stop=兹茲然鲁魯尔爾章利本拉 | -
cd | 坎德拉 | 燭光 坎德拉 | luminous-intensity | candela | light-candela | prefixes=m read=no | -
lm | 流明 | = | luminous-flux | lumen | light-lumen | prefixes=k | -
lx | 勒克斯 | = | illuminance | lux | light-lux | prefixes=k | -
Bq | 贝克勒尔 贝可 | 貝克 貝克勒 | activity | becquerel | - | prefixes=mkMGT compose=贝可,贝克勒尔 compose_hant=貝克,貝克勒 | -
Sv | 希沃特 西弗 | 西弗 | dose | sievert | - | prefixes=nμm compose=希沃特,西弗,希 compose_hant=西弗 | -
Gy | 戈瑞 | 戈雷 | dose | gray | - | prefixes=μmck compose=戈瑞,戈 compose_hant=戈雷 | -
dB | 分贝 | = | level | - | - | - | GB 3102.7-1993
mol | 摩尔 | 莫耳 | substance | mole | concentr-mole | prefixes=nμmk | -
bit | 比特 | 位元 | data | bit | digital-bit | prefixes=kMGT stop=币幣率犬 | -
B | 字节 | 位元組 | data | byte | digital-byte | prefixes=kMGTPE compose_hant=位元組 read=no stop=跳 | -
rpm | 转每分 转/分 转每分钟 转/分钟 | 轉每分 轉/分 | rotation | revolution/minute | - | - | GB 3100-1993, unit of rotation r/min, in its usual form
# market and imperial units without a symbol of ours: only convert reads them
- | 亩 市亩 | 畝 | area | hectare / 15 | - | si=ha | 国务院 1990 关于土地面积单位
- | 市顷 | = | area | hectare * 100 / 15 | - | si=ha | 国务院 1959 市制
- | 斤 市斤 | 市斤 | mass | kilogram / 2 | - | si=kg stop=斤两兩 | 国务院 1959 市制; 斤 in traditional text may be 600 g, so it is not read there
- | 市两 | = | mass | gram * 50 | - | si=g | 国务院 1959 市制; bare 两 is also a numeral
- | 市担 | = | mass | kilogram * 50 | - | si=kg | 国务院 1959 市制
- | 台斤 | 台斤 臺斤 | mass | gram * 600 | - | si=kg | 臺灣 度量衡法 1906
- | 坪 | = | area | meter**2 * 400 / 121 | - | si=m² stop=山坝壩洲林 | 尺貫法 1891
- | 华里 市里 | 華里 市里 | length | meter * 500 | - | si=km stop=面边邊 | 国务院 1959 市制; bare 里 is also inside
- | 市尺 | = | length | meter / 3 | - | si=m | 国务院 1959 市制
- | 市寸 | = | length | meter / 30 | - | si=cm | 国务院 1959 市制
- | 英亩 | 英畝 | area | acre | area-acre | si=ha | -
- | 平方英里 | = | area | mile**2 | area-square-mile | si=km² | -
- | 平方英尺 平方呎 | = | area | foot**2 | area-square-foot | si=m² | -
- | 立方英尺 | = | volume | foot**3 | volume-cubic-foot | si=m³ | -
- | 蒲式耳 | = | volume | bushel | volume-bushel | si=L | -
- | 品脱 | = | volume | pint | volume-pint | si=L | -
mph | 英里每小时 英里/小时 | 英里/小時 | speed | mile/hour | - | si=km/h | CLDR speed-mile-per-hour
"""

# Composed symbols that are other things after a number: 3 pm, 98.5 fm, PS, MV (a video), "us".
UNREAD = {"pm", "fm", "ps", "MV", "us", "PW", "EB"}
# One-character names of CLDR that are too often something else after a number (3匹马, 2卡, 5牛).
UNNAMED = {"匹", "卡", "牛", "焦", "巴", "桶"}
# Unicode's own decomposition, except where the sign stands for another spelling: ㏎ is the GBK
# sign for km, ㏗ is annotated pH in the names list, ㏙ is parts per million.
SPELLED = {"㏎": "km", "㏗": "pH", "㏙": "ppm"}
LETTERLIKE = {"℃": "°C", "℉": "°F", "\u212a": "K", "\u212b": "Å", "\u2126": "Ω"}

Row = list[str]
_s2t = opencc.OpenCC("s2t")


def from_cldr(locale: str, unit: str) -> list[str]:
    """The names CLDR gives ``unit``: long, short and narrow, hanzi only, the number dropped."""
    patterns = Locale.parse(locale)._data["unit_patterns"].get(unit, {})  # noqa: SLF001 - Babel has no public list
    names = []
    for width in ("long", "short", "narrow"):
        pattern = (patterns.get(width) or {}).get("other") or ""
        name = pattern.removeprefix("{0}").strip()
        if (
            pattern.startswith("{0}")
            and name
            and all("\u4e00" <= char <= "\u9fff" for char in name)
        ):
            names.append(name)
    return [name for name in names if name not in UNNAMED]


def unique(*groups: list[str]) -> list[str]:
    """Every name once, in the order given."""
    return list(dict.fromkeys(name for group in groups for name in group))


def traditional(names: list[str]) -> list[str]:
    """The names in traditional characters."""
    return [_s2t.convert(name) for name in names]


def first(known: list[str], composed: list[str]) -> list[str]:
    """The name to write: CLDR's short one, unless the composed one is shorter (兆帕)."""
    return known[-1:] if known and len(known[-1]) <= len(composed[0]) else []


def row(symbol: str, hans: list[str], hant: list[str], read: list[str], *rest: str) -> Row:
    """A row of units.tsv."""
    return [symbol, " ".join(hans), " ".join(hant), " ".join(read), *rest]


def rows_of(spec: str) -> list[Row]:
    """The row of one unit and of its prefixed forms."""
    symbol, hans_names, hant_names, dimension, pint, cldr, given, source = (
        "" if part.strip() == "-" else part.strip() for part in spec.split(" | ")
    )
    options = dict(option.split("=") for option in given.split())
    hans = hans_names.split()
    hant = traditional(hans) if hant_names == "=" else hant_names.split()
    read = options.get("read", symbol).split(",") if options.get("read") != "no" and symbol else []
    write = "w" if symbol and options.get("write") != "no" else ""
    rows = []
    if options.get("bare") != "no":
        names = unique(hans, from_cldr("zh", cldr)), unique(hant, from_cldr("zh_Hant", cldr))
        origin = source or (f"CLDR {cldr}" if cldr else "GB 3100-1993")
        rows.append(
            row(
                symbol,
                *names,
                read,
                write,
                dimension,
                pint,
                options.get("si", ""),
                options.get("stop", ""),
                origin,
            )
        )
    compose = options["compose"].split(",") if "compose" in options else hans
    if "compose_hant" in options:
        compose_hant = options["compose_hant"].split(",")
    else:
        compose_hant = traditional(compose) if hant_names == "=" else hant
    for prefix in options.get("prefixes", ""):
        hans_prefix, hant_prefix, pint_prefix = PREFIXES[prefix]
        group, _, base = cldr.partition("-")
        known = from_cldr("zh", f"{group}-{pint_prefix}{base}")
        known_hant = from_cldr("zh_Hant", f"{group}-{pint_prefix}{base}")
        also = [name for name in options.get(f"also_{prefix}", "").split(",") if name]
        composed = [hans_prefix + name for name in compose]
        composed_hant = [hant_prefix + name for name in compose_hant]
        prefixed = prefix + symbol
        reads = [prefixed]
        if prefix == "μ":
            reads.append("u" + symbol)
        if prefix == "k" and symbol in ("B", "m", "g", "W", "Hz"):
            reads.append("K" + symbol)
            if symbol in ("m", "g"):
                reads.append("K" + symbol.upper())
        if symbol == "L":
            reads += [name.replace("L", "l") for name in reads]
        rows.append(
            row(
                prefixed,
                unique(first(known, composed), composed, also, known),
                unique(
                    first(known_hant, composed_hant), composed_hant, traditional(also), known_hant
                ),
                [name for name in reads if name not in UNREAD],
                write,
                dimension,
                pint_prefix + pint if pint else "",
                options.get("si", ""),
                options.get(f"stop_{prefix}", ""),
                f"CLDR {group}-{pint_prefix}{base}" if known else source or "composed",
            )
        )
    if symbol == "m":
        rows += [
            power
            for length in rows
            if length[0] not in ("fm", "pm", "nm")
            for power in powers(length)
        ]
    return rows


def powers(length: Row) -> list[Row]:
    """The square and the cube of a length."""
    rows = []
    symbol, hans, hant, pint = length[0], length[1].split(), length[2].split(), length[6]
    for plain, power, name, dimension, word in (
        ("2", "²", "平方", "area", "square"),
        ("3", "³", "立方", "volume", "cubic"),
    ):
        cldr = f"{dimension}-{word}-{pint}"
        known = from_cldr("zh", cldr)
        also = [name[0] + "米"] if symbol == "m" else []  # 平米, 立米
        rows.append(
            row(
                symbol + power,
                unique(known, [name + other for other in hans], also),
                unique(from_cldr("zh_Hant", cldr), [name + other for other in hant], also),
                [symbol + power, symbol + plain],
                "w",
                dimension,
                f"{pint}**{plain}",
                "",
                "",
                f"CLDR {cldr}" if known else "composed",
            )
        )
    return rows


def units() -> str:
    """The body of units.tsv."""
    rows = [row for spec in UNITS.splitlines() if spec and spec[0] != "#" for row in rows_of(spec)]
    for line in rows:
        if line[0]:  # 納米 beside 奈米; a market unit may be another one in Taiwan
            line[2] = " ".join(unique(line[2].split(), traditional(line[1].split())))
    owner: dict[str, str] = {}
    for line in rows:
        for name in f"{line[1]} {line[2]}".split():
            if owner.setdefault(name, line[0]) != line[0]:
                raise SystemExit(f"{name} is both {owner[name]} and {line[0]}")
    rows.sort(key=lambda line: (line[5], line[0], line[1]))
    return "".join("\t".join(line) + "\n" for line in rows)


def characters() -> str:
    """The body of unit_chars.tsv: U+3300 to U+33FF and the letterlike unit signs."""
    spelled = {}
    for code in range(0x3300, 0x3400):
        parts = unicodedata.decomposition(chr(code)).split()[1:]  # one level: NFKC would make m² m2
        text = "".join(chr(int(part, 16)) for part in parts)
        spelled[chr(code)] = text.replace("∕", "/").replace("ℓ", "L")
    spelled |= SPELLED | LETTERLIKE
    return "".join(
        f"{char}\t{text}\tU+{ord(char):04X} {unicodedata.name(char)}\n"
        for char, text in sorted(spelled.items())
        if text
    )


def write(name: str, title: str, columns: str, body: str) -> None:
    """Write a table under its head."""
    head = (
        f"# {title}\n"
        f"# source: CLDR through Babel {babel.__version__} (Unicode License V3), SI prefixes of GB 3100-1993, by hand where named\n"
        f"# Unicode {unicodedata.unidata_version}; {dt.datetime.now(dt.UTC).date()}; made by tools/make_units.py\n"
        f"# columns: {columns}\n"
    )
    (TABLES / f"{name}.tsv").write_text(head + body, encoding="utf-8")


def main() -> None:
    """Write both tables."""
    write(
        "units",
        "Units of measurement: symbol, Chinese names, how they may be read and written",
        "symbol; simplified names, the one to write first; traditional names; symbols read; w where the symbol is "
        "written; dimension; pint; SI unit to convert to; characters that may not follow a name; source",
        units(),
    )
    write(
        "unit_chars",
        "Unit characters spelled out: the CJK compatibility block and the letterlike units",
        "character; text; code point and name",
        characters(),
    )


if __name__ == "__main__":
    main()
