"""The input that is being written: its state, and the messages about it."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from hantidy.errors import HantidyError
from hantidy.records.names import shown, undecodable
from hantidy.records.text import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from hantidy.records.columnar import RowGroup
    from hantidy.records.source import Source
    from hantidy.records.targets import Target
    from hantidy.records.tasks import Done
    from hantidy.records.text import Counts, Rejected, Unsettled

_TOLD = 10
"""Most bad records of a file that are reported one by one; the rest are counted."""


class _Keeper(Protocol):
    """Receives the text of records that could not be read."""

    def keep(self, text: str) -> None: ...


class _Choices(Protocol):
    """The attributes of a `Cleaning` that this module reads."""

    @property
    def errors(self) -> str: ...
    @property
    def fields(self) -> tuple[str, ...]: ...
    @property
    def null_data(self) -> bool: ...
    @property
    def on_error(self) -> str: ...
    @property
    def quarantine(self) -> _Keeper | None: ...


class _StoppedError(HantidyError):
    """A record could not be read, and `on_error` is to fail."""


@dataclass
class Summary:
    """Counts of a run; ``tell`` is called with each message for the user."""

    tell: Callable[[str], None]
    inputs: int = 0
    documents: int = 0
    bytes_read: int = 0
    bytes_written: int = 0
    changed: int = 0
    """Inputs that changed, or would change."""
    skipped: int = 0
    failed: int = 0
    left: int = 0
    """Inputs that were not changed because a change would lose data."""
    rejected: int = 0
    without_field: int = 0
    undecodable: int = 0
    counts: Counts = field(default_factory=Counter)
    findings: Counts = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)
    already: int = 0
    """Inputs whose outputs were finished by an earlier run."""
    begun: float = field(default_factory=time.monotonic)
    quiet: bool = False
    """Whether only failures are reported."""

    def fail(self, name: str, reason: str) -> None:
        """Count and report a failure."""
        self.failed += 1
        self.tell(f"{shown(name)}: {reason}")

    def about(self, name: str, message: str) -> None:
        """Report ``message`` about an input, unless quiet."""
        if not self.quiet:
            self.tell(f"{shown(name)}: {message}")


class Current:
    """The input that is being written."""

    def __init__(
        self, source: Source, cleaning: _Choices, target: Target, summary: Summary
    ) -> None:
        self.source = source
        self._cleaning = cleaning
        self._target = target
        self._summary = summary
        self._changed = False
        self._rejected = 0
        self._accounted = False
        self._documents = 0
        self._without_field = 0
        self._unsettled = 0
        self._first_unsettled: Unsettled | None = None

    def take(self, done: Done[Any, Any]) -> None:
        """Write the result of a task."""
        outcome = done.result
        if self.source.columnar is not None:
            outcome = self.source.columnar.take(done.payload, outcome)
        summary = self._summary
        self._changed |= outcome.changed
        self._documents += outcome.documents
        self.source.records = self._documents
        self._without_field += outcome.without_field
        if outcome.unsettled:
            self._unsettled += len(outcome.unsettled)
            self._first_unsettled = self._first_unsettled or outcome.unsettled[0]
        summary.counts.update(outcome.counts)
        summary.findings.update(outcome.findings)
        summary.bytes_written += len(outcome.data)
        for rejected in outcome.rejected:
            self._reject(rejected)
        self._target.write(self.source, outcome)
        if self._changed and self._target.only_asks:
            self.source.stop = True

    def close_group(self, group: RowGroup) -> None:
        """Write a row group whose cells are complete."""
        assert self.source.columnar is not None
        data = self.source.columnar.close_group(group, write=self._target.writes)
        self._write(data)

    def _write(self, data: bytes) -> None:
        if data:
            self._summary.bytes_written += len(data)
            self._target.write(self.source, Outcome(data, b"", changed=False))

    def _reject(self, rejected: Rejected) -> None:
        cleaning, summary = self._cleaning, self._summary
        self._rejected += 1
        summary.rejected += 1
        where = f"line {rejected.line}: {rejected.reason}"
        if cleaning.on_error == "fail":
            raise _StoppedError(f"{shown(self.source.name)}: {where}")
        became = "left out (--on-error says what becomes of it)"
        if cleaning.quarantine is not None:
            cleaning.quarantine.keep(rejected.text)
            became = "kept in quarantine"
        if self._rejected <= _TOLD:
            summary.about(self.source.name, f"{where}; {became}")

    def end(self) -> None:
        """Finish the input: all of it was read and written."""
        source, summary = self.source, self._summary
        if source.columnar is not None and self._target.writes:
            self._write(source.columnar.finish())
        self._account()
        changed = self._changed or source.recoded
        reason = self._target.end(source, changed=changed, rejected=self._rejected)
        if reason:
            summary.left += 1
            summary.about(source.name, reason)
        elif changed:
            summary.changed += 1
            if self._target.only_checks:
                summary.about(source.name, "would change")
            if self._target.remark:
                summary.about(source.name, self._target.remark)
            said = source.decoder.declared if self._target.apart else None
            if said and said != "utf-8":
                summary.about(
                    source.name, f"says that it is in {said}, and is in UTF-8 now: set that right"
                )

    def abandon(self) -> None:
        """Give up the input after an error."""
        self._account()
        self._target.abandon(self.source)

    def _account(self) -> None:
        source, summary = self.source, self._summary
        if self._accounted:
            return
        self._accounted = True
        decoder = source.decoder
        summary.inputs += 1
        summary.documents += self._documents
        summary.bytes_read += source.bytes_read
        summary.without_field += self._without_field
        summary.encodings[decoder.encoding] += 1
        damage = decoder.damage
        if damage.count:
            summary.undecodable += damage.count
            if self._cleaning.errors != "raw":
                became = "U+FFFD" if self._cleaning.errors == "replace" else "an escape"
                summary.about(source.name, undecodable(damage.count, damage.first or 0, became))
        if self._first_unsettled is not None:
            summary.about(source.name, self._about_unsettled(*self._first_unsettled))
        if self._rejected > _TOLD:
            summary.about(source.name, f"{self._rejected - _TOLD} more bad records")
        if self._without_field:
            summary.about(source.name, self._about_missing())
        if source.note:
            summary.about(source.name, source.note)

    def _about_missing(self) -> str:
        names = " or ".join(f'"{name}"' for name in self._cleaning.fields)
        missing, count = self._without_field, self._documents
        if missing == count:
            return (
                f"no record has text in a field {names}, so nothing was cleaned; "
                "--field names another"
            )
        left = "has no text" if missing == 1 else "have no text"
        return f"{missing:,} of {count:,} records {left} in a field {names}; they pass unchanged"

    def _about_unsettled(self, place: int, reason: str) -> str:
        kind = "line"
        if self.source.columnar is not None:
            kind = "row"
        elif self._cleaning.null_data:
            kind = "record"
        if self._unsettled == 1:
            return f"the block at {kind} {place:,} was not cleaned whole: {reason}"
        return (
            f"{self._unsettled:,} blocks were not cleaned whole, the first at {kind} {place:,}: "
            f"{reason}"
        )
