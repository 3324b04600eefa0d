"""Nomination papers from a draft on the counter to formal delivery (N-01 to N-12, T-13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.models import Contest
from pollwright.elections.states import ENDED, ContestState
from pollwright.law.nominations.delivery import may_be_delivered
from pollwright.law.nominations.papers import Bearer, may_bear
from pollwright.law.nominations.subscribers import Signature
from pollwright.messages import Message, joined
from pollwright.nominations.events.nominating import PaperChanged, PaperCommentedOn, PaperDelivered, PaperEntered
from pollwright.nominations.models import Candidate, CandidateHome, NominationPaper, Subscriber
from pollwright.nominations.operations.receiving import receive_deposit
from pollwright.nominations.operations.voiding import void_statements
from pollwright.nominations.queries.again import only_party_again
from pollwright.nominations.queries.checking import subscribed_as
from pollwright.nominations.queries.contests import ContestLaw, law_of
from pollwright.nominations.states import CandidateState, PaperState
from pollwright.refusals import NotFound, Refused

CANDIDATES, PAPERS = "CA", "NP"
LONGEST_NAME = 300


class NominationsClosed(Refused):
    """The contest takes no nominations: it is settled, or its poll is not held."""

    code = "nominations.R003"
    problem = "{reference} takes no nominations any more."
    remedy = "Open the contest to see what was decided."


class NoticeNotPublished(Refused):
    """Papers are received from the notice of election on."""

    code = "nominations.R004"
    problem = "No paper can be delivered before the notice of election is published."
    remedy = "Mark the notice of election as published in the timetable of the poll, then record the delivery."


class OutOfTime(Refused):
    """The paper was brought at a moment at which none is received."""

    code = "nominations.R005"
    problem = "The paper can't be received at {at}. {why}."
    remedy = "Nobody can extend the time. Check the moment of receipt; if it is right, give the paper back."


class WrongBearer(Refused):
    """Somebody else has to deliver the paper."""

    code = "nominations.R006"
    problem = "{why}."
    remedy = "Ask for the paper to be brought by one who may deliver it."


class OnlyTheParty(Refused):
    """After a party's candidate died at a UK Parliamentary election, only that party may nominate another (E-19)."""

    code = "nominations.R067"
    problem = "Only the party whose candidate died ({parties}) may put up another. The other candidates still stand."
    remedy = "Give the paper back."


class PaperMoved(Refused):
    """Another officer changed the paper, or it is past the state in which this can be done."""

    code = "nominations.R007"
    problem = "{reference} was changed since you opened it, or this can't be done to it any more."
    remedy = "Open it again to see how it stands."


class NameNotUsable(Refused):
    """A candidate has a surname, and names of at most 300 characters."""

    code = "nominations.R008"
    problem = "A candidate's surname is needed, and no name or description is longer than {longest} characters."
    remedy = "Enter the name as it stands on the paper."


class SamePaperThere(Refused):
    """One sheet of paper is entered once, by whichever of two officers was first."""

    code = "nominations.R009"
    problem = (
        "That paper is entered already, as {reference}: the candidate, the address and the signatures are the same."
    )
    remedy = "Open it. Where it is another paper of the candidate, enter it on the candidate's page."


@dataclass(frozen=True, slots=True)
class PersonGiven:
    """A candidate as a paper and the home address form name them."""

    surname: str
    forenames: str = ""
    used_surname: str = ""
    used_forenames: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class HomeGiven:
    """The home address form: where the candidate lives, and what is shown in its place where it is withheld."""

    address: str
    postcode: str = ""
    published: bool = True
    area: str = ""
    constituency: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class PaperGiven:
    """A nomination paper and what came with it; the fields are those of `NominationPaper`."""

    description: str = ""
    party_reference: str = ""
    certificate: str = ""
    certificate_at: datetime | None = None
    emblem: str = ""
    papers: tuple[str, ...] = ()
    consent_on: date | None = None
    consent_witness: str = ""
    born_on: date | None = None
    citizenship: str = ""
    qualifications: tuple[str, ...] = ()
    party_membership: str = ""
    disqualifications_denied: bool = False
    deposit_pence: int = 0
    deposit_method: str = ""
    deposit_receipt: str = ""


