"""The installed command `pollwright`.

Exit codes: 0 done, 1 findings or failure, 2 wrong usage, 3 refused by a rule. Answers go to standard output, everything
else to standard error. Rooms offer their commands in their own `cli.py`; `pollwright.cli.rooms` lists them. What rooms
need for it stands below them: `pollwright.terminal` (formats, progress), `pollwright.access.commands` (who acts).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import psycopg
import typer
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from pollwright.cli.rooms import Rooms
from pollwright.postgres import PostgresProblem
from pollwright.refusals import Refused
from pollwright.terminal import CommandFailed, Exit, say

OF_A_FILE = "Check that the file or folder is there, that this user may use it, and that there is room."

app = typer.Typer(cls=Rooms, add_completion=False, no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def pollwright() -> None:
    """The electoral management system for UK councils."""


def main() -> None:
    """Run the command of the process's arguments and end with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out one command and return its exit code; what went wrong is said on standard error."""
    if not all(_is_text(argument) for argument in arguments):
        say("An argument is not text in UTF-8. Check the settings of the terminal, or rename the file.")
        return Exit.USAGE
    try:
        typer.main.get_command(app).main(args=list(arguments), prog_name="pollwright")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else Exit.DONE
    except Refused as refusal:
        say(f"{refusal.said} {refusal.advice} ({refusal.code})")
        return Exit.REFUSED
    except (CommandFailed, PostgresProblem) as failure:
        say(f"{failure.problem}\n{failure.remedy}")
        return Exit.FAILED
    except ImproperlyConfigured as failure:
        say(f"The settings of this installation are not complete: {failure}")
        return Exit.FAILED
    except (OperationalError, psycopg.OperationalError) as failure:
        reason = next(iter(str(failure).splitlines()), type(failure).__name__)
        say(f"The database can't be reached: {reason}\nCheck DATABASE_URL and that it runs.")
        return Exit.FAILED
    except OSError as failure:
        say(f"{failure.strerror or failure}{f': {failure.filename}' if failure.filename else ''}\n{OF_A_FILE}")
        return Exit.FAILED
    return Exit.DONE


def _is_text(argument: str) -> bool:
    """Tell whether an argument came as UTF-8: what did not has stand-ins for its bytes, which no text can hold."""
    return not any("\ud800" <= letter <= "\udfff" for letter in argument)


if __name__ == "__main__":
    main()
