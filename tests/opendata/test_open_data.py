"""Open data of a poll: identifiers, what is in it and what never is, and the report of the standard."""

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event, EventPayload
from pollwright.authorities.models import Authority
from pollwright.cli.main import run
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.states import SeatsOf
from pollwright.law.ballot_papers.questions import Governance
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.models import Statement
from pollwright.opendata.operations.releasing import CountsDiffer, Form, release_open_data
from pollwright.opendata.papers.nist_checks import faults_of
from pollwright.opendata.papers.public_csv import Table
from tests.elections.calling_acts import CALLED_ON, asked
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.people import person_in
from tests.nominations.nominating_acts import Hustings, at

NOW = at("2027-04-09 09:00:00")


def released(actor: Actor, abbey: Hustings, form: Form, table: Table | None = None) -> bytes:
    return release_open_data(actor=actor, reference=abbey.poll.reference, form=form, at=NOW, table=table).content


def report_of(actor: Actor, abbey: Hustings) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(released(actor, abbey, Form.NIST))
    return found


def test_ballots_and_candidates_bear_the_identifiers_of_public_data_and_the_code_of_the_area(
    senior: Actor, abbey: Hustings
) -> None:
    # handbook 10.1 and INT-551: local.<organisation>.<division>.<day>, the group without the division
    found = json.loads(released(senior, abbey, Form.JSON))

    ballot = found["elections"][0]
    assert (ballot["election_id"], ballot["group"], found["group"]["election_id"]) == (
        "local.quantock.abbey.2027-05-06",
        "local.quantock.2027-05-06",
        "local.quantock.2027-05-06",
    )
    assert ballot["division"]["official_identifier"] == f"gss:{abbey.area.code}"
    assert [(one["sopn_last_name"], one["ballot_paper_id"]) for one in found["candidates"]] == [
        ("Example", ballot["election_id"]),
        ("Ŵyn", ballot["election_id"]),
    ]


def test_no_home_address_is_in_any_file_and_nobody_is_in_it_before_the_statement(
    senior: Actor, abbey: Hustings
) -> None:
    # INT-551: never an address, withheld or not; candidates only once the statement is published
    written = [released(senior, abbey, form) for form in Form]
    packed = zipfile.ZipFile(io.BytesIO(written[list(Form).index(Form.CSV)]))
    texts = [one.decode() for one in written if one[:2] != b"PK"] + [
        packed.read(name).decode() for name in packed.namelist()
    ]
    with arranged():
        Statement.objects.update(state="approved")

    before = json.loads(released(senior, abbey, Form.JSON))

    assert [text for text in texts if "Sample Terrace" in text or "TA99" in text] == []
    assert (before["candidates"], before["notices"][0]["kind"]) == ([], "notice_of_election")


def test_the_council_s_file_of_candidates_has_the_four_columns(senior: Actor, abbey: Hustings) -> None:
    # INT-551
    rows = list(csv.reader(io.StringIO(released(senior, abbey, Form.CSV, Table.COUNCIL_CANDIDATES).decode())))

    assert rows == [
        ["ballot_paper_id", "Forename", "Surname", "Description"],
        ["local.quantock.abbey.2027-05-06", "Kim Toni", "Example", ""],
        ["local.quantock.abbey.2027-05-06", "Alex", "Ŵyn", ""],
    ]


def test_the_report_keeps_to_the_standard_and_three_seats_are_n_of_m(senior: Actor, abbey: Hustings) -> None:
    # interfaces handbook 12, INT-801 and INT-802
    found = report_of(senior, abbey)

    contest = found["Election"][0]["Contest"][0]
    assert (found["Status"], found["IsTest"], found["Election"][0]["StartDate"]) == (
        "pre-election",
        False,
        "2027-05-06",
    )
    assert (contest["VoteVariation"], contest["NumberElected"], len(contest["ContestSelection"])) == ("n-of-m", 3, 2)
    assert faults_of(found) == ()
    assert [one["@id"] for one in report_of(senior, abbey)["Person"]] == [one["@id"] for one in found["Person"]]


