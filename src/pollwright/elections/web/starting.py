"""From what the contests of a poll start on their page: the seats of last time, or the areas that such a poll is held in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pollwright.elections.operations.calling_rules import PollAsked
from pollwright.elections.queries.contest_areas import ContestArea
from pollwright.elections.queries.contests_before import Basis, Due
from pollwright.elections.states import ON_A_QUESTION
from pollwright.law.timetables.kinds import Kind
from pollwright.pages import wording

BY_SEATS = (Kind.LOCAL, Kind.PARISH)
"""Kinds whose areas fill seats of their own number; in those of others there is one contest."""


Vacant = Mapping[str, tuple[str, int]]
"""Name and vacant seats of areas, by kind and code."""


def typed(asked: PollAsked, areas: Sequence[ContestArea], due: Due, vacant: Vacant) -> dict[str, Any]:
    """Return what the form of the contests starts from; all of it can be changed."""
    known = {area.key for area in areas}
    only = {"area": areas[0].key} if len(areas) == 1 else {}
    if asked.kind in ON_A_QUESTION:
        return only
    if asked.by_election:
        here = [(key, many) for key, (_name, many) in vacant.items() if key in known]
        return {"area": here[0][0], "seats": here[0][1]} if len(here) == 1 else {"seats": 1, **only}
    if asked.kind in BY_SEATS:
        return {f"seats-{key}": seats for key, seats in due.seats.items() if key in known}
    held = [area.key for area in areas if not due.seats or area.key in due.seats]
    return {"areas": held}


def words(asked: PollAsked, areas: Sequence[ContestArea], due: Due, vacant: Vacant) -> str:
    """Return where the seats in the form are from, and how many areas have none; blank where nothing is said of it."""
    if asked.by_election:
        named = ", ".join(f"{name} ({wording.plural(many, 'seat', 'seats')})" for name, many in vacant.values())
        return _("Vacant: %(areas)s.") % {"areas": named} if named else ""
    if asked.kind not in BY_SEATS:
        return ""
    says = {
        Basis.NOTHING: _("No earlier ordinary election of this council is held here: enter the seats of each area."),
        Basis.SAME: _("The seats are those of the ordinary election of %(day)s."),
        Basis.PART: _("The seats are a part of those of the whole council, elected on %(day)s: check each ward."),
        Basis.CYCLE: _("The seats are those of all elections of the four years up to %(day)s."),
    }
    found = [says[due.basis] % {"day": wording.plain_day(due.day)}]
    if due.basis is not Basis.NOTHING:
        found.append(_("Change them as needed, and empty a field to leave an area out."))
        if new := sum(area.key not in due.seats for area in areas):
            more = ngettext("%(count)s area had no contest then.", "%(count)s areas had no contest then.", new)
            found.append(more % {"count": wording.number(new)})
    return " ".join(found)
