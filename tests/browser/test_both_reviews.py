"""What holds of both pages, of one text and of kinds: levels, what no file can hold, access.

Needs chromium with its driver and selenium; axe-core where AXE names its script.
"""

import os
from pathlib import Path

import pytest

import hantidy
from hantidy.pipeline.config import decisions_of
from hantidy.reports.review import page_of_kinds
from in_browser import TEXT, WEB, about, press, review, show


def show_review(browser, tmp_path, of, text, *more):
    """Open the review of ``text``, or of kinds of edits; their audit is a page without decisions."""
    if of == "text":
        review(browser, tmp_path, text)
    else:
        pipeline = WEB if of == "kinds" else None
        show(browser, tmp_path, page_of_kinds(hantidy.audit([text, *more], WEB), "a", pipeline))


@pytest.mark.parametrize("of", ["text", "kinds"])
def test_rules_and_filters_are_decided_by_keyboard(browser, tmp_path, of):
    """Each level rejects and accepts again; what was decided shows, and the focus stays."""
    show_review(browser, tmp_path, of, TEXT)
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
    show_review(browser, tmp_path, of, "半\ud800,好")
    browser.execute_script("for (const name of filters) decide('filter', name, 'no')")
    decisions = tmp_path / "d.toml"
    decisions.write_text(browser.execute_script("return decisionsText()"), encoding="utf-8")
    assert [each["filter"] for each in decisions_of(decisions)] == ["punctuation"]
    press(browser, "jr")
    assert "half a character" in browser.find_element("tag name", "body").text
    assert ("1 rejected" if of == "text" else "1 kind") in about(browser)


@pytest.mark.skipif("AXE" not in os.environ, reason="AXE does not name the script of axe-core")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("of", ["text", "kinds", "audit"])
def test_accessibility(browser, tmp_path, of, theme):
    media = [{"name": "prefers-color-scheme", "value": theme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    show_review(browser, tmp_path, of, TEXT, "锟斤拷烫烫烫，今天下雨")
    press(browser, "jjr")
    browser.execute_script(Path(os.environ["AXE"]).read_text(encoding="utf-8"))
    found = browser.execute_async_script(
        "const done = arguments[0]; axe.run().then(r => done(r.violations))"
    )
    serious = [f"{v['id']}: {v['help']}" for v in found if v["impact"] in ("serious", "critical")]
    assert not serious
