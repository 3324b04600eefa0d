"""The past of a demonstration: taken over months ago, revised, altered by two monthly notices, with work in every queue.

Everything is done by the operations that officers use, with the demonstration's clock on the day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import polars as pl
from django_scopes import scope

from pollwright.access.queries.approvers import another_approver
from pollwright.acting import Actor
from pollwright.authorities.operations.clock import set_clock
from pollwright.law.calendars import Calendar
from pollwright.law.notices import NoticeDates, monthly_notice, revised_register
from pollwright.register.operations.checks import confirm_unquestioned
from pollwright.register.operations.deleting_determining import open_expiries
from pollwright.register.operations.deleting_reports import receive_reports
from pollwright.register.operations.determining_bulk import determine_ready
from pollwright.register.operations.notices import approve_notice, draft_notice, issue_notice
from pollwright.register.operations.preparing import (
    ask_to_issue_publication,
    ask_to_prepare_notice,
    ask_to_prepare_publication,
)
from pollwright.register.operations.publications import approve_publication, draft_publication
from pollwright.register.operations.quality import ask_for_search
from pollwright.register.states import ReportKind
from pollwright.synth.absent_voters import load_absent_voters
from pollwright.synth.loading import (
    Folder,
    Progress,
    between,
    carry_through,
    load_all_places,
    load_register,
    receive_applications,
    receive_results,
)

OFFICE_HOUR = time(23, 30)
"""When the day's post has been worked through."""
LEAD_DAYS = 21
"""Days from taking the register over to its first revision here: 14 days' notice, and time to look at it."""


@dataclass(frozen=True, slots=True)
class Story:
    """The days of a demonstration's past.

    :param taken_over: when the register came from the other system.
    :param revised: when it was first published here.
    :param notices: what the two monthly notices carried, and when.
    """

    taken_over: date
    revised: NoticeDates
    notices: tuple[NoticeDates, ...]
    today: date

    @property
    def office_days(self) -> tuple[date, ...]:
        """Return the days on which applications were determined: in time for each notice."""
        return tuple(dates.determined_by for dates in (self.revised, *self.notices))


def story_of(today: date, calendar: Calendar) -> Story:
    """Return the days of a past that ends today: two monthly notices, and before them a revised register."""
    notices: list[NoticeDates] = []
    month = today.replace(day=1)
    while len(notices) < 2:
        dates = monthly_notice(month.year, month.month, calendar)
        if dates.published_on <= today:
            notices.insert(0, dates)
        month = _month_before(month)
    revised = revised_register(calendar.first_working_day(month.year, month.month), calendar)
    return Story(revised.published_on - timedelta(days=LEAD_DAYS), revised, tuple(notices), today)


def _month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


