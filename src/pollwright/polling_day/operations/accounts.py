"""The presiding officers' accounts of ballot papers, as they come in at the close of the poll (B-39)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.models import Contest
from pollwright.law.polling_day import Account
from pollwright.polling_day.events import stations as events
from pollwright.polling_day.models import Desk, PaperAccount
from pollwright.polling_day.operations.desks import NotOfTheDay, desk_of, station_of
from pollwright.polling_day.queries.ranges import entrusted, stations_of_contest
from pollwright.polling_day.queries.stations_of_day import TAKEN, StationOfDay, closes_at, polls_of_day
from pollwright.polling_day.states import PaperKind
from pollwright.refusals import NotFound, Refused
from pollwright.stations.models import Station


class AccountTooEarly(Refused):
    """An account is made up at the close of the poll."""

    code = "polling_day.R090"
    problem = "The poll is open until {closes:%H:%M}; the account is made up after that."
    remedy = "Enter it once the station has closed."


class AccountTooMany(Refused):
    """A station accounts for the papers that it was given, and for no more."""

    code = "polling_day.R091"
    problem = "Station {station} was given {papers} papers of this kind; {many} can't be accounted for."
    remedy = "Check the account; if papers were issued besides, enter that range first."


class AccountThere(Refused):
    """An account that was entered is corrected with a reason."""

    code = "polling_day.R092"
    problem = "The account of station {station} for contest {contest} is entered already."
    remedy = "To correct it, say why."


FIGURES = ("unused", "spoilt", "tendered")


@dataclass(frozen=True, slots=True)
class AccountFigures:
    """What a presiding officer accounts for: papers left over, spoilt and tendered."""

    unused: int
    spoilt: int
    tendered: int


@operation(Permission.POLLING_DAY_LOG)
def enter_account(
    *,
    actor: Actor,
    reference: str,
    station: str,
    contest: str,
    figures: AccountFigures,
    at: datetime,
    reason: str = "",
) -> PaperAccount:
    """Enter the account of a station's papers of a contest; what was issued follows from the rest.

    :param reference: of the desk.
    :param reason: why an account that is there was wrong.
    :raises AccountTooEarly: before the close.
    :raises AccountTooMany: where more papers are unused and spoilt, or tendered, than the station was given.
    :raises AccountThere: where there is one and no reason is given.
    """
    desk = desk_of(actor, reference, lock=True)
    where = station_of(desk, station)
    held = _contest(desk, where, contest)
    closes = closes_at(polls_of_day(desk.authority_id, desk.day, rehearsal=desk.rehearsal), desk.day)
    if at < closes:
        raise AccountTooEarly(closes=closes)
    papers = _papers(desk, where, contest, figures)
    account = PaperAccount.objects.filter(desk=desk, station=where.id, contest=held).first()
    if account is not None and not reason:
        raise AccountThere(station=where.label, contest=contest)
    before = {name: getattr(account, name) for name in FIGURES} if account else {}
    account = account or PaperAccount(
        authority_id=actor.authority_id, desk=desk, station_id=where.id, contest=held, version=0
    )
    account.entrusted, account.issued = papers.entrusted, papers.expected_in_box
    account.unused, account.spoilt, account.tendered = figures.unused, figures.spoilt, figures.tendered
    account.invented, account.entered_at, account.entered_by = False, at, actor.name
    account.version += 1
    account.save()
    record(
        events.AccountEntered(
            where.key, contest, account.entrusted, account.issued, account.unused, account.spoilt, account.tendered
        ),
        actor=actor,
        subjects=[desk, account, Station.objects.get(pk=where.id)],
        reason=reason,
        changes={name: (was, getattr(account, name)) for name, was in before.items()} or None,
    )
    return account


def _contest(desk: Desk, where: StationOfDay, reference: str) -> Contest:
    held = Contest.objects.filter(
        authority=desk.authority_id, reference=reference, state__in=TAKEN, poll__day=desk.day,
        poll__rehearsal=desk.rehearsal,
    ).first()  # fmt: skip
    if held is None:
        raise NotFound(kind="contest", reference=reference)
    if where.id not in {one.id for one in stations_of_contest(desk, held.pk)}:
        raise NotOfTheDay(station=f"{where.key} of contest {reference}")
    return held


def _papers(desk: Desk, where: StationOfDay, contest: str, figures: AccountFigures) -> Account:
    """Return what a station accounts for, where it was given as many."""
    papers = entrusted(desk, where.id, contest, unused=figures.unused, spoilt=figures.spoilt)
    if papers.expected_in_box < 0:
        raise AccountTooMany(station=where.label, papers=papers.entrusted, many=figures.unused + figures.spoilt)
    tendered = entrusted(desk, where.id, contest, kind=PaperKind.TENDERED).entrusted
    if figures.tendered > tendered:
        raise AccountTooMany(station=where.label, papers=tendered, many=figures.tendered)
    return papers
