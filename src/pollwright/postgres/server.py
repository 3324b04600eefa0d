"""Starting, sharing and stopping the private server of a folder.

Two locks keep callers apart. `start.lock` is held while a server is started or stopped, so that two starters get one
server. `users.lock` is held, shared, by everyone who uses it through `serving`; the last to leave stops the server. The
system drops both when a process dies, so nothing has to be cleaned up after a kill.
"""

import fcntl
import os
import shutil
import signal
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

from pollwright.postgres import databases, processes
from pollwright.postgres.binaries import Binaries, find_binaries
from pollwright.postgres.cluster import configure, ensure_cluster, made_by_another
from pollwright.postgres.placement import Placement, is_placed, leave, place, within_reach
from pollwright.postgres.problems import PostgresProblem
from pollwright.postgres.profiles import Profile
from pollwright.postgres.roles import ADMINISTRATOR, OWNER, ensure_privileges, ensure_roles

DATABASE = "pollwright"
START_SECONDS = 900
STOP_SECONDS = 120
ORPHANS_SECONDS = 20
LARGEST_LOG = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Server:
    """A server that takes connections.

    :param url: the URL of its `pollwright` database (of the given one, for a server of the user's own).
    :param placement: where a private server lives; None for a server of the user's own.
    """

    url: str
    placement: Placement | None = None

    @classmethod
    def start(cls, folder: Path, profile: Profile, environ: Mapping[str, str]) -> "Server":
        """Start the private server of this folder, or return the one that runs already.

        A server that was killed recovers first, which may take minutes.

        :raises PostgresProblem: where it can't be started; the message says what to do.
        """
        placement = place(folder, environ)
        with _locked(placement.home / "start.lock"):
            return _start(placement, profile, environ)

    @property
    def maintenance_url(self) -> str:
        """The URL to make and drop databases through."""
        return self.url if self.placement is None else self.url_of(ADMINISTRATOR)

    def url_of(self, database: str) -> str:
        """Return the URL of another database on this server."""
        return databases.url_of(self.url, database)

    def create_database(self, name: str, template: str | None = None) -> str:
        """Make a database, empty and ready for the first migration or as a copy of another; return its URL."""
        databases.create_database(self.maintenance_url, name, template)
        if template is None:
            ensure_privileges(self.url_of(name))
        return self.url_of(name)

    def drop_database(self, name: str) -> None:
        """Drop a database and end its connections; nothing happens where there is none."""
        databases.drop_database(self.maintenance_url, name)

    def stop(self) -> None:
        """Stop a private server, letting nobody finish; a server of the user's own is left alone."""
        if self.placement is not None:
            with _locked(self.placement.home / "start.lock"):
                _stop(self.placement)


@contextmanager
def serving(folder: Path, profile: Profile, environ: Mapping[str, str]) -> Iterator[Server]:
    """Use the server that DATABASE_URL names; without it the private one of `folder`, stopped by the last to leave."""
    own = environ.get("DATABASE_URL")
    if own:
        yield Server(own)
        return
    placement = place(folder, environ)
    with (placement.home / "users.lock").open("a") as users:
        with _locked(placement.home / "start.lock"):
            server = _start(placement, profile, environ)
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield server
        finally:
            with _locked(placement.home / "start.lock"):
                if _alone(users):
                    _stop(placement)


