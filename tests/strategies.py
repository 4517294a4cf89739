"""Text that provokes filters: whatever Unicode holds, and the damage we know."""

from hypothesis import strategies as st

HANZI = "的一是不了人我在有他这為爲里裡裏后後干乾幹发髮發系係繫云雲台臺面麵区區开開业業达達济濟"
MARKS = "，。：；？！、（）【】《》「」『』“”‘’—…·,.:;?!()[]<>{}\"'`-~|/\\_*#&@%+=$^"
LETTERS = "abcxyzABCXYZ019āáǎàūúǔùǖǘǚǜêéèɡɑйоαβéüñ"
WIDE = "ＡＢｃｄ０１２３，．：％－／＋＠｡｢｣ｱｲｶﾞﾊﾟ　"
SPACES = " \t\r\n\u00a0\u2003\u3000\u200b\u200d\ufeff\u2028\x85\x0b\x0c\x00\x1b"
OTHERS = "ニロエカのはをカタナ한국어ЖяΩ①②Ⅲ㎡㎞℃⼀⾦︰﹐豈\ue000\uf0b7\ufffd😀𠮷\ud800\udc00\udfff"

characters = st.one_of(
    st.sampled_from(HANZI + MARKS + LETTERS + WIDE + SPACES + OTHERS),
    st.characters(),
    st.characters(categories=["Cs"]),
)

fragments = st.sampled_from(
    [
        # readings
        "開發區(qu)(qu)",
        "達(dá)拉特",
        "一(yī) 枝(zhī) 紅(hóng)",
        "(一(yi))",
        "業(ye)(烯)",
        "北京 (Běijīng)",
        "饕餮(tāo tiè)",
        "中(ㄓㄨㄥ)",
        "<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>",
        "維生素(A)",
        "和(he",
        "qū/ōu)",
        "(qū\n)",
        "，(dou)",
        "（shè）",
        "的(de)事(shi)業(ye)發(fa)展(zhan)",
        # encodings and escapes
        "&amp;amp;",
        "&nbsp;",
        "&lt;b&gt;",
        "&#20013;",
        "&#xD800;",
        "锟斤拷锟斤拷",
        "烫烫烫",
        "運輸?shù)葐栴}",
        "ä¸\xadæ–‡",
        "涓枃",
        "�",
        "\\u4f60",
        "%E4%BD%A0",
        "\x1b[31m",
        "\x1b[",
        "Copyright ? 2001-2024",
        # scripts
        "先后",
        "干部",
        "這里",
        "示范",
        "松綁",
        "后来皇后",
        "看著",
        "著名",
        "頭髮发展",
        "ニ、",
        "—般",
        "Αpple",
        "раypal",
        # typography
        "模式, 在",
        "成本; 開",
        "a,b",
        "10:30",
        "1,000",
        "Python 3.11,Java和Go",
        "EVA(醋酸乙烯)",
        "f(中)",
        ":)",
        "吗?",
        "姓名,年龄\n张三,20\n",
        "| 甲 | 乙 |\n|---|---|\n",
        "约束性 | |||",
        "ｗｗｗ．ａｂｃ．ｃｏｍ",
        "１２：３０",
        "為導 向",
        # numerals and units
        "百分之八点六",
        "二〇二一年七月二十八日",
        "五十三万亿元",
        "三分之一",
        "十四五",
        "一带一路",
        "五百千伏",
        "３，０００",
        "①",
        "Ⅲ",
        "廿三",
        "贰佰元整",
        "三五天",
        "七八年",
        "两亿零三",
        "一点五零元",
        "㎡",
        "玉米",
        "5公斤",
        "220千伏",
        "3升至5升级",
        "1米75",
        "25 °C高",
        "300公斤/亩",
        "12㏠",
        '他说"好"。',
        "“甲‘乙’丙”",
        "「甲『乙』",
        "三五”期间",
        "it’s 中",
        '27"屏',
        # what is protected
        "https://example.org/wiki/台湾?x=1,2",
        "a@b.cn",
        "`变量`",
        "```\n",
        "~~~\n",
        "---\n",
        "<!-- ",
        " -->",
        "<a href='中,文'>",
        "](路径/中,文)",
        "C:\\文件\\a",
        "/usr/本地,x",
        "    code,中文\n",
        "$x,中$",
        "Yahoo!",
        "<td>",
        "</td>",
        "&copy;",
    ]
)

texts = st.lists(
    st.one_of(fragments, characters, st.text(characters, max_size=6)), max_size=24
).map("".join)