class History:
    """Plays a past, day by day, with the people of the demonstration."""

    def __init__(
        self,
        head: Actor,
        folder: Folder,
        story: Story,
        *,
        now: datetime,
        settle: Callable[[], None],
        progress: Progress,
    ) -> None:
        """Begin.

        :param now: this moment, at which the past ends.
        :param settle: called when tables have just been filled, to let the database take their measure.
        """
        self._settle = settle
        self._head, self._folder, self._story, self._progress = head, folder, story, progress
        self._now = self._at = now
        self._applications = folder.table("applications.csv")
        self._results = folder.table("match_results.csv")
        self._until = ""

    def play(self) -> None:
        """Do everything from taking the register over to this morning."""
        story = self._story
        with scope(authority=self._head.authority_id):
            self._on(story.taken_over)
            self._step("Areas, districts and properties", load_all_places, on=story.taken_over)
            self._take_over()
            self._step("Absent voters", load_absent_voters, on=story.taken_over)
            self._office_day(story.revised.determined_by)
            self._publish(story.revised)
            for dates in story.notices:
                self._office_day(dates.determined_by)
                self._issue(dates)
            self._today()
            set_clock(actor=self._head, on=None)

    def _step(self, title: str, act: Callable[..., object], **given: object) -> None:
        self._progress(title)
        act(self._head, self._folder, **given)

    def _on(self, day: date) -> None:
        set_clock(actor=self._head, on=day)
        self._at = min(self._now, datetime.combine(day, OFFICE_HOUR, self._now.tzinfo))

    def _take_over(self) -> None:
        day = self._story.taken_over
        load_register(self._head, self._folder, on=day, entered_by=day, progress=self._progress)
        self._settle()
        self._progress("Applications of earlier years")
        self._deliver(day)
        self._settle()

    def _deliver(self, day: date) -> None:
        """Deliver the applications and the results of matching that came up to the end of a day."""
        records = between(self._applications, "received_at", self._until, day.isoformat())
        receive_applications(self._head, self._unknown_yet(records), at=self._at)
        receive_results(self._head, between(self._results, "replied_at", self._until, day.isoformat()))
        self._until = day.isoformat()

    def _unknown_yet(self, records: pl.DataFrame) -> pl.DataFrame:
        """Blank the reference of an elector whose entry is still to come out of the application itself."""
        newcomers = self._newcomers()
        reference = pl.when(~pl.col("elector_reference").is_in(newcomers)).then(pl.col("elector_reference"))
        return records.with_columns(reference.fill_null("").alias("elector_reference"))

    def _newcomers(self) -> list[str]:
        electors = pl.read_csv(
            self._folder.path / "electors.csv", columns=["elector_reference", "entry_from"], infer_schema=False
        )
        after = pl.col("entry_from") > self._story.taken_over.isoformat()
        return electors.filter(after)["elector_reference"].to_list()

    def _office_day(self, day: date) -> None:
        """Work through the post of the time up to a day, and determine what is ready."""
        self._progress(f"Applications up to {day:%-d %B %Y}")
        self._on(day)
        self._deliver(day)
        confirm_unquestioned(actor=self._head)
        determine_ready(actor=self._head, at=self._at, on=day)

    def _publish(self, dates: NoticeDates) -> None:
        self._progress(f"The revised register of {dates.published_on:%-d %B %Y}")
        day = dates.published_on
        self._on(day)
        paper = draft_publication(
            actor=self._head, dates=dates, reason="First publication after the system was changed"
        )
        self._perform(
            ask_to_prepare_publication(actor=self._head, reference=paper.reference, background=False).reference
        )
        second = another_approver(self._head, "", on=self._story.today)
        approve_publication(actor=second, reference=paper.reference, at=self._at)
        self._perform(ask_to_issue_publication(actor=self._head, reference=paper.reference, background=False).reference)
        self._settle()

    def _issue(self, dates: NoticeDates) -> None:
        self._progress(f"The notice of {dates.published_on:%-d %B %Y}")
        day = dates.published_on
        self._on(day)
        title = f"Notice of alteration, {day:%-d %B %Y}"
        paper = draft_notice(actor=self._head, dates=dates, title=title)
        self._perform(ask_to_prepare_notice(actor=self._head, reference=paper.reference, background=False).reference)
        approve_notice(
            actor=another_approver(self._head, "", on=self._story.today), reference=paper.reference, at=self._at
        )
        issue_notice(actor=self._head, reference=paper.reference, on=day, at=self._at)

    def _today(self) -> None:
        """Leave work in every queue: what came lately, deaths and moves reported, declarations that lapsed."""
        day = self._story.today
        self._progress("What came in lately")
        self._on(day)
        self._deliver(day)
        confirm_unquestioned(actor=self._head)
        for kind, name in ((ReportKind.DEATH, "deaths.csv"), (ReportKind.MOVE, "reports_of_moves.csv")):
            if not (records := self._folder.table(name)).is_empty():
                receive_reports(actor=self._head, kind=kind, records=records, on=day)
        open_expiries(actor=self._head, on=day)
        self._progress("Searching for implausible entries")
        self._perform(ask_for_search(actor=self._head).reference)

    def _perform(self, reference: str) -> None:
        carry_through(self._head, reference, self._progress)
