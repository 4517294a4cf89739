#!/usr/bin/env python3
"""Make the pictures of README and site: `explain` on a terminal, the pages of `review`, `audit`.

    python tools/make_pictures.py

Needs chromium, chromedriver and the extra ``browser``. The text is fixtures/pages/messy.txt, the
corpus of kinds its lines. Pages are taken at the widths of a desk and of a telephone, light and
dark, as they are shown in docs/pictures.
"""

from __future__ import annotations

import base64
import re
import shutil
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hantidy
from hantidy.reports import explain
from hantidy.reports.review import page, page_of_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).parent.parent
PICTURES = TOP / "docs" / "pictures"
SOURCE = TOP / "fixtures" / "pages" / "messy.txt"
SIZES = {1280: 800, 390: 844}
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1d1f23; }}
pre {{ margin: 0; padding: 1rem; color: #e6e3dc; font: 15px/1.55 "DejaVu Sans Mono",
  "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap; }}
</style><pre><b>$ hantidy explain messy.txt</b>
{}</pre>"""


def of_256(number: int) -> str:
    """Return the colour that terminals have under ``number``, 16 to 231."""
    levels = (0, 95, 135, 175, 215, 255)
    red, rest = divmod(number - 16, 36)
    return f"rgb({levels[red]}, {levels[rest // 6]}, {levels[rest % 6]})"


def painted(text: str) -> str:
    """Return what a terminal makes of ``text`` as HTML."""

    def opened(match: re.Match[str]) -> str:
        codes = match[1].split(";")
        if codes == [""]:
            return "</span>"
        if codes == ["1"]:
            return "<span style='font-weight:bold'>"
        ink, ground = of_256(int(codes[2])), of_256(int(codes[5]))
        return f"<span style='color:{ink};background:{ground}'>"

    return re.sub(r"\033\[([\d;]*)m", opened, escape(text, quote=False))


def shots(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield name, address and what is done on it, of each page, written to ``folder``."""
    web = hantidy.preset("web")
    text = SOURCE.read_text(encoding="utf-8")
    trace = web.trace(text)
    lines = explain.as_text([explain.Named(trace, "messy.txt")], colour=True)
    audit = hantidy.audit(text.splitlines(keepends=True), web)
    for name, html, done in (
        ("terminal", TERMINAL.format(painted("".join(lines))), ""),
        (
            "review",
            page(trace, "messy.txt", web, "en"),
            "step(1); step(1); decide('group', edits[current][GROUP], 'no')",
        ),
        ("kinds", page_of_kinds(audit, "pages", web, "en"), "step(1); decide('kind', 0, 'no')"),
        ("audit", page_of_kinds(audit, "pages", None, "en"), "step(1)"),
    ):
        file = folder / f"{name}.html"
        file.write_text(html, encoding="utf-8")
        yield name, file.as_uri(), done


def take(driver: Any, address: str, done: str, size: tuple[int, int], theme: str) -> bytes:
    """Return a picture of the page at ``address`` after ``done`` was done on it."""
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    media = [{"name": "prefers-color-scheme", "value": theme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    driver.get(address)
    driver.execute_script(done)
    driver.execute_async_script(
        "requestAnimationFrame(() => requestAnimationFrame(arguments[arguments.length - 1]))"
    )
    driver.execute_script("localStorage.clear()")
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 85})
    return base64.b64decode(shot["data"])


def main() -> int:
    """Write the pictures."""
    from selenium import webdriver  # noqa: PLC0415 - an extra
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium") or ""
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    PICTURES.mkdir(exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            for name, address, done in shots(Path(folder)):
                if name == "terminal":
                    shot = take(driver, address, done, (900, 640), "dark")
                    (PICTURES / "terminal.webp").write_bytes(shot)
                    continue
                for width, height in SIZES.items():
                    for theme in ("light", "dark"):
                        shot = take(driver, address, done, (width, height), theme)
                        (PICTURES / f"{name}-{width}-{theme}.webp").write_bytes(shot)
    finally:
        driver.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
