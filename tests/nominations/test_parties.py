"""The register of parties: reading it, taking it over, and what it allows on a paper."""

import json
from datetime import date
from pathlib import Path

import pytest

from pollwright.acting import Actor
from pollwright.formats.party_register import NotAPartyRegister, read_party_register
from pollwright.law.nations import Nation
from pollwright.nominations.models import Party
from pollwright.nominations.operations.entering import PaperGiven
from pollwright.nominations.operations.parties import PartiesUnreadable, import_parties
from pollwright.nominations.queries.checking import checked
from tests.nominations.nominating_acts import SET, Hustings, at, entered

REGISTER = (Path(__file__).parent / "data" / "parties.json").read_bytes()
HEADER = b"MNIS ID,MNIS name,Electoral Commission ID,Jurisdiction,Registered on,Deregistered on,Primary EC name last updated on\n"


def test_the_register_is_read_with_names_texts_nations_and_days() -> None:
    found = {one.reference: one for one in read_party_register(REGISTER)}

    assert found["PP53"].names == ("Labour Party", "Llafur")
    assert found["PP63"].descriptions == ("The Green Party", "Plaid Werdd", "Green Party - Say No To Racism")
    assert found["PP305"].nations == (Nation.NORTHERN_IRELAND,)
    assert (found["PPm2647"].minor, found["PPm2647"].registered_on) == (True, date(2015, 4, 1))


def test_a_list_of_registrations_gives_names_and_days_and_leaves_texts_held_alone(
    senior: Actor, abbey: Hustings
) -> None:
    import_parties(actor=senior, content=REGISTER)

    import_parties(actor=senior, content=HEADER + b",Green Party,PP63,Great Britain,25/02/1999,01/02/2027,\n")

    held = Party.objects.get(reference="PP63")
    assert (held.deregistered_on, held.descriptions[0], Party.objects.count()) == (
        date(2027, 2, 1),
        "The Green Party",
        5,
    )


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe", b"a,b\n1,2\n", b"[]", b"[1]", b"[",
        HEADER + b",A,PP1,France,01/01/2000,,\n",
        HEADER + b",A,PP1,Great Britain,01/02/2000,31/01/2000,\n",
        json.dumps([json.loads(REGISTER)[0] | {"name": "A" * 201}]).encode(),
    ],
)  # fmt: skip
def test_what_is_no_register_is_refused_whole(content: bytes, senior: Actor) -> None:
    with pytest.raises(NotAPartyRegister):
        read_party_register(content)
    with pytest.raises(PartiesUnreadable):
        import_parties(actor=senior, content=content)

    assert Party.objects.count() == 0


@pytest.mark.parametrize(
    ("party", "text", "allows", "when", "fault"),
    [
        ("PP63", "The Green Party", "", "2027-04-08 16:00:00", None),
        ("PP63", "The Green Party", "", "2027-04-08 16:00:01", "A certificate received in time allows this text: no"),
        ("PP63", "The Green Party", "Plaid Werdd", "2027-04-07 12:00:00", "A certificate received in time allows this text: no"),
        ("PP63", "the green party", "", "2027-04-07 12:00:00", "The text is a registered name or description, exactly: no"),
        ("PP305", "The Green Party in N.I.", "", "2027-04-07 12:00:00", "The party is registered for this nation on the day that decides: no"),
        ("PPm2647", "Working for Stone", "", "2027-04-07 12:00:00", "A minor party stands for parish councils only: no"),
        ("PP53", "Labour and Co-operative Party", "", "2027-04-07 12:00:00", "A joint description has a certificate of each party: no"),
    ],
)  # fmt: skip
def test_a_description_needs_its_party_its_exact_text_and_a_certificate_in_time(
    officer: Actor, senior: Actor, abbey: Hustings, party: str, text: str, allows: str, when: str, fault: str | None
) -> None:
    # N-19, N-19a, N-19b
    import_parties(actor=senior, content=REGISTER)
    given = PaperGiven(text, party, allows, at(when), papers=(*SET, "certificate-of-authorisation"))

    draft = entered(officer, abbey.contest, "AB1", "AB2", paper=given)

    # only the line that fails is a fault; those before it hold
    assert [one.says for one in checked(draft).faults if one.about == "description"] == ([fault] if fault else [])
