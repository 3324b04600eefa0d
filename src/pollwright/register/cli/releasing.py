"""Notices, revised registers and the open register from the command line."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import typer
from django_scopes import scope

from pollwright.access.commands import AsOption, AuthorityOption, acting
from pollwright.access.queries.approvers import another_approver
from pollwright.acting import Actor
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import moment, today
from pollwright.authorities.operations.clock import set_clock
from pollwright.jobs.runner import perform
from pollwright.law.notices import (
    ImpossibleDate,
    NoticeDates,
    NoticeKind,
    election_notice,
    monthly_notice,
    revised_register,
)
from pollwright.refusals import Refused
from pollwright.register.operations.notices import approve_notice, draft_notice
from pollwright.register.operations.open_editions import dates_of, publish_open_edition
from pollwright.register.operations.preparing import (
    ask_to_issue_publication,
    ask_to_prepare_notice,
    ask_to_prepare_publication,
)
from pollwright.register.operations.publications import draft_publication
from pollwright.register.operations.releasing import approve_checked_publication, issue_checked_notice
from pollwright.register.queries.papers import notice_summary, publication_summary
from pollwright.terminal import Format, FormatOption, emit, progress

DateOption = Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="The day of publication.")]
ApproveOption = Annotated[
    str, typer.Option("--approve-as", metavar="EMAIL", help="The second person, who approves what was prepared.")
]


class WorkDidNotEnd(Refused):
    """Long work that the command asked for did not come to its end."""

    code = "register.R050"
    problem = "{title} ended as {state}: {why}"
    remedy = "Put right what it says and run the command again; nothing is half done."


class NotALawfulDay(Refused):
    """The law does not let this be published on that day."""

    code = "register.R051"
    problem = "{why}."
    remedy = "Choose the lawful day: {lawful}."


def publish(
    date_: DateOption,
    reason: Annotated[str, typer.Option(help="Why the register is revised at another time of year.")] = "",
    approve_as: ApproveOption = "",
    explain: Annotated[str, typer.Option(help="Why districts are much smaller than last time, where they are.")] = "",
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Publish a revised register: what is due takes effect, all are numbered, every edition is frozen and proved.

    In a demonstration the clock is set to the day, and a colleague approves where nobody is named.
    """
    actor, on = _on_the_day(authority, as_, date_.date())
    with scope(authority=actor.authority_id):
        dates = revised_register(on, calendar_of(actor.authority_id))
        paper = draft_publication(actor=actor, dates=dates, reason=reason)
        _perform(actor, ask_to_prepare_publication(actor=actor, reference=paper.reference, background=False))
        second = another_approver(actor, approve_as, on=on)
        at = moment(actor.authority_id)
        approve_checked_publication(actor=second, reference=paper.reference, at=at, reason=explain)
        _perform(actor, ask_to_issue_publication(actor=actor, reference=paper.reference, background=False))
        _show(publication_summary(actor.authority_id, paper.reference), format_)


def notice(
    kind: Annotated[NoticeKind, typer.Option(help="monthly, interim-1, interim-2 or final.")],
    date_: DateOption,
    poll: Annotated[datetime | None, typer.Option("--poll", formats=["%Y-%m-%d"], help="Polling day.")] = None,
    registers: Annotated[str, typer.Option(help="both, local or parliamentary.")] = "both",
    approve_as: ApproveOption = "",
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Issue a notice of alteration: its alterations take effect on the day.

    In a demonstration the clock is set to the day, and a colleague approves where nobody is named.
    """
    actor, on = _on_the_day(authority, as_, date_.date())
    with scope(authority=actor.authority_id):
        dates = _dates(kind, on, actor.authority_id)
        paper = draft_notice(
            actor=actor,
            dates=dates,
            title=f"Notice of alteration, {on:%-d %B %Y}",
            poll_on=poll.date() if poll else None,
            registers=registers,
        )
        _perform(actor, ask_to_prepare_notice(actor=actor, reference=paper.reference, background=False))
        second = another_approver(actor, approve_as, on=on)
        approve_notice(actor=second, reference=paper.reference, at=moment(actor.authority_id))
        issue_checked_notice(actor=actor, reference=paper.reference, on=on, at=moment(actor.authority_id))
        _show(notice_summary(actor.authority_id, paper.reference), format_)


def open_register(
    date_: DateOption,
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Publish the month's open register, on the first working day of the month."""
    actor, on = _on_the_day(authority, as_, date_.date())
    with scope(authority=actor.authority_id):
        dates = dates_of(on, calendar_of(actor.authority_id))
        with progress("Open register"):
            made = publish_open_edition(actor=actor, dates=dates, on=on, at=moment(actor.authority_id))
        _show(publication_summary(actor.authority_id, made.reference), format_)


def _on_the_day(authority: str, as_: str, on: date) -> tuple[Actor, date]:
    """Return who acts, with the demonstration's clock on the day; elsewhere the real day is left to decide."""
    actor = acting(authority, as_)
    if today(actor.authority_id) != on:
        set_clock(actor=actor, on=on)
    return actor, on


def _dates(kind: NoticeKind, on: date, authority_id: int) -> NoticeDates:
    calendar = calendar_of(authority_id)
    if kind is NoticeKind.MONTHLY:
        dates = monthly_notice(on.year, on.month, calendar)
        if dates.published_on != on:
            why = f"The monthly notice is published on the first working day of the month, not on {on:%-d %B %Y}"
            raise NotALawfulDay(why=why, lawful=f"{dates.published_on:%-d %B %Y}")
        return dates
    try:
        return election_notice(kind, on, calendar)
    except ImpossibleDate as impossible:
        lawful = calendar.working_day_on_or_after(on)
        raise NotALawfulDay(why=str(impossible), lawful=f"{lawful:%-d %B %Y}") from impossible


def _perform(actor: Actor, work: Any) -> None:
    with progress(work.title) as report:
        ended = perform(actor.authority_id, work.reference, on_progress=report)
    if ended.state != "done":
        why = ended.outcome.get("problem") or ended.state
        raise WorkDidNotEnd(title=work.title, state=ended.state, why=why)


def _show(summary: dict[str, Any], format_: Format) -> None:
    lines = [f"{name.replace('_', ' ')}: {value}" for name, value in summary.items() if not isinstance(value, list)]
    emit(summary, format_, lines)
