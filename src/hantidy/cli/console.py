"""The command and its surroundings: exit codes, standard streams, messages.

Errors between a pipe filter and its shell are handled here: a reader that closes early, a full
disk, Ctrl-C, a closed standard stream.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import time
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn

from hantidy.errors import HantidyError
from hantidy.records.descriptors import writer_to
from hantidy.records.names import escaped, shown

DONE = 0
DIFFERS = 1
"""``--check`` found differences, or some records were rejected."""
FAILED = 2
"""Wrong usage, or an input/output error."""
INTERRUPTED = 130

LARGEST = 1 << 28
"""Most bytes kept in memory, decompressed."""
A_LARGE_FILE = (
    "holds more than 256 MB when unpacked, and is read whole; give a part of it, or look at all "
    "of it with 'hantidy clean --stats' or '--diff'"
)

_MOMENT = 0.5  # seconds

_closed: set[int] = set()
_interrupted = -_MOMENT * 2


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command with ``arguments`` (those of the shell by default) and exit."""
    try:
        _keep_standard_streams()
        _end_on_signals()
        code = _run(arguments)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = DONE  # who reads our output has seen enough
    code = _flush(code)
    # Python would flush and close the streams once more and complain about what it finds.
    os._exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    import click  # noqa: PLC0415 - inside the guard against Ctrl-C

    from hantidy.cli import hantidy  # noqa: PLC0415

    if "_HANTIDY_COMPLETE" in os.environ:
        from hantidy.cli import completion  # noqa: PLC0415

        assert completion.Bash.name == "bash"  # click knows it now
    try:
        code = hantidy.main(arguments, prog_name="hantidy", standalone_mode=False)
    except BrokenPipeError:
        raise
    except SystemExit as error:
        code = error.code
    except click.Abort:
        code = INTERRUPTED
    except (click.ClickException, HantidyError, OSError, MemoryError) as error:
        _explain(error)
        code = FAILED
    return code if isinstance(code, int) else DONE


def _explain(error: Exception) -> None:
    """Write a message about an error and what to do about it."""
    import click  # noqa: PLC0415 - it is loaded already

    if isinstance(error, click.ClickException):
        say(error.format_message())
        if isinstance(error, click.UsageError) and error.ctx is not None:
            say(f"try '{error.ctx.command_path} --help'")
    elif isinstance(error, OSError):
        say(describe(error))
    elif isinstance(error, MemoryError):
        say("not enough memory: a line or record is too large, or a limit (ulimit -v) too low")
    else:
        say(str(error))


def say(message: str, *, prefix: str = "hantidy: ") -> None:
    """Write one message to standard error, control characters escaped."""
    if sys.stderr is None:
        return
    text = f"{prefix}{escaped(message)}\n"
    try:
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.buffer.flush()
    except (OSError, ValueError):
        pass  # nobody listens: the data matters more


def describe(error: OSError) -> str:
    """Return a message about an error with its file, on one line."""
    reason = error.strerror or str(error) or type(error).__name__
    if error.filename is None:
        return reason
    name = error.filename
    if isinstance(name, bytes):
        name = os.fsdecode(name)
    return f"{shown(str(name))}: {reason}"


def read(name: str, limit: int | None = None) -> bytes:
    """Return a file, unpacked, as far as ``limit``; ``-`` is standard input.

    OSError names what cannot be read, or holds more than `LARGEST` where there is no limit.
    """
    from hantidy.records.compressed import BrokenError, compression, reader  # noqa: PLC0415

    if os.path.isdir(name):
        raise IsADirectoryError(errno.EISDIR, "is a folder; name the files in it", name)
    if name == "-":
        raw = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115 - closed below
    else:
        raw = open(name, "rb", buffering=0)  # noqa: SIM115
    try:
        with raw:
            take = reader(compression(name), raw, LARGEST)  # the size itself is limited below
            parts: list[bytes] = []
            left = limit or LARGEST
            while left > 0 and (data := take(min(left, 1 << 18))):
                parts.append(data[:left])
                left -= len(data)
            more = limit is None and left <= 0 and bool(take(1))
    except BrokenError as error:
        raise BrokenError(f"{shown_input(name)}: {error}") from error
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), shown_input(name)) from error
    if more:
        raise OSError(errno.EFBIG, A_LARGE_FILE, shown_input(name))
    return b"".join(parts)