def default_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder of the private server of this installation: POLLWRIGHT_HOME's, or the user's data folder."""
    home = environ.get("POLLWRIGHT_HOME")
    if home:
        return Path(home) / "postgres"
    data = environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "pollwright" / "postgres"


def status(folder: Path, environ: Mapping[str, str]) -> processes.Postmaster | None:
    """Return the private server that runs for this folder, or None; nothing is made on the way."""
    return processes.running(place(folder, environ).cluster) if is_placed(folder) else None


def url_at(postmaster: processes.Postmaster, *, role: str = OWNER, database: str = DATABASE) -> str:
    """Return the URL of a database of a running private server."""
    port = f"&port={postmaster.port}" if postmaster.port != 5432 else ""
    return f"postgresql://{role}@/{database}?host={quote(str(postmaster.sockets), safe='')}{port}"


def destroy(folder: Path, environ: Mapping[str, str]) -> None:
    """Stop the private server of this folder and delete its data for good; nothing happens where there is none."""
    if not is_placed(folder):
        return
    placement = place(folder, environ)
    with _locked(placement.home / "start.lock"):
        _stop(placement)
        for path in (placement.cluster, placement.home / "data.new", placement.sockets):
            if path.exists():
                shutil.rmtree(path)
        if placement.home != placement.asked:
            leave(placement)


def discard_other_version(folder: Path, environ: Mapping[str, str]) -> bool:
    """Delete the data of this folder for good where another major version of PostgreSQL made it; tell whether it did."""
    if not is_placed(folder):
        return False
    if not made_by_another(place(folder, environ), find_binaries(environ)):
        return False
    destroy(folder, environ)
    return True


def _start(placement: Placement, profile: Profile, environ: Mapping[str, str]) -> Server:
    binaries = within_reach(find_binaries(environ), placement)
    ensure_cluster(placement, binaries)
    postmaster = processes.running(placement.cluster)
    changed = configure(placement, profile)
    if postmaster is None:
        _launch(placement, binaries)
    elif changed:
        os.kill(postmaster.pid, signal.SIGHUP)
    postmaster = _ready(placement)
    _ensure_database(placement, postmaster)
    return Server(url_at(postmaster), placement)


def _launch(placement: Placement, binaries: Binaries) -> None:
    """Start the server and wait until it takes connections, through crash recovery if need be."""
    _ensure_socket_folder(placement)
    remaining = processes.wait_until_gone(placement.cluster, ORPHANS_SECONDS)
    if remaining:
        raise _unstartable(placement, f"Processes of a killed server are still at work: {remaining}.")
    (placement.cluster / "postmaster.pid").unlink(missing_ok=True)
    _turn_over_log(placement)
    said = placement.run(
        [
            *(binaries.program("pg_ctl"), "start", "--silent", "--wait", f"--timeout={START_SECONDS}"),
            *("-D", str(placement.cluster), "-l", str(placement.log)),
        ]
    )
    if said.returncode != 0:
        raise _unstartable(placement, said.stdout.strip())


def _ready(placement: Placement) -> processes.Postmaster:
    """Return the server once it takes connections; one whose starter was killed may still be recovering."""
    deadline = time.monotonic() + START_SECONDS
    while postmaster := processes.running(placement.cluster):
        if postmaster.ready:
            return postmaster
        if time.monotonic() > deadline:
            raise _unstartable(placement, f"It was not ready after {START_SECONDS} seconds.")
        time.sleep(0.05)
    raise _unstartable(placement, "It stopped again.")


def _stop(placement: Placement) -> None:
    """End the server: at once but orderly; past the time limit the hard way, which the next start recovers from."""
    postmaster = processes.running(placement.cluster)
    if postmaster is None:
        return
    for way in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        os.kill(postmaster.pid, way)
        if _ended(postmaster.pid, placement.cluster):
            return


def _ended(pid: int, cluster: Path) -> bool:
    deadline = time.monotonic() + STOP_SECONDS
    while processes.works_in(pid, cluster):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _ensure_database(placement: Placement, postmaster: processes.Postmaster) -> None:
    """Make the roles and the `pollwright` database, once for each data folder."""
    done = placement.cluster / "pollwright.ready"
    if done.exists():
        return
    server = url_at(postmaster, role=ADMINISTRATOR, database=ADMINISTRATOR)
    ensure_roles(server)
    owners = url_at(postmaster)
    if not databases.database_exists(server, DATABASE):
        databases.create_database(url_at(postmaster, database=ADMINISTRATOR), DATABASE)
    ensure_privileges(owners)
    done.touch()


def _ensure_socket_folder(placement: Placement) -> None:
    """Make the folder of the socket; one that somebody else put there is refused, since it lies in a public place."""
    folder = placement.sockets
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    owner = placement.account.uid if placement.account else placement.home.stat().st_uid
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (owner, placement.home.stat().st_uid):
        raise PostgresProblem(
            f"{folder} belongs to somebody else.", "Delete it, or set TMPDIR to a folder that only you can write to."
        )
    placement.give(folder)
    folder.chmod(0o700)
    (folder / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def _turn_over_log(placement: Placement) -> None:
    log = placement.log
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.rename(log.with_suffix(".old.log"))
    log.touch(mode=0o600)
    placement.give(log)


def _unstartable(placement: Placement, reason: str) -> PostgresProblem:
    lines = placement.log.read_text(errors="replace").splitlines()[-12:] if placement.log.exists() else []
    tail = "".join(f"\n    {line}" for line in lines)
    return PostgresProblem(
        f"The private PostgreSQL in {placement.home} did not start. {reason}",
        f"The end of its log, {placement.log}, says:{tail}",
    )


def _alone(users: IO[str]) -> bool:
    """Give up this user's share of the server; tell whether it was the last one."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock file; waits for whoever has it."""
    with path.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
