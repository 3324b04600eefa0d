"""The processes of a server, told apart from others that happen to have the same number."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Postmaster:
    """A running server, as its pid file describes it."""

    pid: int
    sockets: Path
    port: int
    ready: bool


def running(cluster: Path) -> Postmaster | None:
    """Return the server that runs on this data, or None; a stale pid file counts as none."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if len(lines) < 5 or not lines[0].strip().isdigit() or not lines[3].strip().isdigit():
        return None
    pid = int(lines[0])
    if not works_in(pid, cluster):
        return None
    ready = len(lines) > 7 and lines[7].strip() == "ready"
    return Postmaster(pid, Path(lines[4]), int(lines[3]), ready)


def works_in(pid: int, cluster: Path) -> bool:
    """Tell whether a live process belongs to the server of this data.

    Every process of a server has the data folder as its working directory; a dead one that nobody has waited for
    has none. Without /proc the command line of the postmaster, which names the folder, is asked.
    """
    if PROC.is_dir():
        try:
            return (PROC / str(pid) / "cwd").readlink() == cluster
        except OSError:
            return False
    asked = ["/bin/ps", "-ww", "-p", str(pid), "-o", "command="]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    return str(cluster) in said.stdout


def left_behind(cluster: Path) -> list[int]:
    """Return the processes of this data's server, the postmaster among them if it lives (Linux only)."""
    numbers = (int(entry.name) for entry in PROC.glob("[0-9]*"))
    return [pid for pid in numbers if works_in(pid, cluster)]


def wait_until_gone(cluster: Path, seconds: float) -> list[int]:
    """Wait for a killed server's other processes to notice and end; return those that still live."""
    deadline = time.monotonic() + seconds
    while remaining := left_behind(cluster):
        if time.monotonic() > deadline:
            return remaining
        time.sleep(0.05)
    return []
