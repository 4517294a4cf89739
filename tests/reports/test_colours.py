"""Colours of reports: one for each filter, readable, and no line through hanzi."""

import re

import pytest

import hantidy
from hantidy import filters
from hantidy.reports import explain
from hantidy.reports.colours import colours, style
from hantidy.reports.review import page

TEXT = "共二(èr)人,第一(yī)名,河湾(wan)开发区(qu)建(jian)成。\n"
GROUNDS = {"light": ("#fbfaf7", "#ffffff"), "dark": ("#191a1c", "#212327")}


def luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def of_terminal(number):
    """The colour cube that terminals share, without the first sixteen, which themes set."""
    number = int(number) - 16
    assert 0 <= number < 216
    levels = (0, 95, 135, 175, 215, 255)
    return f"#{levels[number // 36]:02x}{levels[number // 6 % 6]:02x}{levels[number % 6]:02x}"


def test_each_filter_has_a_colour_of_its_own():
    assert set(colours()) == set(filters.names())
    for field in ("light", "dark", "terminal"):
        assert len({getattr(own, field) for own in colours().values()}) == len(colours())


@pytest.mark.parametrize("name", filters.names())
def test_it_can_be_read(name):
    own = colours()[name]
    for theme, grounds in GROUNDS.items():
        assert min(contrast(getattr(own, theme), ground) for ground in grounds) >= 4.5
    assert contrast("#ffffff", of_terminal(own.terminal)) >= 4.5


def test_a_terminal_gets_brackets_and_no_line_through_hanzi():
    trace = hantidy.trace(TEXT, "web")
    painted = "".join(explain.as_text([explain.Named(trace, "a.txt")], colour=True))
    plain = "".join(explain.as_text([explain.Named(trace, "a.txt")]))
    codes = [code.split(";") for code in re.findall(r"\033\[([\d;]*)m", painted)]
    assert not [code for code in codes if "9" in code[:1] or code[0] in ("2", "4", "21")]
    coloured = [code for code in codes if code[:2] == ["38", "5"]]
    assert coloured
    for letters, ground in ((code[2], code[5]) for code in coloured):
        assert contrast(of_terminal(letters), of_terminal(ground)) >= 4.5
    assert "[-(èr)-]" in painted
    assert "{+，+}" in painted
    bare = re.sub(r"\033\[[\d;]*m", "", painted)
    assert bare.split() == plain.split()  # nothing is said by colour alone


def test_the_page_has_them_and_strikes_nothing_through():
    html = page(hantidy.trace(TEXT, "web"), "a.txt")
    assert style() in html
    assert "line-through" not in html
    own = re.findall(r"--(?:was|now|left)(?:-ink)?: (#\w+)", html)
    assert len(own) == 12
    for ground, ink in zip(own[::2], own[1::2], strict=True):
        assert contrast(ground, ink) >= 4.5
