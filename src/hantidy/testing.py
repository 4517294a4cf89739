"""The laws that every filter keeps, as a test for filters of your own.

Needs the extra ``testing`` (Hypothesis).
"""

from __future__ import annotations

import copy
import pickle
import re
import types
import typing
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hantidy.core.block import START, Block
from hantidy.core.edits import splice
from hantidy.core.surrogates import SURROGATE
from hantidy.errors import OptionError
from hantidy.evidence import protected
from hantidy.filters import options, plugins
from hantidy.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy

    from hantidy.filters.base import Filter

__all__ = ["check_filter", "texts", "variants"]

_PIECES = (
    *"的一這里裏干乾发髮，。、；：？！（）「」“”…—,.;:?!()[]<>{}\"'`~|/\\*#&@",
    *" \t\r\n\u3000\u200b\ufeff\x00①𠮷�\U0001f600\ud800\udc00",
    *[
        "hello",
        "Ａ１",
        "ｱｶﾞ",
        "かな",
        "한글",
        "2024",
        "&amp;",
        "開(kāi)發(fā)",
        "他说,好",
        "a@b.cn",
        "https://a.cn/中?x=1,2",
    ],
    *("```\n", "---\n", "<!-- ", " -->", "<b class='甲,乙'>", "`代码`", "    code\n"),
    *("甲,乙\n丙,丁\n", "| 甲 | 乙 |\n|---|---|\n"),
)


def texts(*pieces: str) -> SearchStrategy[str]:
    """Return a strategy of texts: anything Unicode holds, what filters look for, and ``pieces``."""
    several = st.one_of(st.sampled_from(_PIECES), st.text(max_size=6))
    if pieces:
        several |= st.sampled_from([*pieces, *"".join(pieces)])
    return st.lists(several, max_size=16).map("".join)


def _certain(*shown: str) -> Iterator[str]:
    """Yield the texts that are always tried: each piece twice, and ``shown`` in protected spans."""
    for piece in dict.fromkeys((*shown, *"".join(shown), *_PIECES)):
        yield f"甲{piece}乙{piece}"
    for text in shown:
        yield f"{text}\n`{text}` <b title='{text}'> https://a.cn/{text}\n"


def variants(kind: type[Filter]) -> tuple[Filter, ...]:
    """Return a filter of ``kind`` with its defaults, and with each other value its options name."""
    made = [options.build(kind, {})]
    for option, wanted in options.types(kind).items():
        for value in _values(wanted):
            try:
                made.append(options.build(kind, {option: value}))
            except OptionError:
                continue  # an option that needs another one
    return tuple(dict.fromkeys(made))


def _values(wanted: Any) -> tuple[Any, ...]:
    origin = typing.get_origin(wanted)
    if wanted is bool:
        return (False, True)
    if origin is typing.Literal:
        return typing.get_args(wanted)
    if origin is tuple:
        each = _values(typing.get_args(wanted)[0])
        return ((), *((one,) for one in each), tuple(each))
    if origin in (typing.Union, types.UnionType):
        return tuple(value for part in typing.get_args(wanted) for value in _values(part))
    return ()


def check_filter(kind: type[Filter], *, examples: int = 200) -> None:
    """Test a filter of your own by the laws of every filter; AssertionError tells what is broken.

    It is declared whole (name, kind, version, docstring, options). Any ``str`` comes back as a
    ``str``, however it is cut into chunks; twice equals once; the trace gives the same text and
    its edits replay it; a faster way gives the same; nothing is found without its triggers; no
    lone surrogate is made; a pickle or a copy is the same filter; its examples tell the truth. The
    texts hold what the built-in filters look for and what ``examples`` of the filter show, so give
    it some. The argument ``examples`` is the number of random texts for each value of its options.
    """
    plugins.checked(kind)
    assert kind.__doc__, f"{kind.name}: write a docstring, its first line is shown by the command"
    for before, after in kind.examples:
        got = kind()(before)
        assert got == after, f"{kind.name}: the example {before!r} gives {got!r}, not {after!r}"
    shown = tuple(text for pair in kind.examples for text in pair)
    for made in variants(kind):
        _check_value(made)
        for text in _certain(*shown):
            _check_text(made, text, len(text) // 2)

        @settings(
            max_examples=examples,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(made=st.just(made), text=texts(*shown), cut=st.integers(0, 200))
        def laws(made: Filter, text: str, cut: int) -> None:
            _check_text(made, text, cut)

        laws()


def _check_value(made: Filter) -> None:
    row = Pipeline([made])
    try:
        pickled = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own
    except Exception as error:
        raise AssertionError(f"{made} cannot be pickled: {error}") from error
    for other in (pickled, copy.deepcopy(made)):
        assert other == made, f"{made}: its pickle or copy is another filter"
        assert hash(other) == hash(made), f"{made}: its pickle or copy has another hash"
        assert Pipeline([other]).fingerprint == row.fingerprint, f"{made}: another fingerprint"


def _check_text(made: Filter, text: str, cut: int) -> None:
    try:
        _check_laws(made, text, cut)
    except AssertionError:
        raise
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        raise AssertionError(f"{made} of {text!r} raises {told}") from error


def _check_laws(made: Filter, text: str, cut: int) -> None:
    reasons: list[str] = []
    row = Pipeline([made])
    once = row.engine.clean(text, reasons.append)
    assert isinstance(once, str), f"{made} gives {type(once).__name__}"
    assert not reasons, f"{made} of {text!r}: {reasons[0]}"
    assert row(once) == once, f"{made} of {text!r}: twice is not once"
    assert made(text) == once, f"{made} of {text!r}: another answer the second time"
    trace = row.trace(text)
    assert trace.text == trace.replay() == once, f"{made} of {text!r}: its edits do not give it"
    assert all(edit.rule for edit in trace.edits), f"{made} of {text!r}: an edit without a rule"
    streamed = "".join(row.stream([text[:cut], text[cut:]]))
    assert streamed == once, f"{made} of {text!r}: another answer in chunks"
    if not SURROGATE.search(text):
        assert not SURROGATE.search(once), f"{made} of {text!r}: it made a lone surrogate"
    _check_rewrite(made, text.replace("\r", ""))
    check_triggers(made, text)


def check_triggers(made: Filter, text: str) -> None:
    """Raise AssertionError where ``made`` finds anything in ``text`` without its triggers."""
    if made.triggers is not None:
        bare = re.sub(f"[{made.triggers}]", "", text)
        found = made.changes(Block(bare, START, formats=protected))
        assert not found, f"{made} of {bare!r}: finds something where none of its triggers is"


def _check_rewrite(made: Filter, text: str) -> None:
    block = Block(text, START, formats=protected)
    guarded = made.guarded(block)
    changes = made.changes(block)
    clean = splice(text, [c for c in changes if not guarded.touches(c.start, c.end)])
    rewritten = made.rewrite(Block(text, START, formats=protected))
    same = rewritten in (None, clean, changes)
    assert same, f"{made} of {text!r}: rewrite gives another text"
    if made.idempotent:
        again = Block(clean, START, formats=protected)
        more = [c for c in made.changes(again) if not made.guarded(again).touches(c.start, c.end)]
        assert splice(clean, more) == clean, f"{made} of {text!r}: it is not idempotent by itself"
