"""The command ``hantidy``: what runs before anything of it is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command and leave with its exit code."""
    try:
        from hantidy.cli.console import run  # noqa: PLC0415 - Ctrl-C may come while importing

        run()
    except KeyboardInterrupt:
        sys.exit(130)
    except RuntimeError as error:  # Python 3.11 makes one of a signal that meets a new class
        if isinstance(error.__cause__, KeyboardInterrupt):
            sys.exit(130)
        if isinstance(error.__cause__, SystemExit):
            sys.exit(error.__cause__.code)
        raise


if __name__ == "__main__":
    main()
