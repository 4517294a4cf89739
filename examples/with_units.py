"""Pint: quantities in other units, their values too."""

import hantidy

row = hantidy.preset("normal").replace("units", convert="亩:公顷")
text = row("占地三百亩")
print(text)
assert text == "占地20公顷"