def read_text(name: str, what: str, limit: int | None = None) -> bytes:
    """Return a file that is one text; ``what`` is the command that reads it.

    check knows the formats that hold many values, and detect looks at whatever is written.
    """
    from hantidy.records.source import COLUMNAR, format_of  # noqa: PLC0415

    kind = format_of(name)
    if kind in COLUMNAR or (kind == "jsonl" and what == "check"):
        way = "'hantidy explain' shows the edits of its records, 'hantidy audit' counts them"
        raise OSError(None, f"holds records, and {what} reads one text; {way}", shown_input(name))
    return read(name, limit)


def shown_input(name: str) -> str:
    """Return the name of an input for a person."""
    return "(standard input)" if name == "-" else shown(name)


def refuse_folder(name: str) -> None:
    """Raise UsageError for an output that is a folder, existing or by a final slash."""
    if os.path.isdir(name):
        raise OSError(errno.EISDIR, "is a folder; -o names a file", name)
    if name.endswith("/"):
        there = os.path.exists(name.rstrip("/"))
        raise OSError(None, "Not a directory" if there else "No such folder", name)


def needs_standard_output() -> None:
    """Raise an error if standard output is closed, which would lose the text."""
    if 1 in _closed:
        raise OSError(errno.EBADF, "is closed; -o FILE writes elsewhere", "standard output")


def is_terminal(descriptor: int) -> bool:
    """Whether ``descriptor`` is a terminal."""
    return descriptor not in _closed and os.isatty(descriptor)


def uses_colour(descriptor: int) -> bool:
    """Whether colours may be written: to a terminal, unless the environment forbids it."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return is_terminal(descriptor)


def _keep_standard_streams() -> None:
    """Replace closed standard streams.

    Otherwise the next opened file would get the descriptor, and messages its content.
    """
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            _closed.add(descriptor)
            flags = os.O_RDONLY if descriptor == 0 else os.O_WRONLY
            opened = os.open(os.devnull, flags)
            if opened != descriptor:
                os.dup2(opened, descriptor)
                os.close(opened)
    if 1 in _closed or sys.stdout is None:
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(_ClosedOutput()), encoding="utf-8")
    else:
        # Whatever the locale says: what we write is UTF-8.
        raw = io.BufferedWriter(_StandardOutput())
        sys.stdout = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace")


class _StandardOutput(io.RawIOBase):
    """Standard output, with its name in errors."""

    def __init__(self) -> None:
        super().__init__()
        self._write = writer_to(1)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1

    def isatty(self) -> bool:
        return is_terminal(1)

    def write(self, data: Any, /) -> int:
        try:
            return self._write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OSError(error.errno, error.strerror, "standard output") from error


class _ClosedOutput(_StandardOutput):
    """Replaces a closed standard output: writing raises an error."""

    def write(self, data: Any, /) -> int:
        raise OSError(errno.EBADF, "is closed", "standard output")


def _end_on_signals() -> None:
    """Handle SIGTERM and SIGHUP like Ctrl-C, so that cleanup runs."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt once; a second signal must not interrupt the cleanup.

    (timeout(1), for one, signals both the process and its group.)
    """
    global _interrupted
    before, _interrupted = _interrupted, time.monotonic()
    if _interrupted - before > _MOMENT:
        raise KeyboardInterrupt


def _flush(code: int) -> int:
    """Flush what click wrote to standard output; a failure there is a failure of the run."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            pass
        except OSError as error:
            if code != FAILED:  # otherwise it has been said
                say(describe(error))
                code = FAILED
        except ValueError:
            code = code or FAILED
    return code
