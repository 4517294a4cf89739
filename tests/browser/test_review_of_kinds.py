"""The review of a corpus by kinds of edits, and the audit of one.

Needs chromium with its driver and selenium.
"""

import json
import subprocess
import sys

import hantidy
from hantidy.pipeline.config import decisions_of
from hantidy.reports.review import page_of_kinds
from in_browser import WEB, about, downloaded, press, show

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
    assert "1 kind (12 edits) rejected" in about(browser)
    press(browser, "r")
    before = about(browser)
    assert "2 kinds (16 edits) rejected" in before
    browser.refresh()
    assert about(browser) == before
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
    long = "Ａ" * 300
    audit = hantidy.audit([*RECORDS, long], WEB)
    audit.others["width", "latin"] = 7
    show(browser, tmp_path, page_of_kinds(audit, "c", WEB))
    assert "7 more of kinds too many" in about(browser)
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
    audit = hantidy.audit(texts)
    assert f"{len(texts)} 篇" in about(browser)
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
