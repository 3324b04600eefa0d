"""The contact list of keyholders: who may be rung now, and that taking it away leaves a trace."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pollwright.acting import Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.documents.preview import text_of
from pollwright.stations.models import Venue, VenueContact
from tests.fixtures.arranging import arranged
from tests.walk.world import client_in

pytestmark = pytest.mark.django_db


def keyholder(authority: Authority, number: int, **given: object) -> None:
    """Have somebody hold the keys of a hall."""
    with arranged():
        hall = Venue.objects.create(authority=authority, reference=f"VEN000010{number}", name=f"Hall {number}")
        VenueContact.objects.create(
            authority=authority,
            venue=hall,
            role="keyholder",
            name=f"Key Holder {number}",
            phone="01632 960001",
            **given,
        )


def test_the_list_has_who_may_be_rung_now_and_its_file_leaves_an_event(authority: Authority) -> None:
    client = client_in(authority, Role.SENIOR)
    keyholder(authority, 1)
    keyholder(authority, 2, ended_on=date(2026, 11, 1))

    page = client.get(reverse("stations:contacts")).content.decode()
    written = client.get(reverse("stations:contacts-file"))

    text = "".join(text_of(written.content))
    assert ("Key Holder 1" in page, "Key Holder 2" in page) == (True, False)
    assert ("Key Holder 1" in text, "01632 960001" in text, "Key Holder 2" in text) == (True, True, False)
    assert Event.objects.filter(code="register.list-downloaded").count() == 1


def test_three_keyholders_take_as_many_statements_as_one(authority: Authority) -> None:
    client = client_in(authority, Role.SENIOR)
    keyholder(authority, 1)
    address = reverse("stations:contacts")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    keyholder(authority, 2)
    keyholder(authority, 3)

    with CaptureQueriesContext(connection) as three:
        client.get(address)

    assert len(three) == len(one)
