"""Documents of a poll: made from its data, checked, approved by another, published at the lawful time, and made void."""

import json

import pytest
from django.test import Client

from pollwright.audit.models import Event
from pollwright.authorities.models import Setting
from pollwright.elections.models import Poll, PollStep
from pollwright.elections.states import PollState
from pollwright.files.store import open_content
from pollwright.law.nominations.agents import AgentEnd
from pollwright.nominations.models import Agent, Candidate, Statement
from pollwright.nominations.operations.attending import end_further_agent
from pollwright.nominations.operations.leaving import withdraw_candidate
from pollwright.printing.models import Document
from pollwright.printing.operations import deciding
from pollwright.printing.operations.deciding_all import decide_of_poll
from pollwright.printing.operations.documents import NothingToPrepare
from pollwright.printing.queries.grounds import ground_of
from pollwright.printing.queries.needs import needs_of
from pollwright.printing.states import Decision, Kind, State
from tests.fixtures.arranging import arranged
from tests.printing.printing_acts import ON, STATED, Press, at

pytestmark = pytest.mark.django_db


def text(document: Document, form: str) -> str:
    """Return one form of a document as text."""
    with open_content(document.files.get(form=form).file, verify=True) as content:
        return content.read().decode()


def test_the_poll_lists_what_the_law_asks_when_and_what_is_missing(town_press: Press) -> None:
    ground = ground_of(town_press.officer.authority_id, town_press.poll.reference, on=ON)

    found = {need.kind: need for need in needs_of(ground)}

    # handbook 4: what a local election asks for; dates of 6 May 2027 as in 2.3
    assert list(found) == [
        Kind.NOTICE_OF_ELECTION, Kind.STATEMENT, Kind.ELECTION_AGENTS, Kind.UNCONTESTED, Kind.SITUATION,
        Kind.NOTICE_OF_POLL, Kind.POLL_ENDED, Kind.OPENING, Kind.PHOTO_IDENTIFICATION, Kind.GUIDANCE, Kind.HOW_TO_VOTE, Kind.COMPANION,
        Kind.SECRECY, Kind.BALLOT_PAPER,
    ]  # fmt: skip
    assert found[Kind.STATEMENT].lawful.earliest == at("2027-04-08 16:00:00")
    assert found[Kind.STATEMENT].lawful.latest == at("2027-04-09 16:00:00")
    assert found[Kind.NOTICE_OF_POLL].lawful.latest == at("2027-04-27 23:59:59")
    assert found[Kind.NOTICE_OF_POLL].missing == ("The statement of persons nominated does not stand (1)",)
    assert found[Kind.SITUATION].missing == ("No polling scheme has been adopted",)
    assert found[Kind.NOTICE_OF_ELECTION].ready == ("",)
    assert found[Kind.UNCONTESTED].wanted == 0


def test_a_notice_of_poll_is_made_from_the_statement_with_its_twins_and_published_by_another(
    town_press: Press,
) -> None:
    town_press.stated()

    [document] = town_press.made(Kind.NOTICE_OF_POLL)
    published = town_press.published(document)

    facts = json.loads(text(document, "json"))["facts"]
    assert [one["name"] for one in facts["candidates"]] == ["AMES, Kim Toni", "BELL, Kim Toni"]
    assert "AMES, Kim Toni" in text(document, "html")
    assert (document.state, published.state, published.late_reason) == ("proofed", "published", "")
    assert {one["expected"] == one["found"] for one in document.checks} == {True}
    assert document.files.get(form="pdf").pages == 1
    assert PollStep.objects.get(poll=town_press.poll, step="notice_of_poll_last").evidence == document.reference


def test_whoever_prepared_a_document_does_not_approve_it(town_press: Press) -> None:
    town_press.stated()
    [document] = town_press.made(Kind.NOTICE_OF_POLL)
    with arranged():
        Document.objects.filter(pk=document.pk).update(prepared_by_id=town_press.senior.person_id)

    with pytest.raises(deciding.SamePersonApproves):
        town_press.approved(document)

    assert Document.objects.get(pk=document.pk).state == State.PROOFED


def test_the_second_of_two_officers_is_told(town_press: Press) -> None:
    town_press.stated()
    [document] = town_press.made(Kind.NOTICE_OF_POLL)
    town_press.approved(document)

    with pytest.raises(deciding.DocumentChanged):
        deciding.approve_document(
            actor=town_press.head, reference=document.reference, version=document.version, at=STATED
        )

    assert Event.objects.filter(code="printing.documents-approved").count() == 1


