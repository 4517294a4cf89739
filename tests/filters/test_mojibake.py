"""What fixtures cannot write down: the account of a repair, odd input, restraint."""

import re

import pytest

import hantidy
from hantidy import filters, tables
from hantidy.filters.mojibake.codecs import (
    LOST_BYTE,
    Pair,
    char_map,
    double_byte,
    encode_single,
    high,
    second_codes,
    single_byte,
)
from hantidy.filters.mojibake.lost_bytes import mend
from hantidy.filters.mojibake.plain import is_plain_text, plain_lines
from hantidy.filters.mojibake.talk import has_talk

mojibake = filters.get("mojibake")
SENTENCE = "图书馆星期一闭馆，请大家在周末以前还书。"
TRADITIONAL = "圖書館星期一休館，請大家在週末以前還書。"
PYTHON = {"gb18030": "gbk", "big5": "cp950", "mac-roman": "mac_roman"}
PAIRS = [
    Pair(true, read)
    for read in (*single_byte(), *double_byte())
    for true in ("utf-8", "gb18030", "cp950")
    if true not in (read, "cp950" if read.startswith("big5") else read)
]


def misread(text, true, read):
    """The text as a lenient reader shows it; None where bytes get lost."""
    data = text.encode(PYTHON.get(true, true))
    if read in ("cp1252", "cp1250", "cp1254"):
        return "".join(bytes([b]).decode(read, "ignore") or chr(b) for b in data)
    try:
        return data.decode("gb18030" if read == "gb18030" else PYTHON.get(read, read))
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize("pair", PAIRS, ids=str)
@pytest.mark.parametrize("text", [SENTENCE, TRADITIONAL])
def test_every_pair_goes_back(pair, text):
    """Every prefix of a sentence that survives the misreading comes back whole."""
    try:
        shown = {misread(text[:end], *pair): text[:end] for end in range(8, len(text) + 1)}
    except UnicodeEncodeError:
        return
    shown.pop(None, None)
    for damaged, meant in shown.items():
        assert mojibake(damaged) == meant


def test_the_reason_tells_the_chain_in_the_order_it_happened():
    shown = misread(misread(SENTENCE, "gb18030", "cp1252"), "utf-8", "cp437")
    (edit,) = mojibake.trace(shown).edits
    assert mojibake(shown) == SENTENCE
    assert edit.reason == "GBK read as Windows-1252, then UTF-8 read as CP437"


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_a_sound_sentence_cannot_have_come_from_anywhere(pair):
    """What a repair gives is sound: nothing repairs it again."""
    del pair
    for text in (SENTENCE, TRADITIONAL):
        assert not mojibake.trace(text).edits


def test_lines_are_judged_one_by_one():
    damaged = misread(SENTENCE, "utf-8", "cp1252")
    assert mojibake(f"{SENTENCE}\n{damaged}\n{TRADITIONAL}\n") == (
        f"{SENTENCE}\n{SENTENCE}\n{TRADITIONAL}\n"
    )


@pytest.mark.parametrize("pair", [("utf-8", "gb18030"), ("big5", "gb18030"), ("utf-8", "cp1252")])
def test_a_page_without_line_ends(pair):
    """It is judged in windows: a clause in it comes back, and so does the whole, to a character."""
    text = TRADITIONAL if pair[0] == "big5" else TRADITIONAL[:8]
    sound = TRADITIONAL * 300
    assert mojibake(sound + misread(text, *pair) + sound) == sound + text + sound
    assert mojibake(misread(text * 300, *pair)) == text * 300


def test_a_long_line_takes_no_longer_than_many_short_ones():
    import time

    def seconds(text):
        start = time.process_time()
        mojibake(text)
        return time.process_time() - start

    sound = SENTENCE * 2_500  # fifty thousand characters
    rare = "，".join(map(chr, range(0x4E00, 0x4E00 + 400)))
    seconds(rare)
    assert seconds(f"{sound}龘靐{sound}") < 1
    assert seconds(sound + rare + sound) < 2


def test_findings_change_nothing():
    trace = mojibake.trace("烫烫烫，朱?基总理")
    assert [edit.rule for edit in trace.edits] == ["filler", "lost-hanzi"]
    assert all(edit.is_finding for edit in trace.edits)


