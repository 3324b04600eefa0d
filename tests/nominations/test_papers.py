"""Nomination papers: entering, delivery to the second, signatures counted by order of delivery, decisions."""

from datetime import date

import pytest

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.authorities.models import Setting
from pollwright.law.nominations.determinations import Ground
from pollwright.law.nominations.names import Refusal
from pollwright.law.nominations.papers import Bearer
from pollwright.law.nominations.qualifications import Citizen, Qualification
from pollwright.law.nominations.subscribers import Signature
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.models import Candidate, NominationPaper, Subscriber
from pollwright.nominations.operations.determining import (
    FaultsFound,
    GroundNotLawful,
    NotHeard,
    choose_paper,
    correct_number,
    decide_used_name,
    hold_invalid,
    hold_valid,
    object_to_paper,
)
from pollwright.nominations.operations.entering import (
    NameNotUsable,
    NominationsClosed,
    NoticeNotPublished,
    OutOfTime,
    PaperGiven,
    PaperMoved,
    PersonGiven,
    SamePaperThere,
    WrongBearer,
    change_paper,
    comment_on_paper,
    enter_another_paper,
)
from pollwright.nominations.operations.given import paper_of
from pollwright.nominations.operations.stating import prepare_statement
from pollwright.nominations.queries.checking import checked
from pollwright.nominations.queries.contests import NobodyNominated
from pollwright.refusals import NotFound
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import (
    BROUGHT,
    CLOSED,
    HOME,
    LONDON,
    SET,
    Hustings,
    at,
    brought,
    delivered,
    entered,
    hustings,
    standing,
)


def test_the_fourth_paper_of_one_subscriber_for_three_vacancies_is_bad_by_order_of_delivery(
    officer: Actor, senior: Actor, abbey: Hustings
) -> None:
    # the test that handbook N-10 gives: 3 vacancies, elector Z on papers delivered 1st to 4th, the 4th invalid
    papers = [
        delivered(
            officer, abbey.contest, "AB 1", f"AB {number}", surname=name, received_at=at(f"2027-04-06 10:0{number}:00")
        )
        for number, name in ((5, "Last"), (2, "First"), (4, "Third"), (3, "Second"))
    ]

    found = {
        one.candidate.surname: checked(one) for one in NominationPaper.objects.filter(pk__in=[p.pk for p in papers])
    }
    with pytest.raises(FaultsFound, match="as many papers, delivered before, as there are seats"):
        hold_valid(actor=senior, reference=papers[0].reference, version=papers[0].version, despite="", at=CLOSED)
    held = hold_invalid(
        actor=senior, reference=papers[0].reference, version=papers[0].version, ground=Ground.NOT_SUBSCRIBED,
        reasons="AB 1 subscribed three papers before", at=CLOSED,
    )  # fmt: skip

    assert {name: one.subscribed.holds for name, one in found.items()} == {
        "First": True, "Second": True, "Third": True, "Last": False,
    }  # fmt: skip
    assert (held.state, held.capacity) == ("invalid", "officer on behalf of the Returning Officer")
    assert held.candidate.state == "invalid"
    assert any("[N-10]" in check["source"] and check["state"] == "fault" for check in held.checks)


def test_a_paper_delivered_with_a_number_in_another_way_of_writing_finds_the_same_elector(
    officer: Actor, abbey: Hustings
) -> None:
    paper = delivered(officer, abbey.contest, "ab0001", "AB/2")

    assert list(Subscriber.objects.filter(paper=paper).order_by("place").values_list("place", "finding")) == [
        (1, "counts"), (2, "not-on-register"),
    ]  # fmt: skip


def test_only_the_first_signatures_count_and_one_bad_one_spoils_the_paper(officer: Actor, abbey: Hustings) -> None:
    # N-09
    paper = delivered(officer, abbey.contest, "AB1", "ZZ9", "AB2", "AB3")

    assert checked(paper).subscribed.holds is False
    assert [row.finding for row in paper.subscribers.order_by("place")] == [
        "counts", "not-on-register", "not-needed", "not-needed",
    ]  # fmt: skip


