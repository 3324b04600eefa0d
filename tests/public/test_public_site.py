"""The public site apart: its addresses, its answers, and what its role of the database can reach."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client, RequestFactory
from django.urls import get_resolver

from pollwright.access.web.client import client_address, source_of
from pollwright.config.environment import networks_from
from tests.architecture.test_pages import views

ASKED = """
import json, django
django.setup()
from django.db import connection
from django.test import Client
client = Client()
answers = {address: client.get(address) for address in ADDRESSES}
with connection.cursor() as cursor:
    cursor.execute("SELECT current_user")
    role = cursor.fetchone()[0]
told = {address: [answer.status_code, len(answer.cookies)] for address, answer in answers.items()}
headers = {name: answers["/"].headers.get(name) for name in NAMES}
print(json.dumps([told, headers, role]))
"""
NAMES = ["Content-Security-Policy", "Referrer-Policy", "Strict-Transport-Security", "X-Frame-Options"]


def test_the_public_site_is_served_by_processes_that_know_no_officers_page(database_url: str) -> None:
    officers = ["/sign-in/login/", "/register/electors/", "/access/people/", "/nominations/portal/", "/public/"]
    addresses = ["/", *officers]
    program = ASKED.replace("ADDRESSES", str(addresses)).replace("NAMES", str(NAMES))
    environment = {**os.environ, "POLLWRIGHT_SITE": "public", "DATABASE_URL": database_url}

    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)

    told, headers, role = json.loads(ended.stdout)
    policy = set(headers.pop("Content-Security-Policy").split("; "))
    assert told == {"/": [200, 0], **{address: [404, 0] for address in officers}}
    assert headers == {
        "Referrer-Policy": "no-referrer",
        "Strict-Transport-Security": "max-age=31536000",
        "X-Frame-Options": "DENY",
    }
    assert policy == {
        "base-uri 'none'", "default-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
        "img-src 'self' data:", "object-src 'none'",
    }  # fmt: skip
    assert role == "pollwright_public"


def test_every_address_of_the_public_site_is_public_and_of_its_own_room() -> None:
    found = [view for _, view in views(get_resolver("pollwright.config.public_urls"))]

    assert {(view.__module__.split(".")[1], view.permission) for view in found} == {("public", "public")}  # type: ignore[attr-defined]


def test_the_role_of_the_public_site_reaches_the_public_views_and_counts_only(db: None) -> None:
    may = (
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm')"
        " AND (has_table_privilege('pollwright_public', c.oid, %s)"
        "      OR has_any_column_privilege('pollwright_public', c.oid, %s)) ORDER BY 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(may, ["SELECT", "SELECT"])
        reads = [row[0] for row in cursor.fetchall()]
        cursor.execute(may, ["INSERT, UPDATE", "INSERT, UPDATE"])
        writes = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname <> 'pollwright_public'"
                       " AND pg_has_role('pollwright_public', oid, 'MEMBER')")  # fmt: skip
        acts_as = cursor.fetchall()

    assert reads == [
        "access_tries", "public_allotment", "public_amendment", "public_contact", "public_contest", "public_council",
        "public_district", "public_divided_home", "public_home", "public_notice", "public_notice_file", "public_poll",
        "public_station", "public_station_file", "public_station_key", "stations_stationdatakeyuse",
    ]  # fmt: skip
    assert writes == ["access_tries", "stations_stationdatakeyuse"]
    assert acts_as == []


@pytest.mark.parametrize(
    "table", ["register_elector", "register_registerentry", "access_person", "stations_venuecontact", "audit_event"]
)
def test_the_role_of_the_public_site_is_refused_electors_officers_and_contacts(db: None, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE pollwright_public")
        with pytest.raises(ProgrammingError, match=f"permission denied for table {table}"), transaction.atomic():
            cursor.execute(f"SELECT count(*) FROM {table}")
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize(
    ("proxies", "peer", "passed_on", "address"),
    [
        ("", "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        ("10.0.0.0/8", "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        ("10.0.0.0/8", "10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.0/8", "10.0.0.1", "198.51.100.7, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.0/8", "10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.0/8", "10.0.0.1", "203.0.113.9, made up", "10.0.0.1"),
        ("10.0.0.0/8 ::1", "::1", "::ffff:203.0.113.9", "203.0.113.9"),
        ("10.0.0.0/8", "::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9"),
    ],
)
def test_what_a_client_writes_itself_is_not_its_address(
    settings: Any, proxies: str, peer: str, passed_on: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = networks_from(proxies)

    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=passed_on)

    assert client_address(request) == address


def test_a_network_of_the_new_protocol_is_counted_as_one(settings: Any) -> None:
    settings.TRUSTED_PROXIES = ()

    of = [
        source_of(RequestFactory().get("/", REMOTE_ADDR=one))
        for one in ("2001:db8::1", "2001:db8::ffff:2", "192.0.2.1")
    ]

    assert of == ["2001:db8::/64", "2001:db8::/64", "192.0.2.1"]


def test_guessing_links_behind_a_proxy_is_counted_by_the_visitor_s_address(db: None, settings: Any) -> None:
    settings.TRUSTED_PROXIES = networks_from("127.0.0.1")
    settings.SESSION_COOKIE_SECURE = False
    link = "/nominations/portal/enter/quantock/guessed/"
    visitor = Client()

    answers = [visitor.post(link, headers={"X-Forwarded-For": "203.0.113.9"}).status_code for _ in range(21)]
    other = visitor.post(link, headers={"X-Forwarded-For": "203.0.113.10"}).status_code

    assert (answers, other) == ([404] * 20 + [429], 404)
