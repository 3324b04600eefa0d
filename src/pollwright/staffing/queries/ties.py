"""Names of the staff bank among candidates, their agents, and those who signed for them (S-02).

A name is taken to be the same where the first forename and the surname are, whatever the accents; that the postcode is
the same too is said beside it. An officer decides: two people may have one name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pollwright.law.staffing import Tie
from pollwright.nominations.models import Candidate, Subscriber
from pollwright.register.models import RegisterEntry
from pollwright.staffing.models import ConflictMatch, StaffMember
from pollwright.staffing.queries.homes import folded
from pollwright.staffing.states import MemberState


@dataclass(frozen=True, slots=True)
class FoundTie:
    """Somebody of the staff bank who seems to be tied to a candidate."""

    poll_id: int
    member_id: int
    candidate_id: int
    tie: Tie
    same_address: bool


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on a nomination: how they are called, and where they live as far as it is known."""

    poll_id: int
    candidate_id: int
    tie: Tie
    key: tuple[str, str]
    address: str


def key_of(forenames: str, surname: str) -> tuple[str, str]:
    """Return what two spellings of one name have in common.

    >>> key_of("Siân Mair", "Ŷnys")
    ('sian', 'ynys')
    """
    return (folded(forenames).partition(" ")[0], folded(surname))


def key_of_whole(name: str) -> tuple[str, str]:
    """Return the same of a name that was written in one.

    >>> key_of_whole("Dr Kim Toni EXAMPLE")
    ('kim', 'example')
    """
    words = [word for word in folded(name).replace(".", "").split() if word not in TITLES]
    return (words[0], words[-1]) if len(words) > 1 else ("", "")


TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "cllr", "councillor", "sir", "dame", "rev", "lord"})


def ties_of_polls(authority_id: int, poll_ids: Collection[int]) -> list[FoundTie]:
    """Return every tie between somebody of the bank and a candidate of some polls, each once."""
    people: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    bank = StaffMember.objects.filter(authority=authority_id, removed_on__isnull=True).exclude(state=MemberState.LEFT)
    for pk, forenames, surname, postcode in bank.values_list("pk", "forenames", "surname", "postcode"):
        people[key_of(forenames, surname)].append((pk, postcode))
        people[key_of_whole(f"{forenames} {surname}")].append((pk, postcode))
    found: dict[tuple[int, int, int, Tie], bool] = {}
    for named in (*_candidates(authority_id, poll_ids), *_subscribers(authority_id, poll_ids)):
        for member, postcode in people.get(named.key, []) if all(named.key) else []:
            same = bool(postcode) and _close(postcode) in _close(named.address)
            at = (named.poll_id, member, named.candidate_id, named.tie)
            found[at] = found.get(at, False) or same
    return [FoundTie(*at, same) for at, same in sorted(found.items())]


def ties_not_looked_at(authority_id: int, poll_ids: Collection[int]) -> set[int]:
    """Return who of the bank seems to be tied to a candidate of some polls without that an officer was shown it."""
    held = ConflictMatch.objects.filter(authority=authority_id, poll__in=poll_ids)
    shown = set(held.values_list("member", "candidate", "tie"))
    ties = ties_of_polls(authority_id, poll_ids)
    return {each.member_id for each in ties if (each.member_id, each.candidate_id, each.tie.value) not in shown}


def _candidates(authority_id: int, poll_ids: Collection[int]) -> Iterator[Named]:
    held = Candidate.objects.filter(authority=authority_id, contest__poll__in=poll_ids).order_by("pk")
    for poll, pk, forenames, surname, used_forenames, used_surname, address, postcode, agent, at in held.values_list(
        "contest__poll", "pk", "forenames", "surname", "used_forenames", "used_surname", "home__address", "home__postcode",
        "agent_name", "agent_address",
    ):  # fmt: skip
        home = f"{address or ''} {postcode or ''}"
        yield Named(poll, pk, Tie.CANDIDATE, key_of(forenames, surname), home)
        if used_surname or used_forenames:
            yield Named(poll, pk, Tie.CANDIDATE, key_of(used_forenames or forenames, used_surname or surname), home)
        if agent:
            yield Named(poll, pk, Tie.AGENT, key_of_whole(agent), at)


def _subscribers(authority_id: int, poll_ids: Collection[int]) -> Iterator[Named]:
    """Yield who signed: as the register calls them where the number was found there, else as printed on the paper."""
    held = Subscriber.objects.filter(authority=authority_id, paper__candidate__contest__poll__in=poll_ids)
    rows = list(
        held.order_by("pk").values_list(
            "paper__candidate__contest__poll",
            "paper__candidate",
            "printed_name",
            "elector",
            "elector__forenames",
            "elector__surname",
            "elector__anonymous",
        )
    )
    entries = RegisterEntry.objects.filter(
        authority=authority_id, elector__in={row[3] for row in rows if row[3]}, effective_to__isnull=True
    )
    homes = dict(entries.order_by("pk").values_list("elector", "property__postcode"))
    for poll, candidate, printed, elector, forenames, surname, anonymous in rows:
        if anonymous:
            continue
        if surname:
            yield Named(poll, candidate, Tie.SUBSCRIBER, key_of(forenames or "", surname), homes.get(elector) or "")
        elif printed:
            yield Named(poll, candidate, Tie.SUBSCRIBER, key_of_whole(printed), "")


def _close(text: str) -> str:
    return text.replace(" ", "").upper()
