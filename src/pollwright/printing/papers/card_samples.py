"""Sample cards of a run as PDF, with what every card of its kind tells besides (K-04)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.notices.facts import Moment
from pollwright.documents.papers.notices.plain_words import OFFENCES
from pollwright.documents.papers.poll_card import Advice, CardForm, CardPoll, PollCards
from pollwright.documents.papers.poll_card.lines import PollCardLine, by_post
from pollwright.elections.models import CardRun, Contest
from pollwright.elections.queries.cards_hours import languages_of_cards
from pollwright.elections.queries.contest_titles import title_of
from pollwright.elections.queries.electorate_target import Target
from pollwright.law.identification import accepted_on
from pollwright.law.poll_cards import PROXY_LIMIT_SAYS, CardKind, Content, contents_of_card
from pollwright.law.timetables.steps import Step
from pollwright.printing.papers.questions_made import deadlines_of
from pollwright.printing.papers.wanted import NotReady
from pollwright.printing.queries.grounds import Ground

DOCUMENT = "Sample of poll cards"
DEADLINES = {
    Content.ABSENT_DEADLINES: (
        (Step.POSTAL_DEADLINE, "Apply to vote by post, or change a postal or proxy vote, by"),
        (Step.PROXY_DEADLINE, "Apply to vote by proxy by"),
    ),
    Content.VAC_DEADLINE: (
        (Step.VAC_DEADLINE, "Apply for a Voter Authority Certificate or an Anonymous Elector's Document by"),
    ),
    Content.CANCEL_BY: ((Step.POSTAL_DEADLINE, "Change or cancel your postal vote by"),),
    Content.PACK_NOT_COME: (
        (Step.LOST_POSTAL_REPLACEMENT_FROM, "If your ballot papers have not come, ask for others from"),
    ),
}
"""What the deadlines that a card must show are called, with the steps of the timetable that they are."""


def sample_cards(
    run: CardRun, target: Target, grounds: Sequence[Ground], lines: Sequence[PollCardLine], dated: date
) -> PollCards:
    """Return sample cards of a run.

    Cards that ask for identification are letters, whose back lists the documents; others are cards (K-03).

    :param grounds: the polls on the cards, the lead first.
    :raises NotReady: where the settings have no helpline or address, or nobody said when postal packs are sent.
    """
    office = grounds[0].office
    lacking = [
        words for words, held in (("the telephone", office.telephone), ("the address", office.address)) if not held
    ]
    if lacking:
        raise _not_ready(run, "Not entered in the settings: " + ", ".join(lacking))
    if run.packs_sent_on is None and any(by_post(line.kind) for line in lines):
        raise _not_ready(run, "Nobody entered when ballot papers are sent to postal voters")
    asks = Content.IDENTIFICATION in _contents(grounds, CardKind.ORDINARY)
    return PollCards(
        imprint=Imprint(
            office.authority,
            office.signs_as(office.officer),
            run.reference,
            dated,
            seal=run.sha256,
            languages=languages_of_cards(target),
            rehearsal=target.rehearsal,
            unchecked_words=True,
        ),
        form=CardForm.LETTER if asks else CardForm.CARD,
        polls=_polls(target),
        poll_date=target.day,
        opens=min(ground.opens for ground in grounds),
        closes=max(ground.closes for ground in grounds),
        pack_sent_on=run.packs_sent_on,
        helpline=office.telephone,
        return_address=office.address,
        identity=accepted_on(target.day) if asks else (),
        advice=tuple(_advice(grounds, kind) for kind in CardKind),
        offences=OFFENCES,
        lines=tuple(lines),
        total=len(lines),
    )


def _polls(target: Target) -> tuple[CardPoll, ...]:
    held = Contest.objects.select_related("poll").filter(pk__in=[one.id for one in target.contests.values()])
    return tuple(CardPoll(one.reference, *title_of(one)) for one in held.order_by("pk"))


def _advice(grounds: Sequence[Ground], kind: CardKind) -> Advice:
    """Return what cards of a kind tell: the deadlines of every poll on them once, and for how many a proxy may vote."""
    contents = _contents(grounds, kind)
    found: dict[Moment, None] = {}
    for content, steps in DEADLINES.items():
        if content in contents:
            found |= dict.fromkeys(one for ground in grounds for one in deadlines_of(ground, steps))
    return Advice(kind, tuple(found), (PROXY_LIMIT_SAYS,) if Content.PROXY_LIMIT in contents else ())


def _contents(grounds: Sequence[Ground], kind: CardKind) -> set[Content]:
    return {
        content
        for ground in grounds
        for content in contents_of_card(
            kind, ground.kind, ground.nation, ground.poll.day, by_election=ground.poll.by_election
        )
    }


def _not_ready(run: CardRun, missing: str) -> NotReady:
    return NotReady(document=DOCUMENT, reference=run.reference, missing=missing)
