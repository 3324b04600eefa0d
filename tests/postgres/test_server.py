"""What a running private server allows, keeps to itself, and is set to."""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from pollwright.postgres import PostgresProblem, Profile, Server, ensure_roles, serving
from pollwright.postgres.binaries import Binaries, find_binaries
from pollwright.postgres.databases import database_exists
from pollwright.postgres.placement import Placement, within_reach
from pollwright.postgres.profiles import MB, Machine, configuration
from tests.postgres.conftest import WITHOUT_DATABASE

AS_ROOT = pytest.mark.skipif(os.getuid() != 0, reason="only root runs the server as another account")


@pytest.fixture(scope="module")
def running(folder: Path) -> Server:
    return Server.start(folder, Profile.FAST, WITHOUT_DATABASE)


def setting(server: Server, name: str) -> str:
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
        assert row is not None
        return str(row[0])


def test_an_address_of_the_users_own_is_used_as_it_is_and_nothing_is_started(tmp_path: Path) -> None:
    address = "postgresql://officer@db.example/register"

    with serving(tmp_path, Profile.DURABLE, {"DATABASE_URL": address}) as server:
        found = server.url

    assert found == address
    assert list(tmp_path.iterdir()) == []


def test_the_application_writes_rows_but_may_not_empty_or_make_tables(running: Server) -> None:
    url = running.create_database("rights_of_the_application")
    with psycopg.connect(url) as owner:
        owner.execute("CREATE TABLE notice (id bigint GENERATED ALWAYS AS IDENTITY, kind text)")
    refused = []
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET ROLE pollwright_app")
        connection.execute("INSERT INTO notice (kind) VALUES ('monthly')")
        for statement in ("TRUNCATE notice", "CREATE TABLE own (id int)", "DROP TABLE notice"):
            try:
                connection.execute(statement)
            except errors.InsufficientPrivilege:
                refused.append(statement)

        kept = connection.execute("SELECT kind FROM notice").fetchall()

    running.drop_database("rights_of_the_application")
    assert refused == ["TRUNCATE notice", "CREATE TABLE own (id int)", "DROP TABLE notice"]
    assert kept == [("monthly",)]


def test_the_read_only_role_reads_and_does_not_write(running: Server) -> None:
    url = running.create_database("rights_of_the_reader")
    with psycopg.connect(url) as owner:
        owner.execute("CREATE TABLE notice AS SELECT 'monthly' AS kind")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET ROLE pollwright_read")

        read = connection.execute("SELECT kind FROM notice").fetchall()
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("INSERT INTO notice VALUES ('final')")

    running.drop_database("rights_of_the_reader")
    assert read == [("monthly",)]


def test_a_copied_database_grants_what_its_template_does(running: Server) -> None:
    with psycopg.connect(running.create_database("the_template")) as owner:
        owner.execute("CREATE TABLE notice AS SELECT 'monthly' AS kind")
    url = running.create_database("the_copy", template="the_template")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE made_later (id int)")
        connection.execute("SET ROLE pollwright_app")

        connection.execute("INSERT INTO made_later VALUES (1)")
        copied = connection.execute("SELECT kind FROM notice").fetchall()

    running.drop_database("the_copy")
    running.drop_database("the_template")
    assert copied == [("monthly",)]
    assert not database_exists(running.url, "the_copy")


def test_the_roles_can_be_made_sure_of_many_times_at_once(running: Server) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(ensure_roles, [running.url] * 8))

    with psycopg.connect(running.url) as connection:
        roles = connection.execute(
            "SELECT rolname, rolsuper, rolcanlogin FROM pg_roles WHERE rolname LIKE 'pollwright%' ORDER BY rolname"
        ).fetchall()
    assert roles == [
        ("pollwright_app", False, True),
        ("pollwright_owner", False, True),
        ("pollwright_public", False, True),
        ("pollwright_read", False, True),
    ]


def test_the_log_quotes_neither_statements_nor_rows(running: Server) -> None:
    assert running.placement is not None
    with psycopg.connect(running.url, autocommit=True) as connection:
        connection.execute("CREATE TEMPORARY TABLE elector (surname text UNIQUE)")
        connection.execute("INSERT INTO elector VALUES ('Featherstonehaugh')")

        with pytest.raises(errors.UniqueViolation):
            connection.execute("INSERT INTO elector VALUES (%s)", ["Featherstonehaugh"])

    log = running.placement.log.read_text()
    assert "duplicate key value violates unique constraint" in log
    assert "Featherstonehaugh" not in log


@AS_ROOT
def test_no_other_account_of_the_machine_may_connect_not_even_the_servers_own(running: Server) -> None:
    assert running.placement is not None
    psql = shutil.which("psql") or find_binaries(WITHOUT_DATABASE).program("psql")

    said = running.placement.run([psql, running.url, "-c", "SELECT 1"])

    assert said.returncode == 2
    assert "Peer authentication failed" in said.stdout


