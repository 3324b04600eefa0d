"""The checks of a nomination paper, each with its rule: informal while it is a draft, in view of the decision after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pollwright.elections.models import Contest
from pollwright.law.nations import Nation, NotCovered
from pollwright.law.nominations.delivery import in_time
from pollwright.law.nominations.descriptions import (
    Certificate,
    Description,
    DescriptionKind,
    Party,
    check_description,
    check_emblem,
)
from pollwright.law.nominations.names import (
    CandidateName,
    Refusal,
    check_name,
    findings_explained,
    used_name_to_weigh,
)
from pollwright.law.nominations.papers import Paper, papers_missing
from pollwright.law.nominations.qualifications import CONSENT, Citizen, Consent, Qualification, check_consent
from pollwright.law.nominations.statements import ADDRESSES
from pollwright.law.nominations.subscribers import (
    PaperBefore,
    Registered,
    Signature,
    Subscribed,
    check_subscribers,
    number_key,
)
from pollwright.law.workings import Working
from pollwright.messages import Message
from pollwright.nominations.models import CandidateHome, NominationPaper, Subscriber
from pollwright.nominations.models import Party as PartyRow
from pollwright.nominations.queries.contests import ContestLaw, law_of
from pollwright.nominations.queries.stating import address_shown
from pollwright.nominations.queries.subscribing import registered
from pollwright.nominations.states import CandidateState


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: `ok`, a `fault` that speaks against the paper, or a `doubt` for the officer."""

    about: str
    state: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of a paper, and of each signature on it."""

    checks: tuple[Check, ...]
    subscribed: Subscribed

    @property
    def faults(self) -> tuple[Check, ...]:
        """What speaks against the paper."""
        return tuple(one for one in self.checks if one.state == "fault")


def checked(paper: NominationPaper, law: ContestLaw | None = None) -> Checked:
    """Return the checks of a paper as it stands, with all that was delivered before it."""
    found = law or law_of(Contest.objects.select_related("poll").get(pk=paper.candidate.contest_id))
    subscribed = subscribed_as(paper, found)
    description = described(paper, found)
    return Checked(
        (
            *_subscription(subscribed),
            *_names(paper),
            *_home(paper, found),
            *_description(paper, description),
            *_papers(paper, found, description),
            *_consent(paper, found),
        ),
        subscribed,
    )


def subscribed_as(paper: NominationPaper, law: ContestLaw) -> Subscribed:
    """Return whether a paper is subscribed as required: a draft, as if it were delivered next."""
    rows = list(paper.subscribers.order_by("place").values_list("number", "printed_name", "council", "other_elector"))
    signatures = [Signature(number, name) for number, name, _council, _elector in rows]
    snapshot = registered(law.deciding, [number for number, _name, council, _elector in rows if not council])
    if law.councils:
        snapshot = {key: replace(one, area=law.own_council) for key, one in snapshot.items()} | {
            number_key(number): Registered(_elsewhere(council, elector), name, area=council)
            for number, name, council, elector in rows
            if council
        }
    return check_subscribers(
        signatures, snapshot, law.needed, law.seats, delivered_before(paper, law), law.poll_day,
        voting_age=law.voting_age, areas=law.councils,
    )  # fmt: skip


def delivered_before(paper: NominationPaper, law: ContestLaw) -> list[PaperBefore]:
    """Return the papers of the contest delivered before one, with the electors whose signatures were counted on each."""
    rows = Subscriber.objects.filter(
        authority=paper.authority_id,
        paper__candidate__contest=law.contest_id,
        paper__delivered_at__isnull=False,
        place__lte=law.needed.number,
    ).exclude(paper=paper.pk)
    rows = rows.exclude(elector__isnull=True, other_elector="")
    if paper.delivered_at is not None:
        rows = rows.filter(paper__delivered_at__lte=paper.delivered_at)
    found: dict[int, tuple[set[str], bool]] = {}
    for key, own, council, other, at, state, state_at in rows.values_list(
        "paper_id", "elector_id", "council", "other_elector", "paper__delivered_at", "paper__candidate__state",
        "paper__candidate__state_at",
    ):  # fmt: skip
        elector = _elsewhere(council, other) if council else own
        if at is not None and paper.delivered_at is not None and (at, key) > (paper.delivered_at, paper.pk):
            continue
        gone = state in (CandidateState.WITHDRAWN, CandidateState.DIED)
        before = gone and state_at is not None and (paper.delivered_at is None or state_at < paper.delivered_at)
        found.setdefault(key, (set(), before))[0].add(str(elector))
    return [PaperBefore(frozenset(electors), gone) for electors, gone in found.values()]


def _elsewhere(council: str, elector: str) -> str:
    """Return how an elector of another council's register is told apart from all others."""
    return f"{council}:{elector}"


