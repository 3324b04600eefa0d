"""Notices, revised registers and the open register from the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

import typer
from django.utils import timezone
from django_scopes import scope

from pollwright.access.commands import AsOption, AuthorityOption, acting
from pollwright.access.queries.approvers import another_approver
from pollwright.acting import Actor, Permission
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import moment, today
from pollwright.authorities.operations.clock import set_clock
from pollwright.jobs.runner import perform_asked
from pollwright.law.calendars import BeyondTheCalendar
from pollwright.law.notices import (
    ImpossibleDate,
    NoticeDates,
    NoticeKind,
    election_notice,
    monthly_notice,
)
from pollwright.refusals import Refused
from pollwright.register.operations.notices import AlreadyDrafted, approve_notice, draft_notice
from pollwright.register.operations.open_editions import dates_of, publish_open_edition
from pollwright.register.operations.preparing import (
    ask_to_issue_publication,
    ask_to_prepare_notice,
    ask_to_prepare_publication,
)
from pollwright.register.operations.publications import AlreadyPublished, draft_publication
from pollwright.register.operations.releasing import FallNotExplained, approve_checked_publication, issue_checked_notice
from pollwright.register.queries.notice_pages import notice_facts
from pollwright.register.queries.notice_pages_sense import removals_are_unusual
from pollwright.register.queries.options import cut_off_of, needs_second_person, revised_register_by
from pollwright.register.queries.papers import notice_summary, publication_summary
from pollwright.register.states import PaperState
from pollwright.terminal import Format, FormatOption, emit, progress, read_day, say


class Planned(StrEnum):
    """A notice that is issued on a planned day."""

    MONTHLY = NoticeKind.MONTHLY.value
    INTERIM_1 = NoticeKind.INTERIM_1.value
    INTERIM_2 = NoticeKind.INTERIM_2.value
    FINAL = NoticeKind.FINAL.value


class Registers(StrEnum):
    """The registers that a notice alters."""

    BOTH = "both"
    LOCAL = "local"
    PARLIAMENTARY = "parliamentary"


Dates = TypeVar("Dates")
DateOption = Annotated[date, typer.Option("--date", parser=read_day, metavar="DAY", help="The day of publication.")]
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
    remedy = "{lawful}."


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

    In a demonstration the clock is set to the day, and a colleague approves where nobody is named. What an earlier run
    planned or prepared for the day is gone on with.

    Example: pollwright register publish --date 2026-12-01
    """
    actor, on = acting(authority, as_, Permission.REGISTER_PUBLISH), date_
    with scope(authority=actor.authority_id), _on_the_day(actor, on):
        cut_off = cut_off_of(actor.authority_id, on=on)
        dates = _lawful(lambda: revised_register_by(on, calendar_of(actor.authority_id), cut_off), on, actor)
        reference, state = _begun(
            lambda: draft_publication(actor=actor, dates=dates, reason=reason).reference,
            lambda held: publication_summary(actor.authority_id, held)["state"],
        )
        if state != PaperState.APPROVED:
            _perform(actor, ask_to_prepare_publication, reference)
            second = another_approver(actor, approve_as, on=on)
            at = moment(actor.authority_id)
            try:
                approve_checked_publication(actor=second, reference=reference, at=at, reason=explain)
            except FallNotExplained:
                say("To go on, give the command again with the reason: --explain TEXT")
                raise
        _perform(actor, ask_to_issue_publication, reference)
        _show(publication_summary(actor.authority_id, reference), format_)


