"""Labels of states, roles, settings, kept records and queues are read from the catalogue when they are shown."""

from collections.abc import Callable, Mapping
from pathlib import Path

from babel.messages.extract import check_and_call_extract_file
from babel.messages.frontend import parse_mapping_cfg

import pollwright
from pollwright.acting import Role
from pollwright.authorities.models import Authority
from tests.walk import kinds
from tests.walk.world import World, client_in

PACKAGE = Path(pollwright.__file__).parent
Planting = Callable[[Mapping[str, str]], None]
SHOWN = {
    "/access/roles/": ("Head of electoral services (ERO)", "Read the audit trail"),
    "/access/people/": ("Auditor", "Name or email address"),
    "/access/settings/": (
        "Second person approves a notice above",
        "Removals that are never unusual",
        "Keeping and removing",
        "supply request",
        "Not entered",
    ),
    "/access/settings/notices.few_removals/": ("Removals that are never unusual",),
    "/audit/retention/": ("Long work that has ended",),
    "/audit/retention/due/": ("Long work that has ended",),
    "/places/properties/": ("House or bungalow", "Occupied"),
    "/places/areas/": ("Ward",),
    "/register/applications/": (
        "Ready to determine today",
        "evidence received",
        "No property was found for the address",
    ),
    "/register/deletions/X0000001/": ("Keep the entry",),
    "/register/notices/": ("Monthly", "Approved by a second person"),
    "/register/publications/": ("Imported register",),
    "/register/quality/": ("Many electors in one home", "Looked at: it is right"),
}
"""Words that each page shows, by its address."""


def test_every_label_is_shown_in_the_language_of_the_reader(authority: Authority, in_welsh: Planting) -> None:
    world = World(authority)
    for make in (kinds.property_reference, kinds.area, kinds.deletion, kinds.finding):
        make(world)
    in_welsh({english: f"¡{english[::-1]}!" for words in SHOWN.values() for english in words})
    client = client_in(authority, Role.HEAD)

    pages = {address: client.get(address, headers={"accept-language": "cy"}).content.decode() for address in SHOWN}

    left = {
        (address, english): (f"¡{english[::-1]}!" in pages[address], english in pages[address])
        for address, words in SHOWN.items()
        for english in words
    }
    assert {place: found for place, found in left.items() if found != (True, False)} == {}


def test_every_such_label_is_put_before_the_translators() -> None:
    places = (
        "access/matrix.py", "access/web/people.py", "authorities/setting_kinds.py", "authorities/settings.py",
        "law/retention.py", "oversight/below.py",
        "places/states.py",
        "register/operations/intake_holding.py", "register/queries/application_queues.py", "register/states.py",
        "register/web/deletions.py", "register/web/notices_shown.py", "register/web/publications_shown.py",
    )  # fmt: skip
    with (PACKAGE / "pages" / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    marks = {"_": None, "gettext_lazy": None}

    found = {
        message[2]
        for place in places
        for message in check_and_call_extract_file(PACKAGE / place, methods, options, None, marks, (), False, PACKAGE)
    }

    assert {english for words in SHOWN.values() for english in words} - found == set()
