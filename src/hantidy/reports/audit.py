"""Audit: what a pipeline would do to many texts, by kind of edit.

A kind is a filter, a rule, the text before and the text after. Memory is bounded: the numbers of
kinds and of contexts are limited, and contexts are drawn from all texts.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from hantidy.core.blocks import blocks
from hantidy.core.edits import Edit, Trace
from hantidy.evidence import script
from hantidy.pipeline import Pipeline
from hantidy.pipeline.presets import preset

_KINDS = 50_000
"""Most kinds with contexts; the rest are counted by filter and rule."""
_CONTEXTS = 5
_MIX = 2_654_435_761
"""Multiplier that spreads numbers evenly, for a repeatable draw."""
_AROUND = 16
_SHOWN = 15
_LONGEST = 40
_WHOLE = 200
"""Most characters of the text before and after in a kind; longer ones are cut."""
_TIMED = 4096
"""Characters of a piece on which each filter is timed."""
_UNTIMED = 16
"""One piece in so many is timed: timing all would cost half as much again."""
_SAMPLED = 20_000
"""Most characters read of a sampled document."""
_IN_MEMORY = 1 << 24
"""Most bytes of sampled documents kept in memory; more go to a file."""


@dataclass(slots=True)
class Kind:
    """A kind of edit or finding: counts of edits and documents, and contexts."""

    filter: str
    rule: str
    before: str
    after: str
    count: int = 0
    documents: int = 0
    contexts: list[str] = field(default_factory=list)
    reason: str = ""
    is_finding: bool = False
    """Whether it is a kind of findings."""

    @property
    def is_cut(self) -> bool:
        """Whether its text is cut, so that no decision can name it."""
        return max(len(self.before), len(self.after)) > _WHOLE

    def add(self, other: Kind, luck: random.Random) -> None:
        """Add the counts and contexts of ``other``, the same kind in other texts."""
        both = [(each, self.count / len(self.contexts)) for each in self.contexts]
        both += [(each, other.count / len(other.contexts)) for each in other.contexts]
        self.count += other.count
        self.documents += other.documents
        if len(both) > _CONTEXTS:  # each stands for so many as its own kind has for it
            keys = {at: luck.random() ** (1 / weight) for at, (_, weight) in enumerate(both)}
            best = sorted(sorted(keys, key=keys.__getitem__)[-_CONTEXTS:])
            both = [both[at] for at in best]
        self.contexts = [each for each, _ in both]


@dataclass
class Audit:
    """The result of an audit; numbers concern the texts that were read."""

    pipeline: Pipeline
    kinds: dict[tuple[str, str, str, str], Kind] = field(default_factory=dict)
    others: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Edits and findings beyond the limit of kinds, by filter and rule."""
    documents: int = 0
    changed: int = 0
    """Pieces of documents in which something would change."""
    characters: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    scripts: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)
    nanoseconds: Counter[str] = field(default_factory=Counter)
    """Nanoseconds of each filter alone for `timed` characters."""
    timed: int = 0
    drawn_from: int = 0
    """Number of documents a sample was drawn from; 0 without a sample."""
    _seen: set[tuple[str, str, str, str]] = field(default_factory=set, repr=False)
    """The kinds of the current document."""
    _pieces: int = field(default=0, repr=False)
    """The number of pieces that were read."""

    @property
    def per_million(self) -> float:
        """Edits in a million characters."""
        return 1e6 * self.edits.total() / max(self.characters, 1)

    @property
    def summary(self) -> str:
        """The totals, on one line."""
        drawn_from = f" (drawn from {self.drawn_from:,})" if self.drawn_from else ""
        documents = "document" if self.documents == 1 else "documents"
        return (
            f"{self.documents:,} {documents}{drawn_from}, {self.characters:,} characters: "
            f"{self.edits.total():,} edits ({self.per_million:,.1f} per million characters), "
            f"{self.findings.total():,} seen and left alone"
        )

    def seconds_per_million(self, filter_name: str) -> float:
        """Return the CPU seconds of a filter alone for a million characters."""
        return self.nanoseconds[filter_name] / 1000 / max(self.timed, 1)

    def most(self, count: int | None = None) -> list[Kind]:
        """Return the most frequent kinds of edits first."""
        return self._sorted(_by_count, count)

    def rarest(self, count: int | None = None) -> list[Kind]:
        """Return the rarest kinds of edits first."""
        return self._sorted(lambda kind: (kind.count, kind.filter, kind.before), count)

    def least_certain(self, count: int | None = None) -> list[Kind]:
        """Return the kinds by how often their text was left alone or changed otherwise."""
        seen: Counter[tuple[str, str]] = Counter()
        for kind in self.kinds.values():
            seen[kind.filter, kind.before] += kind.count
        doubts = {
            id(kind): 1 - kind.count / seen[kind.filter, kind.before]
            for kind in self.kinds.values()
        }
        ranked = self._sorted(lambda kind: (-doubts[id(kind)], -kind.count), None)
        return [kind for kind in ranked if doubts[id(kind)] > 0][:count]

    def left_alone(self) -> list[Kind]:
        """Return the kinds of findings, the most frequent first."""
        found = [kind for kind in self.kinds.values() if kind.is_finding]
        return sorted(found, key=_by_count)

    def _sorted(self, key: Any, count: int | None) -> list[Kind]:
        edits = [kind for kind in self.kinds.values() if not kind.is_finding]
        return sorted(edits, key=key)[:count]

    def add(self, other: Audit) -> None:
        """Add the result of other texts."""
        luck = random.Random(self.documents)  # noqa: S311 - the same each time is the point
        for key, kind in other.kinds.items():
            known = self.kinds.get(key)
            if known is not None:
                known.add(kind, luck)
            elif len(self.kinds) < _KINDS:
                self.kinds[key] = kind
            else:
                self.others[kind.filter, kind.rule] += kind.count
        self.documents += other.documents
        self.changed += other.changed
        self.characters += other.characters
        self.timed += other.timed
        for name in ("others", "edits", "findings", "scripts", "encodings", "nanoseconds"):
            getattr(self, name).update(getattr(other, name))

    def look(self, text: str, *, begins: bool = True) -> None:
        """Audit ``text``, a document or a piece of one; ``begins`` marks the first piece."""
        self.documents += begins
        self.characters += len(text)
        self.scripts[script.name(text)] += begins
        trace = self.pipeline.trace(text)
        self.changed += trace.text != text
        if begins:
            self._seen = set()
        for edit in trace.edits:
            self._count(edit, trace)
        if self._pieces % _UNTIMED == 0:
            self._time(text[:_TIMED])
        self._pieces += 1

    def _time(self, opening: str) -> None:
        for each in self.pipeline.filters:
            if not self.timed:
                each(opening)  # what a filter loads when first used is not its speed
            begun = time.process_time_ns()
            each(opening)
            self.nanoseconds[each.name] += time.process_time_ns() - begun
        self.timed += len(opening)

    def _count(self, edit: Edit, trace: Trace) -> None:
        (self.findings if edit.is_finding else self.edits)[edit.filter] += 1
        key = (edit.filter, edit.rule, _short(edit.before, _WHOLE), _short(edit.after, _WHOLE))
        kind = self.kinds.get(key)
        if kind is None:
            if len(self.kinds) >= _KINDS:
                self.others[edit.filter, edit.rule] += 1
                return
            kind = Kind(*key, reason=edit.reason, is_finding=edit.is_finding)
            self.kinds[key] = kind
        kind.count += 1
        kind.documents += key not in self._seen
        self._seen.add(key)
        if len(kind.contexts) < _CONTEXTS:
            kind.contexts.append(_context(edit, trace.source))
        elif (place := (kind.count * _MIX & 0xFFFFFFFF) * kind.count >> 32) < _CONTEXTS:
            kind.contexts[place] = _context(edit, trace.source)

    def to_dict(self) -> dict[str, Any]:
        """Return the audit as JSON data, the most frequent kinds first."""
        return {
            "documents": self.documents,
            "drawn_from": self.drawn_from or self.documents,
            "changed": self.changed,
            "characters": self.characters,
            "edits_per_million": round(self.per_million, 3),
            "edits": dict(self.edits.most_common()),
            "findings": dict(self.findings.most_common()),
            "encodings": dict(self.encodings.most_common()),
            "scripts": dict(self.scripts.most_common()),
            "seconds_per_million": {
                name: round(self.seconds_per_million(name), 4)
                for name, _ in self.nanoseconds.most_common()
            },
            "fingerprint": self.pipeline.fingerprint,
            "kinds": [_as_dict(kind) for kind in [*self.most(), *self.left_alone()]],
            "others": {f"{name}: {rule}": n for (name, rule), n in self.others.most_common()},
        }

    def _repr_html_(self) -> str:
        """The most frequent kinds, for a notebook."""
        from hantidy.core import notebook  # noqa: PLC0415 - in notebooks only

        rows = [
            (
                f"{kind.count:,}",
                f"{kind.documents:,}",
                f"{kind.filter} {kind.rule}",
                notebook.change(kind.before, kind.after),
                kind.contexts[0],
            )
            for kind in self.most(_SHOWN)
        ]
        head = ("edits", "documents", "rule", "change", "context")
        return notebook.table(self.summary, head, rows)


