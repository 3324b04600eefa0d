"""Proof of the appointments of a plan, before letters and badges go out (S-02).

What is needed is counted anew from the polling scheme; what there is, from the appointments; and each person is held
against every hard rule again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pollwright.refusals import Refused
from pollwright.staffing.states import SURE, AppointmentState, Role

FAULTS_SAID = 3


class AppointmentsDoNotReconcile(Refused):
    """Posts are empty, or somebody may not be appointed; nothing is released."""

    code = "staffing.R050"
    problem = "The appointments of {reference} are not released. {faults} faults; the first: {places}."
    remedy = "Nothing was released. Put right what the plan's page lists under its proof, then release again."


@dataclass(frozen=True, slots=True)
class Held:
    """One appointment that stands, as the proof looks at it.

    :param station: the number of a station, or the words of a session; None for the whole poll.
    :param against: what a hard rule says against it.
    :param on_the_day: how many places the person has on the day, in all plans.
    """

    reference: str
    member: str
    station: int | str | None
    role: str
    state: str
    against: tuple[str, ...]
    on_the_day: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a station, the whole poll, or an appointment."""

    code: str
    where: str
    says: str


@dataclass(frozen=True, slots=True)
class StaffProof:
    """What the appointments of a plan come to."""

    stations: int
    needed: Mapping[str, int]
    appointed: Mapping[str, int]
    faults: tuple[Fault, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "stations": self.stations,
            "needed": dict(self.needed),
            "appointed": dict(self.appointed),
            "faults": [asdict(fault) for fault in self.faults],
        }


def prove(
    needs: Iterable[tuple[int | str | None, str, int]],
    reduced: Mapping[tuple[int | str | None, str], int],
    held: Iterable[Held],
) -> StaffProof:
    """Return the proof of a plan.

    :param needs: number of the station, or session (None: the whole poll), role and people, from the scheme as it
        stands and from what officers want besides.
    :param reduced: another number that an officer set with a reason; never fewer than one presiding officer at a station.
    """
    sure = [each for each in held if each.state in SURE or each.state == AppointmentState.PLACED]
    found = Counter((each.station, each.role) for each in sure if each.state in SURE)
    faults: list[Fault] = []
    needed: Counter[str] = Counter()
    stations = set()
    for station, role, guidance in needs:
        number = reduced.get((station, role), guidance)
        if isinstance(station, int):
            stations.add(station)
            number = max(1, number) if role == Role.PRESIDING_OFFICER else number
        needed[role] += number
        lacking = number - found.get((station, role), 0)
        if lacking > 0 and role != Role.RESERVE:
            faults.append(Fault("staffing.post-empty", _place(station), f"{lacking} lacking: {Role(role).label}"))
    for each in sure:
        if each.on_the_day > 1:
            faults.append(Fault("staffing.twice", each.reference, f"{each.member} has {each.on_the_day} places"))
        if each.against:
            faults.append(Fault("staffing.may-not", each.reference, f"{each.member}: {'; '.join(each.against)}"))
        if isinstance(each.station, int) and each.station not in stations:
            faults.append(Fault("staffing.no-such-station", each.reference, f"{_place(each.station)} is gone"))
    appointed = Counter(each.role for each in sure if each.state in SURE)
    return StaffProof(len(stations), needed, appointed, tuple(faults))


def _place(station: int | str | None) -> str:
    if isinstance(station, str):
        return station
    return "the whole poll" if station is None else f"station {station}"
