"""Tasks and their results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Done", "Task"]

Payload = TypeVar("Payload")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Task(Generic[Payload]):
    """Something to be worked on; everything else in the row only keeps its place."""

    payload: Payload
    size: int


@dataclass(frozen=True, slots=True)
class Done(Generic[Payload, Result]):
    """A task and what came of it."""

    payload: Payload
    result: Result