def test_the_report_of_a_question_has_the_answers_of_its_ballot_paper_and_is_not_of_the_council_for_another_body(
    senior: Actor, ledger: Ledger
) -> None:
    # INT-801: a governance referendum is not answered with Yes or No, and a petition is only signed; a parish is no council
    ledger.area("council", code="E07000001", name="Wellbridge")
    ledger.area("parish", code="E04000001", name="Ashcott")
    ledger.area("constituency", code="E14000001", name="Wellbridge")
    change = ContestAsked("council.E07000001", change=(Governance.LEADER, Governance.COMMITTEES))
    asks = ContestAsked("parish.E04000001", question="Should the reading room be sold?")
    given: list[tuple[Kind, date, ContestAsked, date | None]] = [
        (Kind.GOVERNANCE_REFERENDUM, date(2027, 5, 6), change, None),
        (Kind.PARISH_POLL, date(2026, 12, 17), asks, CALLED_ON),
        (Kind.RECALL, date(2026, 12, 8), ContestAsked("constituency.E14000001"), date(2026, 11, 24)),
    ]

    found = {}
    for kind, day, contest, trigger in given:
        about = asked(kind, day, seats_of=SeatsOf.OTHER, trigger=trigger)
        poll = call_poll(actor=senior, asked=about, contests=[contest], on=CALLED_ON)
        made = json.loads(release_open_data(actor=senior, reference=poll.reference, form=Form.NIST, at=NOW).content)
        measure = made["Election"][0]["Contest"][0]
        answers = [one["Selection"]["Text"][0]["Content"].split(" ")[1:3] for one in measure["ContestSelection"]]
        found[kind] = (measure["Type"], answers, len(made["GpUnit"][0]["ExternalIdentifier"]), faults_of(made))

    assert found == {
        Kind.GOVERNANCE_REFERENDUM: ("referendum", [["a", "leader"], ["one", "or"]], 1, ()),
        Kind.PARISH_POLL: ("ballot-measure", [[], []], 0, ()),
        Kind.RECALL: ("recall", [], 0, ()),
    }


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        (lambda found: found.pop("Issuer"), "report.Issuer: is missing"),
        (lambda found: found.update(Status="final"), "report.Status: is no ResultsStatus"),
        (lambda found: found["Person"].pop(0), "report.Election[0].Candidate[0].PersonId: leads nowhere"),
        (lambda found: found["Election"][0]["Contest"][0].update(Votes=3), "report.Election[0].Contest[0].Votes: is not in the standard"),
        (lambda found: found["Election"][0].update(StartDate="6 May"), "report.Election[0].StartDate: is no day"),
        (lambda found: found["Office"].append(found["Office"][0]), "used 2 times"),
        (lambda found: found["Election"][0]["Contest"][0].update(VoteVariation="other"), "OtherVoteVariation: is missing"),
    ],
)  # fmt: skip
def test_a_report_that_does_not_keep_to_the_standard_is_found_out(
    senior: Actor, abbey: Hustings, spoilt: Callable[[dict[str, Any]], object], fault: str
) -> None:
    found = report_of(senior, abbey)

    spoilt(found)

    assert [one for one in faults_of(found) if fault in one] != []


def test_two_ballots_of_one_identifier_are_not_released(senior: Actor, abbey: Hustings) -> None:
    # INT-501
    with arranged():
        abbey.contest.pk, abbey.contest.reference, abbey.contest.area = None, "CT9999999", None
        abbey.contest.save(force_insert=True)

    with pytest.raises(CountsDiffer):
        released(senior, abbey, Form.JSON)

    assert Event.objects.filter(code="opendata.released").count() == 0


def test_the_command_writes_the_file_and_its_hash_and_leaves_an_event(
    abbey: Hustings, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL", "postgresql:///the-tests-own-connection-is-used"))
    person = person_in(Authority.objects.get(), Role.HEAD)
    target = tmp_path / "report.json"

    code = run(["polls", "export", abbey.poll.reference, "--format", "nist", "-o", str(target), "--as", person.email])

    event = Event.objects.get(code="opendata.released")
    assert (code, faults_of(json.loads(target.read_bytes()))) == (0, ())
    assert EventPayload.objects.get(event_id=event.pk).body["facts"]["sha256"] in capsys.readouterr().out


def test_the_page_offers_every_file(client_as: Callable[[Role], Client], abbey: Hustings) -> None:
    client = client_as(Role.CUSTOMER_SERVICE)
    address = f"/open-data/polls/{abbey.poll.reference}/"

    page = client.get(address).content.decode()
    given = {form: client.get(f"{address}{form}/") for form in [*Form, *Table]}

    assert [form for form in given if f'href="{address}{form}/"' not in page] == []
    assert {form.value for form, answer in given.items() if answer.status_code != 200} == set()
    assert given[Form.JSON]["Content-Disposition"] == 'attachment; filename="local.quantock.2027-05-06.json"'
