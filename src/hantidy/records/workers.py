"""Run tasks in order, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Any

from hantidy.records.tasks import Done, Task


def in_order(
    work: Callable[[Any], Any], row: Iterable[Any], jobs: int = 1
) -> Generator[Any, None, None]:
    """Yield ``row`` with each `Task` replaced by its `Done`, in the order of ``row``.

    ``jobs`` is the number of worker processes. A bounded part of ``row`` is read ahead. Closing the
    iterator ends the processes.
    """
    items = iter(row)
    for item in items:
        if not isinstance(item, Task):
            yield item
            continue
        yield Done(item.payload, work(item.payload))
        if jobs > 1:
            break
    else:
        return
    # The first task was worked on here, so that what every task needs (tables, patterns) is there
    # when the others are forked, and a small input needs none of them.
    from hantidy.records.process_pool import Crew  # noqa: PLC0415 - costly to import, and seldom needed

    crew = Crew(work, jobs)
    try:
        yield from crew.run(items)
    finally:
        crew.dismiss()
