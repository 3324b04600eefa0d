"""Sense checks of notices and registers: is this unlike the ones before? (lessons U4 and U5b)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pollwright.authorities.queries.settings import values_of
from pollwright.register.models import Notice, Publication
from pollwright.register.queries.notice_pages import NoticeFacts
from pollwright.register.states import PaperState


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier notice to compare with: what it is beside this one, and its counts."""

    label: str
    reference: str
    additions: int
    deletions: int
    amendments: int


@dataclass(frozen=True, slots=True)
class Fall:
    """A polling district that is much smaller than in the register before."""

    district: str
    before: int
    after: int

    @property
    def per_cent(self) -> int:
        """By how many per cent it fell, rounded down."""
        return (self.before - self.after) * 100 // self.before


def earlier_notices(notice: NoticeFacts) -> list[Earlier]:
    """Return the last issued notice of the kind before this one, and that of about a year ago."""
    held = Notice.objects.filter(
        authority=notice.authority_id,
        kind=notice.kind,
        state=PaperState.ISSUED,
        published_on__lt=notice.published_on,
    ).order_by("-published_on", "-pk")
    year = notice.published_on - timedelta(days=365)
    near = held.filter(published_on__range=(year - timedelta(days=45), year + timedelta(days=45)))
    found = [("before", held.first()), ("a year ago", near.first())]
    return [
        Earlier(label, one.reference, *(one.counts.get(name, 0) for name in ("additions", "deletions", "amendments")))
        for label, one in found
        if one is not None
    ]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the authority calls unusual.

    :param few: so few removals never are.
    :param times: removals above so many times the larger of the earlier notices are.
    :param per_cent: without an earlier notice, removals above this share of the register are.
    """

    few: int
    times: int
    per_cent: int


def limits_of(authority_id: int, *, on: date) -> Limits:
    """Return an authority's limits as they stand on a day."""
    names = ("notices.few_removals", "notices.unusual_times", "notices.unusual_per_cent")
    return Limits(*values_of(authority_id, *names, on=on))


def unusual_removals(deletions: int, earlier: Sequence[int], electors: int, limits: Limits) -> bool:
    """Return whether so many removals are unlike the notices before, or, without any, large for the register."""
    if deletions <= limits.few:
        return False
    if earlier:
        return deletions > limits.times * max(earlier)
    return deletions * 100 > limits.per_cent * electors


def removals_are_unusual(notice: NoticeFacts) -> bool:
    """Return whether a prepared notice removes unusually many electors."""
    earlier = [one.deletions for one in earlier_notices(notice)]
    limits = limits_of(notice.authority_id, on=notice.published_on)
    return unusual_removals(notice.deletions or 0, earlier, notice.proof.get("totals", {}).get("before", 0), limits)


def falls(before: Mapping[str, int], after: Mapping[str, int], per_cent: int, few: int) -> list[Fall]:
    """Return the districts that lost more than a share of their electors, and those where nobody is left.

    :param few: a district that lost fewer is not much smaller, unless nobody is left in it.
    """
    found = [Fall(code, held, after.get(code, 0)) for code, held in sorted(before.items()) if held]
    return [
        fall
        for fall in found
        if not fall.after
        or (fall.before - fall.after >= few and (fall.before - fall.after) * 100 > per_cent * fall.before)
    ]


def falls_of(publication: Publication) -> list[Fall]:
    """Return the districts of a prepared register that fell by more than the authority's share."""
    if publication.previous is None:
        return []
    names = ("publication.fall_per_cent", "publication.fall_electors")
    share, few = values_of(publication.authority_id, *names, on=publication.published_on)
    before = publication.previous.counts.get("districts", {})
    return falls(before, publication.counts.get("districts", {}), share, few)
