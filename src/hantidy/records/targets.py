"""Targets of cleaned inputs: one output, the input itself, or a comparison."""

from __future__ import annotations

from typing import Protocol

from hantidy.errors import HantidyError
from hantidy.records.compressed import compression
from hantidy.records.inputs import Input
from hantidy.records.outputs import Output, Replacement
from hantidy.records.source import COLUMNAR, Source, format_of
from hantidy.records.text import Outcome

BOM = b"\xef\xbb\xbf"


class Target:
    """Receives the inputs one after the other."""

    compares = False
    """Whether `Outcome.before` is needed."""
    writes = True
    """Whether the cleaned bytes are needed."""
    only_asks = False
    """Whether an input may end at its first difference."""

    only_checks = False
    """Whether only the names of inputs that would change are reported."""
    apart = False
    """Whether each input has its own output, so that a failure concerns one input."""
    remark = ""
    """The message about the input that ended last."""

    def is_done(self, given: Input) -> bool:
        """Whether an earlier run finished this input."""
        return False

    def begin(self, source: Source) -> None:
        """Begin ``source``, which is open; an error here skips it."""

    def write(self, source: Source, outcome: Outcome) -> None:
        """Take the next part of ``source``."""
        raise NotImplementedError

    def end(self, source: Source, *, changed: bool, rejected: int) -> str:
        """Finish ``source``; return why it was not changed, if it was not."""
        raise NotImplementedError

    def abandon(self, source: Source) -> None:
        """Give up ``source``, which failed."""

    def close(self) -> None:
        """Finish the run."""

    def discard(self) -> None:
        """Give up the run; no incomplete output stays."""


class Together(Target):
    """One output for all inputs, in their order."""

    def __init__(
        self,
        output: Output,
        format: str = "",  # noqa: A002 - the name users write
        identity: tuple[int, int] | None = None,
        name: str = "",
    ) -> None:
        """Write to ``output``; ``identity`` is that of its file, which no input may have."""
        self._output = output
        self._format = format
        self._identity = identity
        self._name = name
        self._packs = bool(compression(name))
        self._writes = "" if format else format_of(name)
        self._before: str | None = None
        self._untouched = True
        self._ended = True
        self._incomplete = False

    def begin(self, source: Source) -> None:
        same = self._identity is not None and source.identity == self._identity
        if same or source.name == self._name:
            self._incomplete = True  # nothing may take this name now
            raise HantidyError("is the output too; -i cleans a file in place")
        kind = self._format or format_of(source.name)
        columnar = COLUMNAR.get(kind)
        if self._before is not None and (columnar or self._before in COLUMNAR):
            told = columnar or COLUMNAR[self._before]
            raise HantidyError(f"a file of {told} stands alone in an output; -i cleans several")
        if columnar and self._writes != kind and self._writes in ("jsonl", "csv", *COLUMNAR):
            raise HantidyError(
                f"is {columnar} and cannot become another format; give the output a name in .{kind}"
            )
        if not columnar and (wanted := COLUMNAR.get(self._writes)):
            raise HantidyError(f"is no {wanted} and cannot become it; give the output another name")
        if columnar and self._packs:
            raise HantidyError("compresses itself; name the output without the second extension")
        self._before = kind
        if kind == "jsonl" and not self._ended:
            # The last record of the file before lacks its line end: two must not become one.
            self._output.write(b"\n")
        self._ended = True

    def write(self, source: Source, outcome: Outcome) -> None:
        data = outcome.data
        if self._untouched:
            # Only at the very start: elsewhere it would be a stray character.
            self._untouched = False
            if source.decoder.bom:
                self._output.write(BOM)
        if data:
            self._output.write(data)
            self._ended = data[-1:] == b"\n"

    def end(self, source: Source, *, changed: bool, rejected: int) -> str:
        if self._untouched and source.decoder.bom:
            self._untouched = False
            self._output.write(BOM)
        return ""

    def abandon(self, source: Source) -> None:
        self._incomplete = True

    def close(self) -> None:
        if self._incomplete:
            self._output.discard()
        else:
            self._output.commit()

    def discard(self) -> None:
        self._output.discard()


