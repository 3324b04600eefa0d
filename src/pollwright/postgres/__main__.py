"""Start, stop or look at the private server: `python -m pollwright.postgres start|stop|status|dsn [--home FOLDER]`."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from pollwright.postgres.placement import is_placed, place
from pollwright.postgres.problems import PostgresProblem
from pollwright.postgres.profiles import Profile
from pollwright.postgres.server import Server, default_folder, status, url_at


def main(arguments: list[str], environ: Mapping[str, str]) -> int:
    """Carry out one command; return 0 where done, 1 where no server runs or it can't be started."""
    parser = argparse.ArgumentParser(prog="python -m pollwright.postgres", description="Pollwright's private server")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--home", type=Path, default=default_folder(environ), help="the folder of the server")
    parser.add_argument("--profile", type=Profile, choices=list(Profile), default=Profile.DURABLE)
    chosen = parser.parse_args(arguments)
    try:
        return COMMANDS[chosen.command](chosen, environ)
    except PostgresProblem as problem:
        sys.stderr.write(f"{problem.problem}\n{problem.remedy}\n")
        return 1


def _start(chosen: argparse.Namespace, environ: Mapping[str, str]) -> int:
    sys.stdout.write(f"{Server.start(chosen.home, chosen.profile, environ).url}\n")
    return 0


def _stop(chosen: argparse.Namespace, environ: Mapping[str, str]) -> int:
    if is_placed(chosen.home):
        Server("", place(chosen.home, environ)).stop()
    return 0


def _status(chosen: argparse.Namespace, environ: Mapping[str, str]) -> int:
    found = status(chosen.home, environ)
    sys.stdout.write(f"running, process {found.pid}\n" if found else "stopped\n")
    return 0 if found else 1


def _dsn(chosen: argparse.Namespace, environ: Mapping[str, str]) -> int:
    found = status(chosen.home, environ)
    if found is None:
        raise PostgresProblem("No private server runs for this folder.", "Start it with: start")
    sys.stdout.write(f"{url_at(found)}\n")
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace, Mapping[str, str]], int]] = {
    "start": _start,
    "stop": _stop,
    "status": _status,
    "dsn": _dsn,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
