"""The decision lists of numerals: each case decides its example."""

import pytest

from hantidy.filters import get
from hantidy.filters.numerals import alone, quantities, years

FILTERS = {"full": get("numerals", mode="full"), "safe": get("numerals")}
LISTS = (
    *(quantities.STANDS, quantities.COUNTED, quantities.SINGLE),
    *(years.YEARS, alone.OPEN, alone.DECIMALS, alone.LONE),
)


def _decided(cases, case):
    """What becomes of the example of a case, by modes in which it is otherwise without it."""
    clean = {mode: filter_(case.example) for mode, filter_ in FILTERS.items()}
    with pytest.MonkeyPatch.context() as without:
        without.setattr(cases, "cases", tuple(one for one in cases.cases if one != case))
        without.setattr(cases, "_known", {})
        return {mode: text for mode, text in clean.items() if FILTERS[mode](case.example) != text}


DECIDED = {
    case: _decided(cases, case) for cases in reversed(LISTS) for case in cases.cases
}  # the lists share some cases


@pytest.mark.parametrize(
    ("case", "decided"), DECIDED.items(), ids=lambda one: getattr(one, "example", "")
)
def test_a_case_decides_its_example(case, decided):
    assert case.turns in {text != case.example for text in decided.values()}
    assert decided == {mode: FILTERS[mode](case.example) for mode in decided}