@pytest.mark.parametrize(
    "piece",
    ["\x00", "锟斤拷", "聽", "?", "漏", "Ã", "é", "ｱ", "뷁", "\ue000",
     "鎴", "涓€", "輸?shù)", "(", "溧l(xiāng)i", "?!?", "Σ", "‰", "\x80", "�(shù)", "€"],
)  # fmt: skip
def test_odd_and_long_lines(piece):
    """Whatever is said twenty thousand times, it takes no longer than its length."""
    mojibake(piece * (20_000 // len(piece)))
    mojibake(f"甲{piece}乙{piece}")


def test_what_a_reader_has_not_leaves_no_trace():
    """A character that was asked of a reader is none of its own afterwards."""
    before = high("cp1252")
    assert encode_single("\u0373\u04bb", "cp1252") == 2 * LOST_BYTE
    high.cache_clear()
    assert high("cp1252") == before


def test_every_hanzi_before_latin_letters():
    """Those that look like a letter of Latin-1, and those between them that do not."""
    for code in range(0x4E00, 0x9FA6):
        mojibake(f" {chr(code)}ab, a{chr(code)}b, 1{chr(code)}")


def test_lone_surrogates_and_lost_characters():
    for piece in ("\ud800", "\udc80", "\ufffd"):
        mojibake(piece * 20_000)
        assert mojibake(f"甲{piece}乙鎴{piece}") == f"甲{piece}乙鎴{piece}"


def test_a_lost_byte_is_guessed_when_asked():
    guess = filters.get("mojibake", lossy=True)
    shown = "今天我们去图书馆看书。".encode().decode("gbk", "replace")
    assert mojibake(shown) == "今天我们去图书\ufffd看书\ufffd"
    assert guess(shown) == "今天我们去图书馆看书。"
    assert mojibake("每?zǒng)? Write 語句") == "每?zǒng)? Write 語句"
    assert guess("每?zǒng)? Write 語句") == "每個 Write 語句"


def test_what_is_undecided_is_shielded():
    """No later filter may make the ? of a slip a mark that hides it for ever."""

    for text in ("每?zǒng)? Write 語句", "朱?基總理會見外賓。"):
        assert hantidy.clean(text, "web").count("?") == text.count("?")


def test_a_page_that_speaks_of_damage_keeps_its_examples():
    """In the line, or in the lines beside it, where the example stands alone."""
    for text in ("乱码如“鎴戜滑”。", "见下例（乱码）：\n例如 鎴戜滑 这样\n完"):
        assert mojibake(text) == text
        assert mojibake.trace(text).edits[0].rule == "quoted"


FOREIGN = {
    "Сегодня в библиотеке тихо, и мы читаем до самого вечера.": "cp1251 koi8-r cp866 gb18030 cp949",
    "Σήμερα η βιβλιοθήκη είναι κλειστή, θα πάμε αύριο το πρωί.": "cp1253",
    "Hôm nay thư viện đóng cửa nên chúng tôi đọc sách ở nhà.": "utf-8",
    "Les élèves préfèrent étudier à la bibliothèque, où règne le calme.": "cp1252 mac-roman",
    "Für die Prüfung übten wir täglich; die Bücher gehören der Schule.": "cp1252 mac-roman",
    "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl učitel žákům.": "cp1250",
    "오늘은 도서관이 문을 닫아서 집에서 책을 읽었습니다.": "cp949",
    "今日は図書館が休みなので、家でゆっくり本を読みました。": "cp932 euc-jp gb18030",
}
WRONG_READERS = ("gb18030", "big5", "cp932", "cp949", "cp1252", "cp437", "mac-roman", "cp1250")


@pytest.mark.parametrize("read", WRONG_READERS)
@pytest.mark.parametrize("text", FOREIGN, ids=lambda text: text[:8])
def test_other_languages_do_not_become_chinese(text, read):
    """What was Russian or Greek comes back, or stays as it arrived: never as hanzi."""
    for true in ("utf-8", *FOREIGN[text].split()):
        shown = text.encode(true).decode(read, "replace")
        assert not set(mojibake(shown)) - set(shown) - set(text) - {"\ufffd"}


def test_sound_hanzi_before_damage_are_no_letters_of_other_scripts():
    damaged = "用户数据信息网络".encode().decode("gbk")
    assert filters.get("mojibake")(f"讨论经济发展{damaged}") == "讨论经济发展用户数据信息网络"


DAMAGED_FOR_GOOD = (
    "20xxå¹´xxæ__xxæ_¥ä¸_å_·æ¥¼ç_µè¡¨.xlsx",
    "ÉÏÎç\xadÒ»µã\x81Ô\x9d",
    "鍥句功\ufffd\ufffd鏄燂笉\ufffd\ufffd\ufffd鏈熶\ufffd",
)


@pytest.mark.parametrize("text", DAMAGED_FOR_GOOD)
def test_what_stays_damaged_is_shielded_whole(text):
    """Controls would take out half of a hanzi: whoever knows the codecs better needs it."""

    left = mojibake(text)
    for preset in ("repair", "web"):
        assert hantidy.clean(text, preset) == hantidy.clean(left, preset) == left


def test_findings_are_the_same_in_the_settled_text():

    text = "\n".join([misread(SENTENCE, "gb18030", "cp1252"), *DAMAGED_FOR_GOOD, SENTENCE])
    clean = hantidy.clean(text, "web")
    assert hantidy.clean(clean, "web") == clean


def test_a_label_is_undone_beside_other_damage_only():
    """Two hanzi of one reader are two of any other, unless the block tells the pair."""
    label, line = (
        misread(text, "gb18030", "big5") for text in ("借书", "请大家把书放回原来的架子")
    )
    assert mojibake(label) == label
    assert mojibake(f"{label}\n{line}") == "借书\n请大家把书放回原来的架子"


def test_a_damaged_line_of_any_length_takes_linear_time():
    import time

    def seconds(text):
        start = time.process_time()
        mojibake(text)
        return time.process_time() - start

    for read in ("gb18030", "cp1252"):
        damaged = misread(SENTENCE[:8], "utf-8", read)
        short, long = damaged * 250, damaged * 2_000
        seconds(damaged)
        assert seconds(long) < 30 * seconds(short) + 1


@pytest.mark.parametrize("text", ["好玩\x85·的书", "回禀\x8b序言"])
def test_a_control_between_hanzi_is_left_to_whoever_knows_more(text):
    """It is half of a hanzi: taken out, nobody could tell any more that one was there."""
    assert hantidy.clean(text, "repair") == text
    assert hantidy.clean("书 \x8b。", "repair") != "书 \x8b。"
    assert hantidy.clean("第一行\x85第二行", "repair") != "第一行\x85第二行"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("资料来源：国家统汉鐢ㄨ繃计局", []),
        ("清明节放假三天，请妥善安屽懆鍒排值班。", []),
        ("• æ˜Ž按时到岗", []),
        ("汉武帝二?? 十三年", []),
        ("天鹅(e)尤\ufffd(run)学", []),
        ("達(dá)拉特㐀\ufffd(jīng)濟(jì)", []),
        ("達(dá)拉特，\ufffd)濟(jì)", []),
        ("達(dá)拉特\n作者(戴?)温d", []),
        ("威廉?拉佐尼克说", ["lost-hanzi"]),
        ("達(dá)拉特?(jīng)濟(jì)", ["slip"]),
        ("他们的方言里有\ue7c7这个音，还有\ue81e字", []),
        ("慡慢慣慤慥慦慧慨慩慪慫慬", ["damage"]),
    ],
)
def test_one_odd_place_is_a_finding_only_in_company(text, rules):
    """A seed in sound text, a question mark by itself are none; a name, a glossed page make one."""
    trace = mojibake.trace(text)
    assert trace.text == text
    assert [edit.rule for edit in trace.findings] == rules