def test_nothing_listens_on_the_network(running: Server) -> None:
    assert setting(running, "listen_addresses") == ""


def test_a_running_server_takes_over_another_profile(folder: Path, running: Server) -> None:
    before = setting(running, "fsync")

    Server.start(folder, Profile.DURABLE, WITHOUT_DATABASE)

    deadline = time.monotonic() + 30
    while (after := setting(running, "fsync")) == before and time.monotonic() < deadline:
        time.sleep(0.05)
    Server.start(folder, Profile.FAST, WITHOUT_DATABASE)
    assert (before, after) == ("off", "on")


def test_order_of_text_is_by_code_point_on_every_machine(running: Server) -> None:
    with psycopg.connect(running.url) as connection:
        rows = connection.execute("SELECT x FROM unnest(ARRAY['b', 'É', 'a', 'Z', 'é']) AS x ORDER BY x").fetchall()

    assert [row[0] for row in rows] == ["Z", "a", "b", "É", "é"]


# shared_buffers a twelfth, work_mem a 384th, maintenance_work_mem a 48th of 24 GB, worked by hand
def test_settings_fit_a_machine_of_24_gb_and_two_processors() -> None:
    text = configuration(Profile.DURABLE, Machine(24 * 1024 * MB, 2, 1024 * MB), Path("/tmp/s"))

    settings = dict(line.split(" = ") for line in text.splitlines())
    assert {name: settings[name] for name in ("shared_buffers", "work_mem", "maintenance_work_mem")} == {
        "shared_buffers": "'2048MB'",
        "work_mem": "'64MB'",
        "maintenance_work_mem": "'512MB'",
    }
    assert (settings["fsync"], settings["synchronous_commit"]) == ("'on'", "'on'")
    assert settings["max_parallel_workers_per_gather"] == "'1'"


def test_a_container_with_little_shared_memory_uses_files_for_parallel_queries() -> None:
    text = configuration(Profile.DURABLE, Machine(2048 * MB, 2, 64 * MB), Path("/tmp/s"))

    settings = dict(line.split(" = ") for line in text.splitlines())
    assert settings["dynamic_shared_memory_type"] == "'mmap'"


def test_the_path_of_the_socket_stays_short_in_a_deep_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("deep" * 30)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))

    sockets = Placement(tmp_path, tmp_path, None).sockets

    assert sockets.parent == Path("/tmp")


def test_a_socket_folder_of_somebody_else_is_refused(folder: Path, running: Server) -> None:
    assert running.placement is not None
    running.stop()
    sockets = running.placement.sockets
    shutil.rmtree(sockets)
    sockets.symlink_to("/tmp")

    with pytest.raises(PostgresProblem) as refusal:
        Server.start(folder, Profile.FAST, WITHOUT_DATABASE)

    sockets.unlink()
    Server.start(folder, Profile.FAST, WITHOUT_DATABASE)
    assert refusal.value.problem == f"{sockets} belongs to somebody else."


def test_a_chosen_folder_without_the_programs_is_named_in_the_refusal(tmp_path: Path) -> None:
    with pytest.raises(PostgresProblem) as refusal:
        find_binaries({"POLLWRIGHT_PG_BIN": str(tmp_path)})

    assert refusal.value.problem == (
        f"POLLWRIGHT_PG_BIN is {tmp_path}, which does not hold postgres, initdb and pg_ctl."
    )


@AS_ROOT
def test_programs_in_a_private_folder_are_copied_to_where_the_servers_account_can_run_them(
    tmp_path: Path, running: Server
) -> None:
    assert running.placement is not None
    own = find_binaries(WITHOUT_DATABASE)
    for part in (own.root, own.root.with_name(f"{own.root.name}.libs")):
        if part.is_dir():
            shutil.copytree(part, tmp_path / part.name)
    tmp_path.chmod(0o700)
    private = tmp_path / own.root.name
    hidden = Binaries(private / own.directory.relative_to(own.root), private, own.version)

    moved = within_reach(hidden, running.placement)

    said = running.placement.run([moved.program("initdb"), "--version"])
    shutil.rmtree(moved.root.parent)
    assert moved.directory != hidden.directory
    assert said.stdout.startswith("initdb (PostgreSQL)")


@AS_ROOT
def test_the_data_belongs_to_an_account_that_is_not_root_and_is_closed_to_others(running: Server) -> None:
    assert running.placement is not None
    found = running.placement.cluster.stat()

    assert found.st_uid != 0
    assert found.st_mode & 0o777 == 0o700


def test_the_command_says_whether_a_server_runs(tmp_path: Path) -> None:
    environment = {**WITHOUT_DATABASE, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}
    command = [sys.executable, "-m", "pollwright.postgres", "status", "--home", str(tmp_path)]

    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert (said.returncode, said.stdout) == (1, "stopped\n")
