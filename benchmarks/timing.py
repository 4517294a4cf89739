"""Time calls on text that their process has not seen.

Every figure is of one pass: nothing that was kept of a text may answer for it again. A call runs in
a process of its own, which makes one short text of each kind of ours, then for each text first its
beginning, a tenth at most, then all of it, which is timed. Calls take turns in fresh processes, so
that a slow moment of the machine hits all of them.
"""

from __future__ import annotations

import statistics
import time
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import get_context
from operator import truediv
from typing import TYPE_CHECKING, Any

import hantidy
from hantidy import filters
from hantidy.pipeline import Pipeline
from hantidy.pipeline.presets import names as preset_names
from texts import NAMES, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Call = Callable[[str], Any]
    Times = dict[str, list[list[float]]]

_SHORT = 3_000  # bytes of each text of ours, and characters of the beginning of a long text
_SHARE = 10  # so many times as long as its beginning is a text, at least
_RECORDS = 500

PEERS: dict[str, tuple[str, str, Callable[[Any], Call]]] = {
    # Distribution, module, how it is called.
    "ftfy": ("ftfy", "ftfy", lambda m: m.fix_text),
    "NFKC": ("", "unicodedata", lambda m: lambda t: m.normalize("NFKC", t)),
    "autocorrect": ("autocorrect-py", "autocorrect_py", lambda m: m.format),
    "pangu": ("pangu", "pangu", lambda m: m.space_text),
    "cn2an": ("cn2an", "cn2an", lambda m: m.transform),
    "opencc s2tw": ("opencc", "opencc", lambda m: m.OpenCC("s2tw").convert),
    "opencc t2s": ("opencc", "opencc", lambda m: m.OpenCC("t2s").convert),
    "opencc-pyo3": ("opencc-pyo3", "opencc_pyo3", lambda m: m.OpenCC("s2tw").convert),
    "zhconv-rs": ("zhconv-rs", "zhconv_rs", lambda m: lambda t: m.zhconv(t, "zh-tw")),
}
OURS: dict[str, Callable[[], Call]] = {
    # What is neither a preset nor a row of filters.
    "trace of web": lambda: hantidy.preset("web").trace,
    "web --to tw": lambda: hantidy.preset("web", to="tw"),
    "web, then script:to=tw": lambda: _in_series(called("web"), called("script:to=tw")),
}


def _in_series(first: Call, then: Call) -> Call:
    return lambda given: then(first(given))


def version_of(peer: str) -> str | None:
    """Return the version of a peer, ours of any other name; None where it is not installed."""
    distribution, module, _ = PEERS.get(peer, ("hantidy", "", None))
    try:
        return version(distribution) if distribution else import_module(module).unidata_version
    except PackageNotFoundError:
        return None


def called(name: str) -> Call:
    """Return what is called so: a peer, one of ours, a preset, filters with spaces between."""
    if name in PEERS:
        _, module, call = PEERS[name]
        return call(import_module(module))
    if name in OURS:
        return OURS[name]()
    if name in preset_names():
        return hantidy.preset(name)
    return Pipeline([filters.parse(each) for each in name.split()])


def turns(names: Sequence[str], given: Sequence[str], rounds: int, record: int = 0) -> Times:
    """Return the seconds that each call takes for each text, a list a round.

    With ``record``, those of one record of so many characters, the median. An error of a peer
    counts as endless.
    """
    found: Times = {name: [] for name in names}
    with get_context("spawn").Pool(1, maxtasksperchild=1) as fresh:
        for _ in range(rounds):
            for name in names:
                found[name].append(fresh.apply(_once, (name, given, record)))
    return found


def best(times: list[list[float]]) -> list[float]:
    """Return the least seconds for each text."""
    return [min(each) for each in zip(*times, strict=True)]


def rates(given: Sequence[str], times: list[list[float]]) -> list[float]:
    """Return the MB/s of UTF-8 on each text, the best of the rounds."""
    taken = best(times)
    return [len(each.encode()) / 1e6 / least for each, least in zip(given, taken, strict=True)]


def ratios(ours: list[list[float]], theirs: list[list[float]]) -> list[list[float]]:
    """Return how many times as fast ours is on each text, round by round, the least first."""
    rounds = [map(truediv, slow, fast) for fast, slow in zip(ours, theirs, strict=True)]
    return [sorted(each) for each in zip(*rounds, strict=True)]


def _once(name: str, given: Sequence[str], record: int) -> list[float]:
    call = called(name)
    for kind in NAMES:
        call(text(kind, _SHORT))
    found = []
    for each in given:
        seen = min(_SHORT, len(each) // _SHARE)
        try:
            call(each[:seen])
            if record:
                pieces = _records(each[seen:], record)
                found.append(statistics.median([_seconds(call, piece) for piece in pieces]))
            else:
                found.append(_seconds(call, each))
        except Exception:  # noqa: BLE001 - a peer may fail on real text
            found.append(float("inf"))
    return found


def _seconds(call: Call, given: str) -> float:
    start = time.process_time()
    call(given)
    return max(time.process_time() - start, 1e-9)


def _records(given: str, size: int) -> list[str]:
    """Cut ``given`` into records of whole lines, of ``size`` characters at least."""
    found: list[str] = []
    held = ""
    for line in given.split("\n"):
        held += line + "\n"
        if len(held) >= size:
            found.append(held)
            held = ""
    return found[:_RECORDS] or [held]
