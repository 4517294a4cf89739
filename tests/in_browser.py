"""What the tests of pages in a browser share: a text with edits, opening, keys, downloads."""

import time

import hantidy
from hantidy.reports.review import page

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


def show(browser, tmp_path, html):
    """Open ``html``; return the seconds it took."""
    file = tmp_path / "shown.html"
    file.write_text(html, encoding="utf-8")
    start = time.perf_counter()
    browser.get(file.as_uri())
    return time.perf_counter() - start


def review(browser, tmp_path, text, name="page.txt", **options):
    """Open the review of one text; return the seconds it took."""
    return show(browser, tmp_path, page(WEB.trace(text), name, WEB, **options))


def about(browser):
    """Return what the page says of itself and of the decisions made."""
    return browser.find_element("id", "about").text


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
