"""Making the polling scheme of a poll, or of polls taken together, and counting its electors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.models import Combination, Poll
from pollwright.elections.queries.electorate_target import title_of_all
from pollwright.refusals import NotFound, Refused
from pollwright.stations.events import schemes as events
from pollwright.stations.models import Allotment, Scheme
from pollwright.stations.operations import schemes_filling as filling
from pollwright.stations.operations.divided import keep_divided_homes
from pollwright.stations.queries.electors import Counted, counted
from pollwright.stations.queries.polled import day_of_scheme, polled_districts, polls_of
from pollwright.stations.states import Made, SchemeState

SERIES = "SCH"


class SchemeThereAlready(Refused):
    """A poll has one scheme, and so have polls taken together."""

    code = "stations.R020"
    problem = "{poll} already has scheme {reference}."
    remedy = "Open that scheme."


class TakenTogether(Refused):
    """A poll that is taken with others has their scheme."""

    code = "stations.R021"
    problem = "Poll {poll} is taken together with others, in {combination}."
    remedy = "Make the scheme of the combination: its polls share their stations."


class NowherePolled(Refused):
    """No polling district lies in any area of the poll."""

    code = "stations.R022"
    problem = "No polling district in force lies in an area in which {poll} is contested."
    remedy = "Check the areas of its contests, and the districts of those areas."


class NothingToCopy(Refused):
    """The earlier scheme is of another area altogether."""

    code = "stations.R025"
    problem = "No district of {poll} has a station in scheme {reference}."
    remedy = "Copy the scheme of a poll in the same area, or make this one from the polling places."


class NotAdopted(Refused):
    """A draft is changed, not amended."""

    code = "stations.R042"
    problem = "Scheme {reference} has not been adopted."
    remedy = "Change its stations; nobody has been told of them yet."


class SchemeChanged(Refused):
    """Another officer changed the scheme."""

    code = "stations.R023"
    problem = "Scheme {reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class AlreadyAdopted(Refused):
    """An adopted scheme is only amended."""

    code = "stations.R024"
    problem = "Scheme {reference} has been adopted."
    remedy = "Amend the station instead, with a reason: those affected are then listed."


@operation(Permission.STATIONS_EDIT)
def make_scheme(
    *,
    actor: Actor,
    of: str,
    made_from: Made,
    on: date,
    last: str = "",
    filled: Callable[[int, int], object] | None = None,
    conclude: Callable[[Scheme], object] | None = None,
) -> Scheme:
    """Make the scheme of a poll or combination in one act, and count its electors in the register of the day.

    From the polling places: one station at each, which its districts go to. From an earlier scheme: its stations with
    the districts and ranges that are polled again. Either may leave districts without a station, which is then shown.

    :param of: reference of the poll, or of the combination.
    :param last: reference of the earlier scheme.
    :param filled: told how many stations and allotments there are, before their electors are counted.
    :param conclude: called last, to end the work in the same transaction.
    :raises SchemeThereAlready: where it has one.
    :raises TakenTogether: for a poll that is combined with others.
    :raises NowherePolled: where it has no districts.
    :raises NothingToCopy: where no district of the earlier scheme, by code, is polled again.
    """
    scheme, districts, earlier = plan_scheme(actor, of, made_from, last)
    scheme.reference = next_reference(actor.authority_id, SERIES)
    scheme.save()
    venues = filling.add_venues(actor, districts) if made_from is Made.PLACES else 0
    if made_from is Made.PLACES:
        stations, allotted = filling.fill_from_places(scheme, districts)
    elif earlier is not None:
        stations, allotted = filling.fill_from_scheme(scheme, earlier, districts)
    else:
        stations, allotted = 0, 0
    if filled is not None:
        filled(stations, allotted)
    recount(scheme, on)
    source = earlier.reference if earlier else made_from.value
    record(events.SchemeMade(scheme.reference, of, source, stations, allotted, venues), actor=actor, subjects=[scheme])
    if conclude is not None:
        conclude(scheme)
    return scheme


@operation(Permission.STATIONS_EDIT)
def count_electors(
    *, actor: Actor, reference: str, on: date, conclude: Callable[[Scheme], object] | None = None
) -> Scheme:
    """Count the electors of every station again, from the register in force on a day.

    :param conclude: called last, to end the work in the same transaction.
    """
    scheme = scheme_of(actor, reference, lock=True)
    found = recount(scheme, on)
    totals = sum(row.electors for row in found), sum(row.in_person for row in found)
    record(events.ElectorsCounted(reference, *totals), actor=actor, subjects=[scheme])
    if conclude is not None:
        conclude(scheme)
    return scheme


def recount(scheme: Scheme, on: date, districts: list[int] | None = None, *, following: bool = False) -> list[Counted]:
    """Put the electors of every allotment into it, by sets, and return them with what is not allotted.

    :param districts: ids of the districts whose allotments were changed; None for all of the scheme.
    :param following: the register was numbered anew; see `keep_divided_homes`.
    """
    found = counted(scheme, on, day_of_scheme(scheme), districts)
    known = [row for row in found if row.allotment_id is not None]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Allotment._meta.db_table} a SET electors = coalesce(c.electors, 0),"
            " in_person = coalesce(c.in_person, 0) FROM stations_allotment same"
            " LEFT JOIN unnest(%s::bigint[], %s::int[], %s::int[]) AS c(id, electors, in_person) ON c.id = same.id"
            " WHERE same.id = a.id AND a.authority_id = %s AND a.scheme_id = %s"
            " AND (%s::bigint[] IS NULL OR a.district_id = ANY(%s))",
            [
                [row.allotment_id for row in known],
                [row.electors for row in known],
                [row.in_person for row in known],
                scheme.authority_id,
                scheme.pk,
                districts,
                districts,
            ],
        )
    if scheme.state == SchemeState.ADOPTED:
        keep_divided_homes(scheme, on, districts, following=following)
    scheme.counted_on = on if districts is None else scheme.counted_on
    scheme.version += 1
    scheme.save(update_fields=["counted_on", "version"])
    return found


def scheme_of(actor: Actor, reference: str, *, lock: bool = False) -> Scheme:
    """Return a scheme.

    :raises NotFound: where the actor's authority has none of that reference.
    """
    held = Scheme.objects.select_for_update() if lock else Scheme.objects
    scheme = held.filter(authority=actor.authority_id, reference=reference).first()
    if scheme is None:
        raise NotFound(kind="scheme", reference=reference)
    return scheme


def draft_of(actor: Actor, reference: str, version: int) -> Scheme:
    """Return a draft, locked.

    :raises AlreadyAdopted: where it was adopted.
    :raises SchemeChanged: where another officer changed it since `version`.
    """
    scheme = scheme_of(actor, reference, lock=True)
    if scheme.state != SchemeState.DRAFT:
        raise AlreadyAdopted(reference=reference)
    if scheme.version != version:
        raise SchemeChanged(reference=reference)
    return scheme


def day_of(scheme: Scheme) -> date:
    """Return the day of a scheme's polls."""
    return day_of_scheme(scheme)


