"""The inputs of a run, one after the other: what is written of each, and the messages about it."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hantidy.errors import HantidyError
from hantidy.records.inputs import Skipped
from hantidy.records.names import shown, undecodable
from hantidy.records.outputs import Quarantine
from hantidy.records.settings import Named, Settings
from hantidy.records.source import Source
from hantidy.records.targets import Target
from hantidy.records.tasks import Done
from hantidy.records.text import Counts, Outcome, Rejected, Unsettled

if TYPE_CHECKING:
    from hantidy.records.columnar import RowGroup

_TOLD = 10
"""Most bad records of a file that are reported one by one; the rest are counted."""


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

    def __init__(self, run: Run, source: Source) -> None:
        self.source = source
        self._run = run
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
            named = isinstance(done.payload, Named)
            outcome = self.source.columnar.take(
                done.payload.part if named else done.payload, outcome
            )
        summary = self._run.summary
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
        self._run.target.write(self.source, outcome)
        if self._changed and self._run.target.only_asks:
            self.source.stop = True

    def close_group(self, group: RowGroup) -> None:
        """Write a row group whose cells are complete."""
        assert self.source.columnar is not None
        data = self.source.columnar.close_group(group, write=self._run.target.writes)
        self._write(data)

    def _write(self, data: bytes) -> None:
        if data:
            self._run.summary.bytes_written += len(data)
            self._run.target.write(self.source, Outcome(data, b"", changed=False))

    def _reject(self, rejected: Rejected) -> None:
        summary = self._run.summary
        self._rejected += 1
        summary.rejected += 1
        where = f"line {rejected.line}: {rejected.reason}"
        if self._run.how.on_error == "fail":
            raise _StoppedError(f"{shown(self.source.name)}: {where}")
        became = "left out (--on-error says what becomes of it)"
        if self._run.quarantine is not None:
            self._run.quarantine.keep(rejected.text)
            became = "kept in quarantine"
        if self._rejected <= _TOLD:
            summary.about(self.source.name, f"{where}; {became}")

    def end(self) -> None:
        """Finish the input: all of it was read and written."""
        source, summary = self.source, self._run.summary
        if source.columnar is not None and self._run.target.writes:
            self._write(source.columnar.finish())
        self._account()
        changed = self._changed or source.recoded
        reason = self._run.target.end(source, changed=changed, rejected=self._rejected)
        if reason:
            summary.left += 1
            summary.about(source.name, reason)
        elif changed:
            summary.changed += 1
            if self._run.target.only_checks:
                summary.about(source.name, "would change")
            if self._run.target.remark:
                summary.about(source.name, self._run.target.remark)
            said = source.decoder.declared if self._run.target.apart else None
            if said and said != "utf-8":
                summary.about(
                    source.name, f"says that it is in {said}, and is in UTF-8 now: set that right"
                )

    def abandon(self) -> None:
        """Give up the input after an error."""
        self._account()
        self._run.target.abandon(self.source)

    def _account(self) -> None:
        source, summary = self.source, self._run.summary
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
            if self._run.how.errors != "raw":
                became = "U+FFFD" if self._run.how.errors == "replace" else "an escape"
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
        names = " or ".join(f'"{name}"' for name in self._run.how.fields)
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
        elif self._run.how.null_data:
            kind = "record"
        if self._unsettled == 1:
            return f"the block at {kind} {place:,} was not cleaned whole: {reason}"
        return (
            f"{self._unsettled:,} blocks were not cleaned whole, the first at {kind} {place:,}: "
            f"{reason}"
        )


class Run:
    """Takes what becomes of the inputs, one after the other, and hands it to the target."""

    def __init__(
        self,
        how: Settings,
        target: Target,
        summary: Summary,
        quarantine: Quarantine | None,
        progress: Callable[[Source], None] | None,
    ) -> None:
        self.how = how
        self.target = target
        self.summary = summary
        self.quarantine = quarantine
        self._progress = progress
        self._current: Current | None = None

    def skip(self, skipped: Skipped) -> None:
        """Report an input that is not read."""
        if skipped.failed:
            self.summary.fail(skipped.name, skipped.reason)
        else:
            self.summary.skipped += 1
            self.summary.about(skipped.name, f"skipped: {skipped.reason}")

    def begin(self, source: Source) -> None:
        """Begin ``source``, unless its output cannot be written."""
        if self.quarantine is not None and self.quarantine.identity == source.identity:
            self.summary.fail(source.name, "is the quarantine too, which would overwrite it")
            source.stop = True
            return
        try:
            self.target.begin(source)
        except (OSError, HantidyError) as error:
            self._fail_output(source, error)
        else:
            self._current = Current(self, source)

    def take(self, item: Done[Any, Any] | RowGroup) -> None:
        """Write the result of a task, or a row group whose cells are complete."""
        if self._current is not None:
            if isinstance(item, Done):
                self._go_on(self._current, self._current.take, item)
            else:
                self._go_on(self._current, self._current.close_group, item)

    def end(self, source: Source) -> None:
        """Finish ``source``: all of it was read and written."""
        if self._current is not None:
            self._go_on(self._current, self._current.end)
            self._current = None
        source.close()

    def fail(self, source: Source | None, name: str, error: Exception) -> None:
        """Give up ``source``, which cannot be read, or could not be opened."""
        self.abandon()
        self.summary.fail(name, _reason(error))
        if source is not None:
            source.close()

    def abandon(self) -> None:
        """Give up the input that is being written."""
        if self._current is not None:
            self._current.abandon()
            self._current = None

    def _go_on(self, current: Current, write: Callable[..., None], *what: Any) -> None:
        try:
            write(*what)
        except OSError as error:
            if not self.target.apart:
                raise
            self.abandon()
            self._fail_output(current.source, error)
        if self._progress is not None:
            self._progress(current.source)

    def _fail_output(self, source: Source, error: Exception) -> None:
        self.summary.fail(source.name, _reason_of_output(error, source))
        source.stop = True


def _reason_of_output(error: Exception, source: Source) -> str:
    """Return why the output of ``source`` failed, with the output's own name."""
    name = getattr(error, "filename", None)
    if not isinstance(name, str) or os.path.realpath(name) == os.path.realpath(source.name):
        return _reason(error)
    return f"{shown(name)}: {_reason(error)}"


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "a line or record is too large for the memory there is"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)
