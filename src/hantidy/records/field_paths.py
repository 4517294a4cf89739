"""Paths of nested fields: ``meta.title``, ``messages[].content``, ``tags``.

A dot goes into an object, ``[]`` into each item of a list. The strings of a list that a name ends
at belong to the name. A key that is written like a path (``"meta.title": …`` at the top) counts.
"""

from __future__ import annotations

from functools import cache

from hantidy.errors import OptionError

ITEMS = "[]"
"""The step into the items of a list."""


class Tree(dict[str, "Tree"]):
    """What is wanted below a value: by key, and by `ITEMS`; ``taken`` says whether it itself is."""

    taken = False

    def below(self, step: str) -> Tree:
        """Return the tree below ``step``, made where there is none."""
        return self.setdefault(step, Tree())


def is_plain(name: str) -> bool:
    """Whether ``name`` names a key at the top and nothing else."""
    return "." not in name and ITEMS not in name


@cache
def steps_of(name: str) -> tuple[str, ...]:
    """Return the keys and `ITEMS` that lead to the field ``name``; OptionError if it is none."""
    steps: list[str] = []
    for part in name.split("."):
        key = part
        items = 0
        while key.endswith(ITEMS):
            key = key.removesuffix(ITEMS)
            items += 1
        if key:
            steps.append(key)
        if not key and not (items and not steps):
            raise OptionError(
                f"there is no field {name!r}; a path is written meta.title or messages[].content"
            )
        steps += [ITEMS] * items
    return tuple(steps)


@cache
def tree_of(fields: tuple[str, ...]) -> Tree:
    """Return the fields as one tree."""
    top = Tree()
    for name in fields:
        top.below(name).taken = True
        if not is_plain(name):
            tree = top
            for step in steps_of(name):
                tree = tree.below(step)
            tree.taken = True
    return top
