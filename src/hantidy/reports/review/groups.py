"""What a decision names: a kind of edit, or edits of a kind with equal context."""

from __future__ import annotations

from hantidy.core.edits import Edit, Trace
from hantidy.core.surrogates import SURROGATE

AROUND = 16
"""Most characters of context on either side that distinguish places.

Fewer where half a character stands among them, which no file of decisions can hold.
"""


class Groups:
    """Numbers the kinds of a trace, and the groups of edits that one decision names."""

    def __init__(self, trace: Trace) -> None:
        """Number all edits of ``trace``, findings too."""
        self._source = trace.source
        self.kinds: list[tuple[str, str, str, str]] = []
        """Filter, rule, before and after of each kind."""
        self.around: list[tuple[int, str, str]] = []
        """Kind, words before and words behind, of each group."""
        self._kinds: dict[tuple[str, str, str, str], int] = {}
        self._groups: dict[tuple[int, str, str], int] = {}
        for edit in trace.edits:
            self.group_of(edit)

    def kind_of(self, edit: Edit) -> int:
        """Return the number of the kind of ``edit``."""
        kind = (edit.filter, edit.rule, edit.before, edit.after)
        if kind not in self._kinds:
            self._kinds[kind] = len(self.kinds)
            self.kinds.append(kind)
        return self._kinds[kind]

    def group_of(self, edit: Edit) -> int:
        """Return the number of the group of ``edit``."""
        left = SURROGATE.split(self._source[max(0, edit.start - AROUND) : edit.start])[-1]
        right = SURROGATE.split(self._source[edit.end : edit.end + AROUND], maxsplit=1)[0]
        group = (self.kind_of(edit), left, right)
        if group not in self._groups:
            self._groups[group] = len(self.around)
            self.around.append(group)
        return self._groups[group]

    def decision_of_kind(self, number: int) -> dict[str, str]:
        """Return the decision that no edit of this kind be made."""
        return dict(zip(("filter", "rule", "before", "after"), self.kinds[number], strict=True))

    def decision_of_group(self, number: int) -> dict[str, str]:
        """Return the decision that no edit of this group be made."""
        kind, left, right = self.around[number]
        return {**self.decision_of_kind(kind), "left": left, "right": right}
