"""The settings a private server runs with, fitted to the machine's memory and processors."""

import os
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MB = 1024 * 1024


class Profile(StrEnum):
    """How much a server may lose."""

    DURABLE = "durable"  # nothing that was committed
    FAST = "fast"  # everything, at a power cut: for tests


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine as far as settings depend on it.

    :param memory: bytes of memory.
    :param processors: how many this process may use.
    :param shared: bytes free in the shared memory file system; 0 where there is none.
    """

    memory: int
    processors: int
    shared: int


def this_machine() -> Machine:
    """Return the memory and processors to fit the settings to."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = Path("/sys/fs/cgroup/memory.max")
    if limit.exists() and limit.read_text().strip().isdigit():
        memory = min(memory, int(limit.read_text()))
    shared = shutil.disk_usage("/dev/shm").free if Path("/dev/shm").is_dir() else 0  # noqa: S108
    return Machine(memory, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2, shared)


def configuration(profile: Profile, machine: Machine, sockets: Path) -> str:
    """Return the text of the server's own configuration file."""
    settings = {
        **_network(sockets),
        **_memory(machine),
        **_writing(profile),
        **_privacy(),
        "autovacuum_vacuum_cost_limit": "2000",
        "default_toast_compression": "pglz",
        "jit": "off",
        "random_page_cost": "1.1",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    return "".join(f"{name} = {_quoted(value)}\n" for name, value in sorted(settings.items()))


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _network(sockets: Path) -> dict[str, str]:
    return {
        "listen_addresses": "",
        "unix_socket_directories": f'"{sockets}"',
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "max_locks_per_transaction": "512",  # a restore makes every table and index in one transaction
    }


def _memory(machine: Machine) -> dict[str, str]:
    """Return shares of the machine's memory that leave room for the web server, workers and Typst beside them."""
    parallel = max(1, machine.processors // 2)
    return {
        "shared_buffers": _share(machine, 12, 128, 4096),
        "effective_cache_size": _share(machine, 2, 512, 65536),
        "work_mem": _share(machine, 384, 8, 128),
        "maintenance_work_mem": _share(machine, 48, 64, 1024),
        "dynamic_shared_memory_type": "posix" if machine.shared >= 512 * MB else "mmap",
        "max_worker_processes": str(max(8, machine.processors)),
        "max_parallel_workers": str(machine.processors),
        "max_parallel_workers_per_gather": str(parallel),
        "max_parallel_maintenance_workers": str(parallel),
    }


def _share(machine: Machine, part: int, least: int, most: int) -> str:
    return f"{min(max(machine.memory // part // MB, least), most)}MB"


def _writing(profile: Profile) -> dict[str, str]:
    durable = "on" if profile is Profile.DURABLE else "off"
    return {
        "fsync": durable,
        "synchronous_commit": durable,
        "full_page_writes": durable,
        "wal_compression": "pglz",
        "max_wal_size": "4GB" if profile is Profile.DURABLE else "1GB",
        "min_wal_size": "256MB" if profile is Profile.DURABLE else "80MB",
        "checkpoint_timeout": "15min",
        "checkpoint_completion_target": "0.9",
    }


def _privacy() -> dict[str, str]:
    """Keep personal data out of the log: no statements, no parameters, no details that quote a row."""
    return {
        "logging_collector": "off",
        "log_destination": "stderr",
        "log_line_prefix": "%m [%p] %d ",
        "log_statement": "none",
        "log_min_duration_statement": "-1",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
    }
