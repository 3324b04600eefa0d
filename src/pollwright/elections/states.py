"""Kinds and states of polls and contests."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pollwright.law.nations import Nation
from pollwright.law.timetables.kinds import NAMES, Kind
from pollwright.places.states import AreaKind

KIND_CHOICES = [(kind.value, NAMES[kind]) for kind in Kind]
NATION_CHOICES = [(nation.value, nation.value) for nation in Nation]


class PollState(models.TextChoices):
    """How far a poll is (handbook T-18a)."""

    PLANNED = "planned", _("Planned")
    NOTICE_PUBLISHED = "notice_published", _("Notice published")
    NOMINATIONS_CLOSED = "nominations_closed", _("Nominations closed")
    POLL_NOTICE_PUBLISHED = "poll_notice", _("Notice of poll published")
    POLL_OPEN = "poll_open", _("Poll open")
    POLL_CLOSED = "poll_closed", _("Poll closed")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")
    DISCARDED = "discarded", _("Rehearsal thrown away")


class ContestState(models.TextChoices):
    """How far one contest is: a seat or seats in one area, or one question."""

    OPEN = "open", _("Open")
    CONTESTED = "contested", _("Contested")
    UNCONTESTED = "uncontested", _("Uncontested")
    COUNTERMANDED = "countermanded", _("Countermanded")
    ABANDONED = "abandoned", _("Abandoned")
    CANCELLED = "cancelled", _("Cancelled")


class Stage(models.TextChoices):
    """At which moment of a timetable the electorate of a poll was frozen (K-02, REG-330, REG-352)."""

    CARDS = "cards", _("At the notice, for poll cards")
    INTERIM_1 = "interim_1", _("First interim alteration")
    INTERIM_2 = "interim_2", _("Second interim alteration")
    FINAL = "final", _("Final alteration, for station registers")


class ElectorateState(models.TextChoices):
    """Whether a frozen electorate is the one that its stage goes by."""

    FROZEN = "frozen", _("Frozen")
    SUPERSEDED = "superseded", _("Frozen again since")


class AbsentKind(models.TextChoices):
    """How somebody votes who does not come to the station."""

    POSTAL = "postal", _("Postal vote")
    PROXY = "proxy", _("Proxy")
    POSTAL_PROXY = "postal_proxy", _("Proxy who votes by post")


class CardRunState(models.TextChoices):
    """How far a run of poll cards is."""

    PREPARED = "prepared", _("Prepared")
    RELEASED = "released", _("Released to the printer")
    COMPLETE = "complete", _("Printed and counted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CardRunScope(models.TextChoices):
    """Whom a run of poll cards is for."""

    ALL = "all", _("Everybody entitled")
    FOLLOW_UP = "follow_up", _("Those without a right card yet")


class ReturnReason(models.TextChoices):
    """Why a poll card came back (K-09)."""

    GONE_AWAY = "gone_away", _("Gone away")
    ADDRESSEE_UNKNOWN = "unknown", _("Not known at this address")
    DECEASED = "deceased", _("Said to have died")
    NO_SUCH_ADDRESS = "no_address", _("No such address")
    REFUSED = "refused", _("Refused")
    DAMAGED = "damaged", _("Damaged")
    OTHER = "other", _("Other")


class SeatsOf(models.TextChoices):
    """Which seats of a council are filled."""

    WHOLE = "whole", _("Whole council")
    HALVES = "halves", _("Half of the council")
    THIRDS = "thirds", _("A third of the council")
    VACANCY = "vacancy", _("A vacancy")
    OTHER = "other", _("Not a council")


class VacancyState(models.TextChoices):
    """How a vacant seat is to be filled."""

    OPEN = "open", _("Open")
    CO_OPTION = "co_option", _("To be filled by co-option")
    ELECTION = "election", _("To be filled by election")
    ORDINARY = "ordinary", _("Left to the ordinary election")
    POLL_CALLED = "poll_called", _("Poll called")


class Others(models.TextChoices):
    """What becomes of the polls that a poll is taken together with when its day moves."""

    MOVE = "move", _("They move with it, and stay taken together")
    STAY = "stay", _("They stay on their day, and this poll leaves them")


class NoteKind(models.TextChoices):
    """What a note of a project is part of."""

    COUNT_PLAN = "count_plan", _("Count plan")
    LESSON = "lesson", _("Lesson learned")


AREAS_OF: dict[Kind, tuple[AreaKind, ...]] = {
    Kind.LOCAL: (AreaKind.WARD, AreaKind.DIVISION),
    Kind.PARISH: (AreaKind.PARISH, AreaKind.PARISH_WARD),
    Kind.UK_PARLIAMENT: (AreaKind.CONSTITUENCY,),
    Kind.PCC: (AreaKind.POLICE_AREA,),
    Kind.MAYORAL: (AreaKind.COUNCIL,),
    Kind.COMBINED_AUTHORITY_MAYORAL: (AreaKind.COMBINED_AUTHORITY,),
    Kind.RECALL: (AreaKind.CONSTITUENCY,),
    Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM: (AreaKind.PARISH, AreaKind.WARD, AreaKind.COUNCIL),
    Kind.SCOTTISH_PARLIAMENT: (AreaKind.CONSTITUENCY,),
    Kind.SENEDD: (AreaKind.CONSTITUENCY,),
    Kind.GLA: (AreaKind.CONSTITUENCY,),
    Kind.COUNCIL_TAX_REFERENDUM: (AreaKind.COUNCIL,),
    Kind.GOVERNANCE_REFERENDUM: (AreaKind.COUNCIL,),
    Kind.BID: (),
    Kind.PARISH_POLL: (AreaKind.PARISH,),
}
"""The kinds of area that a poll of each kind is held in; a business improvement district is none of ours."""

ON_A_QUESTION = frozenset(
    {
        Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM,
        Kind.COUNCIL_TAX_REFERENDUM,
        Kind.GOVERNANCE_REFERENDUM,
        Kind.BID,
        Kind.PARISH_POLL,
        Kind.RECALL,
    }
)
"""Polls that fill no seats."""

SYSTEMS = {
    "FPTP": _("First past the post"),
    "SV": _("Supplementary vote"),
    "STV": _("Single transferable vote"),
    "PR-CL": _("Closed lists"),
    "AMS": _("Additional members"),
    "two-answers": _("Two answers"),
    "dual-majority": _("Majority by number and by rateable value"),
    "signatures": _("Signatures"),
}
"""What voting systems are called, by the names of the law."""

WITH_BUSINESSES = (Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM,)
"""Polls in which the businesses of the area may have a referendum of their own; its contest has no area (E-27)."""

ENDED = (PollState.CANCELLED, PollState.POSTPONED, PollState.DISCARDED)
"""Polls that will not be held, and so stand in nobody's way."""

