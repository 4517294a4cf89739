"""Extract text from lists and structs of Arrow columns as one array, and put it back.

A path is the steps of `hantidy.records.field_paths` below the column. Nothing but the text changes:
nulls, offsets, and the other members of a struct stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import chain, repeat
from typing import Any

from hantidy.records.field_paths import ITEMS


def steps_to_text(kind: Any, steps: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return ``steps``, with the items of a last list of text, or None where they lead to no text.

    ``kind`` is the Arrow type of the column.
    """
    from pyarrow import types  # noqa: PLC0415 - an extra

    if types.is_dictionary(kind):
        kind = kind.value_type
    if types.is_string(kind) or types.is_large_string(kind):
        return None if steps else ()
    is_list = types.is_list(kind) or types.is_large_list(kind)
    if is_list and (not steps or steps[0] == ITEMS):
        below = steps_to_text(kind.value_type, steps[1:])
        return None if below is None else (ITEMS, *below)
    if types.is_struct(kind) and steps and kind.get_field_index(steps[0]) >= 0:
        below = steps_to_text(kind.field(steps[0]).type, steps[1:])
        return None if below is None else (steps[0], *below)
    return None


def _below(array: Any, step: str) -> Any:
    """Return the items of the lists, or the member of the structs, in ``array``."""
    return array.flatten() if step == ITEMS else array.field(array.type.get_field_index(step))


def text_of(array: Any, steps: Sequence[str]) -> Any:
    """Return the array of text that ``steps`` lead to."""
    return reduce(_below, steps, array)


def rows_of(array: Any, steps: Sequence[str], rows: Sequence[int]) -> Sequence[int]:
    """Return the row of each value of `text_of`; ``rows`` are the rows of ``array``."""
    for step in steps:
        if step == ITEMS:
            lengths = array.value_lengths().fill_null(0).to_pylist()
            rows = list(chain.from_iterable(map(repeat, rows, lengths)))
        array = _below(array, step)
    return rows


def put_back(array: Any, steps: Sequence[str], text: Any) -> Any:
    """Return ``array`` with ``text`` in the place of what `text_of` gave."""
    import pyarrow  # noqa: ICN001, PLC0415 - an extra
    from pyarrow import compute  # noqa: PLC0415

    if not steps:
        return text
    kind = array.type
    mask = array.is_null()
    if steps[0] != ITEMS:
        at = kind.get_field_index(steps[0])
        members = [array.field(index) for index in range(kind.num_fields)]
        members[at] = put_back(members[at], steps[1:], text)
        return pyarrow.StructArray.from_arrays(members, fields=list(kind), mask=mask)
    lengths = array.value_lengths().fill_null(0)
    ends = compute.cumulative_sum(lengths)
    width = pyarrow.int64() if pyarrow.types.is_large_list(kind) else pyarrow.int32()
    offsets = pyarrow.concat_arrays([pyarrow.array([0], width), ends.cast(width)])
    values = put_back(_below(array, ITEMS), steps[1:], text)
    return type(array).from_arrays(offsets, values, type=kind, mask=mask)
