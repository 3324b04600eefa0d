"""The databases that the tests themselves work on."""

from collections.abc import Callable

import psycopg
import pytest
from django.contrib.auth.models import Group
from django.db import connection

from pollwright.postgres import Server
from tests.database import OWNER_LOCK, WorkerDatabase, sweep

pytestmark = pytest.mark.django_db


def test_tests_work_in_the_applications_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")

        assert cursor.fetchone() == ("pollwright_app",)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_one_test_commits_the_next_does_not_see(turn: str, database_url: str) -> None:
    Group.objects.create(name="left behind")

    with psycopg.connect(database_url) as other:
        assert other.execute("SELECT count(*) FROM auth_group").fetchone() == (1,)


def test_another_database_is_migrated_and_empty(another_database: Callable[..., str]) -> None:
    with psycopg.connect(another_database()) as other:
        assert other.execute("SELECT count(*) FROM auth_group").fetchone() == (0,)


def test_databases_of_killed_runs_are_swept_and_those_of_living_ones_are_not(
    postgres_server: Server, worker_database: WorkerDatabase
) -> None:
    orphan, living = "pollwright_test_00000000_gw7", "pollwright_test_00000001_gw7"
    postgres_server.create_database(orphan)
    postgres_server.create_database(living)
    with psycopg.connect(postgres_server.maintenance_url, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [OWNER_LOCK, living])

        sweep(postgres_server)

        names = owner.execute(
            "SELECT datname FROM pg_database WHERE datname = ANY(%s)", [[orphan, living, worker_database.name]]
        ).fetchall()
    postgres_server.drop_database(living)
    assert sorted(name for (name,) in names) == sorted([living, worker_database.name])
