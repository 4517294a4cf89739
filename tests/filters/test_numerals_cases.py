"""The decision lists of numerals: each case decides its example."""

import pytest

from hantidy.filters import get
from hantidy.filters.numerals import alone, quantities, years

FILTERS = {"full": get("numerals", mode="full"), "safe": get("numerals")}
LISTS = (
    *(quantities.STANDS, quantities.COUNTED, quantities.SINGLE),
    *(years.YEARS, alone.OPEN, alone.DECIMALS, alone.LONE),
)
DECIDING = {id(case): (cases, case) for cases in reversed(LISTS) for case in cases.cases}


@pytest.mark.parametrize(
    ("cases", "case"),
    DECIDING.values(),
    ids=lambda one: getattr(one, "example", ""),
)
def test_a_case_decides_its_example(monkeypatch, cases, case):
    decided = []
    for mode, filter_ in FILTERS.items():
        if case.mode in ("", mode):
            clean = filter_(case.example)
            with monkeypatch.context() as without:
                without.setattr(cases, "cases", tuple(one for one in cases.cases if one != case))
                without.setattr(cases, "_known", {})
                if filter_(case.example) != clean:
                    decided.append(clean != case.example)
    assert case.turns in decided
