"""Making the data folder of a private server, and writing its configuration."""

import os
import pwd
import shutil
import sys
from pathlib import Path

from pollwright.postgres.binaries import Binaries
from pollwright.postgres.placement import Placement
from pollwright.postgres.problems import PostgresProblem
from pollwright.postgres.profiles import Profile, configuration, this_machine
from pollwright.postgres.roles import ADMINISTRATOR, ROLES

OWN_SETTINGS = "pollwright.conf"
IDENTITY_MAP = "pollwright"
BUILTIN_LOCALE_SINCE = 17


def ensure_cluster(placement: Placement, binaries: Binaries) -> None:
    """Make the data folder where there is none; a half made one is thrown away first.

    :raises PostgresProblem: where the data was made by another major version, or can't be made.
    """
    if (placement.cluster / "PG_VERSION").exists():
        _check_version(placement, binaries)
        return
    fresh = placement.home / "data.new"
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.mkdir(mode=0o700)
    placement.give(fresh)
    said = placement.run(_initdb(binaries, fresh))
    if said.returncode != 0:
        raise PostgresProblem(
            f"PostgreSQL could not make its data folder: {said.stdout.strip()}",
            f"Check the space and permissions of {placement.home}.",
        )
    (fresh / "postgresql.conf").write_text(f"include '{OWN_SETTINGS}'\n")
    fresh.rename(placement.cluster)


def made_by_another(placement: Placement, binaries: Binaries) -> bool:
    """Tell whether there is data that these programs can't open, since another major version made it."""
    version = placement.cluster / "PG_VERSION"
    return version.exists() and version.read_text().strip() != str(binaries.major)


def configure(placement: Placement, profile: Profile) -> bool:
    """Write the settings and the rules of who may connect; return whether anything changed."""
    texts = {
        OWN_SETTINGS: configuration(profile, this_machine(), placement.sockets),
        "pg_hba.conf": f"local all all peer map={IDENTITY_MAP}\n",
        "pg_ident.conf": _identities(),
    }
    changed = [name for name, text in texts.items() if _write(placement, placement.cluster / name, text)]
    return bool(changed)


def _initdb(binaries: Binaries, fresh: Path) -> list[str]:
    """Return the command; the builtin locale sorts the same on every system, PostgreSQL 15 and 16 lack it."""
    if binaries.major >= BUILTIN_LOCALE_SINCE:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    else:
        locale = ["--locale=C.UTF-8" if sys.platform != "darwin" else "--locale=C"]
    access = ["--auth-local=peer", "--auth-host=reject", f"--username={ADMINISTRATOR}"]
    return [binaries.program("initdb"), f"--pgdata={fresh}", "--encoding=UTF8", "--no-instructions", *access, *locale]


def _check_version(placement: Placement, binaries: Binaries) -> None:
    made_by = (placement.cluster / "PG_VERSION").read_text().strip()
    if made_by != str(binaries.major):
        raise PostgresProblem(
            f"The data in {placement.home} was made by PostgreSQL {made_by}; "
            f"{binaries.directory} is PostgreSQL {binaries.major}.",
            f"Set POLLWRIGHT_PG_BIN to the programs of PostgreSQL {made_by}, make a backup with them and restore it "
            "into a new folder; or, for a demonstration, start again with --reset.",
        )


def _identities() -> str:
    """Return which accounts of the machine may connect in which roles: this caller, in ours, and nobody else.

    Roles are named one by one, because PostgreSQL 15 has no keyword for all of them.
    """
    caller = pwd.getpwuid(os.getuid()).pw_name
    return "".join(f'{IDENTITY_MAP} "{caller}" {role}\n' for role in (ADMINISTRATOR, *ROLES))


def _write(placement: Placement, path: Path, text: str) -> bool:
    if path.exists() and path.read_text() == text:
        return False
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text)
    fresh.chmod(0o600)
    placement.give(fresh)
    fresh.rename(path)
    return True
