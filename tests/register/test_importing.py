"""Taking a register over from a file: whole or not at all, proved, repeatable, and nothing anonymous in the open."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from pollwright.acting import Actor, Permission, Role
from pollwright.audit.models import Event, EventPayload
from pollwright.audit.operations import rehearsal
from pollwright.files.models import StoredFile
from pollwright.files.store import open_content
from pollwright.jobs.queries.works import WorkFacts
from pollwright.jobs.runner import perform
from pollwright.jobs.states import WorkState
from pollwright.law.numbering import folded
from pollwright.places.models import Property
from pollwright.refusals import NotPermitted
from pollwright.register.models import (
    DistrictProof,
    Elector,
    ElectorBirth,
    ElectorProtected,
    ElectorSearch,
    Publication,
    QualityFinding,
    RegisterEntry,
    RegisterNumber,
)
from pollwright.register.operations.importing import Given, ImportOptions, ask_for_import
from pollwright.register.operations.sealing import name_mac, opened_particulars
from pollwright.register.operations.searching import refresh_search
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger

DAY = date(2026, 11, 23)
OUR_COLUMNS = [
    "elector_reference",
    "forenames",
    "surname",
    "previous_surname",
    "date_of_birth",
    "nationality",
    "residence_right",
    "category",
    "anonymous",
    "marker",
    "district",
    "number",
    "suffix",
    "property_reference",
    "address1",
    "address2",
    "postcode",
    "address_withheld",
    "entry_from",
    "open_register",
    "email",
    "phone",
]
ROW: dict[str, str] = {
    "elector_reference": "E00000001",
    "forenames": "Asha",
    "surname": "Rowe",
    "date_of_birth": "1980-05-17",
    "nationality": "GB",
    "category": "ordinary",
    "district": "AB1",
    "property_reference": "P1",
    "entry_from": "2021-06-01",
    "open_register": "yes",
}
SECRETS = ("Hidden", "Zebedee", "zebedee@example.org", "07700 900123")


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    """Keep files in a folder of the test."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def council(ledger: Ledger) -> Ledger:
    """Two districts; the first has three homes in walk order."""
    first, _ = ledger.district("AB1"), ledger.district("AB2")
    for number in (1, 2, 3):
        ledger.property(
            first,
            reference=f"P{number}",
            uprn=990_000_000_000 + number,
            building_number=str(number),
            street="Quarry Road",
            address=f"{number} Quarry Road, Wellbridge",
            search=f"{number} quarry road wellbridge ta1 1zz ta11zz p{number}",
            sort_key=f"quarry road  {number:08d}",
        )
    return ledger


@pytest.fixture
def importing(council: Ledger, head: Actor, tmp_path: Path) -> Callable[..., WorkFacts]:
    """Write rows to a file and import it."""

    def run(*rows: dict[str, str], actor: Actor = head, text: str = "", mapping: str = "", **options: Any) -> WorkFacts:
        path = tmp_path / "register.csv"
        path.write_text(text or as_csv(rows), encoding="utf-8")
        told = Given(mapping.encode(), "mapping.toml") if mapping else None
        work = ask_for_import(
            actor=actor,
            given=Given(path, "register.csv"),
            options=ImportOptions(DAY, **options),
            mapping=told,
            background=False,
        )
        return perform(actor.authority_id, work.reference)

    return run


def as_csv(rows: tuple[dict[str, str], ...]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, OUR_COLUMNS, restval="")
    writer.writeheader()
    writer.writerows({**ROW, **row} for row in rows)
    return out.getvalue()


def person(which: int, /, **facts: str) -> dict[str, str]:
    return {"elector_reference": f"E{which:08d}", "surname": f"Rowe{'abcdefgh'[which]}", **facts}


def report_of(ended: WorkFacts) -> list[dict[str, str]]:
    """Return the error file of an import."""
    stored = StoredFile.objects.get(token=ended.outcome["files"][0]["token"])
    with open_content(stored) as content:
        return list(csv.DictReader(io.StringIO(content.read().decode("utf-8-sig"))))


def counts(ended: WorkFacts) -> tuple[int, int, int, int]:
    return tuple(ended.outcome[name] for name in ("read", "entered", "already", "refused"))


def test_a_register_comes_in_with_entries_numbers_births_and_what_people_are_found_by(
    importing: Callable[..., WorkFacts],
) -> None:
    ended = importing(person(1, number="7"), person(2, number="8", suffix="1", property_reference="P2"))

    entries = RegisterEntry.objects.order_by("id")
    told = entries.values_list("surname", "property__reference", "marker", "parliamentary", "local", "effective_from")
    assert (ended.state, counts(ended)) == (WorkState.DONE, (2, 2, 0, 0))
    assert list(told) == [
        ("Roweb", "P1", "", True, True, date(2021, 6, 1)),
        ("Rowec", "P2", "", True, True, date(2021, 6, 1)),
    ]
    assert list(RegisterNumber.objects.order_by("number").values_list("number", "suffix")) == [(7, 0), (8, 1)]
    assert set(ElectorBirth.objects.values_list("date_of_birth", flat=True)) == {date(1980, 5, 17)}
    publication = Publication.objects.get()
    assert (publication.kind, publication.state, publication.counts["districts"]) == ("imported", "issued", {"AB1": 2})


