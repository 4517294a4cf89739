"""The review page in a real browser: keys, downloads, size, reach, colours.

Needs chromium with its driver and selenium; axe-core where AXE names its script.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hantidy
from hantidy.pipeline.config import decisions_of
from hantidy.reports.review import page, page_of_kinds

webdriver = pytest.importorskip("selenium.webdriver")
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="there is no chromium here")

TEXT = (
    "开头这一行没有要改的地方，只是长一点。\n"
    + (
        "河湾(wan)开发区(qu)建(jian)成三座水厂,日供水５万吨。\n"
        "没有改动的一行。\n"
        "新区(qu)的建(jian)设(she)从去年开始(shi),今年完成。\n"
    )
    * 3
)
WEB = hantidy.preset("web")


@pytest.fixture
def browser(tmp_path):
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1280,900"):
        options.add_argument(argument)
    options.binary_location = CHROMIUM
    options.add_experimental_option("prefs", {"download.default_directory": str(tmp_path)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


def opened(browser, tmp_path, text, name="page.txt", **options):
    file = tmp_path / "review.html"
    file.write_text(page(WEB.trace(text), name, WEB, **options), encoding="utf-8")
    start = time.perf_counter()
    browser.get(file.as_uri())
    return time.perf_counter() - start


def press(browser, keys):
    from selenium.webdriver import ActionChains

    for key in keys:
        ActionChains(browser).send_keys(key).perform()


def downloaded(browser, tmp_path, button, name):
    browser.find_element("id", button).click()
    path = tmp_path / name
    for _ in range(100):
        if path.exists():
            return path
        time.sleep(0.1)
    raise AssertionError(f"{name} was not downloaded")


# A comma, a kind of digits, nothing, a gloss; of two in one block only the command can tell.
KEYS = {"jjjjr": True, "jjjjjR": True, "jru": True, "": True, "jr": True, "jjjjRjjr": False}


@pytest.mark.parametrize("keys", KEYS)
def test_the_command_gives_the_downloaded_text(browser, tmp_path, keys):
    """Byte for byte, or the page says that the command must be asked."""
    opened(browser, tmp_path, TEXT)
    press(browser, keys)
    exact = browser.execute_script("return document.body.dataset.exact") == "true"
    decisions = downloaded(browser, tmp_path, "get-decisions", "page.txt.decisions.toml")
    text = downloaded(browser, tmp_path, "get-text", "page.txt")
    done = subprocess.run(
        [sys.executable, "-m", "hantidy", "clean", "--decisions", str(decisions)],
        input=TEXT.encode(),
        capture_output=True,
        check=True,
    )
    assert exact == KEYS[keys]
    assert not exact or done.stdout == text.read_bytes()
    assert (done.stdout.decode() != WEB(TEXT)) == ("r" in keys.lower() and "u" not in keys)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.encode("gbk"),
        TEXT.encode("utf-16"),
        TEXT.encode() + b"\xff\xe4\xbd,",
        TEXT.rstrip().encode(),
    ],
    ids=["mark", "crlf", "cr", "gbk", "utf-16", "damaged", "no end"],
)
def test_any_bytes_give_what_the_command_gives(browser, tmp_path, data):
    """The same bytes from the page and from the command, whatever the file was written in."""
    (tmp_path / "in").mkdir()
    source = tmp_path / "in" / "page.txt"
    source.write_bytes(data)
    command = [sys.executable, "-m", "hantidy"]
    made = tmp_path / "r.html"
    subprocess.run([*command, "review", str(source), "-o", str(made)], check=True)
    browser.get(made.as_uri())
    browser.execute_script("decide('rule', 'width digits', 'no')")
    assert browser.execute_script("return document.body.dataset.exact") == "true"
    decisions = downloaded(browser, tmp_path, "get-decisions", "page.txt.decisions.toml")
    text = downloaded(browser, tmp_path, "get-text", "page.txt")
    run = [*command, "clean", "--decisions", str(decisions), str(source)]
    assert subprocess.run(run, capture_output=True, check=True).stdout == text.read_bytes()


PIECES = st.sampled_from(
    ["甲(jia)", "河湾(wan)", "开发区(qu)", "丙,丁", "３天", "好 ,", "“", "\n", "戊。", "己\u200b", "𠮷,", "半\ud800", "🙂,",
     "&nbsp;", "(一)", "，，", "Ａ", "没有改动。\n" * 256]
)  # fmt: skip
LEVELS = st.sampled_from(["group", "group", "kind", "rule", "filter"])
DECIDED = st.tuples(LEVELS, st.integers(0, 40), st.sampled_from(["no", "no", "yes"]))
DECIDE = """
for (const [level, number, said] of arguments[0]) {
  if (!changes.length) break;
  const at = changes[number % changes.length];
  const kind = edits[at][KIND];
  decide(level, { group: edits[at][GROUP], kind, rule: ruleOf(kind), filter: data.kinds[kind][0] }[level], said);
}
const rejected = changes.filter(isRejected);
const said = [JSON.stringify(cleanText()), isExact(rejected), decisionsText(), rejected.length];
localStorage.clear();
return said;
"""


def test_any_rejections_give_what_the_command_gives(browser, tmp_path):
    """Any set of them, of places, kinds, rules and filters: the same text, or the page says run."""
    seen = []

    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(PIECES, min_size=1, max_size=40).map("".join), st.lists(DECIDED, max_size=6))
    def compare(text, decided):
        opened(browser, tmp_path, text)
        shown, exact, written, rejected = browser.execute_script(DECIDE, decided)
        file = tmp_path / "decisions.toml"
        file.write_text(written, encoding="utf-8")
        decisions = decisions_of(file)
        assert bool(decisions) == bool(rejected)
        if exact:
            assert json.loads(shown) == WEB.excepting(decisions)(text)
        seen.append((exact, rejected > 0))

    compare()
    assert seen.count((True, True)) > 4  # it can promise
    assert seen.count((False, True)) > 4  # and does not promise everything


RECORDS = [
    "今天,天气好。",
    "河湾(wan)开发区(qu)建(jian)成,好",
    "日供水５万吨,好。",
    "没有什么可改。",
] * 4


def test_kinds_of_a_corpus_are_rejected_by_keyboard(browser, tmp_path):
    """The command obeys: what was rejected is not made, all else is."""
    corpus = tmp_path / "c.jsonl"
    lines = [json.dumps({"body": text}, ensure_ascii=False) + "\n" for text in RECORDS]
    corpus.write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "hantidy"]
    made = tmp_path / "kinds.html"
    reviewed = [*command, "review", "--field", "body", str(corpus), "-o", str(made)]
    subprocess.run(reviewed, check=True)
    browser.get(made.as_uri())
    assert browser.get_log("browser") == []
    assert "今天" in browser.find_element("id", "text").text  # contexts are there
    press(browser, "jr/qu is")
    from selenium.webdriver import Keys

    press(browser, [Keys.ESCAPE, "j", "R", "u"])
    assert "1 kind (12 edits) rejected" in browser.find_element("id", "about").text
    press(browser, "r")
    before = browser.find_element("id", "about").text
    assert "2 kinds (16 edits) rejected" in before
    browser.refresh()
    assert browser.find_element("id", "about").text == before
    decisions = downloaded(browser, tmp_path, "get-decisions", "c.jsonl.decisions.toml")
    done = subprocess.run(
        [*command, "clean", "--field", "body", "--decisions", str(decisions), str(corpus)],
        capture_output=True,
        check=True,
    )
    cleaned = [json.loads(line)["body"] for line in done.stdout.splitlines()]
    assert cleaned[:4] == [
        "今天,天气好。",
        "河湾开发区(qu)建成,好",
        "日供水5万吨,好。",
        "没有什么可改。",
    ]


def test_rules_and_filters_of_kinds_are_rejected_and_chosen(browser, tmp_path):
    made = tmp_path / "kinds.html"
    long = "Ａ" * 300
    audit = hantidy.audit([*RECORDS, long], WEB)
    audit.others["width", "latin"] = 7
    made.write_text(page_of_kinds(audit, "c", WEB), encoding="utf-8")
    browser.get(made.as_uri())
    assert "7 more of kinds too many" in browser.find_element("id", "about").text
    decisions = "return [decisionsText(), every.filter(isRejected).length]"
    browser.execute_script("decide('filter', 'gloss', 'no')")
    written, rejected = browser.execute_script(decisions)
    assert rejected == written.count("[[except]]") == written.count('filter = "gloss"') == 3
    browser.execute_script("wanted.decision = 'no'; select()")
    assert len(browser.find_elements("css selector", ".kind.no")) == 3
    browser.execute_script("every.forEach((kind) => decide('rule', ruleOf(kind), 'no'))")
    written, rejected = browser.execute_script(decisions)
    assert rejected == len(audit.most()) - 1  # what is too long to be told stays as it is
    file = tmp_path / "d.toml"
    file.write_text(written, encoding="utf-8")
    again = hantidy.audit([*RECORDS, long], WEB.excepting(decisions_of(file)))
    assert [kind.is_cut for kind in again.most()] == [True]


def shown_kinds(browser):
    return browser.execute_script("return selected.map((kind) => data.kinds[kind].slice(0, 6))")


def test_an_audit_sorts_searches_and_opens(browser, tmp_path):
    corpus = tmp_path / "c.jsonl"
    texts = [*RECORDS, "锟斤拷烫烫烫，今天下雨"]
    lines = [json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts]
    corpus.write_text("".join(lines), encoding="utf-8")
    made = tmp_path / "a.html"
    command = [sys.executable, "-m", "hantidy", "audit", str(corpus), "-o", str(made)]
    subprocess.run([*command, "--lang", "zh-Hant"], check=True)
    browser.get(made.as_uri())
    about = browser.find_element("id", "about").text
    audit = hantidy.audit(texts)
    assert f"{len(texts)} 篇" in about
    assert "拒絕" not in browser.find_element("tag name", "body").text  # nothing is decided here
    expected = [[k.filter, k.rule, k.before, k.after, k.count, k.documents] for k in audit.most()]
    assert shown_kinds(browser) == expected
    heads = "#text th button"
    browser.find_elements("css selector", heads)[3].click()  # by what was there
    assert [kind[2] for kind in shown_kinds(browser)] == sorted(kind[2] for kind in expected)
    browser.find_elements("css selector", heads)[3].click()
    words = [kind[2] for kind in shown_kinds(browser)]
    assert words == sorted(words, reverse=True)
    assert browser.find_element("css selector", "th[aria-sort=descending]").text.startswith("修改")
    press(browser, "/full")
    assert [kind[2] for kind in shown_kinds(browser)] == ["５"]
    browser.find_element("css selector", ".open").click()
    assert browser.find_element("css selector", ".open[aria-expanded=true]")
    assert browser.switch_to.active_element.get_attribute("class") == "open"
    contexts = browser.find_elements("css selector", ".details .context")
    assert len(contexts) == 4
    assert all("日供水" in context.text for context in contexts)
    browser.execute_script("wanted.search = ''; wanted.of = 'left'; select()")
    assert len(shown_kinds(browser)) == len(audit.left_alone()) > 0
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("of", ["text", "kinds"])
def test_rules_and_filters_are_decided_by_keyboard(browser, tmp_path, of):
    """Each level rejects and accepts again; what was decided shows, and the focus stays."""
    made = tmp_path / "r.html"
    audit = hantidy.audit([TEXT], WEB)
    html = page(WEB.trace(TEXT), "a", WEB) if of == "text" else page_of_kinds(audit, "a", WEB)
    made.write_text(html, encoding="utf-8")
    browser.get(made.as_uri())
    press(browser, "j")
    filters = "return [...new Set(decisionsText().match(/filter = .*/g))].join()"
    rules = "return [...new Set(decisionsText().match(/rule = .*/g))].length"
    count = "return decisionsText().split('[[except]]').length - 1"
    for key, several in (("1", False), ("2", False), ("3", True), ("4", True)):
        press(browser, key)
        assert "gloss" in browser.execute_script(filters) or "punct" in browser.execute_script(
            filters
        )
        assert (browser.execute_script(count) > 1) == several or of == "kinds"
        assert browser.execute_script(rules) == 1
        press(browser, key)
        assert browser.execute_script(count) == 0
    assert "3 the rule" in browser.find_element("id", "tools").text
    area = "#detail button" if of == "text" else ".details button"
    label = browser.find_elements("css selector", area)[-1].text
    assert label == "Reject the filter"
    browser.execute_script(f"[...document.querySelectorAll('{area}')].at(-1).focus()")
    press(browser, ["\ue007"])  # Enter
    assert browser.switch_to.active_element.text == "Accept the filter"
    assert browser.execute_script(count) > 0


@pytest.mark.parametrize("of", ["text", "kinds"])
def test_what_no_file_can_hold_is_not_rejected(browser, tmp_path, of):
    made = tmp_path / "r.html"
    text = "半\ud800,好"
    audit = hantidy.audit([text], WEB)
    html = page(WEB.trace(text), "a", WEB) if of == "text" else page_of_kinds(audit, "a", WEB)
    made.write_text(html, encoding="utf-8")
    browser.get(made.as_uri())
    browser.execute_script("for (const name of filters) decide('filter', name, 'no')")
    decisions = tmp_path / "d.toml"
    decisions.write_text(browser.execute_script("return decisionsText()"), encoding="utf-8")
    assert [each["filter"] for each in decisions_of(decisions)] == ["punctuation"]
    press(browser, "jr")
    assert "half a character" in browser.find_element("tag name", "body").text
    assert "1 rejected" in (about := browser.find_element("id", "about").text) or "1 kind" in about


def test_the_page_asks_for_nothing_and_reports_no_error(browser, tmp_path):
    opened(browser, tmp_path, TEXT + "<script>alert(1)</script>\u202e\ud800")
    press(browser, "jjj")
    assert browser.get_log("browser") == []
    sent = [entry for entry in browser.get_log("performance") if "http" in entry["message"][:4000]]
    assert not [e for e in sent if '"url":"http' in e["message"]]


def test_the_page_tells_where_a_run_is_needed(browser, tmp_path):
    """By the lines of the blocks in which more than one kind was rejected."""
    plain = "没有改动的一行。\n" * 256
    both = "甲(jia)乙,丙(bing)丁,戊(wu)。\n" + "没有改动的一行。\n" * 255
    opened(browser, tmp_path, plain + both + plain + both + both)
    reject = "const kind = changes.map((at) => edits[at][KIND]); decide('kind', kind[arguments[0]], 'no')"
    browser.execute_script(reject, 0)
    browser.execute_script(reject, 1)
    about = browser.find_element("id", "about").text
    assert "in lines 257–512, 769–1280: run the command" in about
    browser.execute_script("undo()")
    assert "run the command" not in browser.find_element("id", "about").text


def test_work_survives_a_reload(browser, tmp_path):
    opened(browser, tmp_path, TEXT)
    press(browser, "jR")
    before = browser.find_element("id", "about").text
    browser.refresh()
    assert browser.find_element("id", "about").text == before
    other = TEXT.replace("三座", "五座")  # the same name, the same length, as many edits
    opened(browser, tmp_path, other)
    assert "; 0 rejected" in browser.find_element("id", "about").text
    opened(browser, tmp_path, TEXT)
    assert browser.find_element("id", "about").text == before


def test_a_kind_is_looked_at_alone(browser, tmp_path):
    opened(browser, tmp_path, TEXT)
    browser.find_element("css selector", "#kinds input").click()
    shown = browser.execute_script(
        "return selected.map((at) => edits[at][KIND]).filter((kind, at, all) => all.indexOf(kind) === at)"
    )
    assert len(shown) == 1
    browser.find_element("css selector", "#kinds input:checked").click()
    assert browser.execute_script("return selected.length === changes.length")


def test_a_text_of_5_mb_opens_soon(browser, tmp_path):
    line = "这一行没有要改的地方，只是为了让文本够长。" * 4 + "\n"
    block = line * 40 + "开发区(qu)的建(jian)设(she),从去年开始。\n"
    text = block * (5_000_000 // len(block.encode()))
    assert opened(browser, tmp_path, text) < 5  # 2 on a quiet machine
    press(browser, "jj")
    assert browser.find_elements("css selector", ".current")
    drawn = browser.execute_script("return document.querySelectorAll('.row').length")
    assert drawn < 2000  # only what is in view


@pytest.mark.parametrize("lang", ["en", "zh-Hans", "zh-Hant"])
def test_languages(browser, tmp_path, lang):
    opened(browser, tmp_path, TEXT, lang=lang)
    assert browser.find_element("tag name", "html").get_attribute("lang") == lang


@pytest.mark.skipif("AXE" not in os.environ, reason="AXE does not name the script of axe-core")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("made", ["text", "kinds", "audit"])
def test_accessibility(browser, tmp_path, made, theme):
    media = [{"name": "prefers-color-scheme", "value": theme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    if made == "text":
        opened(browser, tmp_path, TEXT)
    else:
        file = tmp_path / "kinds.html"
        pipeline = WEB if made == "kinds" else None
        html = page_of_kinds(hantidy.audit([TEXT, "锟斤拷烫烫烫，今天下雨"], WEB), "c", pipeline)
        file.write_text(html, encoding="utf-8")
        browser.get(file.as_uri())
    press(browser, "jjr")
    browser.execute_script(Path(os.environ["AXE"]).read_text(encoding="utf-8"))
    found = browser.execute_async_script(
        "const done = arguments[0]; axe.run().then(r => done(r.violations))"
    )
    serious = [f"{v['id']}: {v['help']}" for v in found if v["impact"] in ("serious", "critical")]
    assert not serious
