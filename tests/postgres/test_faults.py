"""The private server after kill -9, with stale files about, and with several starters at once."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from pollwright.postgres import PostgresProblem, Profile, Server, destroy, discard_other_version, serving, status
from pollwright.postgres.placement import Placement
from pollwright.postgres.processes import left_behind
from tests.postgres.conftest import WITHOUT_DATABASE
from tests.programs import running

SOURCES = str(Path(__file__).resolve().parents[2] / "src")
HOLD = "import os, sys; from pathlib import Path; from pollwright.postgres import Profile, serving\n" + (
    "with serving(Path(sys.argv[1]), Profile.DURABLE, os.environ):\n"
    "    print('serving', flush=True)\n"
    "    sys.stdin.read()\n"
)


def kill(folder: Path) -> int:
    """Kill the folder's postmaster as a crash would, and return its number."""
    found = status(folder, WITHOUT_DATABASE)
    assert found is not None
    os.kill(found.pid, signal.SIGKILL)
    return found.pid


def placement_of(server: Server) -> Placement:
    assert server.placement is not None
    return server.placement


def test_what_was_committed_is_there_after_the_server_is_killed(server: Server, folder: Path) -> None:
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 430000 AS electors")
    busy = psycopg.connect(server.url)
    busy.execute("CREATE TABLE never_committed (electors integer)")
    killed = kill(folder)

    started = Server.start(folder, Profile.DURABLE, WITHOUT_DATABASE)

    found = status(folder, WITHOUT_DATABASE)
    assert found is not None
    assert found.pid != killed
    with psycopg.connect(started.url) as connection:
        assert connection.execute("SELECT electors FROM kept").fetchall() == [(430000,)]
        assert connection.execute("SELECT to_regclass('never_committed')").fetchone() == (None,)
        connection.execute("DROP TABLE kept")
    busy.close()