def test_every_word_of_talk_has_a_part_that_is_looked_for_first():
    """Optional characters and alternatives of the patterns are tried both ways."""
    for kind, pattern in tables.rows("mojibake_talk"):
        if kind != "word":
            continue
        plain = pattern.replace("\\b", "").replace("(?:", "(")
        for short in (True, False):
            shown = re.sub(r"(.)\?", "" if short else r"\1", plain)
            for word in re.sub(r"\(([^|)]*)[^)]*\)", r"\1", shown).split("|"):
                assert has_talk(word.upper()), (pattern, word)


def test_each_line_goes_back_through_its_own_chain():
    """A chain that explains one line is not tried half on another."""
    first = "早上十点开门".encode("gbk").decode("latin-1").encode().decode("latin-1")
    second = "借书证要带好".encode().decode("latin-1").encode().decode("latin-1")
    edits = mojibake.trace(f"{first}\n{second}").edits
    assert [edit.after for edit in edits] == ["早上十点开门", "借书证要带好"]


@pytest.mark.parametrize(
    ("read", "sound"),
    [
        ("koi8-r", "исследование"),
        ("koi8-r", "Соответствует"),
        ("cp866", "произведения"),
        ("cp437", "├──────────────┤"),
    ],
)
def test_sound_words_and_boxes_in_a_damaged_page_stay(read, sound):
    lines = ["图书馆星期一闭馆", "新到的杂志放在二楼"] * 5
    true = "cp950" if read == "cp866" else "gbk"
    page = misread("\n".join(lines) if true == "gbk" else "\n".join([TRADITIONAL] * 10), true, read)
    cleaned = mojibake(f"{page}\n{sound}\n{page}").split("\n")
    assert cleaned[10] == sound
    assert cleaned[0] in {lines[0], TRADITIONAL}


