"""The lists of the office, on their one pattern: kept, corrected, taken over from tables, and told to the calendar."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Permission, Role
from pollwright.audit.models import Event, EventPayload
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.models import Authority
from pollwright.elections.models import Vacancy
from pollwright.office.kinds import KINDS, Shape
from pollwright.office.models import OfficeDate, OfficeDocument, OfficeRecord
from pollwright.office.operations.importing import RecordsUnreadable, import_records, pence_of
from pollwright.office.operations.keeping import (
    BadValue,
    LinkedAlready,
    NoSuchDate,
    NothingSaid,
    RecordChanged,
    RecordFacts,
    add_document,
    change_record,
    link_record,
    meet_date,
    open_record,
    set_date,
)
from pollwright.office.queries.records import record_whole
from pollwright.office.states import DateKind
from pollwright.refusals import NotFound
from pollwright.year.queries.calendar import alarms, dates
from tests.fixtures.people import TODAY
from tests.register.test_applications_pages import text_of
from tests.walk import poll_kinds
from tests.walk.world import World

VALUES = {Shape.DAY: "2026-11-20", Shape.NUMBER: 2026, Shape.MONEY: 12550, Shape.YES_NO: True}


def record_in(actor: Actor, kind: str = "procedures", **given: Any) -> OfficeRecord:
    held = next(one for one in KINDS if one.code == kind)
    values = {
        asked.name: asked.choices[0][0] if asked.shape is Shape.CHOICE else VALUES.get(asked.shape, "Walk")
        for asked in held.fields
    }
    facts = RecordFacts("Postal vote opening", held.states[0].code, owner_text="Ines Quill", fields=values)
    return open_record(actor=actor, kind=kind, facts=facts, on=TODAY, **given)


def test_a_record_of_every_list_is_kept_shown_and_found(
    client_as: Callable[[Role], Client], senior: Actor, authority: Authority
) -> None:
    made = {kind.code: record_in(senior, kind.code, first_on=date(2026, 11, 20)) for kind in KINDS}
    client = client_as(Role.SENIOR)

    index = text_of(client.get("/office/"))
    looked_at = ("orders", "breaches", "members")
    lists = {code: text_of(client.get(f"/office/lists/{code}/?look=overdue")) for code in looked_at}
    pages = {code: text_of(client.get(f"/office/{made[code].reference}/")) for code in looked_at}

    overdue = {code for code, one in made.items() if OfficeRecord.objects.get(pk=one.pk).next_on == date(2026, 11, 20)}
    assert overdue == set(made) - {"breaches"}  # a breach has the day of 72 hours after it was noticed
    assert {code for code, page in lists.items() if "Postal vote opening" in page} == {"orders", "members"}
    assert [code for code, page in pages.items() if "Ines Quill" not in page] == []
    assert [kind.code for kind in KINDS if str(kind.title) not in index] == []


@pytest.mark.parametrize(
    ("kind", "late", "early"),
    [(kind.code, asked.name, asked.after) for kind in KINDS for asked in kind.fields if asked.after],
)
def test_no_day_lies_before_the_one_that_it_follows(
    officer: Actor, senior: Actor, kind: str, late: str, early: str
) -> None:
    made = record_in(senior, kind)
    facts = RecordFacts(made.title, made.state, fields=made.fields | {early: "2026-11-20", late: "2026-11-19"})

    with pytest.raises(BadValue):
        change_record(actor=senior, reference=made.reference, version=made.version, facts=facts, reason="Moved")


def test_a_correction_keeps_what_stood_before_with_its_reason_and_the_second_officer_is_told(officer: Actor) -> None:
    made = record_in(officer)
    facts = RecordFacts("Opening postal votes", "in-force", fields={"area": "Postal votes"})
    given: dict[str, Any] = {"actor": officer, "reference": made.reference, "version": made.version, "facts": facts}
    with pytest.raises(NothingSaid):
        change_record(**given, reason=" ")
    change_record(**given, reason="The working group renamed it")

    with pytest.raises(RecordChanged):
        change_record(**given, reason="Me too")

    event = Event.objects.order_by("-id").first()
    changes = EventPayload.objects.get(pk=event.pk).body["changes"]
    assert (event.code, event.reason) == ("office.changed", "The working group renamed it")
    assert changes["title"] == ["Postal vote opening", "Opening postal votes"]
    assert changes["area"] == ["Walk", "Postal votes"]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("law-changes", {"instrument": ""}),
        ("orders", {"supplier": "Sedge Press", "amount": -1}),
        ("standards", {"standard": "1", "for_whom": "nobody"}),
    ],
)
def test_a_field_that_is_missing_negative_or_no_choice_is_refused(
    officer: Actor, kind: str, fields: dict[str, Any]
) -> None:
    state = next(one for one in KINDS if one.code == kind).states[0].code

    with pytest.raises(BadValue):
        open_record(actor=officer, kind=kind, facts=RecordFacts("X", state, fields=fields), on=TODAY)

    assert OfficeRecord.objects.count() == 0


def test_dates_feed_the_calendar_until_they_are_met(officer: Actor) -> None:
    made = record_in(officer, first_on=date(2026, 11, 20))
    set_date(actor=officer, reference=made.reference, version=made.version, kind=DateKind.TEST, day=date(2027, 3, 1))
    late = alarms(officer, calendar_of(officer.authority_id), on=TODAY)
    found = OfficeDate.objects.get(kind="review")
    given: dict[str, Any] = {"actor": officer, "reference": made.reference, "number": found.pk, "on": TODAY}
    meet_date(**given, version=made.version + 1, outcome="Nothing to change")
    with pytest.raises(NoSuchDate):
        meet_date(**given, version=made.version + 2, outcome="")

    rows = dates(officer.authority_id, officer.permissions, first=date(2026, 11, 1), last=date(2027, 4, 1), on=TODAY)

    told = {row.what: (row.about, row.standing) for row in rows if row.key.startswith("office.")}
    assert (late, alarms(officer, calendar_of(officer.authority_id), on=TODAY)) == (1, 0)
    assert told == {
        f"Review: {made.reference}": ("Postal vote opening", "done"),
        f"Test: {made.reference}": ("Postal vote opening", "coming"),
    }
    assert OfficeRecord.objects.get().next_on == date(2027, 3, 1)


def test_the_breach_log_is_hidden_from_whoever_may_not_see_it(
    senior: Actor, officer: Actor, client_as: Callable[[Role], Client]
) -> None:
    made = record_in(senior, "breaches")
    client = client_as(Role.OFFICER)
    change_record(
        actor=senior,
        reference=made.reference,
        version=made.version,
        facts=RecordFacts("Sent to the wrong home", "open", fields={"aware_on": "2026-11-20", "what": "A letter"}),
        reason="More is known",
    )

    answers = [client.get(f"/office/{tail}").status_code for tail in (f"{made.reference}/", "lists/breaches/")]
    of_officer = dates(officer.authority_id, officer.permissions, first=TODAY, last=TODAY, on=TODAY)
    of_senior = dates(senior.authority_id, senior.permissions, first=TODAY, last=TODAY, on=TODAY)

    assert answers == [404, 404]
    assert "Breach log" not in text_of(client.get("/office/"))
    assert [row.key for row in of_officer if row.key.startswith("breach.")] == []
    # 72 hours after Friday 20 November 2026 is Monday 23 November (UK GDPR, art 33)
    told = [(row.on, row.statutory) for row in of_senior if row.key.startswith("breach.")]
    assert told == [(date(2026, 11, 23), True)]
    assert "Sent to the wrong home" not in str([row.body for row in EventPayload.objects.all()])


def test_documents_and_links_are_added_and_links_go_both_ways(
    officer: Actor, stranger: Actor, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path
    procedure, change = record_in(officer), record_in(officer, "law-changes")
    link_record(actor=officer, reference=change.reference, version=change.version, to=procedure.reference)
    given: dict[str, Any] = {"title": "", "name": "opening.pdf", "media_type": "application/pdf", "content": b"%PDF"}
    add_document(actor=officer, reference=procedure.reference, version=procedure.version, on=TODAY, **given)
    with pytest.raises(LinkedAlready):
        link_record(actor=officer, reference=procedure.reference, version=procedure.version + 1, to=change.reference)
    with pytest.raises(NotFound):
        record_whole(stranger.authority_id, frozenset(Permission), procedure.reference)

    whole = record_whole(officer.authority_id, officer.permissions, procedure.reference)

    assert [link[0] for link in whole.links] == [change.reference]
    assert (OfficeDocument.objects.get().title, whole.documents[0][0]) == ("opening.pdf", "opening.pdf")


def test_a_table_is_taken_over_whole_or_not_at_all(officer: Actor) -> None:
    head = "Title,State,Owner,Next date,Supplier,Amount\n"
    good = 'Ballot paper stock,Ordered,Ines Quill,1/12/2026,Sedge Press,"1,250.50"\n'
    with pytest.raises(RecordsUnreadable) as told:
        import_records(
            actor=officer, kind="orders", content=f"{head}{good}Seals,,,,Sedge Press,-3\n".encode(), on=TODAY
        )
    assert (told.value.values["row"], OfficeRecord.objects.count()) == (3, 0)

    many = import_records(actor=officer, kind="orders", content=f"{head}{good}".encode(), on=TODAY)
    assert import_records(actor=officer, kind="orders", content=f"{head}{good}".encode(), on=TODAY) == 0

    made = OfficeRecord.objects.get()
    assert (many, made.fields["amount"], made.next_on, made.owner_text) == (1, 125050, date(2026, 12, 1), "Ines Quill")


def test_amounts_are_read_as_people_type_them() -> None:
    assert [pence_of(text) for text in ("£1,234.50", "12", "0.05")] == [123450, 1200, 5]


def test_an_officer_keeps_a_member_whose_seat_falls_vacant(
    client_as: Callable[[Role], Client], authority: Authority
) -> None:
    vacancy = poll_kinds.vacancy(World(authority))
    area = Vacancy.objects.get(reference=vacancy).area.name
    client = client_as(Role.OFFICER)
    typed = {"title": "Olive Marsh", "state": "serving", "field_body": "Quantock", "field_area": area}
    missing = text_of(client.post("/office/lists/members/new/", typed | {"field_area": ""}))

    onward = client.post("/office/lists/members/new/", typed)

    page = text_of(client.get(onward["Location"]))
    assert "Ward, division or parish" in missing
    assert (vacancy in page, "Vacancies here" in page) == (True, True)


def test_a_list_asks_the_database_as_often_for_three_records_as_for_one(
    client_as: Callable[[Role], Client], officer: Actor
) -> None:
    client = client_as(Role.OFFICER)
    asked = []
    for many in (1, 2):
        for _ in range(many):
            record_in(officer)
        client.get("/office/lists/procedures/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/office/lists/procedures/")
        asked.append(len(queries))

    assert asked[0] == asked[1]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_file_of_a_list_comes_in_again_and_changes_what_was_changed_in_it(
    officer: Actor, client_as: Callable[[Role], Client], form: str
) -> None:
    head = "Title,Owner,Standard,Year,Evidence,Next date\n"
    table = f"{head}Plans,A. Person,RO 1,2026,Project plan,1/12/2026\n".encode()
    import_records(actor=officer, kind="standards", content=table, on=TODAY)
    out = b"".join(client_as(Role.OFFICER).get(f"/office/lists/standards/?as={form}"))

    again = import_records(actor=officer, kind="standards", content=out, on=TODAY)

    held = OfficeRecord.objects.get()
    row = f"Reference,Title,Year,State\n{held.reference},Plans of 2027,2027,Met\n"
    changed = import_records(actor=officer, kind="standards", content=row.encode(), on=TODAY)
    held.refresh_from_db()
    assert (again, changed) == (0, 1)
    assert (held.title, held.state, held.owner_text) == ("Plans of 2027", "met", "A. Person")
    assert (held.fields["year"], held.fields["evidence"]) == (2027, "Project plan")
    with pytest.raises(RecordsUnreadable):
        import_records(actor=officer, kind="orders", content=row.encode(), on=TODAY)


def test_the_day_on_which_law_comes_into_force_is_typed_once_and_its_date_follows(officer: Actor) -> None:
    held = record_in(officer, "law-changes")
    before = list(OfficeDate.objects.filter(record=held).values_list("kind", "on"))

    fields = {**held.fields, "in_force_on": "2027-01-31"}
    facts = RecordFacts(held.title, held.state, owner_text=held.owner_text, fields=fields)
    change_record(actor=officer, reference=held.reference, version=held.version, facts=facts, reason="Put off")

    assert before == [(DateKind.IN_FORCE, date(2026, 11, 20))]
    assert list(OfficeDate.objects.filter(record=held).values_list("on", flat=True)) == [date(2027, 1, 31)]
    assert OfficeRecord.objects.get(pk=held.pk).next_on == date(2027, 1, 31)