def described(paper: NominationPaper, law: ContestLaw) -> Description:
    """Return what the description of a paper was found to be."""
    given = []
    if paper.party_reference and Paper.CERTIFICATE in paper.papers:
        at = paper.certificate_at
        timely = at is not None and in_time(at, law.timetable).holds
        given.append(Certificate(paper.party_reference, paper.certificate or None, timely))
    return check_description(paper.description, law.kind, law.nation, given, parties(paper.authority_id), law.relevant)


def parties(authority_id: int) -> list[Party]:
    """Return the register of parties as the law takes it."""
    rows = PartyRow.objects.filter(authority=authority_id).order_by("reference")
    return [
        Party(
            row.reference, tuple(row.names), tuple(row.descriptions), tuple(Nation(one) for one in row.nations),
            row.registered_on, row.deregistered_on, row.minor, tuple(row.emblems),
        )
        for row in rows
    ]  # fmt: skip


def _line(about: str, state: str, working: Working) -> Check:
    return Check(about, state, working.says, working.source.describe())


def _lines(about: str, workings: Iterable[Working], state: str) -> Iterable[Check]:
    """Return workings as checks, each by whether it holds by itself, or where that isn't said as the whole was found."""
    return (_line(about, state if one.holds is None else "ok" if one.holds else "fault", one) for one in workings)


def _subscription(subscribed: Subscribed) -> Iterable[Check]:
    yield from _lines("subscribers", subscribed.workings, "ok" if subscribed.holds else "fault")
    for one in subscribed.verdicts:
        if one.name_differs:
            says = Message(
                "Signature {place}: the name printed is not the one registered under the number", place=one.place
            )
            yield Check("subscribers", "doubt", says, one.working.source.describe())


def _names(paper: NominationPaper) -> Iterable[Check]:
    one = paper.candidate
    name = CandidateName(one.surname, one.forenames, one.used_surname, one.used_forenames)
    refused = Refusal(one.used_refused) if one.used_refused else None
    yield from _lines("name", findings_explained(check_name(name)), "doubt")
    yield from _lines("name", used_name_to_weigh(name, refused), "doubt")


def _home(paper: NominationPaper, law: ContestLaw) -> Iterable[Check]:
    """Return a doubt where a home address is withheld and nothing that this poll allows stands in its place (N-23)."""
    home = CandidateHome.objects.filter(candidate=paper.candidate_id).first()
    if home is not None and not address_shown(home, law):
        says = "The home address is withheld, and no area that can be shown in its place is given"
        yield Check("home-address", "doubt", says, ADDRESSES.describe())


def _description(paper: NominationPaper, found: Description) -> Iterable[Check]:
    yield from _lines("description", found.workings, "ok" if found.holds else "fault")
    yield from _lines("description", found.doubts, "doubt")
    if paper.emblem:
        registered_parties = parties(paper.authority_id)
        faults = check_emblem(paper.emblem, paper.party_reference, found, registered_parties)
        yield from _lines("emblem", faults, "fault")


def _papers(paper: NominationPaper, law: ContestLaw, description: Description) -> Iterable[Check]:
    delivered = [Paper(name) for name in paper.papers]
    of_a_party = description.kind is DescriptionKind.PARTY
    for missing in papers_missing(delivered, law.rules, party_description=of_a_party):
        says = Message("Not delivered: {paper}", paper=missing)
        yield Check("papers", "fault", says, law.rules.subscription.source.describe())
    if Paper.DEPOSIT in law.rules.papers and paper.deposit_pence != law.rules.deposit_pence:
        says = Message("The deposit is £{pounds:,.2f}", pounds=law.rules.deposit_pence / 100)
        yield Check("deposit", "fault", says, law.rules.deposit_source.describe())


def _consent(paper: NominationPaper, law: ContestLaw) -> Sequence[Check]:
    if paper.consent_on is None or not paper.citizenship:
        says = "The day of the consent or the citizenship is not entered, so the consent was not checked"
        return (Check("consent", "doubt", says, CONSENT.describe()),) if Paper.CONSENT in paper.papers else ()
    consent = Consent(
        paper.consent_on,
        bool(paper.consent_witness),
        paper.born_on,
        Citizen(paper.citizenship),
        frozenset(Qualification(one) for one in paper.qualifications),
    )
    try:
        answer = check_consent(consent, law.kind, law.nation, law.poll_day, law.last_day, _day_of(paper, law))
    except NotCovered as error:
        return (Check("consent", "doubt", error.args[0], ""),)
    lines = list(_lines("consent", answer.workings, "ok" if answer.holds else "fault"))
    if not paper.disqualifications_denied:
        says = "The questions about disqualification are not all answered No"
        lines.append(Check("consent", "doubt", says, answer.workings[-1].source.describe()))
    return lines


def _day_of(paper: NominationPaper, law: ContestLaw) -> date:
    return paper.delivered_at.date() if paper.delivered_at else law.last_day