@operation(Permission.NOMINATIONS_ENTER)
def enter_candidate(
    *,
    actor: Actor,
    reference: str,
    person: PersonGiven,
    home: HomeGiven,
    paper: PaperGiven,
    signatures: Sequence[Signature],
) -> NominationPaper:
    """Enter a candidate in a contest with their first paper, as a draft that is looked at informally.

    :raises NobodyNominated: where the contest is no election.
    :raises NominationsClosed: where it takes no nominations any more.
    :raises SamePaperThere: where that very paper is entered already.
    """
    contest = contest_open(actor, reference)
    law_of(contest)
    _check_names(person, paper)
    _refuse_same(contest, person, home, signatures)
    candidate = Candidate(authority_id=actor.authority_id, contest=contest)
    _put(candidate, person)
    candidate.reference = next_reference(actor.authority_id, CANDIDATES)
    candidate.save(force_insert=True)
    CandidateHome.objects.create(candidate=candidate, authority_id=actor.authority_id, **_facts(home))
    return _new_paper(actor, candidate, paper, signatures)


@operation(Permission.NOMINATIONS_ENTER)
def enter_another_paper(
    *, actor: Actor, reference: str, paper: PaperGiven, signatures: Sequence[Signature]
) -> NominationPaper:
    """Enter a further paper of a candidate for the same contest (N-12)."""
    candidate = candidate_in_hand(actor, reference)
    contest_open(actor, candidate.contest.reference)
    _check_names(PersonGiven(candidate.surname), paper)
    return _new_paper(actor, candidate, paper, signatures)


@operation(Permission.NOMINATIONS_ENTER)
def change_paper(
    *,
    actor: Actor,
    reference: str,
    version: int,
    person: PersonGiven,
    home: HomeGiven,
    paper: PaperGiven,
    signatures: Sequence[Signature],
) -> NominationPaper:
    """Change a paper that is not delivered, with the candidate's particulars as long as none of theirs is.

    :raises PaperMoved: where another officer was first, or the paper is delivered.
    """
    found = paper_in_hand(actor, reference, version)
    if found.state != PaperState.DRAFT:
        raise PaperMoved(reference=reference)
    _check_names(person, paper)
    candidate = found.candidate
    if candidate.state == CandidateState.DRAFT:
        _put(candidate, person)
        candidate.version += 1
        candidate.save()
        CandidateHome.objects.filter(candidate=candidate).update(**_facts(home))
    _put(found, paper)
    _sign(found, signatures)
    save_paper(found)
    record(PaperChanged(reference), actor=actor, subjects=[found, candidate])
    return found


@operation(Permission.NOMINATIONS_ENTER)
def comment_on_paper(*, actor: Actor, reference: str, version: int, comments: str) -> NominationPaper:
    """Write down what an informal check showed, for the candidate; it decides nothing."""
    found = paper_in_hand(actor, reference, version)
    if found.state != PaperState.DRAFT:
        raise PaperMoved(reference=reference)
    found.comments = comments
    save_paper(found)
    record(PaperCommentedOn(reference), actor=actor, subjects=[found, found.candidate])
    return found


@operation(Permission.NOMINATIONS_ENTER)
def deliver_paper(
    *, actor: Actor, reference: str, version: int, received_at: datetime, bearer: Bearer, bearer_name: str, at: datetime
) -> NominationPaper:
    """Record the formal delivery of a paper, to the second; its signatures count for papers delivered after (N-10).

    :param received_at: the moment of physical receipt (T-13).
    :param at: now; nothing is received in the future.
    :raises OutOfTime: where no paper is received at that moment.
    :raises WrongBearer: where the law has somebody else deliver it (N-02).
    """
    found = paper_in_hand(actor, reference, version)
    contest = contest_open(actor, found.candidate.contest.reference)
    if found.state != PaperState.DRAFT:
        raise PaperMoved(reference=reference)
    law = law_of(contest)
    _check_delivery(law, received_at, bearer, at)
    parties = only_party_again(contest)
    if parties and found.party_reference not in parties:
        raise OnlyTheParty(parties=", ".join(sorted(parties)))
    found.state, found.delivered_at = PaperState.DELIVERED, received_at.replace(microsecond=0)
    found.delivered_by, found.bearer_name, found.received_by = bearer, bearer_name, actor.name
    note_signatures(found, law)
    save_paper(found)
    candidate = found.candidate
    if candidate.state in (CandidateState.DRAFT, CandidateState.INVALID):
        candidate.state, candidate.state_at = CandidateState.DELIVERED, found.delivered_at
        candidate.version += 1
        candidate.save(update_fields=["state", "state_at", "version"])
    receive_deposit(actor, found)
    void_statements(actor, contest.pk, "another paper was delivered")
    record(
        PaperDelivered(reference, received_at.isoformat(timespec="seconds"), bearer),
        actor=actor,
        subjects=[found, candidate, contest],
        basis=law.window().source.describe(),
    )
    return found


def note_signatures(paper: NominationPaper, law: ContestLaw) -> None:
    """Keep beside each signature of a paper what it was found to be, and whose."""
    rows = {row.place: row for row in Subscriber.objects.filter(paper=paper)}
    for verdict in subscribed_as(paper, law).verdicts:
        row = rows[verdict.place]
        own = verdict.elector if verdict.elector and not row.council else ""
        row.finding, row.elector_id = verdict.finding, int(own) if own else None
    Subscriber.objects.bulk_update(rows.values(), ["finding", "elector"])