def notice(
    kind: Annotated[Planned, typer.Option(help="The monthly one, or one of those before a poll.")],
    date_: DateOption,
    poll: Annotated[date | None, typer.Option("--poll", parser=read_day, metavar="DAY", help="Polling day.")] = None,
    registers: Annotated[Registers, typer.Option(help="The registers of the poll.")] = Registers.BOTH,
    approve_as: ApproveOption = "",
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Issue a notice of alteration: its alterations take effect on the day.

    In a demonstration the clock is set to the day, and a colleague approves where nobody is named. Elsewhere a second
    person is needed only above the number of changes that the authority has set. What an earlier run planned or
    prepared for the day is gone on with.

    Example: pollwright register notice --kind monthly --date 2027-01-04
    """
    actor, on = acting(authority, as_, Permission.NOTICES_PREPARE), date_
    with scope(authority=actor.authority_id), _on_the_day(actor, on):
        dates = _lawful(lambda: _dates(kind, on, actor.authority_id), on, actor)
        reference, state = _begun(
            lambda: (
                draft_notice(
                    actor=actor,
                    dates=dates,
                    title=f"Notice of alteration, {on:%-d %B %Y}",
                    poll_on=poll,
                    registers=registers.value,
                ).reference
            ),
            lambda held: notice_summary(actor.authority_id, held)["state"],
        )
        if state != PaperState.APPROVED:
            _perform(actor, ask_to_prepare_notice, reference)
            if approve_as or _takes_two(actor, reference, on):
                second = another_approver(actor, approve_as, on=on)
                approve_notice(actor=second, reference=reference, at=moment(actor.authority_id))
        issue_checked_notice(actor=actor, reference=reference, on=on, at=moment(actor.authority_id))
        _show(notice_summary(actor.authority_id, reference), format_)


def open_register(
    date_: DateOption,
    authority: AuthorityOption = "",
    as_: AsOption = "",
    format_: FormatOption = Format.TEXT,
) -> None:
    """Publish the month's open register, on the first working day of the month.

    Example: pollwright register open --date 2027-01-04
    """
    actor, on = acting(authority, as_, Permission.REGISTER_PUBLISH), date_
    with scope(authority=actor.authority_id), _on_the_day(actor, on):
        dates = _lawful(lambda: dates_of(on, calendar_of(actor.authority_id)), on, actor)
        with progress("Open register"):
            made = publish_open_edition(actor=actor, dates=dates, on=on, at=moment(actor.authority_id))
        _show(publication_summary(actor.authority_id, made.reference), format_)


@contextmanager
def _on_the_day(actor: Actor, on: date) -> Iterator[None]:
    """Set a demonstration's clock to the day, and back again where the act is refused; elsewhere the day must be today."""
    before = today(actor.authority_id)
    if before == on:
        yield
        return
    set_clock(actor=actor, on=on)
    try:
        yield
    except Refused:
        set_clock(actor=actor, on=None if before == timezone.localdate() else before)
        raise


def _lawful(asked: Callable[[], Dates], on: date, actor: Actor) -> Dates:
    """Return the dates that the law gives.

    :raises NotALawfulDay: where it does not let this be published on the day.
    """
    try:
        return asked()
    except BeyondTheCalendar as unknown:
        raise NotALawfulDay(
            why=str(unknown), lawful="Choose a day of the years whose bank holidays are known"
        ) from unknown
    except ImpossibleDate as impossible:
        lawful = calendar_of(actor.authority_id).working_day_on_or_after(on)
        raise NotALawfulDay(why=str(impossible), lawful=f"The next working day is {lawful:%-d %B %Y}") from impossible


def _dates(kind: Planned, on: date, authority_id: int) -> NoticeDates:
    calendar = calendar_of(authority_id)
    if kind is not Planned.MONTHLY:
        return election_notice(NoticeKind(kind.value), on, calendar)
    dates = monthly_notice(on.year, on.month, calendar)
    if dates.published_on != on:
        why = f"The monthly notice is published on the first working day of the month, not on {on:%-d %B %Y}"
        raise NotALawfulDay(why=why, lawful=f"In that month it is {dates.published_on:%-d %B %Y}")
    return dates


def _begun(draft: Callable[[], str], state_of: Callable[[str], str]) -> tuple[str, str]:
    """Return the reference and state of a new draft, or of what an earlier run of the command has left unfinished."""
    try:
        reference = draft()
    except (AlreadyDrafted, AlreadyPublished) as held:
        reference = str(held.values["reference"])
        if state_of(reference) == PaperState.ISSUED:
            raise
    return reference, state_of(reference)


def _takes_two(actor: Actor, reference: str, on: date) -> bool:
    facts = notice_facts(actor.authority_id, reference)
    return removals_are_unusual(facts) or needs_second_person(actor.authority_id, facts.counts, on=on)


def _refuse_other_day(on: date, lawful: date) -> None:
    if on != lawful:
        raise NotALawfulDay(
            why=f"The final notice of that poll is not published on {on:%-d %B %Y}", lawful=f"{lawful:%-d %B %Y}"
        )


def _perform(actor: Actor, ask: Callable[..., Any], paper: str) -> None:
    with progress(f"Working on {paper}") as report:
        ended = perform_asked(
            actor.authority_id, lambda: ask(actor=actor, reference=paper, background=False), on_progress=report
        )
    if ended.state != "done":
        raise WorkDidNotEnd(title=ended.title, state=ended.state, why=ended.outcome.get("problem") or ended.state)


def _show(summary: dict[str, Any], format_: Format) -> None:
    shown = {name.replace("_", " "): _in_words(value) for name, value in summary.items() if not isinstance(value, list)}
    emit(summary, format_, [f"{name}: {words}" for name, words in shown.items() if words])


def _in_words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in value.items())
    if isinstance(value, int):
        return f"{value:,}"
    return "" if value is None else str(value)
