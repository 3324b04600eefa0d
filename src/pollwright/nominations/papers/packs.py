"""The papers that a candidate fills in, with what is known filled in already, and the letter that tells a decision."""

from __future__ import annotations

import zipfile
from datetime import date, time
from io import BytesIO
from typing import Final

from pollwright.authorities.models import Authority
from pollwright.authorities.queries.settings import values_of
from pollwright.documents.fillable import fillable
from pollwright.documents.imprint import Imprint, languages_in
from pollwright.documents.papers.nomination_pack import NominationPack, Prefilled
from pollwright.documents.papers.notices.facts import Moment, PollFacts
from pollwright.documents.papers.poll_letters import Addressee, CandidateLetter, Office, Outcome
from pollwright.documents.typesetting import render
from pollwright.documents.wording import named
from pollwright.elections.models import Contest, Poll, PollStep
from pollwright.elections.queries.contest_titles import title_of
from pollwright.law.conduct.officers import answerable_for
from pollwright.law.nations import Nation, NotCovered
from pollwright.law.nominations.agents import has_election_agents
from pollwright.law.nominations.determinations import GROUNDS_SAY, Ground
from pollwright.law.nominations.qualifications import Qualification, consent_from, standing_rules
from pollwright.law.nominations.statements import Content, contents_of_statement
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.nominations.models import Candidate, CandidateHome, NominationPaper, Party
from pollwright.nominations.queries.contests import ContestLaw, law_of
from pollwright.nominations.states import CandidateState, PaperState
from pollwright.refusals import Refused

EPOCH: Final = (2000, 1, 1, 0, 0, 0)
SAYS: Final = {
    Qualification.ELECTOR: "I am registered as an elector of the area",
    Qualification.OCCUPIER: "I have occupied land or premises in the area as owner or tenant for the last 12 months",
    Qualification.WORK: "My principal or only place of work for the last 12 months is in the area",
    Qualification.RESIDENCE: "I have lived in the area for the last 12 months",
    Qualification.NEAR_PARISH: "I have lived in the parish, or within three miles of it, for the last 12 months",
}
OUTCOMES: Final = {
    CandidateState.STANDING: Outcome.VALID,
    CandidateState.INVALID: Outcome.INVALID,
    CandidateState.WITHDRAWN: Outcome.WITHDRAWN,
}
TO_COME: Final = (
    (Step.WITHDRAWALS_CLOSE, "You may withdraw until"),
    (Step.AGENTS_APPOINTED, "Name an election agent by"),
    (Step.POLLING_COUNTING_AGENTS, "Name polling and counting agents by"),
    (Step.POLL, "Day of the poll"),
    (Step.EXPENSES_RETURN, "Return your election expenses by"),
)
"""What a candidate who stands is told of what comes."""


class NothingDecided(Refused):
    """A letter tells what was decided."""

    code = "nominations.R047"
    problem = "Nothing has been decided about candidate {reference}, so there is no letter."
    remedy = "Hold the nomination valid or invalid, or record the withdrawal, first."


def pack_of(contest: Contest, candidate: Candidate | None, dated: date) -> NominationPack:
    """Return the papers for a contest, empty or with what is known of a candidate.

    :param dated: the day whose settings count, which stands on the papers.
    :raises NobodyNominated: where nobody is nominated at such a poll.
    """
    law = law_of(contest)
    (deliver_to,) = values_of(contest.authority_id, "papers.deliver_to", on=dated)
    window = law.window()
    return NominationPack(
        imprint=imprint_of(
            contest.poll, candidate.reference if candidate else contest.reference, dated, unchecked_words=True
        ),
        poll=facts_of(contest),
        seats=contest.seats,
        subscribers=law.needed.number,
        relevant_area=law.body,
        qualifications=_qualifications(law),
        consent_from=Moment("Consent", consent_from(law.last_day)),
        deliver_to=deliver_to or "As the notice of election says",
        close=Moment("Close of nominations", window.last.date(), window.last.time()),
        candidate=_known(candidate) if candidate else Prefilled(),
        with_agent=has_election_agents(law.kind).holds,
        with_membership=Content.PARTY_MEMBERSHIP
        in {row.content for row in contents_of_statement(law.kind, law.nation, law.poll_day)},
    )