def test_a_signature_of_the_register_after_the_last_day_for_the_notice_is_bad_and_one_removed_since_is_good(
    officer: Actor, abbey: Hustings
) -> None:
    # N-08 and N-11: the register of 31 March 2027 decides, though the notice came out on 25 March
    ledger = abbey.ledger
    home = ledger.property(ledger.district("AC", areas=(abbey.area,)))
    publication = ledger.publication(date(2027, 3, 1))
    for number, given in enumerate(
        ({"effective_to": date(2027, 4, 1)}, {"effective_to": date(2027, 3, 31)}, {"effective_from": date(2027, 4, 1)}),
        start=1,
    ):
        ledger.entry(home=home, publication=publication, number=number, **given)

    found = checked(entered(officer, abbey.contest, "AC1", "AC2"))
    later = checked(entered(officer, abbey.contest, "AC1", "AC3"))

    assert [one.finding for one in found.subscribed.verdicts] == ["counts", "not-on-register"]
    assert [one.finding for one in later.subscribed.verdicts] == ["counts", "not-on-register"]


@pytest.mark.parametrize(
    ("received", "why"),
    [
        ("2027-04-08 16:00:01", "Before nominations close: no"),
        ("2027-04-03 11:00:00", "On a working day: no"),
        ("2027-03-24 11:00:00", "Not before the notice of election: no"),
    ],
)
def test_a_paper_brought_out_of_time_is_refused_by_the_second(
    officer: Actor, abbey: Hustings, received: str, why: str
) -> None:
    draft = entered(officer, abbey.contest, "AB1", "AB2")

    with pytest.raises(OutOfTime, match=why):
        brought(officer, draft, at(received))

    draft.refresh_from_db()
    assert (draft.state, draft.delivered_at) == ("draft", None)


def test_four_o_clock_exactly_is_in_time(officer: Actor, abbey: Hustings) -> None:
    paper = delivered(officer, abbey.contest, "AB1", "AB2", received_at=at("2027-04-08 16:00:00"))

    assert (paper.state, paper.received_by, paper.bearer_name) == ("delivered", officer.name, "A Friend")


def test_nothing_is_received_before_the_notice_nor_in_the_future(
    officer: Actor, senior: Actor, abbey: Hustings
) -> None:
    draft = entered(officer, abbey.contest, "AB1", "AB2")

    with pytest.raises(OutOfTime, match="future"):
        brought(officer, draft, BROUGHT, at=at("2027-04-06 09:59:59"))
    with arranged():
        abbey.poll.steps.update(done_at=None)
    with pytest.raises(NoticeNotPublished):
        brought(officer, draft)


def test_a_commissioner_s_paper_is_not_taken_from_anyone(officer: Actor, senior: Actor, ledger: Ledger) -> None:
    # N-02
    from_abbey = hustings(senior, ledger, kind=Kind.LOCAL)
    with arranged():
        from_abbey.poll.kind = Kind.PCC
        from_abbey.poll.save()
    draft = entered(officer, from_abbey.contest, "AB1")

    with pytest.raises(WrongBearer, match="the candidate, the proposer or seconder or the agent"):
        brought(officer, draft)

    assert brought(officer, draft, bearer=Bearer.CANDIDATE).state == "delivered"


def test_the_second_of_two_officers_is_told_and_nothing_changes(officer: Actor, abbey: Hustings) -> None:
    draft = entered(officer, abbey.contest, "AB1", "AB2")
    known = {"actor": officer, "reference": draft.reference, "version": 1, "home": HOME, "signatures": []}
    change_paper(person=PersonGiven("First"), paper=PaperGiven(), **known)  # type: ignore[arg-type]

    with pytest.raises(PaperMoved):
        change_paper(person=PersonGiven("Second"), paper=PaperGiven(), **known)  # type: ignore[arg-type]

    assert Candidate.objects.get().surname == "First"


def test_what_is_delivered_is_not_edited_nor_commented_on(officer: Actor, abbey: Hustings) -> None:
    draft = entered(officer, abbey.contest, "AB1", "AB2")
    noted = comment_on_paper(
        actor=officer, reference=draft.reference, version=1, comments="The second signature needs a number"
    )
    paper = brought(officer, noted)

    with pytest.raises(PaperMoved):
        comment_on_paper(actor=officer, reference=paper.reference, version=paper.version, comments="Too late")

    assert paper.comments == "The second signature needs a number"


