"""Registers through their operations: scored, reviewed, moved by an officer's decision, taken over from tables."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.elections.models import PollStep
from pollwright.refusals import NotFound
from pollwright.risks.models import Risk, RiskLink, RiskMeasure, RiskRegister, RiskScore
from pollwright.risks.operations.importing import RisksUnreadable, import_risks
from pollwright.risks.operations.measures import (
    MeasureFacts,
    NegativeCost,
    NothingToDo,
    add_measure,
    finish_measure,
)
from pollwright.risks.operations.moving import NothingToMove, decide_risk, propose_move
from pollwright.risks.operations.recording import (
    ReviewBackwards,
    RiskChanged,
    RiskFacts,
    RiskNotOpen,
    change_risk,
    close_risk,
    escalate_risk,
    link_risk,
    record_risk,
    reopen_risk,
    review_risk,
    unlink_risk,
)
from pollwright.risks.operations.registers import (
    RegisterFacts,
    RegisterReadOnly,
    Subject,
    SubjectHasRegister,
    open_for_poll,
    open_register,
)
from pollwright.risks.operations.scoring import NotInTheScheme, NotTheProduct, score_risk
from pollwright.risks.queries.rows import due, live, untreated, without_owner
from pollwright.risks.schemes import OVERALL
from pollwright.risks.states import MeasureKind, SchemeKind, ScoreKind, SubjectKind
from tests.fixtures.people import TODAY, actor_in
from tests.risks.test_schemes import FIVE, impacts
from tests.walk import poll_kinds
from tests.walk.world import World

BEFORE = date(2026, 10, 1)


def register_in(actor: Actor, scheme: SchemeKind = SchemeKind.NUMERIC, title: str = "Elections") -> RiskRegister:
    return open_register(actor=actor, facts=RegisterFacts(title, scheme, "Electoral Services", "2026 - 2029"))


def risk_in(actor: Actor, register: RiskRegister, **given: object) -> Risk:
    facts = RiskFacts(**{"title": "Too few staff", "ref": "1", **given})  # type: ignore[arg-type]
    return record_risk(actor=actor, reference=register.reference, facts=facts)


def test_a_score_is_kept_with_those_before_it_and_must_be_the_product(officer: Actor) -> None:
    risk = risk_in(officer, register_in(officer))
    given = {"actor": officer, "reference": risk.reference, "kind": ScoreKind.RESIDUAL, "impacts": {OVERALL: "3"}}

    score_risk(**given, version=1, likelihood="2", typed=6, on=BEFORE)  # type: ignore[arg-type]
    with pytest.raises(NotTheProduct) as refused:
        score_risk(**given, version=2, likelihood="1", typed=6, on=TODAY)  # type: ignore[arg-type]
    score_risk(**given, version=2, likelihood="4", per_cent=Decimal("5.4"), on=TODAY)  # type: ignore[arg-type]
    with pytest.raises(RiskChanged):
        score_risk(**given, version=2, likelihood="1", on=TODAY)  # type: ignore[arg-type]
    with pytest.raises(NotInTheScheme):
        score_risk(**given, version=3, likelihood="D", on=TODAY)  # type: ignore[arg-type]

    # MM-I03 and MM-I02: 2 x 3 is Medium 6; 5.4 per cent is Remote, and 1 x 3 is Low 3
    risk.refresh_from_db()
    kept = RiskScore.objects.filter(risk=risk).order_by("pk").values_list("scored_on", "score", "level")
    assert list(kept) == [(BEFORE, 6, "Medium"), (TODAY, 3, "Low")]
    assert (risk.score, risk.level, refused.value.values["score"]) == (3, "Low", 3)


def test_references_as_typed_may_come_twice_and_a_risk_without_owner_only_warns(
    officer: Actor, authority: Authority
) -> None:
    register = register_in(officer)
    first, second = risk_in(officer, register), risk_in(officer, register, owner_text="Service manager")

    unowned = without_owner(live(authority.pk), TODAY)

    assert (first.ref, second.ref, first.reference != second.reference) == ("1", "1", True)
    assert list(unowned) == [first]


def test_reviews_actions_and_escalation_are_looked_after(senior: Actor, authority: Authority) -> None:
    risk = risk_in(senior, register_in(senior), treatment_required=True, next_review_on=BEFORE)
    of = {"actor": senior, "reference": risk.reference}
    late = due(authority.pk, on=TODAY)

    with pytest.raises(ReviewBackwards):
        review_risk(**of, version=1, note="", on=TODAY, next_on=TODAY)  # type: ignore[arg-type]
    review_risk(**of, version=1, note="As it was", on=TODAY, next_on=date(2027, 3, 31))  # type: ignore[arg-type]
    missing = list(untreated(live(authority.pk), TODAY))
    with pytest.raises(NegativeCost):
        add_measure(**of, version=2, facts=MeasureFacts(MeasureKind.ACTION, "Train two more", cost_pence=-1))  # type: ignore[arg-type]
    action = add_measure(**of, version=2, facts=MeasureFacts(MeasureKind.ACTION, "Train two more", due_on=BEFORE))  # type: ignore[arg-type]
    then = due(authority.pk, on=TODAY)
    finish_measure(actor=senior, reference=action.reference, version=1, on=TODAY)
    with pytest.raises(NothingToDo):
        finish_measure(actor=senior, reference=action.reference, version=2, on=TODAY)
    escalate_risk(**of, version=3, to="Management Board", reason="No money", on=TODAY)  # type: ignore[arg-type]
    close_risk(**of, version=4, reason="Gone", on=TODAY)  # type: ignore[arg-type]
    with pytest.raises(RiskNotOpen):
        close_risk(**of, version=5, reason="Gone", on=TODAY)  # type: ignore[arg-type]
    reopen_risk(**of, version=5, reason="Back")  # type: ignore[arg-type]

    risk.refresh_from_db()
    assert ((late.reviews, late.actions), (then.reviews, then.actions), missing) == ((1, 0), (0, 1), [risk])
    assert (risk.escalated_to, risk.closed_on, risk.state) == ("Management Board", None, "open")


def test_moving_a_register_only_proposes_and_an_officer_decides_each_risk(officer: Actor) -> None:
    old = register_in(officer, SchemeKind.CLASSES)
    for ref, (likelihood, marks, _) in FIVE.items():
        risk = risk_in(officer, old, ref=ref, title=f"Risk {ref}")
        score_risk(
            actor=officer, reference=risk.reference, version=1, kind=ScoreKind.RESIDUAL, likelihood=likelihood,
            impacts=impacts(*marks), on=BEFORE,
        )  # fmt: skip

    new = propose_move(actor=officer, reference=old.reference, version=1, title="Elections in numbers")
    moved = {one.ref: one for one in Risk.objects.filter(register=new)}
    with pytest.raises(RegisterReadOnly):
        risk_in(officer, old)
    with pytest.raises(RiskNotOpen):
        close_risk(actor=officer, reference=moved["2"].reference, version=1, reason="x", on=TODAY)
    decide_risk(
        actor=officer, reference=moved["2"].reference, version=1, inherent=("3", "3"), residual=("2", "3"),
        reason="Restores are tested", on=TODAY,
    )  # fmt: skip

    # MM-I14: D-IV comes to 3 x 3 as inherent; the council's own residual score of it was 2 x 3 = 6
    kept = RiskScore.objects.filter(risk=moved["2"]).order_by("pk").values_list("kind", "score")
    before = Risk.objects.get(register=old, ref="2")
    assert moved["2"].proposal == {"likelihood": "3", "impact": "3"}
    assert {one.state for one in moved.values()} == {"proposed"}
    assert {one.likelihood for one in moved.values()} == {""}
    assert list(kept) == [("inherent", 9), ("residual", 6)]
    assert (before.likelihood, before.impact, before.impacts["legal"]) == ("D", "IV", "II")
    with pytest.raises(NothingToMove):
        propose_move(actor=officer, reference=new.reference, version=1, title="Again")


def test_a_poll_has_one_register_with_the_statutory_topics_and_their_controls(officer: Actor) -> None:
    register = open_for_poll(actor=officer, title="May", poll_id=7, poll="PL0000007", rehearsal=False)

    with pytest.raises(SubjectHasRegister) as refused:
        open_register(actor=officer, facts=RegisterFacts("May"), subject=Subject(SubjectKind.POLL, 7, "PL0000007"))

    # MM-I18 lists the topics; each has its usual control
    topics = Risk.objects.filter(register=register)
    assert topics.count() == RiskMeasure.objects.filter(risk__register=register, kind="control").count() == 40
    assert {"Nominations", "Cyber attack", "Postal votes", "Petitions"} <= set(topics.values_list("topic", flat=True))
    assert refused.value.values["reference"] == register.reference


def test_a_table_of_risks_is_taken_over_whole_or_not_at_all(officer: Actor) -> None:
    register = register_in(officer, SchemeKind.CLASSES)
    head = "Ref,Title,Service,Financial,Reputation,Legal,People,Likelihood,Treatment required,Next review,Date closed\n"
    good = head + "1,Staff,IV,IV,IV,IV,III,D,Yes,31/03/2018,\n1,Fraud,I,II,III,III,II,E,Yes,31/03/18,--\n"
    wrong = good + "3,Rooms,VI,I,I,I,I,D,Yes,,\n"

    with pytest.raises(RisksUnreadable) as refused:
        import_risks(actor=officer, reference=register.reference, content=wrong.encode(), on=TODAY)
    none = Risk.objects.count()
    taken = import_risks(actor=officer, reference=register.reference, content=good.encode(), on=TODAY)

    rows = Risk.objects.order_by("position").values_list("ref", "impact", "next_review_on", "closed_text")
    assert (refused.value.values["row"], none, taken) == (4, 0, 2)
    assert list(rows) == [("1", "IV", date(2018, 3, 31), ""), ("1", "III", date(2018, 3, 31), "--")]


def test_another_authority_s_risk_and_person_are_not_found(
    officer: Actor, authority: Authority, other_authority: Authority
) -> None:
    risk = risk_in(officer, register_in(officer))
    theirs = actor_in(other_authority, Role.SENIOR)

    with pytest.raises(NotFound):
        close_risk(actor=theirs, reference=risk.reference, version=1, reason="x", on=TODAY)
    with pytest.raises(NotFound):
        change_risk(actor=officer, reference=risk.reference, version=1, facts=RiskFacts("x", owner="no handle"))


def test_a_risk_is_linked_with_what_there_is_and_with_nothing_else(officer: Actor, authority: Authority) -> None:
    poll = poll_kinds.poll(World(authority))
    step = PollStep.objects.filter(poll__reference=poll).order_by("pk")[0]
    risk = risk_in(officer, register_in(officer))
    of: dict[str, Any] = {"actor": officer, "reference": risk.reference}
    nothing = [
        (SubjectKind.PROJECT, "PRJ9999999", ""), (SubjectKind.CONTRACT, "banana", ""), (SubjectKind.POLL, "PL9999999", ""),
        (SubjectKind.STEP, poll, "No such step"), (SubjectKind.STEP, poll, " "),
    ]  # fmt: skip
    for kind, to, words in nothing:
        with pytest.raises(NotFound):
            link_risk(**of, version=1, kind=kind, to=to, title=words)

    link_risk(**of, version=1, kind=SubjectKind.STEP, to=poll, title=step.title[:12].upper())
    link_risk(**of, version=2, kind=SubjectKind.POLL, to=poll, title="")

    titles = RiskLink.objects.order_by("pk").values_list("kind", "title")
    assert list(titles) == [("step", step.title), ("poll", step.poll.title)]


def test_a_link_is_taken_back_on_the_page_with_a_reason_once(
    officer: Actor, authority: Authority, client_as: Callable[[Role], Client]
) -> None:
    poll = poll_kinds.poll(World(authority))
    risk = risk_in(officer, register_in(officer))
    link_risk(actor=officer, reference=risk.reference, version=1, kind=SubjectKind.POLL, to=poll, title="")
    client, page = client_as(Role.OFFICER), f"/risks/{risk.reference}/links/poll/{poll}/"
    offered = page in client.get(f"/risks/{risk.reference}/").content.decode()

    stale = client.post(page, {"version": "1", "reason": "The wrong poll"}).content.decode()
    wordless = client.post(page, {"version": "2", "reason": ""})
    client.post(page, {"version": "2", "reason": "The wrong poll"})
    with pytest.raises(NotFound):
        unlink_risk(
            actor=officer, reference=risk.reference, version=3, kind=SubjectKind.POLL, to=poll, reason="Once more"
        )

    assert (offered, "was changed since" in stale, wordless.status_code) == (True, True, 200)
    assert (RiskLink.objects.count(), client.get(page).status_code) == (0, 404)
    event = Event.objects.get(code="risks.unlinked")
    assert (event.reason, poll in event.summary) == ("The wrong poll", True)


def test_a_register_is_not_opened_twice_by_two_clicks(officer: Actor, client_as: Callable[[Role], Client]) -> None:
    client = client_as(Role.OFFICER)
    sent = {"title": "Canvass", "service": "Elections", "scheme": "numeric", "kind": "service", "topics": "yes"}

    client.post("/risks/new/", sent)
    told = client.post("/risks/new/", sent | {"title": "CANVASS"}).content.decode()
    client.post("/risks/new/", sent | {"period": "2027 - 2030"})
    client.post("/risks/new/", sent | {"service": "Waste"})

    found = RiskRegister.objects.order_by("pk")
    assert list(found.values_list("title", "service", "period")) == [
        ("Canvass", "Elections", ""), ("Canvass", "Elections", "2027 - 2030"), ("Canvass", "Waste", ""),
    ]  # fmt: skip
    assert f"There is a register with this title already: {found[0].reference}." in told


def test_a_chance_in_per_cent_decides_the_likelihood_on_the_page(
    officer: Actor, client_as: Callable[[Role], Client]
) -> None:
    risk = risk_in(officer, register_in(officer))
    given = {"version": "1", "kind": "residual", "likelihood": "", "per_cent": "5.5", "impact_overall": "3"}

    client_as(Role.OFFICER).post(f"/risks/{risk.reference}/score/", given)

    risk.refresh_from_db()
    assert (risk.likelihood, risk.score) == ("2", 6)
