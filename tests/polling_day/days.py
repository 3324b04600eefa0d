"""A polling day of the town with two wards, with its scheme adopted and its desk open."""

from dataclasses import dataclass
from datetime import datetime

from pollwright.acting import Actor
from pollwright.elections.models import Poll
from pollwright.law.notices import LONDON
from pollwright.polling_day.models import Desk
from pollwright.polling_day.operations.desks import open_desk
from pollwright.stations.models import Scheme
from pollwright.stations.operations.adopting import adopt_scheme
from tests.stations.towns import AT, ON, POLL_DAY, Town, version_of


@dataclass
class Day:
    """The desk, its poll and its scheme."""

    town: Town
    officer: Actor
    senior: Actor
    poll: Poll
    scheme: Scheme
    desk: Desk

    @property
    def reference(self) -> str:
        """The desk's reference."""
        return self.desk.reference

    def station(self, number: int) -> str:
        """Return what stands for a station in forms."""
        return f"{self.scheme.reference}/{number}"


def clock(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return a moment of polling day, in London."""
    return datetime.combine(POLL_DAY, datetime.min.time(), tzinfo=LONDON).replace(
        hour=hour, minute=minute, second=second
    )


def day_of(town: Town, officer: Actor, senior: Actor, **facts: object) -> Day:
    """Make a poll in both wards, adopt its scheme and open the desk at six in the morning."""
    poll = town.poll("North", "South", **facts)
    scheme = town.scheme(officer, of=poll.reference)
    adopt_scheme(
        actor=officer, reference=scheme.reference, version=version_of(scheme), at=AT, on=ON, reason="Keepers answer"
    )
    desk = open_desk(actor=officer, day=POLL_DAY, rehearsal=poll.rehearsal, at=clock(6))
    return Day(town, officer, senior, poll, scheme, desk)