def contest_open(actor: Actor, reference: str) -> Contest:
    """Return a contest that takes nominations, locked, so that papers are taken in one after another.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises NominationsClosed: where it is settled, or its poll is not held.
    """
    held = Contest.objects.select_related("poll").select_for_update(of=("self",))
    found = held.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="contest", reference=reference)
    if found.state != ContestState.OPEN or found.poll.state in ENDED:
        raise NominationsClosed(reference=reference)
    return found


def candidate_in_hand(actor: Actor, reference: str, version: int | None = None) -> Candidate:
    """Return a candidate, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises PaperMoved: where it was changed since.
    """
    held = Candidate.objects.select_related("contest__poll").select_for_update(of=("self",))
    found = held.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="candidate", reference=reference)
    if version is not None and found.version != version:
        raise PaperMoved(reference=reference)
    return found


def paper_in_hand(actor: Actor, reference: str, version: int) -> NominationPaper:
    """Return a paper, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises PaperMoved: where it was changed since.
    """
    held = NominationPaper.objects.select_related("candidate__contest__poll").select_for_update(of=("self",))
    found = held.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="nomination paper", reference=reference)
    if found.version != version:
        raise PaperMoved(reference=reference)
    return found


def save_paper(paper: NominationPaper) -> None:
    """Save a paper, as its next version."""
    paper.version += 1
    paper.save()


def _check_delivery(law: ContestLaw, received_at: datetime, bearer: Bearer, at: datetime) -> None:
    if law.notice_on is None:
        raise NoticeNotPublished
    answer = may_be_delivered(received_at, law.window(), law.calendar)
    broken = [one.says for one in answer.workings if one.says.endswith(": no")]
    if received_at > at:
        broken = ["It lies in the future", *broken]
    if broken:
        raise OutOfTime(
            at=Message("{time}, {day}", time=f"{received_at:%H:%M:%S}", day=received_at.date()),
            why=joined("; ", broken),
        )
    borne = may_bear(bearer, law.rules)
    if not borne.holds:
        raise WrongBearer(why=borne.workings[0].says)


def _check_names(person: PersonGiven, paper: PaperGiven) -> None:
    texts = (person.surname, person.forenames, person.used_surname, person.used_forenames, paper.description)
    if not person.surname.strip() or any(len(text) > LONGEST_NAME for text in texts):
        raise NameNotUsable(longest=LONGEST_NAME)


def _new_paper(
    actor: Actor, candidate: Candidate, given: PaperGiven, signatures: Sequence[Signature]
) -> NominationPaper:
    paper = NominationPaper(authority_id=actor.authority_id, candidate=candidate)
    _put(paper, given)
    paper.reference = next_reference(actor.authority_id, PAPERS)
    paper.save(force_insert=True)
    _sign(paper, signatures)
    record(PaperEntered(paper.reference, candidate.contest.reference), actor=actor, subjects=[paper, candidate])
    return paper


def _sign(paper: NominationPaper, signatures: Sequence[Signature]) -> None:
    Subscriber.objects.filter(paper=paper).delete()
    Subscriber.objects.bulk_create(
        Subscriber(
            authority_id=paper.authority_id, paper=paper, place=place, number=one.number, printed_name=one.printed_name
        )
        for place, one in enumerate(signatures, start=1)
    )


def _facts(given: PersonGiven | HomeGiven | PaperGiven) -> dict[str, object]:
    return {field.name: getattr(given, field.name) for field in fields(given)}


def _put(row: Candidate | NominationPaper, given: PersonGiven | PaperGiven) -> None:
    for name, value in _facts(given).items():
        setattr(row, name, list(value) if isinstance(value, tuple) else value)


def _refuse_same(contest: Contest, person: PersonGiven, home: HomeGiven, signatures: Sequence[Signature]) -> None:
    """Refuse a paper of which each name, the address and each signature stand on a draft of the contest.

    :raises SamePaperThere: naming that draft.
    """
    held = NominationPaper.objects.filter(
        state=PaperState.DRAFT, candidate__contest=contest, candidate__surname=person.surname,
        candidate__forenames=person.forenames, candidate__home__address=home.address,
    )  # fmt: skip
    wanted = [(one.number, one.printed_name) for one in signatures]
    for there in held.prefetch_related("subscribers"):
        rows = sorted(there.subscribers.all(), key=lambda one: one.place)
        if [(one.number, one.printed_name) for one in rows] == wanted:
            raise SamePaperThere(reference=there.reference)