def test_what_people_are_found_by_is_what_a_rebuilding_would_give(
    importing: Callable[..., WorkFacts], head: Actor
) -> None:
    importing(person(1, previous_surname="O’Shea", email="Asha@Example.org", phone="01823 555 0100"))
    imported = ElectorSearch.objects.get().text

    with arranged():
        refresh_search(head.authority_id, "SELECT id FROM register_elector")

    assert ElectorSearch.objects.get().text == imported
    assert imported.splitlines()[:2] == ["n:roweb asha", "f:oshea asha"]


def test_missing_numbers_are_given_in_statutory_order_after_the_last(importing: Callable[..., WorkFacts]) -> None:
    importing(
        person(1, property_reference="P3"),
        person(2, property_reference="P1", surname="Young"),
        person(3, property_reference="P1", surname="Able"),
        person(4, property_reference="P2", number="10"),
    )

    numbers = RegisterNumber.objects.order_by("number").values_list("number", "entry__surname")
    assert list(numbers) == [(10, "Rowee"), (11, "Able"), (12, "Young"), (13, "Roweb")]


def test_the_same_file_again_changes_nothing(importing: Callable[..., WorkFacts]) -> None:
    rows = (person(1, number="1"), person(2, number="2"))
    importing(*rows)
    before = list(RegisterEntry.objects.values())

    again = importing(*rows)

    assert (again.state, counts(again), again.outcome["different"]) == (WorkState.DONE, (2, 0, 2, 0), 0)
    assert list(RegisterEntry.objects.values()) == before
    assert Elector.objects.count() == 2


def test_what_a_later_file_says_otherwise_is_reported_and_not_written(importing: Callable[..., WorkFacts]) -> None:
    importing(person(1))

    again = importing(person(1, surname="Changed", nationality="IE"))

    assert (counts(again), again.outcome["different"]) == ((1, 0, 1, 0), 1)
    assert Elector.objects.get().surname == "Roweb"
    finding = report_of(again)[0]
    assert (finding["row"], finding["code"]) == ("2", "register.differs")
    assert "surname, nationality" in finding["what is wrong"]


def test_one_bad_row_keeps_the_whole_file_out_and_the_error_file_says_which(
    importing: Callable[..., WorkFacts],
) -> None:
    ended = importing(person(1), person(2, date_of_birth="31/02/1980"), person(3, property_reference="P99"))

    assert (ended.state, ended.outcome["code"]) == (WorkState.REFUSED, "register.R062")
    assert not Elector.objects.exists()
    told = [(row["row"], row["column"], row["value"], row["code"]) for row in report_of(ended)]
    assert told == [
        ("3", "date_of_birth", "31/02/1980", "value.impossible-date"),
        ("4", "property_reference", "P99", "register.unknown-property"),
    ]


def test_good_rows_come_in_where_that_is_asked_and_the_counts_add_up(importing: Callable[..., WorkFacts]) -> None:
    rows = (person(1), person(2, date_of_birth="31/02/1980"), person(3, property_reference="P99"))

    ended = importing(*rows, keep_good_rows=True)

    assert counts(ended) == (3, 1, 0, 2)
    assert list(Elector.objects.values_list("reference", flat=True)) == ["E00000001"]


def test_a_dry_run_says_what_would_come_in_and_leaves_no_trace(importing: Callable[..., WorkFacts]) -> None:
    ended = importing(person(1), person(2), dry_run=True)

    assert (counts(ended), ended.outcome["dry_run"]) == ((2, 2, 0, 0), True)
    assert (Elector.objects.count(), Publication.objects.count()) == (0, 0)


# Letters from the handbook's table 1.5: B a citizen of a treaty country, F overseas, L a peer; G is extinct in England.
@pytest.mark.parametrize(
    ("facts", "marker", "registers"),
    [
        ({"nationality": "GB"}, "", (True, True)),
        ({"nationality": "IE"}, "", (True, True)),
        ({"nationality": "CY", "residence_right": "settled"}, "", (True, True)),
        ({"nationality": "PL", "residence_right": "settled"}, "B", (False, True)),
        ({"nationality": "GB", "category": "overseas"}, "F", (True, False)),
        ({"nationality": "GB", "category": "peer"}, "L", (False, True)),
        ({"nationality": "", "marker": "G"}, "G", (False, True)),
    ],
)
def test_franchise_is_worked_out_from_the_facts(
    importing: Callable[..., WorkFacts], facts: dict[str, str], marker: str, registers: tuple[bool, bool]
) -> None:
    importing(person(1, **facts))

    entry = RegisterEntry.objects.get()
    assert (entry.marker, (entry.parliamentary, entry.local)) == (marker, registers)


