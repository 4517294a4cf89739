"""What no style filter may change (to be filled)."""

from __future__ import annotations

from hantidy.evidence.spans import NOWHERE, Spans

__all__ = ["carry", "find_protected"]


def find_protected(text: str, carried: str) -> Spans:  # noqa: ARG001
    return NOWHERE


def carry(text: str, carried: str) -> str:  # noqa: ARG001
    return ""
