"""Makers of one record of each kind of documents, in the world's authority; what is there already is taken."""

from datetime import UTC, date, datetime
from typing import Any

from pollwright.acting import Role
from pollwright.authorities.models import Setting
from pollwright.elections.models import Contest, Electorate
from pollwright.files.models import StoredFile
from pollwright.printing.models import (
    ChangeLetters,
    Document,
    DocumentFile,
    OpeningSession,
    PostingPlace,
    PrintOrder,
    PrintPacket,
    StationPacks,
    WelshWording,
)
from pollwright.stations.models import Amendment
from tests.files.storing import keep_file
from tests.fixtures.arranging import arranged
from tests.fixtures.people import actor_in
from tests.walk import kinds
from tests.walk.kinds import MOMENT, made
from tests.walk.poll_kinds import once, the_poll
from tests.walk.world import World

SOON_AT = datetime(2099, 1, 1, 17, tzinfo=UTC)


def poll(world: World) -> str:
    """Return the poll, the office's particulars being entered, so that a notice can be prepared."""
    for name in ("address", "papers_from", "deliver_to", "deliver_hours"):
        with arranged():
            Setting.objects.get_or_create(
                authority=world.authority,
                name=f"papers.{name}",
                valid_from=date(2020, 1, 1),
                defaults={"value": "Walk"},
            )
    return str(the_poll(world).reference)


def contest(world: World, reference: str) -> Contest:
    found: Contest = once(world, Contest, reference, poll=the_poll(world), name=f"Walk {reference}", slug="walk")
    return found


def document(world: World) -> str:
    return str(the_document(world, "DN0000001", "notice_of_election").reference)


def waiting(world: World) -> str:
    """Return the poll, two notices of it being checked and waiting for approval."""
    for number in (1, 2):
        of = contest(world, f"CT000000{number}")
        the_document(world, f"DN000001{number}", "notice_of_poll", contest=of, state="proofed")
    return str(the_poll(world).reference)


def to_order(world: World) -> str:
    """Return a contest whose proof is approved, and whose ballot papers are not ordered."""
    return str(proof(world, 2).contest.reference)


def proof(world: World, number: int) -> Document:
    of = contest(world, f"CT000000{number}")
    return the_document(world, f"DN000002{number}", "ballot_paper", contest=of, state="approved")


def the_document(world: World, reference: str, kind: str, **given: Any) -> Document:
    facts: dict[str, Any] = {"poll": the_poll(world), "number": 1, "state": "published", "title": "Walk"}
    facts |= {"facts": {"colour": "white"}, "digest": "0" * 64, "prepared_by": "Walk", "prepared_at": MOMENT}
    facts |= {"approved_at": MOMENT, "published_at": MOMENT, "published_by": "Walk"}
    row: Document = once(world, Document, reference, kind=kind, **(facts | given))
    for form, content in (("pdf", b"%PDF"), ("html", b"<h1>Walk</h1>"), ("json", b"{}")):
        if not row.files.filter(form=form).exists():
            stored = file(world, content)
            made(world, DocumentFile, document=row, form=form, file=stored, sha256=stored.sha256)
    return row


def without_welsh(world: World) -> str:
    needed = {"state": "draft", "number": 2, "welsh_needed": ["Area"]}
    return str(the_document(world, "DN0000031", "photo_identification", **needed).reference)


def welsh(world: World) -> str:
    facts = {"english": "Walk", "welsh": "Walk", "source": "Walk", "entered_by": "Walk", "entered_at": MOMENT}
    return str(once(world, WelshWording, "WW0000001", **facts).reference)


def opening(world: World) -> str:
    facts = {"poll": the_poll(world), "starts_at": SOON_AT, "place": "Walk"}
    return str(once(world, OpeningSession, "PO0000001", **facts).reference)


def place(world: World) -> str:
    return str(once(world, PostingPlace, "PB0000001", name="Walk").reference)


def order(world: World) -> str:
    return the_order(world, 1, "prepared")


def released(world: World) -> str:
    return the_order(world, 3, "released")


def the_order(world: World, number: int, state: str) -> str:
    of, reference = proof(world, number), f"PR000000{number}"
    facts: dict[str, Any] = {"contest": of.contest, "proof": of, "digest": "0" * 64, "book": 50, "electors": 1}
    facts |= {"total": 50, "tendered_total": 5, "prepared_by": "Walk", "prepared_at": MOMENT, "state": state}
    held = PrintOrder.objects.filter(authority=world.authority, reference=reference).first()
    row = held or made(
        world, PrintOrder, reference=reference, pdf=file(world, b"%PDF"), xlsx=file(world, b"PK"), **facts
    )
    if not row.packets.exists():
        run = {"station": 1, "place": "Walk", "series": "station", "prefix": "BPS", "first": 1, "last": 50, "books": 1}
        made(world, PrintPacket, order=row, **run)
    return reference


def packs(world: World) -> str:
    kinds.electorate(world)
    of = Electorate.objects.filter(authority=world.authority).order_by("pk")[0]
    held = StationPacks.objects.filter(authority=world.authority, reference="SK0000001").first()
    facts: dict[str, Any] = {"electorate": of, "scheme": "S1", "per_page": 25, "stations": 0, "electors": 0, "pages": 0}
    facts |= {"sha256": "0" * 64, "prepared_by": "Walk", "prepared_at": MOMENT}
    return str((held or made(world, StationPacks, reference="SK0000001", file=file(world, b"PK"), **facts)).reference)


def change(world: World) -> dict[str, Any]:
    return kinds.amendment(world)


def letters(world: World) -> str:
    given = change(world)
    of = Amendment.objects.get(authority=world.authority, scheme__reference=given["reference"], number=given["number"])
    held = ChangeLetters.objects.filter(authority=world.authority, reference="CL0000001").first()
    files = {form: file(world, b"%PDF") for form in ("csv", "pdf", "sign")} if held is None else {}
    facts: dict[str, Any] = {"amendment": of, "affected": 1, "letters": 1, "by_hand": 0, "pages": 1, "digest": "0" * 64}
    facts |= {"prepared_by": "Walk", "prepared_at": MOMENT}
    return str((held or made(world, ChangeLetters, reference="CL0000001", **files, **facts)).reference)


def file(world: World, content: bytes) -> StoredFile:
    return keep_file(actor=actor_in(world.authority, Role.HEAD), source=content, name="walk.pdf", kind="poll-document")