def test_an_inherited_marker_that_cannot_be_right_is_kept_and_queued(importing: Callable[..., WorkFacts]) -> None:
    importing(person(1, nationality="", marker="G"), person(2, nationality="GB", marker="K"), person(3))

    queued = QualityFinding.objects.order_by("key").values_list("kind", "key")
    assert list(queued) == [("marker", "inherited:E00000001"), ("marker", "inherited:E00000002")]
    assert list(Elector.objects.order_by("id").values_list("inherited_marker", flat=True)) == ["G", "K", ""]


def test_nobody_without_a_vote_comes_in(importing: Callable[..., WorkFacts]) -> None:
    ended = importing(person(1, nationality="CN", residence_right="settled"), person(2, date_of_birth="2015-01-01"))

    assert [row["code"] for row in report_of(ended)] == ["register.no-franchise", "register.too-young"]
    assert not Elector.objects.exists()


def test_an_attainer_has_the_day_of_the_eighteenth_birthday(importing: Callable[..., WorkFacts]) -> None:
    importing(person(1, date_of_birth="2009-02-28"))

    assert RegisterEntry.objects.get().attains_on == date(2027, 2, 28)


def hidden_person(**facts: str) -> dict[str, str]:
    return person(
        1,
        forenames="Hidden",
        surname="Zebedee",
        anonymous="yes",
        marker="N",
        number="4",
        email="zebedee@example.org",
        phone="07700 900123",
        address1="1 Quarry Road",
        address2="Wellbridge",
        postcode="TA1 1ZZ",
        **facts,
    )


