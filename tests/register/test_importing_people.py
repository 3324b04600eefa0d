"""Who comes in with a register and how: franchise, attainers, anonymous electors, and the page of an import."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from pollwright.acting import Actor, Permission, Role
from pollwright.audit.models import Event, EventPayload
from pollwright.audit.operations import rehearsal
from pollwright.files.models import StoredFile
from pollwright.jobs.queries.works import WorkFacts
from pollwright.jobs.states import WorkState
from pollwright.law.numbering import folded
from pollwright.places.models import Property
from pollwright.refusals import NotPermitted
from pollwright.register.models import (
    DistrictProof,
    Elector,
    ElectorProtected,
    Publication,
    QualityFinding,
    RegisterEntry,
)
from pollwright.register.operations.sealing import name_mac, opened_particulars
from tests.fixtures.ledger import Ledger
from tests.register.importing_acts import DAY, SECRETS, counts, person, report_of

pytestmark = pytest.mark.usefixtures("store")


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


# Without a column of markers nothing is known of them: no row has a wrong one, and none is evidence of a vote.
UNMARKED = """elector_reference,surname,forenames,date_of_birth,nationality,category,district,property_reference
E00000001,Rowe,Asha,1980-05-17,GB,overseas,AB1,
E00000002,Lis,Ewa,1981-05-17,,ordinary,AB1,P1
"""


def test_a_file_without_markers_is_not_taken_to_have_blank_ones(importing: Callable[..., WorkFacts]) -> None:
    ended = importing(text=UNMARKED, keep_good_rows=True)
    blank = importing(text=UNMARKED.replace("\n", ",\n").replace("property_reference,", "property_reference,Marker"))

    found = [(row["row"], row["code"]) for row in report_of(ended) if row["row"]]
    assert found == [("2", "register.no-qualifying-address"), ("3", "register.no-franchise")]
    assert list(RegisterEntry.objects.order_by("id").values_list("surname", "marker", "local")) == [
        ("Rowe", "F", False),
        ("Lis", "", True),
    ]
    assert counts(blank) == (2, 1, 1, 0)


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


@pytest.mark.parametrize("dry_run", [False, True])
def test_nobody_is_added_once_the_register_is_kept_here_and_a_dry_run_says_the_same(
    dry_run: bool, importing: Callable[..., WorkFacts], ledger: Ledger
) -> None:
    importing(person(1))
    ledger.publication(DAY)

    known = importing(person(1), dry_run=dry_run)
    ended = importing(person(1, surname="Changed"), person(2), person(3), dry_run=dry_run)

    assert (known.state, counts(known)) == (WorkState.DONE, (1, 0, 1, 0))
    assert (ended.state, ended.outcome["code"]) == (WorkState.REFUSED, "register.R060")
    assert "the file has 2 new electors" in ended.outcome["problem"]
    assert Elector.objects.count() == 1


def test_a_dry_run_that_is_refused_still_reports_what_was_found(
    importing: Callable[..., WorkFacts], ledger: Ledger
) -> None:
    importing(person(1))
    ledger.publication(DAY)

    ended = importing(person(1, surname="Changed"), person(2), dry_run=True)

    assert [(row["row"], row["code"]) for row in report_of(ended)] == [("2", "register.differs")]


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
