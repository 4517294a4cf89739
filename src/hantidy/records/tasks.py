"""Tasks and their results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Payload = TypeVar("Payload")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Task(Generic[Payload]):
    """An item to be worked on; other items of the row pass through in their order."""

    payload: Payload
    size: int


@dataclass(frozen=True, slots=True)
class Done(Generic[Payload, Result]):
    """A task and its result."""

    payload: Payload
    result: Result
