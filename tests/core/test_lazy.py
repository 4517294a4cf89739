import re

import pytest

from hantidy.core import lazy


@pytest.mark.parametrize("library", ["re", "regex"])
def test_a_lazy_pattern_does_what_a_compiled_one_does(library):
    lazily, compiled = lazy.pattern("(a)b", re.IGNORECASE, library=library), re.compile("(?i)(a)b")
    assert lazily.sub("x", "abAB") == compiled.sub("x", "abAB") == "xx"
    assert lazily.search("xAb").span() == (1, 3)
    assert lazily.fullmatch("ba") is None
    assert lazily.groups == 1


def test_a_wrong_pattern_fails_on_first_use():
    wrong = lazy.pattern("(")
    with pytest.raises(re.error):
        wrong.search("")
