"""The review page in a real browser: keys, downloads, size, reach, colours.

Needs chromium with its driver and selenium; axe-core where AXE names its script.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import hantidy
from hantidy.reports.review import page

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


def test_the_page_asks_for_nothing_and_reports_no_error(browser, tmp_path):
    opened(browser, tmp_path, TEXT + "<script>alert(1)</script>\u202e\ud800")
    press(browser, "jjj")
    assert browser.get_log("browser") == []
    sent = [entry for entry in browser.get_log("performance") if "http" in entry["message"][:4000]]
    assert not [e for e in sent if '"url":"http' in e["message"]]


def test_work_survives_a_reload(browser, tmp_path):
    opened(browser, tmp_path, TEXT)
    press(browser, "jR")
    before = browser.find_element("id", "about").text
    browser.refresh()
    assert browser.find_element("id", "about").text == before


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
def test_accessibility(browser, tmp_path):
    opened(browser, tmp_path, TEXT)
    press(browser, "jjr")
    browser.execute_script(Path(os.environ["AXE"]).read_text(encoding="utf-8"))
    found = browser.execute_async_script(
        "const done = arguments[0]; axe.run().then(r => done(r.violations))"
    )
    serious = [f"{v['id']}: {v['help']}" for v in found if v["impact"] in ("serious", "critical")]
    assert not serious