def everything_written() -> Iterator[str]:
    """Yield every row of every table of the database but the sealed one, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT t::text FROM {table} t")
            yield from (row[0] for row in cursor.fetchall())


def test_an_anonymous_elector_is_sealed_and_stands_nowhere_in_the_open(
    importing: Callable[..., WorkFacts], head: Actor
) -> None:
    ended = importing(hidden_person(), person(2))

    with rehearsal(head, "testing.open", Permission.ANONYMOUS_VIEW):
        protected = ElectorProtected.objects.select_related("elector").get()
    opened = opened_particulars("E00000001", bytes(protected.sealed))
    assert (opened["forenames"], opened["surname"], opened["property_reference"]) == ("Hidden", "Zebedee", "P1")
    assert bytes(protected.name_mac) == name_mac("Hidden", "Zebedee", date(1980, 5, 17))
    entry = RegisterEntry.objects.get(elector=protected.elector)
    assert (entry.section, entry.marker, entry.surname, entry.property_id) == ("3-anonymous", "N", "", None)
    told = {text for secret in SECRETS for text in (secret.lower(), folded(secret))}
    shown = [text for text in everything_written() if any(secret in text.lower() for secret in told)]
    assert shown == []
    assert ended.state is WorkState.DONE


def test_findings_about_an_anonymous_row_never_show_a_value(importing: Callable[..., WorkFacts]) -> None:
    ended = importing(hidden_person(previous_surname="Za4bedee"))

    assert [(row["code"], row["value"]) for row in report_of(ended)] == [("register.figures-in-name", "")]


def test_the_file_itself_may_be_fetched_only_by_those_who_see_anonymous_entries(
    importing: Callable[..., WorkFacts],
) -> None:
    importing(person(1))

    assert list(StoredFile.objects.filter(kind="import").values_list("restricted", flat=True)) == [True]


def test_the_same_person_at_the_same_address_is_not_entered_twice(importing: Callable[..., WorkFacts]) -> None:
    importing(person(1))

    again = importing(person(1, elector_reference="E00000009"))

    assert again.state is WorkState.REFUSED
    assert [row["code"] for row in report_of(again)] == ["register.already-registered"]
    assert Elector.objects.count() == 1


def test_two_people_never_have_one_number(importing: Callable[..., WorkFacts]) -> None:
    importing(person(1, number="5"))

    again = importing(person(2, number="5"))

    assert [(row["code"], row["value"]) for row in report_of(again)] == [("register.number-taken", "AB1-5")]


def test_a_second_file_adds_to_the_register_that_is_taken_over(importing: Callable[..., WorkFacts]) -> None:
    importing(person(1, number="1"))

    ended = importing(person(2, number="2"))

    publication = Publication.objects.get()
    assert (counts(ended), publication.counts["electors"]) == ((1, 1, 0, 0), 2)
    proofs = DistrictProof.objects.order_by("id").values_list("before", "added", "after")
    assert list(proofs) == [(0, 1, 1), (1, 1, 2)]


def test_nobody_is_added_once_the_register_is_kept_here(importing: Callable[..., WorkFacts], ledger: Ledger) -> None:
    importing(person(1))
    ledger.publication(DAY)

    ended = importing(person(2))

    assert (ended.state, ended.outcome["code"]) == (WorkState.REFUSED, "register.R060")
    assert Elector.objects.count() == 1


# Columns as a vendor's full register has them; no nationality and no reference of the elector.
VENDOR = """Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Surname,\
Elector Forename,PostCode,Address1,Address2
AB1,12,0,,,Rowe,Asha,TA1 1ZZ,1 Quarry Road,Wellbridge
AB1,13,1,B,,Lis,Ewa,TA1 1ZZ,"2, Quarry Road",Wellbridge
"""


def test_a_vendors_register_is_placed_by_address_and_relies_on_its_markers(
    importing: Callable[..., WorkFacts],
) -> None:
    ended = importing(text=VENDOR)
    again = importing(text=VENDOR)

    told = RegisterEntry.objects.order_by("id").values_list("surname", "property__reference", "marker", "parliamentary")
    assert list(told) == [("Rowe", "P1", "", True), ("Lis", "P2", "B", False)]
    assert list(Elector.objects.order_by("id").values_list("reference", flat=True)) == ["E0000001", "E0000002"]
    assert (counts(ended), counts(again)) == ((2, 2, 0, 0), (2, 0, 2, 0))


def test_addresses_that_are_not_known_become_properties_where_that_is_asked(
    importing: Callable[..., WorkFacts],
) -> None:
    text = VENDOR.replace("1 Quarry Road", "Flat 3,9 New Lane", 1).replace("Flat 3,9 New Lane", '"Flat 3, 9 New Lane"')

    refused = importing(text=text)
    ended = importing(text=text, add_properties=True)

    made = Property.objects.exclude(reference__in=["P1", "P2", "P3"]).get()
    assert refused.state is WorkState.REFUSED
    assert (counts(ended), made.address, made.sub_building) == (
        (2, 2, 0, 0),
        "Flat 3, 9 New Lane, Wellbridge",
        "Flat 3",
    )


MAPPING = """
[columns]
surname = "Last"
forenames = "First"
district = "PD"
nationality = "Nat"
uprn = "UPRN"
date_of_birth = "Born"
"""


def test_any_other_layout_comes_in_by_a_mapping_file(importing: Callable[..., WorkFacts]) -> None:
    text = "Last,First,PD,Nat,UPRN,Born\nRowe,Asha,AB1,GB,990000000002,17/05/1980\n"

    ended = importing(text=text, mapping=MAPPING)

    assert counts(ended) == (1, 1, 0, 0)
    assert RegisterEntry.objects.values_list("property__reference", flat=True).get() == "P2"


@pytest.mark.parametrize(
    "text",
    ["", "surname\n", "colour,size\nred,4\n", "%PDF-1.7 nothing\n", "\x00\x01\x02\x03" * 500],
)
def test_a_file_that_is_no_register_is_refused_plainly(importing: Callable[..., WorkFacts], text: str) -> None:
    ended = importing(text=text or "\n")

    assert (ended.state, ended.outcome["code"]) == (WorkState.REFUSED, "register.R061")
    assert not Elector.objects.exists()


def test_another_authoritys_districts_are_not_known_here(importing: Callable[..., WorkFacts], stranger: Actor) -> None:
    ended = importing(person(1), actor=stranger)

    assert ended.state is WorkState.REFUSED
    assert report_of_stranger(ended) == ["register.unknown-district"]


def report_of_stranger(ended: WorkFacts) -> list[str]:
    with scopes_disabled():
        return [row["code"] for row in report_of(ended)]


def test_an_officer_may_not_import(importing: Callable[..., WorkFacts], actor_as: Callable[[Role], Actor]) -> None:
    with pytest.raises(NotPermitted):
        importing(person(1), actor=actor_as(Role.OFFICER))


def test_the_import_is_one_event_with_its_counts_about_everybody_who_came_in(
    importing: Callable[..., WorkFacts],
) -> None:
    importing(person(1), person(2))

    event = Event.objects.get(code="register.imported")
    facts = EventPayload.objects.get(event_id=event.pk).body["facts"]
    assert event.subject_count == 3
    assert {name: facts[name] for name in ("read", "entered", "already", "refused", "by_marker")} == {
        "read": 2,
        "entered": 2,
        "already": 0,
        "refused": 0,
        "by_marker": {"": 2},
    }
