"""What a filter opens is what it declares: its fingerprint depends on it."""

import json
import subprocess
import sys

import pytest

from hantidy import filters
from test_fixtures import cases

PROGRAM = """
import json, sys
from hantidy import filters, tables

name, texts = json.load(sys.stdin)
opened = set()
read = tables._read
tables._read = lambda table: (opened.add(table), read(table))[1]
for options, text in texts:
    made = filters.get(name, **options)
    made(text)
    made.trace(text)
print(json.dumps([sorted(opened), sorted({"opencc", "ftfy", "pint"} & set(sys.modules))]))
"""


@pytest.mark.parametrize("name", filters.names())
def test_tables_and_libraries_are_declared(name):
    """Every table and library that a filter opens for its own cases is declared."""
    texts = [
        (case["options"], case["text"])
        for kind in ("changed", "untouched")
        for case in cases(kind, name)
    ]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps([name, texts]),
        capture_output=True,
        check=True,
        text=True,
    )
    opened, loaded = json.loads(done.stdout)
    made = [filters.get(name, **options) for options, _ in texts]
    assert set(opened) <= {table for each in made for table in each.tables}
    assert set(loaded) <= {library.lower() for each in made for library in each.libraries}