class Apart(Target):
    """Each input has an output of its own."""

    apart = True

    def __init__(self) -> None:
        """Begin without one."""
        self._file: Output | None = None
        self._untouched = True

    def opened(self, source: Source) -> Output:
        """Return the output of ``source``; an error skips it."""
        raise NotImplementedError

    def begin(self, source: Source) -> None:
        self._file = self.opened(source)
        self._untouched = True

    def write(self, source: Source, outcome: Outcome) -> None:
        assert self._file is not None
        if self._untouched and source.decoder.bom:
            self._file.write(BOM)
        self._untouched = False
        self._file.write(outcome.data)

    def abandon(self, source: Source) -> None:
        self.discard()

    def commit(self) -> None:
        """Make the output of an input final."""
        assert self._file is not None
        self._file.commit()
        self._file = None

    def discard(self) -> None:
        if self._file is not None:
            self._file.discard()
            self._file = None


class InPlace(Apart):
    """Each input file is replaced by its clean content, atomically."""

    def __init__(self, backup: str = "", *, encoding_given: bool, drop_rejected: bool) -> None:
        """Keep a copy of each file with the suffix ``backup``, if one is given."""
        super().__init__()
        self._backup = backup
        self._encoding_given = encoding_given
        self._drop_rejected = drop_rejected

    def opened(self, source: Source) -> Output:
        if source.is_standard:
            raise HantidyError("standard input cannot be cleaned in place")
        replacement = Replacement(source.name, self._backup)
        self.remark = replacement.other_names
        return replacement

    def end(self, source: Source, *, changed: bool, rejected: int) -> str:
        reason = "" if self._backup or not changed else self._why_not(source, rejected)
        if changed and not reason:
            self.commit()
        else:
            self.discard()
        return reason

    def _why_not(self, source: Source, rejected: int) -> str:
        decoder = source.decoder
        if decoder.damage.count and source.recoded:
            return "left as it is: undecodable bytes would be lost (--backup keeps the old file)"
        if decoder.guessed and not self._encoding_given and decoder.encoding == "utf-8":
            return (
                "left as it is: not all of it is UTF-8, and what the rest is in is a guess "
                "(--backup keeps the old file)"
            )
        if decoder.guessed and not self._encoding_given:
            return (
                f"left as it is: {decoder.encoding} is a guess (--encoding {decoder.encoding} "
                "says so, --backup keeps the old file)"
            )
        if rejected and not self._drop_rejected:
            return (
                f"left as it is: {rejected} bad {'record' if rejected == 1 else 'records'} would "
                "be lost (--on-error quarantine=FILE or --backup keeps them)"
            )
        return ""


class Differences(Protocol):
    """Receives the text before and after cleaning, part by part."""

    def begin(self, name: str) -> None: ...
    def add(self, before: bytes, after: bytes) -> None: ...
    def end(self) -> None: ...


class Compared(Target):
    """No output; the inputs are compared with their clean content."""

    writes = False

    def __init__(self, differences: Differences | None = None, *, only_asks: bool) -> None:
        """Report to ``differences``; ``only_asks`` stops an input at its first difference."""
        self._differences = differences
        self.only_checks = differences is None
        self.compares = differences is not None
        self.only_asks = only_asks and differences is None

    def begin(self, source: Source) -> None:
        if self._differences is not None:
            if columnar := COLUMNAR.get(format_of(source.name)):
                raise HantidyError(f"--diff compares lines, and {columnar} has none")
            self._differences.begin(source.name)

    def write(self, source: Source, outcome: Outcome) -> None:
        if self._differences is None:
            return
        after = bytes(outcome.data)
        before = after
        if outcome.changed:
            before = outcome.before
        self._differences.add(before, after)

    def end(self, source: Source, *, changed: bool, rejected: int) -> str:
        if self._differences is not None:
            self._differences.end()
        return ""

    def abandon(self, source: Source) -> None:
        if self._differences is not None:
            self._differences.end()
