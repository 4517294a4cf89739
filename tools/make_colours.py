"""Make the colours of filters: one hue each, as far from its neighbours as a circle allows.

    python tools/make_colours.py > src/hantidy/tables/filter_colours.tsv

Each colour has a contrast of at least 4.5 to the grounds of `GROUNDS`. A filter added to the
registry moves the hues of the others only where it is put before them.
"""

from __future__ import annotations

import math

from hantidy.filters import BUILT_IN

HUE, FIRST, CHROMA = 157.5, 17.0, 0.14
"""Degrees of OKLCH from one filter to the next, the first hue, and the chroma wished for."""
CIRCLE, BETWEEN = 16, 11.25
"""Filters after which the hues come again, and the degrees by which they are moved then."""
LIGHT, DARK, TERMINAL = (0.40, 0.45), (0.80, 0.86), 0.42
"""Lightness of neighbours by turns, on light and on dark pages, and behind white letters."""
GROUNDS = {"light": "#ffffff", "dark": "#212327", "terminal": "#ffffff"}
HEAD = """\
# The colour of each filter in reports: filter, on a light page, on a dark page, and
# behind white letters on a terminal (of 256).
# Source: tools/make_colours.py: hues of OKLCH, lightness by turns; MIT, 2026."""

Triple = tuple[float, float, float]


def linear(hexadecimal: str) -> Triple:
    """Return linear red, green and blue of ``#rrggbb``, from 0 to 1."""
    shown = [int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in shown)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    low, high = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue
        for red, green, blue in map(linear, (one, other))
    )
    return (high + 0.05) / (low + 0.05)


def of_oklab(light: float, a: float, b: float) -> Triple:
    """Return linear red, green and blue of a colour of OKLab (Ottosson's matrices)."""
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def to_oklab(colour: Triple) -> Triple:
    """Return the OKLab of linear red, green and blue."""
    red, green, blue = colour
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def shown(light: float, hue: float, ground: str) -> str:
    """Return ``#rrggbb`` of that lightness and hue, with the most chroma that screens show."""
    step = -0.005 if ground == "#ffffff" else 0.005
    while True:
        chroma = CHROMA
        while True:
            angle = math.radians(hue)
            parts = of_oklab(light, chroma * math.cos(angle), chroma * math.sin(angle))
            if all(-0.0005 <= part <= 1.0005 for part in parts):
                break
            chroma -= 0.005
        fit = [min(1.0, max(0.0, part)) for part in parts]
        bent = [v * 12.92 if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in fit]
        colour = "#" + "".join(f"{round(255 * part):02x}" for part in bent)
        if contrast(colour, ground) >= 4.6:
            return colour
        light += step


def of_terminal(colour: str, taken: set[int]) -> int:
    """Return the nearest colour of the cube of 216 that is free and dark enough."""
    levels = (0, 95, 135, 175, 215, 255)
    cube = {
        16 + at: f"#{levels[at // 36]:02x}{levels[at // 6 % 6]:02x}{levels[at % 6]:02x}"
        for at in range(216)
    }
    fit = [
        number
        for number, own in cube.items()
        if number not in taken and contrast(own, GROUNDS["terminal"]) >= 4.6
    ]
    wanted = to_oklab(linear(colour))
    return min(fit, key=lambda number: math.dist(wanted, to_oklab(linear(cube[number]))))


def main() -> None:
    """Print the table, in the order of the registry."""
    print(HEAD)
    taken: set[int] = set()
    for at, name in enumerate(BUILT_IN):
        hue = FIRST + HUE * at + BETWEEN * (at // CIRCLE)
        light = shown(LIGHT[at % 2], hue, GROUNDS["light"])
        dark = shown(DARK[at % 2], hue, GROUNDS["dark"])
        terminal = of_terminal(shown(TERMINAL, hue, GROUNDS["terminal"]), taken)
        taken.add(terminal)
        print(name, light, dark, terminal, sep="\t")


if __name__ == "__main__":
    main()