def test_a_withdrawal_makes_what_is_under_way_void_with_the_reason_and_marks_what_is_out(town_press: Press) -> None:
    # A late change of the issue: a candidate withdraws at 15:59, and it is entered after papers were made.
    town_press.stated()
    [out] = town_press.made(Kind.NOTICE_OF_POLL)
    town_press.published(out)
    [again] = town_press.made(Kind.NOTICE_OF_POLL)
    candidate = Candidate.objects.get(surname="Bell")

    withdraw_candidate(
        actor=town_press.senior, reference=candidate.reference, version=candidate.version, signed=True,
        received_at=at("2027-04-08 15:59:00"), witness="W. Witness", at=STATED,
    )  # fmt: skip

    again.refresh_from_db()
    out.refresh_from_db()
    assert (again.state, again.because != "") == (State.VOID, True)
    assert (out.state, out.overtaken) == (State.PUBLISHED, again.because)


def test_a_document_whose_data_changed_unseen_is_neither_approved_nor_published(town_press: Press) -> None:
    town_press.stated()
    [document] = town_press.made(Kind.NOTICE_OF_POLL)
    with arranged():
        statement = Statement.objects.get(state="published")
        statement.body["people"][0]["surname"] = "Amos"
        statement.save()

    with pytest.raises(deciding.NoLongerSays):
        town_press.approved(document)


def test_a_statement_is_refused_before_its_time_and_late_only_with_a_reason_and_so_marked(town_press: Press) -> None:
    town_press.approved_statement()
    [document] = town_press.made(Kind.STATEMENT)
    held = town_press.approved(document)

    with pytest.raises(deciding.BeforeItsTime, match="16:00, 8 April 2027"):
        deciding.publish_document(
            actor=town_press.senior, reference=held.reference, version=held.version, late_reason="",
            at=at("2027-04-08 15:00:00"),
        )  # fmt: skip
    with pytest.raises(deciding.LateWithoutReason, match="16:00, 9 April 2027"):
        deciding.publish_document(
            actor=town_press.senior, reference=held.reference, version=held.version, late_reason="",
            at=at("2027-04-09 16:00:01"),
        )  # fmt: skip
    late = deciding.publish_document(
        actor=town_press.senior, reference=held.reference, version=held.version, late_reason="Power cut",
        at=at("2027-04-09 16:30:00"),
    )  # fmt: skip

    assert (late.state, late.late_reason) == (State.PUBLISHED, "Power cut")
    assert Statement.objects.get().state == "published"


def test_publishing_the_notice_of_election_starts_the_poll(town_press: Press) -> None:
    moment = at("2027-03-30 09:00:00")
    [document] = town_press.made(Kind.NOTICE_OF_ELECTION, moment=moment)

    town_press.published(document, moment)

    poll = town_press.poll
    assert (poll.state, poll.notice_published_at) == (PollState.NOTICE_PUBLISHED, moment)


def test_without_the_office_s_particulars_nothing_can_be_made(town_press: Press) -> None:
    with arranged():
        town_press.hustings.ledger.authority.setting_set.filter(name="papers.deliver_to").delete()

    with pytest.raises(NothingToPrepare):
        town_press.made(Kind.NOTICE_OF_ELECTION)


def test_a_rehearsal_s_notice_has_the_watermark_and_is_never_public(town_press: Press, client: Client) -> None:
    with arranged():
        town_press.hustings.contest.poll.__class__.objects.update(rehearsal=True)
    town_press.stated()
    [document] = town_press.made(Kind.NOTICE_OF_POLL)

    published = town_press.published(document)

    assert json.loads(text(document, "json"))["rehearsal"] is True
    assert "REHEARSAL" in text(document, "html")
    assert published.state == State.PUBLISHED
    code = town_press.officer.authority_code
    assert document.reference not in client.get(f"/public/{code}/notices/").content.decode()
    assert client.get(f"/public/{code}/notices/{document.reference}/").status_code == 404


def test_the_public_page_has_what_was_published_and_says_what_was_withdrawn_and_why(
    town_press: Press, client: Client
) -> None:
    town_press.stated()
    [document] = town_press.made(Kind.NOTICE_OF_POLL)
    address = f"/public/{town_press.officer.authority_code}/notices/{document.reference}/"
    before = client.get(address).status_code
    published = town_press.published(document)

    page = client.get(address).content.decode()
    pdf = b"".join(client.get(f"{address}pdf/").streaming_content)  # type: ignore[attr-defined]
    deciding.withdraw_document(
        actor=town_press.senior, reference=document.reference, version=published.version, reason="A name is wrong",
        at=STATED,
    )  # fmt: skip
    after = client.get(address).content.decode()

    assert before == 404
    assert page.count("AMES, Kim Toni") == 1  # in the table, nowhere else
    assert pdf.startswith(b"%PDF")
    assert "A name is wrong" not in page
    assert "A name is wrong" in after