def plan_scheme(actor: Actor, of: str, made_from: Made, last: str) -> tuple[Scheme, list[int], Scheme | None]:
    """Return the scheme that would be made, not saved, with ids of its districts and the scheme that it is copied from.

    The poll is locked. What is refused is what `make_scheme` says.
    """
    scheme = _new(actor, of, made_from)
    polled = polled_districts(actor.authority_id, polls_of(scheme))
    districts = [district.id for district in polled]
    if not districts:
        raise NowherePolled(poll=of)
    if made_from is Made.LAST:
        scheme.copied_from = scheme_of(actor, last)
        there = Allotment.objects.filter(authority=actor.authority_id, scheme=scheme.copied_from)
        if not there.filter(district__code__in=[district.code for district in polled]).exists():
            raise NothingToCopy(poll=of, reference=last)
    return scheme, districts, scheme.copied_from


def _new(actor: Actor, of: str, made_from: Made) -> Scheme:
    authority = actor.authority_id
    poll = Poll.objects.select_for_update().filter(authority=authority, reference=of).first()
    combination = (
        None
        if poll is not None
        else Combination.objects.select_for_update().filter(authority=authority, reference=of).first()
    )
    if poll is None and combination is None:
        raise NotFound(kind="poll", reference=of)
    if poll is not None and poll.combination_id is not None:
        together = Combination.objects.get(authority=authority, pk=poll.combination_id)
        raise TakenTogether(poll=of, combination=together.reference)
    there = Scheme.objects.filter(authority=authority, poll=poll, combination=combination).first()
    if there is not None:
        raise SchemeThereAlready(poll=of, reference=there.reference)
    return Scheme(
        authority_id=authority,
        title=poll.title if poll is not None else _title_of(combination),
        poll=poll,
        combination=combination,
        made_from=made_from,
    )


def _title_of(combination: Combination | None) -> str:
    polls = Poll.objects.filter(combination=combination).order_by("reference")
    lead = combination.lead_id if combination else None
    return title_of_all([one.title for one in sorted(polls, key=lambda one: one.pk != lead)])[:250]
