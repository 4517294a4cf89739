"""A process pool that preserves input order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from hantidy.errors import HantidyError
from hantidy.records.tasks import Done, Task
from hantidy.records.wire import receive, send

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ENOUGH = 1 << 18
"""Characters of work that go to a process at a time."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""Signals that a forked process must not answer before it has handlers of its own."""


class WorkerError(HantidyError):
    """A worker process ended before its work was done."""


class _Group:
    """Consecutive tasks that go to one process together."""

    __slots__ = ("done", "failure", "payloads", "results", "size")

    def __init__(self) -> None:
        self.payloads: list[Any] = []
        self.size = 0
        self.results: list[Any] = []
        self.failure: BaseException | None = None
        self.done = threading.Event()


class Crew:
    """Worker processes, each served by a thread of this one."""

    def __init__(self, work: Callable[[Any], Any], jobs: int) -> None:
        method = "fork" if sys.platform == "linux" else "spawn"
        context: Any = multiprocessing.get_context(method)
        self._queue: SimpleQueue[_Group | None] = SimpleQueue()
        self._ahead = 2 * jobs + 1
        self._under_way = 0
        self._processes = []
        connections: list[Connection] = []
        if method == "fork":
            held = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            for _ in range(jobs):
                ours, theirs = context.Pipe()
                others = [*connections, ours] if method == "fork" else []
                process = context.Process(target=_serve, args=(work, theirs, others), daemon=True)
                process.start()
                theirs.close()
                self._processes.append(process)
                connections.append(ours)
        finally:
            if method == "fork":
                signal.pthread_sigmask(signal.SIG_SETMASK, held)
        # Only now: a fork must not copy a process that has threads.
        self._threads = [
            threading.Thread(target=self._feed, args=(connection,), daemon=True)
            for connection in connections
        ]
        for thread in self._threads:
            thread.start()

    def run(self, row: Iterable[Any]) -> Iterator[Any]:
        waiting: deque[Any] = deque()
        group = _Group()
        for item in row:
            is_task = isinstance(item, Task)
            if is_task:
                group.payloads.append(item.payload)
                group.size += item.size
            if group.size >= ENOUGH or (group.payloads and not is_task):
                waiting.append(self._begun(group))
                group = _Group()
            if not is_task:
                waiting.append(item)  # keeps its place behind what is under way
            yield from self._ended(waiting, self._ahead)
        if group.payloads:
            waiting.append(self._begun(group))
        yield from self._ended(waiting, 0)

    def _begun(self, group: _Group) -> _Group:
        self._queue.put(group)
        self._under_way += 1
        return group

    def _ended(self, waiting: deque[Any], most: int) -> Iterator[Any]:
        """Yield what is done at the front; wait while more than ``most`` groups are under way."""
        while waiting and (
            self._under_way > most or not isinstance(waiting[0], _Group) or waiting[0].done.is_set()
        ):
            first = waiting.popleft()
            if isinstance(first, _Group):
                self._under_way -= 1
                yield from self._results(first)
            else:
                yield first

    @staticmethod
    def _results(group: _Group) -> Iterator[Any]:
        group.done.wait()
        if group.failure is not None:
            raise group.failure
        for payload, result in zip(group.payloads, group.results, strict=True):
            yield Done(payload, result)

    def _feed(self, connection: Connection) -> None:
        """Send groups to one process in turn (runs in a thread)."""
        while (group := self._queue.get()) is not None:
            try:
                send(connection, group.payloads)
                answer = receive(connection)
            except (EOFError, OSError):
                group.failure = WorkerError(
                    "a worker process ended before its time (killed, or out of memory?)"
                )
            except BaseException as error:  # noqa: BLE001 - handed on to who waits for it
                group.failure = error
            else:
                if isinstance(answer, BaseException):
                    group.failure = answer
                else:
                    group.results = answer
            group.done.set()
        connection.close()

    def dismiss(self) -> None:
        for _ in self._threads:
            self._queue.put(None)
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()


def _serve(work: Callable[[Any], Any], connection: Connection, others: list[Connection]) -> None:
    """Do tasks until the connection closes (runs in a worker process)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if others:  # forked, with the signals held back
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    for other in others:
        other.close()  # so that we notice when the other end goes away
    while True:
        try:
            payloads = receive(connection)
        except (EOFError, OSError):
            break
        answer: Any
        try:
            answer = [work(payload) for payload in payloads]
        except Exception as error:  # noqa: BLE001 - told to the one who asked
            answer = error
        try:
            send(connection, answer)
        except OSError:
            break
    os._exit(0)