def test_the_public_page_marks_what_was_overtaken_until_another_is_out(town_press: Press, client: Client) -> None:
    town_press.stated()
    [out] = town_press.made(Kind.NOTICE_OF_POLL)
    town_press.published(out)
    listed = f"/public/{town_press.officer.authority_code}/notices/"
    pages = (listed, f"{listed}{out.reference}/")
    marks = ("Being replaced", "It is being replaced or withdrawn")
    before = [client.get(page).content.decode() for page in pages]
    with arranged():
        Document.objects.filter(pk=out.pk).update(overtaken="a candidate withdrew: not for the public")
    overtaken = [client.get(page).content.decode() for page in pages]
    [again] = town_press.made(Kind.NOTICE_OF_POLL)
    town_press.published(again)
    after = [client.get(page).content.decode() for page in pages]

    assert [mark in page for mark, page in zip(marks, before, strict=True)] == [False, False]
    assert [mark in page for mark, page in zip(marks, overtaken, strict=True)] == [True, True]
    assert [mark in page for mark, page in zip(marks, after, strict=True)] == [False, False]
    assert not any("not for the public" in page for page in overtaken)
    assert "Read the notice that stands in its place" in after[1]


def test_every_uncontested_notice_of_a_poll_is_made_approved_and_published_together(town_press: Press) -> None:
    with pytest.raises(NothingToPrepare):
        town_press.made(Kind.UNCONTESTED)
    candidate = Candidate.objects.get(surname="Bell")
    withdraw_candidate(
        actor=town_press.senior, reference=candidate.reference, version=candidate.version, signed=True,
        received_at=at("2027-04-08 15:59:00"), witness="W. Witness", at=STATED,
    )  # fmt: skip
    town_press.stated()
    [document] = town_press.made(Kind.UNCONTESTED)
    versions = {document.reference: document.version}

    for decision in (Decision.APPROVE, Decision.PUBLISH):
        left = decide_of_poll(
            actor=town_press.senior, reference=town_press.poll.reference, decision=decision, late_reason="",
            documents={name: version + (decision is Decision.PUBLISH) for name, version in versions.items()}, at=STATED,
        )  # fmt: skip
        assert left == []

    document.refresh_from_db()
    assert document.state == State.PUBLISHED
    assert [one["name"] for one in document.facts["facts"]["elected"]] == ["AMES, Kim Toni"]


def test_a_notice_of_agents_waits_for_every_office(town_press: Press) -> None:
    town_press.stated()

    ground = ground_of(town_press.officer.authority_id, town_press.poll.reference, on=ON)
    found = {need.kind: need for need in needs_of(ground)}

    assert found[Kind.ELECTION_AGENTS].missing == ("The office of an election agent is not entered (1)",)
    with pytest.raises(NothingToPrepare):
        town_press.made(Kind.ELECTION_AGENTS)


def test_what_the_settings_lack_is_named_before_a_notice_is_asked_for(town_press: Press) -> None:
    # a mayoral poll has a deposit (handbook 5.1), so its notice says how it is paid
    with arranged():
        Poll.objects.filter(pk=town_press.poll.pk).update(kind="mayoral")
        Setting.objects.filter(name="papers.deliver_to").update(value="")
    ground = ground_of(town_press.officer.authority_id, town_press.poll.reference, on=ON)

    found = {need.kind: need.missing for need in needs_of(ground)}

    words = "Not entered in the settings: Nomination papers are delivered to, Ways to pay a deposit"
    assert found[Kind.NOTICE_OF_ELECTION] == (words,)


def test_a_notice_of_sub_agents_is_proved_by_two_and_overtaken_by_a_later_appointment(town_press: Press) -> None:
    with arranged():
        Poll.objects.filter(pk=town_press.poll.pk).update(kind="pcc")
    town_press.stated()
    candidate = Candidate.objects.filter(contest__poll=town_press.poll, state="standing").order_by("pk")[0]
    facts = {"candidate": candidate, "kind": "sub-agent", "received_at": STATED}
    with arranged():
        held = Agent.objects.create(
            authority_id=candidate.authority_id, reference="AG0000001", name="Sam Sub", address="2 Quay", parts=["AB1"],
            **facts,
        )  # fmt: skip

    document = town_press.published(town_press.made(Kind.SUB_AGENTS)[0])
    end_further_agent(
        actor=town_press.officer, reference=held.reference, version=held.version, why=AgentEnd.REVOKED, at=STATED
    )

    document.refresh_from_db()
    assert [(one["agent"], one["part"]) for one in document.facts["facts"]["agents"]] == [("Sam Sub", "AB1")]
    assert document.overtaken == "sub-agent AG0000001 acts no more"
