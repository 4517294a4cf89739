"""Writing to the numbers of open files."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial


def writer_to(descriptor: int) -> Callable[[bytes | memoryview], int]:
    """Return what writes bytes to ``descriptor`` and says how many it took.

    The console of Windows takes bytes for text of its own code page; through Python's stream for
    it they are UTF-8, as everywhere else.
    """
    if os.name == "nt" and os.isatty(descriptor):
        console = open(descriptor, "wb", buffering=0, closefd=False)  # noqa: SIM115 - stays open
        return console.write
    return partial(os.write, descriptor)
