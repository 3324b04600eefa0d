"""Sentences of events: made when they are shown, in the reader's language, from patterns in the catalogue."""

import inspect
import json
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.extract import check_and_call_extract_file
from babel.messages.frontend import parse_mapping_cfg
from django.test import Client

import pollwright
from pollwright.access.events import DelegationRecorded, SignedOut
from pollwright.acting import Actor, Capacity, Permission
from pollwright.audit.operations import operation
from pollwright.audit.queries.timeline import timeline
from pollwright.audit.sentences import kinds, kinds_in, said, words_of
from pollwright.audit.trail import Happening, canonical, record
from pollwright.authorities.operations.days import add_non_working_day
from pollwright.authorities.operations.settings import NotAllowedValue
from pollwright.nominations.events.nominating import AppointmentBooked
from pollwright.printing.events.documents import DocumentsAsked
from pollwright.refusals import NotFound, all_refusals
from pollwright.register.events.applications import ApplicationEntered
from pollwright.register.events.deletions import DeletionOpened, ReportSettled
from tests.architecture.package import import_everything
from tests.fixtures.people import TODAY

PACKAGE = Path(pollwright.__file__).parent
Planting = Callable[[Mapping[str, str]], None]


@pytest.fixture(scope="module")
def catalogue() -> set[str]:
    """What `pybabel extract` finds, with our configuration, in the files of events and refusals."""
    import_everything()
    with (PACKAGE / "pages" / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    spoken = {inspect.getfile(one) for one in (*kinds().values(), *all_refusals()) if of_ours(one)}
    found = (
        message
        for path in sorted(spoken)
        for message in check_and_call_extract_file(path, methods, options, None, {"_": None}, (), False, PACKAGE)
    )
    return {text for _, _, text, _, _ in found if isinstance(text, str)}


def of_ours(one: type) -> bool:
    return one.__module__.startswith("pollwright.")


def test_every_sentence_of_an_event_and_every_word_in_it_is_in_the_catalogue(catalogue: set[str]) -> None:
    missing = {code: set(words_of(kind)) - catalogue for code, kind in kinds().items()}

    assert len(kinds()) > 100
    assert {code: words for code, words in missing.items() if words} == {}


def test_every_kind_of_event_stands_where_the_catalogue_looks(catalogue: set[str]) -> None:
    ours = [module for name, module in sorted(sys.modules.items()) if name.startswith("pollwright.")]
    elsewhere = [kind for module in ours for kind in kinds_in(module) if kind not in kinds().values()]

    assert elsewhere == []


def test_every_refusal_is_in_the_catalogue(catalogue: set[str]) -> None:
    ours = [refusal for refusal in all_refusals() if of_ours(refusal)]

    assert [one.code for one in ours if not {one.problem, one.remedy} <= catalogue] == []
    assert "polling place" in catalogue


def facts_of(happening: Happening) -> dict[str, object]:
    """Return the facts as a payload gives them back."""
    return json.loads(canonical({name: getattr(happening, name) for name in happening.__dataclass_fields__}))


def told(happening: Happening) -> str:
    return said(happening.code, "the English of old", facts_of(happening))


@pytest.mark.parametrize(
    ("happening", "sentence"),
    [
        (
            DeletionOpened("D1", "E7", "death-certificate, not-resident"),
            "Opened deletion case D1 of elector E7 (death certificate, not resident)",
        ),
        (ReportSettled("R1", "about elector E000123"), "Settled report R1: about elector E000123"),
        (
            ApplicationEntered("A1", "change-of-name", "post", datetime(2026, 7, 1, 22, 50, tzinfo=UTC), ()),
            "Entered application A1 (change of name), received by post at 1 Jul 2026, 11:50pm",
        ),
        (
            DelegationRecorded("G1", "May Post", Capacity.DEPUTY_ERO, date(2026, 5, 1), None),
            "Recorded delegation G1 to May Post, who acts as Deputy Electoral Registration Officer",
        ),
        (AppointmentBooked("AP1", "2026-12-10T11:30:00+00:00"), "Booked appointment AP1 at 10 Dec 2026, 11:30am"),
        (DocumentsAsked("PL1", "notice_of_election", 1), "Asked for documents of PL1: notice of election, 1 of them"),
    ],
)
def test_a_sentence_says_codes_as_words_and_days_as_people_write_them(happening: Happening, sentence: str) -> None:
    assert told(happening) == sentence


def test_words_are_translated_and_names_that_look_like_words_are_not(in_welsh: Planting) -> None:
    in_welsh(
        {
            "recorded delegation {reference} to {person}, who acts as {capacity}": "i {person}, {capacity}: {reference}",
            "signed out {how}": "allgofnodi {how}",
            "by themselves": "ganddynt",
            "post": "drwy'r post",
            "Settled report {report}: {how}": "unused: patterns begin in lower case",
            "settled report {report}: {how}": "adroddiad {report}: {how}",
            "about elector {elector}": "am etholwr {elector}",
        }
    )

    assert [
        told(SignedOut("by themselves")),
        told(ReportSettled("R1", "about elector E1")),
        told(DelegationRecorded("G1", "post", "Returning Officer", date(2026, 5, 1), None)),
    ] == ["Allgofnodi ganddynt", "Adroddiad R1: am etholwr E1", "I post, Returning Officer: G1"]


@pytest.mark.parametrize("facts", [None, {}])
def test_an_event_without_its_facts_is_told_as_the_trail_kept_it(facts: dict[str, object] | None) -> None:
    assert said("access.signed-out", "signed out by themselves", facts) == "Signed out by themselves"


def test_a_translation_that_asks_for_what_the_event_has_not_leaves_the_english(in_welsh: Planting) -> None:
    in_welsh({"signed out {how}": "allgofnodi {sut}"})

    assert told(SignedOut("by themselves")) == "The English of old"


def test_the_trail_and_a_timeline_are_read_in_welsh(
    head: Actor, in_welsh: Planting, browser: Callable[[Actor], Client]
) -> None:
    added = add_non_working_day(actor=head, day=date(2027, 3, 2), name="Galar", on=TODAY, reason="Proclaimed")
    in_welsh(
        {
            "added {day} as a day that is not a working day: {name}": "ychwanegodd {day}: {name}",
            "Electoral Registration Officer": "Swyddog Cofrestru Etholiadol",
        }
    )

    (act,) = timeline(head.authority_id, "nonworkingday", added.pk)
    page = browser(head).get("/audit/", headers={"accept-language": "cy"}).content.decode()

    assert (act.what, act.capacity) == ("Ychwanegodd 2 Maw 2027: Galar", "Swyddog Cofrestru Etholiadol")
    assert ("Ychwanegodd 2 Maw 2027: Galar" in page, "Swyddog Cofrestru Etholiadol" in page) == (True, True)
    assert '<html lang="cy"' in page


def test_a_refusal_speaks_the_readers_language_and_its_log_line_english(in_welsh: Planting) -> None:
    refusal = NotFound(kind="polling place", reference="P1")
    in_welsh(
        {
            "There is no {kind} {reference} in your authority.": "Nid oes {kind} {reference}.",
            "polling place": "man pleidleisio",
        }
    )

    assert refusal.said == "Nid oes man pleidleisio P1."
    assert str(refusal) == (
        "access.R002: There is no polling place P1 in your authority. Check the reference, or search for it."
    )


def test_a_refusal_of_free_words_is_filled_with_them() -> None:
    assert NotAllowedValue(why="Ask 3 to 5").said == "Ask 3 to 5."


@operation(Permission.AUTHORITY_CONFIGURE, name="testing.sign_out")
def sign_out(*, actor: Actor) -> str:
    return record(SignedOut("by themselves"), actor=actor).summary


def test_the_trail_is_kept_in_one_language_whoever_acts(head: Actor, in_welsh: Planting) -> None:
    in_welsh({"signed out {how}": "allgofnodi {how}"})

    assert sign_out(actor=head) == "signed out by themselves"
