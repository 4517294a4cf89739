"""Habits of a pipe filter that only a shell shows: each case is one line of bash that holds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HABITS = {
    "an endless writer ends when its reader does": 'timeout 20 bash -c "yes 中文 | $T | head -5"',
    "a reader that leaves is no error": (
        "seq 1 300000 | (timeout 30 $T 2>e; echo $? >r) | head -1; sleep .3; "
        "test ! -s e && grep -qx 0 r"
    ),
    "a closed standard output is an error": "echo a | $T >&- 2>e; test $? = 2 && test -s e",
    "so it is for help and lists": "$B filters >&- 2>e; test $? = 2 && test -s e",
    "a closed standard input is no traceback": "$T <&- >o 2>e; ! grep -q Traceback e",
    "a closed standard error does not break the data": (
        "printf 'Ａ\\n' | $N 2>&- | cmp - <(printf 'A\\n')"
    ),
    "a message goes into no file that took its number": (
        "printf 'Ａ\\n' >x; $N -i x nope 2>&-; cmp x <(printf 'A\\n')"
    ),
    "Ctrl-C ends with 130": (
        "(sleep 5 | timeout --preserve-status -s INT 3 $T) 2>e; "
        "test $? = 130 && ! grep -q Traceback e"
    ),
    "no colour and no progress in a pipe": "yes Ａ | head -20000 | $N 2>e >/dev/null; test ! -s e",
    "no colour in a diff to a pipe": (
        "printf 'Ａ\\n' >x; $N --diff x | grep -q '^+A' && ! $N --diff x | grep -q $'\\033'"
    ),
    "an empty environment": (
        "printf 'Ａ\\n' | env -i PATH=\"$PATH\" HOME=/nonexistent $N | cmp - <(printf 'A\\n')"
    ),
    "options behind names": "printf 'Ａ\\n' >x; $N x --output=o && cmp o <(printf 'A\\n')",
    "double dash ends options": "printf 'q\\n' >./-x; $T -- -x | cmp - ./-x",
    "a split character is one": (
        "(printf '\\xef\\xbc'; sleep .4; printf '\\xa1\\n') | $N | cmp - <(printf 'A\\n')"
    ),
    "completion for three shells": (
        "for s in bash zsh fish; do env _HANTIDY_COMPLETE=${s}_source hantidy >c.$s; "
        "test -s c.$s || exit 1; done; bash -n c.bash"
    ),
    "standard input and output may be one file only once": (
        "printf 'a\\n' >x; $T x >>x 2>e; test $? = 2 && test \"$(wc -c <x)\" = 2"
    ),
    "hash seeds change nothing": (
        "seq 1 2000 | sed 's/$/Ａ/' >r; PYTHONHASHSEED=1 $N r | cmp - <(PYTHONHASHSEED=2 $N r)"
    ),
}
ON_A_TERMINAL = {
    "colour in a diff": "printf 'Ａ\\n' >x; script -qec \"$N --diff x\" /dev/null | grep -q $'\\033\\['",
    "unless NO_COLOR": (
        "printf 'Ａ\\n' >x; ! NO_COLOR=1 script -qec \"$N --diff x\" /dev/null | grep -q $'\\033\\['"
    ),
    "progress": (
        'yes Ａ | head -400000 >x; test $(script -qec "$N x >/dev/null" /dev/null | wc -c) -gt 0'
    ),
    "unless never": (
        "yes Ａ | head -400000 >x; "
        'test $(script -qec "$N --progress never x >/dev/null" /dev/null | wc -c) = 0'
    ),
}


def holds(line, folder):
    command = shutil.which("hantidy", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("the command is not installed beside this Python")
    environment = {
        **os.environ,
        "PATH": f"{Path(command).parent}:{os.environ['PATH']}",
        "B": "hantidy",
        "T": "hantidy clean --preset none --encoding utf-8 --errors raw",
        "N": "hantidy clean -f width --encoding utf-8 --errors raw",
    }
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("habit", HABITS)
def test_habit(habit, tmp_path):
    holds(HABITS[habit], tmp_path)


@pytest.mark.skipif(
    shutil.which("script") is None or sys.platform != "linux", reason="needs script of util-linux"
)
@pytest.mark.parametrize("habit", ON_A_TERMINAL)
def test_habit_on_a_terminal(habit, tmp_path):
    holds(ON_A_TERMINAL[habit], tmp_path)
