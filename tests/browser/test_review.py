"""The review of one text: keys, downloads, exactness, size.

Needs chromium with its driver and selenium.
"""

import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hantidy.pipeline.config import decisions_of
from in_browser import TEXT, WEB, about, downloaded, press, review

# A comma, a kind of digits, nothing, a gloss; of two in one block only the command can tell.
KEYS = {"jjjjr": True, "jjjjjR": True, "jru": True, "": True, "jr": True, "jjjjRjjr": False}


@pytest.mark.parametrize("keys", KEYS)
def test_the_command_gives_the_downloaded_text(browser, tmp_path, keys):
    """Byte for byte, or the page says that the command must be asked."""
    review(browser, tmp_path, TEXT)
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
        review(browser, tmp_path, text)
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


def test_the_page_tells_where_a_run_is_needed(browser, tmp_path):
    """By the lines of the blocks in which more than one kind was rejected."""
    plain = "没有改动的一行。\n" * 256
    both = "甲(jia)乙,丙(bing)丁,戊(wu)。\n" + "没有改动的一行。\n" * 255
    review(browser, tmp_path, plain + both + plain + both + both)
    reject = "const kind = changes.map((at) => edits[at][KIND]); decide('kind', kind[arguments[0]], 'no')"
    browser.execute_script(reject, 0)
    browser.execute_script(reject, 1)
    assert "in lines 257–512, 769–1280: run the command" in about(browser)
    browser.execute_script("undo()")
    assert "run the command" not in about(browser)


def test_work_survives_a_reload(browser, tmp_path):
    review(browser, tmp_path, TEXT)
    press(browser, "jR")
    before = about(browser)
    browser.refresh()
    assert about(browser) == before
    other = TEXT.replace("三座", "五座")  # the same name, the same length, as many edits
    review(browser, tmp_path, other)
    assert "; 0 rejected" in about(browser)
    review(browser, tmp_path, TEXT)
    assert about(browser) == before


def test_a_kind_is_looked_at_alone(browser, tmp_path):
    review(browser, tmp_path, TEXT)
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
    assert review(browser, tmp_path, text) < 5  # 2 on a quiet machine
    press(browser, "jj")
    assert browser.find_elements("css selector", ".current")
    drawn = browser.execute_script("return document.querySelectorAll('.row').length")
    assert drawn < 2000  # only what is in view


@pytest.mark.parametrize("lang", ["en", "zh-Hans", "zh-Hant"])
def test_languages(browser, tmp_path, lang):
    review(browser, tmp_path, TEXT, lang=lang)
    assert browser.find_element("tag name", "html").get_attribute("lang") == lang


def test_the_page_asks_for_nothing_and_reports_no_error(browser, tmp_path):
    review(browser, tmp_path, TEXT + "<script>alert(1)</script>\u202e\ud800")
    press(browser, "jjj")
    assert browser.get_log("browser") == []
    sent = [entry for entry in browser.get_log("performance") if "http" in entry["message"][:4000]]
    assert not [e for e in sent if '"url":"http' in e["message"]]