CONTEST_LIFE: dict[ContestState, tuple[ContestState, ...]] = {
    ContestState.OPEN: (ContestState.CONTESTED, ContestState.UNCONTESTED, ContestState.COUNTERMANDED),
    ContestState.CONTESTED: (ContestState.OPEN, ContestState.COUNTERMANDED, ContestState.ABANDONED),
    ContestState.UNCONTESTED: (ContestState.OPEN,),
    ContestState.COUNTERMANDED: (),
    ContestState.ABANDONED: (),
    ContestState.CANCELLED: (),
}
"""What may follow on each state of a contest; what was settled on nominations that changed opens again."""


class BoundarySide(models.TextChoices):
    """Which way the electors of a part go."""

    IN = "in", _("Their register, our Returning Officer")
    OUT = "out", _("Our register, their Returning Officer")


class BoundaryPartState(models.TextChoices):
    """Whether a part belongs to the poll."""

    OPEN = "open", _("Part of the poll")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class BoundaryFileState(models.TextChoices):
    """How far a file of a part is: what is given is prepared and released, what is taken is received; both agree it."""

    PREPARED = "prepared", _("Prepared")
    RELEASED = "released", _("Released")
    RECEIVED = "received", _("Received")
    AGREED = "agreed", _("Counts agreed")
    REPLACED = "replaced", _("Replaced by a newer file")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class FiguresBy(models.TextChoices):
    """How the other side's officer gave the figures."""

    PAPER = "paper", _("On paper")
    TELEPHONE = "telephone", _("By telephone")
    EMAIL = "email", _("By e-mail")
    MEETING = "meeting", _("In a meeting")
