"""The law of one contest, as far as nominations need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pollwright.authorities.calendars import nation_of
from pollwright.authorities.models import Authority
from pollwright.authorities.queries.settings import values_of
from pollwright.elections.models import Contest, PollStep
from pollwright.elections.queries.counting import holidays_of
from pollwright.elections.queries.timetables import kept_timetable
from pollwright.law.calendars import Calendar
from pollwright.law.conduct.franchises import poll_type_of
from pollwright.law.markers import matrix_row
from pollwright.law.nations import Nation, NotCovered
from pollwright.law.nominations.delivery import (
    DeliveryWindow,
    closing_moment,
    delivery_window,
    hours_of_notice,
    objection_windows,
)
from pollwright.law.nominations.descriptions import relevant_day
from pollwright.law.nominations.papers import Needed, NominationRules, nomination_rules, signatures_needed
from pollwright.law.nominations.subscribers import register_that_decides
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll, rule_set_of
from pollwright.law.timetables.rules import Counted
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Timetable
from pollwright.law.workings import Working
from pollwright.nominations.models import ConstituentCouncils
from pollwright.nominations.queries.subscribing import Deciding
from pollwright.refusals import NotFound, Refused


class NobodyNominated(Refused):
    """Nobody is nominated at such a poll."""

    code = "nominations.R001"
    problem = "Nobody is nominated in {reference}. {why}."
    remedy = "Nominations are taken for elections only."


@dataclass(frozen=True, slots=True)
class ContestLaw:
    """What the law says of nominations in one contest.

    :cvar seats: the vacancies, which also bound how many papers one elector subscribes (N-10).
    :cvar calendar: the days of the poll's conduct rules.
    :cvar notice_on: the day on which the notice of election was in fact published; None while it has not been.
    :cvar councils: of a combined authority, the councils from whose electors signatures are needed (handbook 5.1);
        `own_council` is this authority's name, by which it stands among them.
    :cvar deciding: whose signatures count, on which register, on which day (N-08).
    :cvar voting_age: the age that a subscriber has on polling day, 16 where the poll's franchise begins there (N-06).
    """

    contest_id: int
    reference: str
    name: str
    body: str
    kind: Kind
    nation: Nation
    poll_day: date
    seats: int
    timetable: Timetable
    calendar: Calendar
    rules: NominationRules
    needed: Needed
    deciding: Deciding
    decided_by: Working
    notice_on: date | None
    voting_age: int
    councils: tuple[str, ...] = ()
    own_council: str = ""

    @property
    def last_day(self) -> date:
        """The last day for delivering nominations."""
        return closing_moment(self.timetable, Step.NOMINATIONS_CLOSE).date()

    @property
    def relevant(self) -> date:
        """The day on which a party must have been registered (N-19b)."""
        return relevant_day(self.last_day, self.calendar)

    def has(self, act: str) -> bool:
        """Return whether the rules of the poll have an act: signatures of other councils, objections; others all have."""
        if act == "object":
            return bool(objection_windows(self.timetable, self.calendar))
        return act != "elsewhere" or bool(self.councils)

    def window(self) -> DeliveryWindow:
        """Return when papers are received, in the hours that the office's notices give where the law fixes none.

        Until the notice is published, as if it came out on the last day for it.
        """
        told = self.notice_on or self.timetable.step(Step.NOTICE_OF_ELECTION).last
        (words,) = values_of(self.deciding.authority_id, "papers.deliver_hours", on=told)
        opens, closes = hours_of_notice(words)
        return delivery_window(self.timetable, told, opens=opens, closes=closes)


def contest_law(authority_id: int, reference: str) -> ContestLaw:
    """Return the law of a contest.

    :raises NotFound: where the authority has no contest of that reference.
    :raises NobodyNominated: where nobody is nominated at such a poll.
    """
    found = Contest.objects.select_related("poll").filter(authority=authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="contest", reference=reference)
    return law_of(found)


def law_of(contest: Contest) -> ContestLaw:
    """Return the law of a contest that is at hand, its poll with it.

    :raises NobodyNominated: where nobody is nominated at such a poll.
    """
    poll = contest.poll
    kind, nation = Kind(poll.kind), Nation(poll.nation)
    try:
        rules = nomination_rules(kind, nation, poll.day)
    except NotCovered as error:
        raise NobodyNominated(reference=contest.reference, why=error.args[0]) from error
    table = holidays_of(poll.authority_id)
    found = kept_timetable(poll, table=table)
    decides = register_that_decides(found)
    councils = _councils(contest, rules)
    asked = Poll(kind, nation_of(poll.authority_id), poll.day, poll.by_election, poll.trigger_on)
    franchise = matrix_row(poll_type_of(kind, nation), nation, poll.day)
    return ContestLaw(
        contest_id=contest.pk,
        reference=contest.reference,
        name=contest.name,
        body=poll.body,
        kind=kind,
        nation=nation,
        poll_day=poll.day,
        seats=contest.seats,
        timetable=found,
        calendar=rule_set_of(asked).days[Counted.CONDUCT].calendar(nation, table),
        rules=rules,
        needed=signatures_needed(rules, max(1, len(councils))),
        deciding=Deciding(
            poll.authority_id,
            contest.area_id,
            franchise.register,
            found.step(Step.NOTICE_OF_ELECTION).last,
        ),
        decided_by=decides,
        notice_on=_notice_on(poll.pk, poll.notice_published_at),
        voting_age=franchise.minimum_age,
        councils=councils,
        own_council=Authority.objects.values_list("name", flat=True).get(pk=poll.authority_id) if councils else "",
    )


def _councils(contest: Contest, rules: NominationRules) -> tuple[str, ...]:
    """Return the councils that make up the authority, where signatures are needed from each and an officer named them."""
    if not rules.subscription.per_area:
        return ()
    names = ConstituentCouncils.objects.filter(contest=contest).values_list("names", flat=True).first()
    return tuple(names or ())


def _notice_on(poll_id: int, published_at: datetime | None) -> date | None:
    """Return the day on which the notice of election came out, as the poll or the step of its timetable says."""
    done = PollStep.objects.filter(poll=poll_id, step=Step.NOTICE_OF_ELECTION).values_list("done_at", flat=True)
    at = published_at or done.first()
    return at.astimezone(LONDON).date() if at else None
