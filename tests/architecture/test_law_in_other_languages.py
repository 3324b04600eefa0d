"""What the law says is a message: told in the language of the reader, with its days and words, on the pages."""

import pickle
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import check_and_call_extract_file
from babel.messages.frontend import parse_mapping_cfg

import pollwright
from pollwright.acting import Role
from pollwright.authorities.models import Authority
from pollwright.findings import Level, declare, recalled
from pollwright.messages import Message, joined, plain
from pollwright.pages.voice import found, translated
from pollwright.refusals import Refused
from pollwright.register.operations.quality_searches import detail
from tests.walk import nomination_kinds
from tests.walk.world import World, client_in

PACKAGE = Path(pollwright.__file__).parent
Planting = Callable[[Mapping[str, str]], None]
SAID = {
    "/access/settings/": ("Months from {start}; 0 keeps them for good.", "Months from {start}."),
    "/nominations/papers/{paper}/": ("Only the first {number} signatures count, and all must hold; those that hold: {counting}",),
}  # fmt: skip
"""The patterns of what each page says, by its address."""


def test_a_message_is_its_english_sentence_and_keeps_what_fills_it() -> None:
    message = Message("Reaches {age} on {day}", age=18, day=date(2027, 5, 6))

    again = pickle.loads(pickle.dumps(message))

    assert (again, again.pattern, again.values) == (
        "Reaches 18 on 6 May 2027",
        "Reaches {age} on {day}",
        {"age": 18, "day": date(2027, 5, 6)},
    )


def test_days_and_words_in_a_message_are_told_with_it(in_welsh: Planting) -> None:
    in_welsh({"Born {day}: {holds}": "Ganwyd {day}: {holds}", "yes": "ydy"})
    message = Message("Born {day}: {holds}", day=date(2027, 5, 6), holds=plain("yes"))

    # The month is that of Django's own Welsh catalogue.
    assert translated(joined("; ", (message, "yes"))) == "Ganwyd 6 Mai 2027: ydy; ydy"


def test_a_translation_that_asks_for_what_a_message_has_not_leaves_it_english(in_welsh: Planting) -> None:
    in_welsh({"By {number} electors": "Gan {nifer} etholwr"})

    assert translated(Message("By {number} electors", number=10)) == "By 10 electors"


def test_a_refusal_tells_the_message_of_the_law_in_it(in_welsh: Planting) -> None:
    class OutOfTime(Refused):
        problem = "Too late: {why}."

    in_welsh({"Too late: {why}.": "Rhy hwyr: {why}.", "Until {day}": "Tan {day}"})
    refusal = OutOfTime(why=Message("Until {day}", day=date(2027, 5, 6)))

    assert refusal.said == "Rhy hwyr: Tan 6 Mai 2027."


def test_a_kept_finding_is_told_by_its_code(in_welsh: Planting) -> None:
    declare("law-in-welsh.row", Level.ERROR, "There is no district {code}.", "Mend {code}.")
    in_welsh({"There is no district {code}.": "Nid oes dosbarth {code}."})

    assert found("There is no district AB1.", "law-in-welsh.row") == "Nid oes dosbarth AB1."
    assert recalled("unknown.code", "As it stands {") == "As it stands {"


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("12 electors in one home", "¡12 etholwr!"),
        ("3 electors; the property is void", "¡3: gwag!"),
        ("What an older search said", "What an older search said"),
    ],
)
def test_what_a_search_of_the_register_said_is_told_by_its_pattern(in_welsh: Planting, kept: str, shown: str) -> None:
    in_welsh(
        {
            "{number} electors in one home": "¡{number} etholwr!",
            "{number} electors; the property is {state}": "¡{number}: {state}!",
            "void": "gwag",
        }
    )

    assert translated(detail(kept)) == shown


def test_pages_tell_what_the_law_says_in_the_language_of_the_reader(authority: Authority, in_welsh: Planting) -> None:
    world = World(authority)
    named = {"paper": nomination_kinds.paper(world)}
    patterns = {pattern for said in SAID.values() for pattern in said}
    in_welsh({pattern: f"¡{pattern}" for pattern in patterns})
    client = client_in(authority, Role.HEAD)

    left: dict[str, bool] = {}
    for address, said in SAID.items():
        page = client.get(address.format(**named), headers={"accept-language": "cy"}).content.decode()
        left |= {pattern: f"¡{pattern.partition('{')[0]}" in page for pattern in said}

    assert left == dict.fromkeys(patterns, True)


def test_what_the_law_says_is_put_before_the_translators() -> None:
    with (PACKAGE / "pages" / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    places = {
        "law/letters.py": "Serving 12 months or less",
        "law/franchise.py": "Reaches {minimum_age} on {day}",
        "law/nominations/subscribers.py": "No elector number stands beside the signature",
        "law/retention.py": "leaving the register",
        "law/deletions.py": "One source does not suffice: find a second, or review the entry",
        "law/timetables/working_out.py": "Counted from {trigger} ({counted}), the poll can be held {bounds}, not on {day} ({source})",
        "law/nominations/papers.py": "the proposer or seconder",
        "authorities/settings.py": "Keep files as they were received",
        "register/operations/quality.py": "No longer so at the next search",
        "register/operations/quality_searches.py": "{number} electors in one home",
    }  # fmt: skip

    extracted = {
        place: text in {message[2] for message in _extracted(place, methods, options)} for place, text in places.items()
    }

    assert extracted == dict.fromkeys(places, True)


def _extracted(place: str, methods: Any, options: Any) -> list[Any]:
    marks = {"_": None, "gettext_lazy": None}
    return list(check_and_call_extract_file(PACKAGE / place, methods, options, None, marks, (), False, PACKAGE))
