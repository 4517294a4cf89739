"""The command ``hantidy``: what runs before anything of it is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command and leave with its exit code."""
    try:
        from hantidy.cli.console import run  # noqa: PLC0415 - Ctrl-C may come while importing
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
