"""What the statement of persons nominated of a contest says, and what is still open before it can be made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from pollwright.elections.models import Contest
from pollwright.law.nominations.determinations import particulars_from
from pollwright.law.nominations.names import CandidateName, Refusal, shown_name
from pollwright.law.nominations.ordering import Named, Ordered, order_candidates
from pollwright.law.nominations.statements import (
    MOST_SUBSCRIBERS_NAMED,
    AddressChoice,
    Content,
    GoneReason,
    contents_of_statement,
    shown_address,
)
from pollwright.nominations.models import Candidate, CandidateHome, NominationPaper
from pollwright.nominations.queries.again import stays_on_the_paper
from pollwright.nominations.queries.contests import ContestLaw, law_of
from pollwright.nominations.states import CandidateState, PaperState

GONE = {
    CandidateState.WITHDRAWN: GoneReason.WITHDRAWN,
    CandidateState.INVALID: GoneReason.INVALID,
    CandidateState.DIED: GoneReason.DIED,
    CandidateState.DEEMED_WITHDRAWN: GoneReason.DEEMED_WITHDRAWN,
}
GONE_SAYS = {
    GoneReason.WITHDRAWN: "Withdrawn",
    GoneReason.INVALID: "Nomination paper invalid",
    GoneReason.DIED: "Deceased",
    GoneReason.DEEMED_WITHDRAWN: "Taken to have withdrawn",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the statement shows them, in its order."""

    candidate: str
    surname: str
    other_names: str
    address: str
    description: str
    party: str
    emblem: str
    subscribers: str
    no_longer: str
    membership: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as it would be now: the people in order, and what is still open (then it can't be made)."""

    contest: Contest
    law: ContestLaw
    people: tuple[Person, ...]
    open: tuple[str, ...]
    ties: tuple[tuple[str, ...], ...]

    @property
    def standing(self) -> tuple[Person, ...]:
        """Those who stand nominated."""
        return tuple(one for one in self.people if not one.no_longer)

    def body(self) -> dict[str, object]:
        """Return the statement's own facts."""
        return {
            "ballot_id": self.contest.ballot_id,
            "contest": self.contest.reference,
            "area": self.contest.name,
            "poll": self.contest.poll.title,
            "day": self.contest.poll.day.isoformat(),
            "seats": self.contest.seats,
            "people": [_as_json(one) for one in self.people],
        }


def _as_json(person: Person) -> dict[str, str]:
    """Return a person as the statement keeps them: what only the Welsh rules ask for is left out elsewhere."""
    return {name: value for name, value in asdict(person).items() if value or name != "membership"}


def draft_statement(contest: Contest) -> Draft:
    """Return the statement of a contest as its nominations stand, the poll of the contest being at hand."""
    law = law_of(contest)
    candidates = {
        one.reference: one
        for one in Candidate.objects.filter(contest=contest)
        .exclude(state=CandidateState.DRAFT)
        .select_related("home")
        .prefetch_related("papers__subscribers")
        .order_by("pk")
    }
    missing: list[str] = []
    ordered = _ordered(list(candidates.values()))
    people = tuple(_person(candidates[one.reference], contest, one, law, missing) for one in ordered.candidates)
    undecided = sorted(
        paper.reference
        for one in candidates.values()
        if one.state == CandidateState.DELIVERED or one.state == CandidateState.STANDING
        for paper in one.papers.all()
        if paper.state == PaperState.DELIVERED
    )
    if undecided:
        missing.insert(0, f"Not determined: {', '.join(undecided)}")
    missing += [f"The order of candidates of like name: {', '.join(tie)}" for tie in ordered.ties]
    return Draft(contest, law, people, tuple(missing), ordered.ties)


def shown(candidate: Candidate) -> tuple[str, str]:
    """Return the surname and other names under which a candidate is shown (N-19c)."""
    name = CandidateName(candidate.surname, candidate.forenames, candidate.used_surname, candidate.used_forenames)
    found = shown_name(name, Refusal(candidate.used_refused) if candidate.used_refused else None)
    return found.surname, found.other_names


def _ordered(candidates: Sequence[Candidate]) -> Ordered:
    decided = sorted((one for one in candidates if one.order_after is not None), key=lambda one: one.order_after or 0)
    named = [Named(one.reference, *shown(one)) for one in candidates]
    return order_candidates(named, [one.reference for one in decided])


def _person(candidate: Candidate, contest: Contest, named: Named, law: ContestLaw, missing: list[str]) -> Person:
    gone = GONE.get(CandidateState(candidate.state))
    if gone is GoneReason.DIED and stays_on_the_paper(candidate, contest):
        gone = None
    paper = _paper_of(candidate, missing)
    address = address_shown(candidate.home, law)
    if not address and gone is None:
        missing.append(f"{candidate.reference}: what is shown in place of the home address")
    return Person(
        candidate.reference,
        named.surname,
        named.other_names,
        address,
        paper.description if paper else "",
        paper.party_reference if paper else "",
        paper.emblem if paper else "",
        _subscribers(paper, law),
        GONE_SAYS[gone] if gone else "",
        _membership(candidate, paper, law, missing, standing=gone is None),
    )


def _paper_of(candidate: Candidate, missing: list[str]) -> NominationPaper | None:
    """Return the paper that the particulars are taken from: of several valid ones, the one that was chosen."""
    papers = {one.reference: one for one in candidate.papers.all() if one.state != PaperState.DRAFT}
    valid = sorted(reference for reference, one in papers.items() if one.state == PaperState.VALID)
    if not valid:
        return papers[min(papers)] if papers else None
    chosen, working = particulars_from(valid, candidate.chosen_paper or None, None)
    if chosen is None:
        missing.append(f"{candidate.reference}: {working.says}")
        return papers[valid[0]]
    return papers[chosen]


def address_shown(home: CandidateHome, law: ContestLaw) -> str:
    """Return the address of a candidate as the statement shows it, "" where nothing stands in place of it (N-23)."""
    choice = AddressChoice.AREA
    if home.published:
        choice = AddressChoice.HOME
    elif home.country:
        choice = AddressChoice.COUNTRY
    elif home.constituency:
        choice = AddressChoice.CONSTITUENCY
    written = ", ".join(part for part in (home.address, home.postcode) if part)
    found = shown_address(
        choice, law.kind, home=written, area=home.area, constituency=home.constituency, country=home.country
    )
    return found.text


def _membership(
    candidate: Candidate, paper: NominationPaper | None, law: ContestLaw, missing: list[str], *, standing: bool
) -> str:
    """Return the statement of party membership that the Welsh rules have published (N-20), "" where none is."""
    asked = {row.content for row in contents_of_statement(law.kind, law.nation, law.poll_day)}
    if paper is None or Content.PARTY_MEMBERSHIP not in asked:
        return ""
    if not paper.party_membership and standing:
        missing.append(f"{candidate.reference}: the statement of party membership")
    return paper.party_membership


def _subscribers(paper: NominationPaper | None, law: ContestLaw) -> str:
    asked = {row.content for row in contents_of_statement(law.kind, law.nation, law.poll_day)}
    if paper is None or Content.SUBSCRIBERS not in asked:
        return ""
    rows = sorted(paper.subscribers.all(), key=lambda row: row.place)[:MOST_SUBSCRIBERS_NAMED]
    return ", ".join(row.printed_name for row in rows)