def test_a_stale_pid_file_with_the_number_of_a_living_stranger_does_not_stop_the_start(
    server: Server, folder: Path
) -> None:
    placement = placement_of(server)
    kill(folder)
    stale = placement.cluster / "postmaster.pid"
    account = placement.account
    with running(["sleep", "60"], user=account.uid if account else None) as stranger:
        lines = stale.read_text().splitlines()
        stale.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")

        taken_for_ours = status(folder, WITHOUT_DATABASE)
        started = Server.start(folder, Profile.DURABLE, WITHOUT_DATABASE)
    assert taken_for_ours is None
    with psycopg.connect(started.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_socket_left_by_a_dead_server_does_not_stop_the_start(server: Server, folder: Path) -> None:
    sockets = placement_of(server).sockets
    server.stop()
    (sockets / ".s.PGSQL.5432").touch()
    (sockets / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")

    started = Server.start(folder, Profile.DURABLE, WITHOUT_DATABASE)

    with psycopg.connect(started.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_socket_folder_that_is_gone_is_made_again(server: Server, folder: Path) -> None:
    sockets = placement_of(server).sockets
    server.stop()
    shutil.rmtree(sockets)

    started = Server.start(folder, Profile.DURABLE, WITHOUT_DATABASE)

    with psycopg.connect(started.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_half_made_data_folder_is_made_anew(tmp_path: Path) -> None:
    with serving(tmp_path, Profile.FAST, WITHOUT_DATABASE) as first:
        placement = placement_of(first)
    placement.cluster.rename(placement.home / "data.new")
    (placement.home / "data.new" / "PG_VERSION").unlink()

    with (
        serving(tmp_path, Profile.FAST, WITHOUT_DATABASE) as again,
        psycopg.connect(again.url) as connection,
    ):
        found = connection.execute("SELECT current_user").fetchone()

    destroy(tmp_path, WITHOUT_DATABASE)
    assert found == ("pollwright_owner",)


def test_three_starters_of_a_new_folder_at_once_get_one_server(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pollwright.postgres", "start", "--home", str(tmp_path)]
    environment = {**WITHOUT_DATABASE, "PYTHONPATH": SOURCES}

    starters = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = [starter.communicate()[0] for starter in starters]

    server = Server.start(tmp_path, Profile.DURABLE, WITHOUT_DATABASE)
    found = status(tmp_path, WITHOUT_DATABASE)
    processes = left_behind(placement_of(server).cluster)
    assert found is not None
    assert answers == [f"{server.url}\n"] * 3
    assert [pid for pid in processes if parent_of(pid) != found.pid] == [found.pid]
    destroy(tmp_path, WITHOUT_DATABASE)


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_the_last_to_leave_stops_the_server_and_nobody_before(server: Server, folder: Path) -> None:
    server.stop()

    with serving(folder, Profile.DURABLE, WITHOUT_DATABASE):
        with serving(folder, Profile.DURABLE, WITHOUT_DATABASE):
            pass
        after_the_first = status(folder, WITHOUT_DATABASE)
    after_the_last = status(folder, WITHOUT_DATABASE)

    assert after_the_first is not None
    assert after_the_last is None


def test_a_user_that_was_killed_does_not_keep_the_server_from_stopping(server: Server, folder: Path) -> None:
    server.stop()
    environment = {**WITHOUT_DATABASE, "PYTHONPATH": SOURCES}
    command = [sys.executable, "-c", HOLD, str(folder)]
    with running(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as user:
        assert user.stdout is not None
        assert user.stdout.readline() == "serving\n"

        user.kill()
        user.wait()
        with serving(folder, Profile.DURABLE, WITHOUT_DATABASE):
            pass

    assert status(folder, WITHOUT_DATABASE) is None


def test_stopping_ends_every_process_of_the_server(server: Server) -> None:
    server.stop()

    assert left_behind(placement_of(server).cluster) == []


def test_data_of_another_version_is_refused_with_the_way_out(server: Server, folder: Path) -> None:
    server.stop()
    version = placement_of(server).cluster / "PG_VERSION"
    true_version = version.read_text()
    version.write_text("14\n")

    with pytest.raises(PostgresProblem) as refusal:
        Server.start(folder, Profile.DURABLE, WITHOUT_DATABASE)

    version.write_text(true_version)
    assert refusal.value.problem.startswith(f"The data in {placement_of(server).home} was made by PostgreSQL 14;")


def test_a_server_that_cannot_start_shows_the_end_of_its_log(server: Server, folder: Path) -> None:
    server.stop()
    configuration = placement_of(server).cluster / "postgresql.conf"
    written = configuration.read_text()
    configuration.write_text(f"{written}no_such_setting = on\n")

    with pytest.raises(PostgresProblem) as refusal:
        Server.start(folder, Profile.DURABLE, WITHOUT_DATABASE)

    configuration.write_text(written)
    assert refusal.value.remedy.count('unrecognized configuration parameter "no_such_setting"') == 1


def test_a_destroyed_server_leaves_neither_processes_nor_data(tmp_path: Path) -> None:
    placement = placement_of(Server.start(tmp_path, Profile.FAST, WITHOUT_DATABASE))

    destroy(tmp_path, WITHOUT_DATABASE)

    assert left_behind(placement.cluster) == []
    assert (placement.cluster.exists(), placement.sockets.exists()) == (False, False)
    assert status(tmp_path, WITHOUT_DATABASE) is None


def test_only_data_of_another_version_is_discarded(tmp_path: Path) -> None:
    server = Server.start(tmp_path, Profile.FAST, WITHOUT_DATABASE)
    server.stop()
    cluster = placement_of(server).cluster

    kept = discard_other_version(tmp_path, WITHOUT_DATABASE)
    there = cluster.exists()
    (cluster / "PG_VERSION").write_text("14\n")
    discarded = discard_other_version(tmp_path, WITHOUT_DATABASE)

    assert (kept, there, discarded, cluster.exists()) == (False, True, True, False)
    assert discard_other_version(tmp_path, WITHOUT_DATABASE) is False