@pytest.mark.parametrize("surname", ["Ŵyn-Ŷnys", "כהן", "Ó" * 300])
def test_names_in_any_script_and_of_300_characters_are_taken(officer: Actor, abbey: Hustings, surname: str) -> None:
    entered(officer, abbey.contest, "AB1", "AB2", surname=surname)

    assert Candidate.objects.get().surname == surname


@pytest.mark.parametrize("surname", ["", "Ó" * 301])
def test_a_name_that_is_empty_or_longer_is_refused_by_its_rule(officer: Actor, abbey: Hustings, surname: str) -> None:
    with pytest.raises(NameNotUsable, match="300 characters"):
        entered(officer, abbey.contest, "AB1", "AB2", surname=surname)


def test_a_ground_that_the_law_does_not_have_is_refused(officer: Actor, senior: Actor, abbey: Hustings) -> None:
    # N-15: serving a sentence is a ground at UK Parliamentary elections only
    paper = delivered(officer, abbey.contest, "AB1", "AB2")
    known = {"actor": senior, "reference": paper.reference, "version": paper.version, "at": CLOSED}

    with pytest.raises(GroundNotLawful):
        hold_invalid(ground=Ground.PRISONER, reasons="He said so", **known)  # type: ignore[arg-type]
    with pytest.raises(GroundNotLawful):
        hold_invalid(ground=Ground.PARTICULARS, reasons=" ", **known)  # type: ignore[arg-type]


def test_a_valid_decision_is_final_and_objections_are_heard_only_where_the_rules_have_them(
    officer: Actor, senior: Actor, abbey: Hustings
) -> None:
    # N-17
    paper = standing(officer, senior, abbey.contest, "AB1", "AB2")

    with pytest.raises(PaperMoved):
        hold_invalid(
            actor=senior, reference=paper.reference, version=paper.version, ground=Ground.PARTICULARS,
            reasons="Second thoughts", at=CLOSED,
        )  # fmt: skip
    with pytest.raises(NotHeard):
        object_to_paper(actor=officer, reference=paper.reference, objector="A Rival", grounds="Sham", made_at=BROUGHT)


def test_a_wrong_number_is_put_right_with_a_record_and_the_paper_counts_then(
    officer: Actor, senior: Actor, abbey: Hustings
) -> None:
    # N-22
    paper = delivered(officer, abbey.contest, "AB1", "AB99")

    mended = correct_number(
        actor=senior, reference=paper.reference, version=paper.version, place=2, number="AB9", reason="Read as 99",
        at=CLOSED,
    )  # fmt: skip

    assert checked(mended).subscribed.holds is True
    assert Event.objects.get(code="nominations.error-corrected").reason == "Read as 99"


def test_missing_papers_and_a_party_description_without_certificate_speak_against_a_paper(
    officer: Actor, abbey: Hustings
) -> None:
    paper = entered(officer, abbey.contest, "AB1", "AB2", paper=PaperGiven("Beekeepers of Abbey", papers=SET[:2]))

    faults = [(one.about, one.says) for one in checked(paper).faults]

    assert ("papers", "Not delivered: consent") in faults
    assert ("description", "The text is a registered name or description, exactly: no") in faults


def test_of_several_papers_one_is_chosen_for_the_particulars(officer: Actor, senior: Actor, abbey: Hustings) -> None:
    # N-12
    first = standing(officer, senior, abbey.contest, "AB1", "AB2")
    more = enter_another_paper(
        actor=officer, reference=first.candidate.reference, paper=PaperGiven("Independent", papers=SET),
        signatures=[Signature("AB3"), Signature("AB4")],
    )  # fmt: skip
    second = brought(officer, more)
    hold_valid(actor=senior, reference=second.reference, version=second.version, despite="", at=BROUGHT)
    with pytest.raises(Exception, match="Of several papers"):
        prepare_statement(actor=senior, reference=abbey.contest.reference, at=CLOSED)

    candidate = Candidate.objects.get()
    choose_paper(actor=senior, reference=candidate.reference, version=candidate.version, paper=second.reference)
    statement = prepare_statement(actor=senior, reference=abbey.contest.reference, at=CLOSED)

    assert [one["description"] for one in statement.body["people"]] == ["Independent"]


