"""The web server keeps its connections to the database, and gets over the loss of them."""

import urllib.request

import psycopg

from tests.stories.conftest import Council

THREADS = 4
_OTHERS = (
    "FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
    " AND pid <> pg_backend_pid()"
)


def test_requests_share_a_few_connections_and_lost_ones_are_replaced(council: Council) -> None:
    def asked(times: int) -> set[int]:
        for _ in range(times):
            urllib.request.urlopen(f"{council.address}/sign-in/demonstration/", timeout=30).close()
        with psycopg.connect(council.environment["DATABASE_URL"]) as seeing:
            return {pid for (pid,) in seeing.execute(f"SELECT pid {_OTHERS}")}

    first = asked(2)
    seen = first.union(*(asked(2) for _ in range(4)))
    with psycopg.connect(council.environment["DATABASE_URL"]) as ending:
        ending.execute(f"SELECT pg_terminate_backend(pid) {_OTHERS}")
    replaced = asked(2)

    assert 1 <= len(seen) <= THREADS
    assert replaced
    assert not replaced & seen