PAGE = ["图书馆星期一闭馆", "新到的杂志放在二楼", "办证带上身份证和照片", "读者可以复印资料"] * 3


@pytest.mark.parametrize("sound", ["最後還表演了一遍", "的画都很有名。"])
def test_sound_lines_of_common_hanzi_in_a_page_of_common_hanzi_stay(sound):
    page = [line.encode("gbk").decode("euc_jp", "replace") for line in PAGE]
    cleaned = mojibake("\n".join([*page, sound, *page])).split("\n")
    assert cleaned[len(page)] == sound
    assert cleaned[0] == PAGE[0]


@pytest.mark.parametrize(
    ("codec", "read", "line", "plain"),
    [
        ("cp932", "cp932", "另一行说明，后面有", False),
        ("cp932", "cp932", "這一類的書都放在二樓", True),
        ("cp950", "big5", "图书馆星期一闭馆", True),
        ("cp950", "big5", "办证带上身份证和照片", False),
    ],
)
def test_a_line_with_a_character_of_two_codes_is_plain_if_one_alone_reads_well(
    codec, read, line, plain
):
    pair, shown = Pair("gb18030", read), line.encode("gbk").decode(codec)
    if read == "big5":
        both = [shown.translate(char_map(Pair("gb18030", each))) for each in ("big5", "big5hkscs")]
        assert both[0] != both[1]
    else:
        assert second_codes(shown, read)
    assert [span.after for span in plain_lines(shown, pair)] == [line] * plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("今天下午在图书馆看簋", True),
        ("今天下午看书簋", False),
        ("今天下午我们在图书馆陇缭看书喝茶", False),
        ("今天下午在图书馆看书３", True),
        ("今天下午在图书馆看书の", False),
        ("今天下午在图书馆\t看书", False),
    ],
)
def test_a_rare_hanzi_is_plain_among_many_common_ones(text, plain):
    assert is_plain_text(text) == plain


def test_a_lost_byte_stays_in_question_until_what_follows_is_read():
    shown = [bytes([byte]) for byte in b"\xba\xd8\xba\xb5f\xadX\xa4w\xb8g"]  # AA of 的 is gone
    assert mend(shown, "cp950", {}, stripped=b"\xad") == "種\ufffd番茄已經"


def test_plain_lines_are_whole_lines_of_a_double_byte_reader():
    page = "# a\n" + PAGE[0].encode().decode("gb18030")
    (span,) = plain_lines(page, Pair("utf-8", "gb18030"))
    assert (span.start, span.after) == (4, PAGE[0])
    assert not plain_lines(page, Pair("utf-8", "cp1252"))
    assert not plain_lines(f"{page[4:]} https://example.org/a {page[4:]}", Pair("utf-8", "gb18030"))
    assert not plain_lines("路", Pair("utf-8", "gb18030"))


def test_a_repair_of_single_bytes_leaves_the_ascii_of_its_line_alone():
    page = "\n".join(
        f"{place}. {misread(line, 'utf-8', 'cp437')} ok" for place, line in enumerate(PAGE, 10)
    )
    edits = mojibake.trace(page).edits
    assert [edit.after for edit in edits] == PAGE
    assert all(page[edit.start - 4 : edit.start].endswith(". ") for edit in edits)


def test_ftfy_is_not_asked_of_a_reader_that_it_does_not_take_for_latin():
    """An amount on a page shown in Bucharest reads badly; ftfy would make other hanzi of it."""
    lines = ["图书馆明天九点开门，晚上关门。", "请大家在周末以前还书。", "壹拾壹元壹角"]
    page = [misread(line, "gb18030", "iso8859-16") for line in lines]
    *prose, amount = mojibake("\n".join(page)).split("\n")
    assert prose == lines[:2]
    assert amount in {page[2], lines[2]}
