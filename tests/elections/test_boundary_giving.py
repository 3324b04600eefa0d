"""Our electors of a part for another authority: a file, a proof, two people, and the other side's own installation."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.elections.models import BoundaryFile, BoundaryPart, ElectorateChange, Poll
from pollwright.elections.operations.boundary_agreeing import FiguresDiffer, FiguresNotRead
from pollwright.elections.operations.boundary_giving import (
    PartNamesAnonymous,
    SamePersonReleasesPart,
    hand_out_part_file,
    prepare_part_file,
    release_part_file,
)
from pollwright.elections.operations.boundary_parts import PartChanged
from pollwright.elections.states import BoundaryFileState, BoundarySide
from pollwright.formats.boundary_reading import read_part
from pollwright.jobs.runner import perform
from pollwright.register.models import Elector
from tests.elections.boundary_acts import AT, MENDIP, agree, part_of
from tests.elections.cards_acts import scheme, stations
from tests.elections.electorate_acts import Ballot, ballot_in, freeze
from tests.fixtures.arranging import arranged


@dataclass
class Giving:
    """A part of ours whose Returning Officer is Mendip's, with an elector in each of two districts."""

    ballot: Ballot
    part: BoundaryPart
    reference: str


@pytest.fixture
def giving(authority: Authority, head: Actor, settings: Any, tmp_path: Path) -> Giving:
    """Freeze an electorate of two electors."""
    settings.FILES_ROOT = tmp_path / "files"
    ballot = ballot_in(authority)
    ballot.elector("AB1", "Ames")
    ballot.elector("AB2", "Bell")
    poll = ballot.poll("uk-parliament")
    part = part_of(head, poll, side=BoundarySide.OUT, prefix="", first_station=0)
    freeze(head, poll.reference)
    return Giving(ballot, part, poll.reference)


def prepared(actor: Actor, giving: Giving) -> BoundaryFile:
    """Prepare a file under our scheme."""
    with stations(scheme()):
        return prepare_part_file(actor=actor, reference=giving.part.reference, at=AT)


def test_a_file_leaves_by_two_people_with_our_electors_their_stations_and_counts(
    giving: Giving, head: Actor, senior: Actor, tmp_path: Path
) -> None:
    file = prepared(head, giving)
    with pytest.raises(SamePersonReleasesPart):
        release_part_file(actor=head, reference=file.reference, version=file.version, at=AT)
    release_part_file(actor=senior, reference=file.reference, version=file.version, at=AT)

    path = hand_out_part_file(actor=senior, reference=file.reference)

    held = read_part(path, tmp_path)
    file.refresh_from_db()
    lines = pl.read_parquet(held.lines).select("district", "number", "surname", "absent").rows()
    assert lines == [("AB1", "1", "Ames", ""), ("AB2", "2", "Bell", "")]
    assert (held.heading.sender_code, held.heading.receiver, held.heading.number) == (
        giving.ballot.authority.gss, MENDIP, 1,
    )  # fmt: skip
    assert [(one["station"], one["district"], one["electors"]) for one in held.stations] == [
        ("1", "AB1", "1"), ("2", "AB2", "1"),
    ]  # fmt: skip
    assert (file.state, file.handed_out) == (BoundaryFileState.RELEASED, 1)
    assert ElectorateChange.objects.count() == held.alterations


def test_a_part_is_made_and_read_by_the_worker_and_its_figures_are_agreed_by_a_click(
    giving: Giving, head: Actor, senior: Actor, client_as: Callable[[Role], Client]
) -> None:
    client, part = client_as(Role.HEAD), giving.part.reference
    with stations(scheme()):
        asked = client.post(f"/polls/across/{part}/prepare/")
        made = perform(head.authority_id, asked.headers["Location"].rstrip("/").rsplit("/", 1)[1])
    file = BoundaryFile.objects.get()
    release_part_file(actor=senior, reference=file.reference, version=file.version, at=AT)
    typed = {"version": "2", "officer": "Kim Officer", "capacity": "Manager", "means": "email", "source": "manifest"}
    day = {"day-day": "30", "day-month": "3", "day-year": "2027"}
    with arranged():
        Authority.objects.filter(pk=head.authority_id).update(demonstration=True, clock_on=AT.date())

    client.post(f"/polls/across/files/{file.reference}/agree/", typed | day)

    file.refresh_from_db()
    assert (made.state, made.outcome["electors"], file.state) == ("done", 2, BoundaryFileState.AGREED)
    assert file.their_figures == [
        {"district": "AB1", "figures": [1, 0, 0, 0]}, {"district": "AB2", "figures": [1, 0, 0, 0]},
    ]  # fmt: skip


def test_a_file_that_is_handed_in_is_read_by_the_worker_or_said_to_be_faulty(
    giving: Giving, head: Actor, client_as: Callable[[Role], Client]
) -> None:
    part = part_of(head, Poll.objects.get(), other_code="E07000189", other_name="South")
    page = client_as(Role.HEAD)

    asked = page.post(
        f"/polls/across/{part.reference}/receive/", {"file": SimpleUploadedFile("part.zip", b"no archive")}
    )
    read = perform(head.authority_id, asked.headers["Location"].rstrip("/").rsplit("/", 1)[1])

    assert (read.state, read.outcome["code"], BoundaryFile.objects.count()) == ("refused", "elections.R255", 0)


def test_the_list_of_parts_asks_the_database_as_often_for_three_as_for_one(
    giving: Giving, head: Actor, client_as: Callable[[Role], Client]
) -> None:
    client, counts = client_as(Role.HEAD), []
    paths = ("/polls/across/", f"/polls/across/{giving.part.reference}/")
    for more in ((), ("E07000189", "E07000190")):
        for code in more:
            part_of(head, Poll.objects.get(), other_code=code, other_name=code)
        prepared(head, giving)
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append(len(queries))

    assert counts[:2] == counts[2:]


def test_the_counts_that_the_other_side_read_are_agreed_figure_by_figure(
    giving: Giving, head: Actor, senior: Actor
) -> None:
    file = prepared(head, giving)
    file = release_part_file(actor=senior, reference=file.reference, version=file.version, at=AT)

    with pytest.raises(FiguresNotRead):
        agree(head, file, "AB1 one two")
    with pytest.raises(FiguresDiffer) as said:
        agree(head, file, "AB1 1 0 0 0\nAB2 0 1 0 0")
    agreed = agree(head, file, "ab1 1 0 0 0\nab2: 1, 0, 0, 0")

    assert said.value.values["places"] == (
        "district AB2, in person: 0 said, 1 in the file; district AB2, by post: 1 said, 0 in the file"
    )
    assert (agreed.state, agreed.their_officer, agreed.agreed_by) == (
        BoundaryFileState.AGREED, "Kim Officer", head.name,
    )  # fmt: skip
    with pytest.raises(PartChanged):
        agree(head, file)


def test_nobody_who_became_anonymous_since_is_given_by_name(giving: Giving, head: Actor, senior: Actor) -> None:
    file = prepared(head, giving)
    with arranged():
        Elector.objects.filter(surname="Ames").update(anonymous=True, surname="", forenames="")

    with pytest.raises(PartNamesAnonymous) as said:
        release_part_file(actor=senior, reference=file.reference, version=file.version, at=AT)

    assert said.value.values["count"] == 1