def test_a_settled_contest_takes_no_paper_and_another_authority_has_none(
    officer: Actor, stranger: Actor, abbey: Hustings
) -> None:
    draft = entered(officer, abbey.contest, "AB1", "AB2")
    with pytest.raises(NotFound):
        brought(stranger, draft)
    with arranged():
        abbey.contest.state = "uncontested"
        abbey.contest.save()

    with pytest.raises(NominationsClosed):
        brought(officer, draft)


def test_nobody_is_nominated_at_a_referendum(officer: Actor, abbey: Hustings) -> None:
    with arranged():
        abbey.poll.kind = "neighbourhood-planning-referendum"
        abbey.poll.save()

    with pytest.raises(NobodyNominated):
        entered(officer, abbey.contest, "AB1", "AB2")


def test_a_commonly_used_name_and_a_consent_that_nobody_looked_at_are_doubts_until_they_are_settled(
    officer: Actor, senior: Actor, abbey: Hustings
) -> None:
    given = PaperGiven("Independent", papers=("nomination", "home-address", "consent"))
    draft = entered(officer, abbey.contest, "AB1", "AB2", paper=given)
    with arranged():
        Candidate.objects.filter(pk=draft.candidate_id).update(used_forenames="Vote Green")

    def doubts() -> list[str]:
        paper = NominationPaper.objects.select_related("candidate").get(pk=draft.pk)
        return [one.about for one in checked(paper).checks if one.state == "doubt"]

    before = doubts()
    version = Candidate.objects.get(pk=draft.candidate_id).version
    decide_used_name(actor=senior, reference=draft.candidate.reference, version=version, refused=Refusal.MISLEADING)

    assert before == ["name", "consent"]
    assert doubts() == ["consent"]


def test_one_sheet_of_paper_is_entered_once(officer: Actor, senior: Actor, abbey: Hustings) -> None:
    first = entered(officer, abbey.contest, "AB1", "AB2")

    with pytest.raises(SamePaperThere, match=first.reference):
        entered(senior, abbey.contest, "AB1", "AB2")
    entered(senior, abbey.contest, "AB3", "AB4")

    assert NominationPaper.objects.count() == 2


def test_every_qualification_and_citizenship_of_the_form_is_kept(officer: Actor, abbey: Hustings) -> None:
    # N-13: what the consent may state is what the paper can hold
    stated = tuple(one.value for one in Qualification)

    drafts = [
        entered(officer, abbey.contest, surname=one.value, paper=PaperGiven(citizenship=one, qualifications=stated))
        for one in Citizen
    ]

    kept = NominationPaper.objects.filter(pk__in=[one.pk for one in drafts]).order_by("pk")
    assert [(one.citizenship, tuple(one.qualifications)) for one in kept] == [(one.value, stated) for one in Citizen]


def test_a_certificate_that_came_on_the_last_day_came_at_its_minute() -> None:
    # N-19a: by four on the last day; a day alone says no later than noon
    form = dict.fromkeys(
        ("description", "party_reference", "certificate", "emblem", "consent_witness", "citizenship", "party_membership",
         "deposit_method", "deposit_receipt", "papers", "consent_on", "born_on", "qualifications",
         "disqualifications_denied", "deposit", "certificate_time")
    ) | {"certificate_day": date(2027, 4, 8)}  # fmt: skip

    at = [paper_of(form | {"certificate_time": typed}).certificate_at for typed in (None, "16.00", "16:00:01")]

    assert [f"{one.astimezone(LONDON):%H:%M:%S}" for one in at if one] == ["12:00:00", "16:00:00", "16:00:01"]


def test_a_paper_is_received_in_the_hours_that_the_notice_gives(officer: Actor, abbey: Hustings) -> None:
    # 2.2: an office that opens at half past eight takes papers then, and none after it has closed at four
    with arranged():
        Setting.objects.create(
            authority_id=officer.authority_id, name="papers.deliver_hours", value="Monday to Friday, 8.30am to 4pm",
            valid_from=date(2027, 1, 1),
        )  # fmt: skip

    early = delivered(officer, abbey.contest, "AB1", "AB2", received_at=at("2027-04-06 08:45:00"))
    late = entered(officer, abbey.contest, "AB3", "AB4", surname="Late")

    assert early.state == "delivered"
    with pytest.raises(OutOfTime):
        brought(officer, late, at("2027-04-06 16:00:01"))
