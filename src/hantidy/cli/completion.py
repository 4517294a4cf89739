"""Completion in bash, where it needs more than click gives.

Bash splits words at ``:`` and ``=``, and so the options of a filter. Here the whole line is read,
and completions leave out what bash has before its last split. The import registers it with click.
"""

from __future__ import annotations

import os

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    add_completion_class,
    split_arg_string,
)


@add_completion_class
class Bash(BashComplete):
    """Reads the whole line up to the cursor."""

    name = "bash"
    source_template = """\
%(complete_func)s() {
    local IFS=$'\\n' response completion type value
    response=$(env COMP_WORDS="${COMP_LINE:0:$COMP_POINT}" COMP_BREAKS="$COMP_WORDBREAKS" \\
        %(complete_var)s=bash_complete "$1")
    for completion in $response; do
        IFS=',' read -r type value <<< "$completion"
        if [[ $type == 'dir' ]]; then
            COMPREPLY=()
            compopt -o dirnames
        elif [[ $type == 'file' ]]; then
            COMPREPLY=()
            compopt -o default
        else
            COMPREPLY+=("$value")
            [[ $value == *[=:] ]] && compopt -o nospace
        fi
    done
    return 0
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

    @staticmethod
    def _check_version() -> None:
        """Accept any bash that has compopt."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one at the cursor, and that one."""
        line = os.environ["COMP_WORDS"]
        words = split_arg_string(line)
        last = "" if line[-1:].isspace() or len(words) < 2 else words.pop()
        return words[1:], last

    def format_completion(self, item: CompletionItem) -> str:
        """Return a value without the part that bash has already."""
        _, last = self.get_completion_args()
        breaks = os.environ.get("COMP_BREAKS", "")
        kept = max((last.rfind(char) + 1 for char in ":=" if char in breaks), default=0)
        return f"{item.type},{item.value[kept:]}"