def pack_zip(pack: NominationPack, *, on_screen: bool) -> bytes:
    """Return the papers of a pack as PDF files in one ZIP, for print or to be filled in on a screen."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as whole:
        for place, (name, paper) in enumerate(pack.papers().items(), 1):
            data = fillable(paper) if on_screen else render(paper)
            whole.writestr(zipfile.ZipInfo(f"{place}-{name.replace('_', '-')}.pdf", EPOCH), data)
    return held.getvalue()


def decision_letter(candidate: Candidate, dated: date) -> CandidateLetter:
    """Return the letter that tells a candidate what was decided (N-17).

    :param candidate: with the contest and its poll at hand.
    :raises NothingDecided: where nothing was, or the candidate died.
    """
    outcome = OUTCOMES.get(CandidateState(candidate.state))
    if outcome is None or candidate.state_at is None:
        raise NothingDecided(reference=candidate.reference)
    contest = candidate.contest
    address, telephone = values_of(contest.authority_id, "papers.address", "papers.telephone", on=dated)
    name = " ".join(part for part in (candidate.forenames, candidate.surname) if part)
    home = CandidateHome.objects.filter(candidate=candidate).first()
    lines = [part.strip() for part in home.address.split(",")] if home else []
    return CandidateLetter(
        imprint=imprint_of(contest.poll, candidate.reference, dated),
        office=Office(tuple(line for line in (address, telephone) if line), ""),
        to=Addressee(name, tuple(line for line in (name, *lines[:4], home.postcode if home else "") if line)),
        poll=facts_of(contest),
        outcome=outcome,
        decided_on=candidate.state_at.astimezone(LONDON).date(),
        reason=_reason(candidate) if outcome is Outcome.INVALID else "",
        dates=_to_come(contest) if outcome is Outcome.VALID else (),
    )


def imprint_of(poll: Poll, reference: str, dated: date, *, unchecked_words: bool = False) -> Imprint:
    """Return the frame of a paper of a poll, in the languages of its nation."""
    name = Authority.objects.values_list("name", flat=True).get(pk=poll.authority_id)
    languages = languages_in(Nation(poll.nation))
    post = answerable_for(Kind(poll.kind), Nation(poll.nation), poll.day)
    officer = " / ".join(named(said, post) for said in languages)
    return Imprint(
        name, officer, reference, dated, languages=languages, rehearsal=poll.rehearsal,
        unchecked_words=unchecked_words,
    )  # fmt: skip


def facts_of(contest: Contest) -> PollFacts:
    """Return a contest as papers are headed."""
    title, title_cy = title_of(contest)
    return PollFacts(
        contest.ballot_id, title, contest.name, contest.poll.day, title_cy=title_cy, area_cy=contest.name_cy
    )


def _qualifications(law: ContestLaw) -> tuple[str, ...]:
    try:
        rules = standing_rules(law.kind, law.nation, law.poll_day)
    except NotCovered:
        return ()
    return tuple(SAYS[one] for one in rules.qualifications)


def _known(candidate: Candidate) -> Prefilled:
    home = CandidateHome.objects.filter(candidate=candidate).first()
    paper = NominationPaper.objects.filter(candidate=candidate).order_by("pk").last()
    party = Party.objects.filter(reference=paper.party_reference).first() if paper and paper.party_reference else None
    return Prefilled(
        surname=candidate.surname,
        other_names=candidate.forenames,
        common_surname=candidate.used_surname,
        common_forenames=candidate.used_forenames,
        description=paper.description if paper else "",
        home_address=", ".join(part for part in (home.address, home.postcode) if part) if home else "",
        party=party.names[0] if party and party.names else "",
        emblem=paper.emblem if paper else "",
        agent=candidate.agent_name,
        agent_address=candidate.agent_address,
        agent_office=candidate.agent_office,
    )


def _reason(candidate: Candidate) -> str:
    """Return the ground on which the last paper was held invalid, with the officer's reasons."""
    held = NominationPaper.objects.filter(candidate=candidate, state=PaperState.INVALID).order_by("decided_at").last()
    if held is None or not held.ground:
        return candidate.state_reason or "see the decision"
    said = ". ".join(part for part in (str(GROUNDS_SAY[Ground(held.ground)]), held.reasons.strip()) if part)
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _to_come(contest: Contest) -> tuple[Moment, ...]:
    steps: dict[str, PollStep] = {one.step: one for one in PollStep.objects.filter(poll=contest.poll_id)}
    return tuple(
        Moment(words, day, _by(steps[step])) for step, words in TO_COME if step in steps and (day := _day(steps[step]))
    )


def _day(step: PollStep) -> date | None:
    return step.on or step.latest


def _by(step: PollStep) -> time | None:
    return step.by
