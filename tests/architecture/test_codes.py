"""Codes that people quote: each stands for one thing, in one form, and its words can be filled in."""

import dataclasses
import re
import string
import sys
from collections import Counter

import pytest

from pollwright import findings
from pollwright.audit.operations import OPERATIONS
from pollwright.jobs.registry import KINDS
from pollwright.refusals import Refused, all_refusals
from tests.architecture.package import import_everything

# Fields whose values would name an elector or where they live, in an event that is kept for good
PERSONAL = {"address", "birth", "date_of_birth", "email", "forenames", "nino", "phone", "postcode", "surname"}

# Removal has a word of its own in codes and operations: the database asks for it where a payload is deleted. Codes are
# one word, which the name of the room of plans is not.
SPEAKS_AS = {"oversight": "retention", "service_plan": "plan"}


@pytest.fixture(scope="module", autouse=True)
def everything_imported() -> None:
    import_everything()


def events() -> list[type]:
    """Return every kind of event of the product: the dataclasses that have a code and a sentence."""
    found = {
        thing
        for name, module in sorted(sys.modules.items())
        if name.startswith("pollwright.")
        for thing in vars(module).values()
        if isinstance(thing, type) and dataclasses.is_dataclass(thing) and hasattr(thing, "sentence")
    }
    return sorted(found, key=lambda event: (event.__module__, event.__name__))


def placeholders(text: str) -> set[str]:
    return {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def code_faults(refusal: type[Refused]) -> list[str]:
    """Return what is wrong with a refusal's code and words."""
    faults = []
    if not re.fullmatch(r"[a-z_]+\.R\d{3}", refusal.code):
        faults.append("the code is not of the form room.R000")
    elif refusal.code.split(".")[0] not in names_of(refusal) and refusal.__module__ != "pollwright.refusals":
        faults.append("the code names another room")
    if refusal.problem == Refused.problem or not refusal.problem.endswith((".", "?", "}")):
        faults.append("the problem is not a sentence of its own")
    if refusal.remedy == Refused.remedy or not refusal.remedy.endswith((".", "}")):
        faults.append("the remedy is not a sentence of its own")
    return faults


def test_every_refusal_has_a_code_of_its_own() -> None:
    counted = Counter(refusal.code for refusal in all_refusals() if refusal.__module__.startswith("pollwright."))

    assert len(counted) > 50
    assert {code: times for code, times in counted.items() if times > 1} == {}


def test_every_refusal_says_where_it_is_from_what_is_wrong_and_what_to_do() -> None:
    faults = {
        f"{refusal.code} {refusal.__module__}.{refusal.__name__}": code_faults(refusal)
        for refusal in all_refusals()
        if refusal.__module__.startswith("pollwright.")
    }

    assert {name: found for name, found in faults.items() if found} == {}


def test_every_kind_of_event_has_a_code_of_its_own_that_names_its_room() -> None:
    codes = [event.code for event in events()]  # type: ignore[attr-defined]
    strange = [
        f"{event.__module__}.{event.__name__}"
        for event in events()
        if not re.fullmatch(rf"({'|'.join(names_of(event))})\.[a-z0-9]+(-[a-z0-9]+)*", event.code)  # type: ignore[attr-defined]
    ]

    assert len(codes) > 50
    assert [code for code, times in Counter(codes).items() if times > 1] == []
    assert strange == []


def test_every_sentence_of_an_event_is_filled_by_its_own_fields() -> None:
    unfilled = {
        f"{event.__module__}.{event.__name__}": placeholders(event.sentence) - fields_of(event)  # type: ignore[attr-defined]
        for event in events()
    }

    assert {name: missing for name, missing in unfilled.items() if missing} == {}


def test_no_event_has_a_place_for_what_names_an_elector() -> None:
    personal = {f"{event.__module__}.{event.__name__}": PERSONAL & fields_of(event) for event in events()}

    assert {name: fields for name, fields in personal.items() if fields} == {}


def test_no_event_can_be_changed_after_it_was_made() -> None:
    changeable = [
        f"{event.__module__}.{event.__name__}"
        for event in events()
        if not event.__dataclass_params__.frozen  # type: ignore[attr-defined]
    ]

    assert changeable == []


def test_every_finding_that_a_file_can_bring_is_declared_once() -> None:
    assert len({kind.code for kind in findings.declared()}) == len(findings.declared()) > 20


def test_every_kind_of_work_and_every_operation_names_its_room() -> None:
    rooms = {path.split(".")[1] for path in sys.modules if path.startswith("pollwright.")} | set(SPEAKS_AS.values())
    kinds = [name for name, kind in KINDS.items() if kind.handler.__module__.startswith("pollwright.")]
    acts = [name for name, act in OPERATIONS.items() if act.__module__.startswith("pollwright.")]

    strange = [name for name in (*kinds, *acts) if name.split(".")[0] not in rooms]

    assert len(OPERATIONS) > 50
    assert strange == []


def names_of(thing: type) -> set[str]:
    """Return the first words that a code of this module's room may have."""
    room = thing.__module__.split(".")[1]
    return {room, SPEAKS_AS.get(room, room)}


def fields_of(event: type) -> set[str]:
    return {field.name for field in dataclasses.fields(event)}