def audit(
    texts: Iterable[str],
    pipeline: Pipeline | str = "web",
    sample: int | None = None,
    seed: int = 0,
) -> Audit:
    """Return what ``pipeline`` (or the preset of that name) would do to ``texts``, by kind.

    With ``sample``, that many texts are drawn, each as likely as any other, always the same for
    the same ``seed``; of a long one the first 20,000 characters are looked at. TypeError for a
    single string, which is one text: give ``[text]``.
    """
    if isinstance(texts, str | bytes):
        raise TypeError("texts is a list or another iterable of str; for one text give [text]")
    found = Audit(preset(pipeline) if isinstance(pipeline, str) else pipeline)
    if sample is not None:
        texts, found.drawn_from = drawn(texts, sample, seed)
    for text in texts:
        if not isinstance(text, str):
            raise TypeError(f"a text is a str, not {type(text).__name__}")
        for piece, begins in pieces(text):
            found.look(piece, begins=begins)
    return found


def drawn(texts: Iterable[str], count: int, seed: int = 0) -> tuple[Iterator[str], int]:
    """Draw ``count`` of ``texts`` evenly, in their order; return them and how many there were.

    Drawn texts beyond a limit are kept in a temporary file, so that memory is bounded.
    """
    if count < 1:
        raise ValueError("sample is a number of documents, 1 at least")
    luck = random.Random(seed)  # noqa: S311 - the same each time is the point
    kept: list[tuple[int, int, int]] = []  # number of the text, place in the file, bytes
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by who reads it
    number = -1
    for number, text in enumerate(texts):
        place = number if number < count else luck.randrange(number + 1)
        if place < count:
            opening = text[:_SAMPLED].encode("utf-8", "surrogatepass")
            drawing = (number, file.tell(), file.write(opening))
            kept[place : place + 1] = [drawing]
    return _read_back(file, sorted(kept)), number + 1


def _read_back(file: IO[bytes], kept: list[tuple[int, int, int]]) -> Iterator[str]:
    with file:
        for _, at, size in kept:
            file.seek(at)
            yield file.read(size).decode("utf-8", "surrogatepass")


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the blocks of ``text``, each with whether it is the first."""
    begins = True
    for block in blocks(text):
        yield block, begins
        begins = False
    if begins:
        yield "", True


def _by_count(kind: Kind) -> tuple[int, str, str]:
    return -kind.count, kind.filter, kind.before


def _short(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def _context(edit: Edit, source: str) -> str:
    left = source[max(0, edit.start - _AROUND) : edit.start]
    right = source[edit.end : edit.end + _AROUND]
    return f"{left}[{_short(source[edit.start : edit.end])}]{right}"


def _as_dict(kind: Kind) -> dict[str, Any]:
    return {
        "filter": kind.filter,
        "rule": kind.rule,
        "before": kind.before,
        "after": kind.after,
        "finding": kind.is_finding,
        "count": kind.count,
        "documents": kind.documents,
        "reason": kind.reason,
        "contexts": kind.contexts,
    }
