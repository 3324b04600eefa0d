"""Sense checks of notices and registers: is this unlike the ones before? (lessons U4 and U5b)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pollwright.register.models import Notice, Publication
from pollwright.register.queries.notice_pages import NoticeFacts
from pollwright.register.queries.options import option
from pollwright.register.states import PaperState

USUAL_TIMES = 2
"""Removals above so many times the larger of the earlier notices are unusual."""
FEW_REMOVALS = 20
"""So few removals are never unusual."""
SHARE_OF_REGISTER = 100
"""Where there is no earlier notice, removals above one elector in so many are unusual."""
FALL_PER_CENT = 10
"""A district that falls by more is stopped, where the authority has chosen no other share."""
FEW_ELECTORS = 20
"""A district that loses fewer is not much smaller, unless nobody is left in it."""


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


def unusual_removals(deletions: int, earlier: Sequence[int], electors: int) -> bool:
    """Return whether so many removals are unlike the notices before, or, without any, large for the register."""
    if deletions <= FEW_REMOVALS:
        return False
    if earlier:
        return deletions > USUAL_TIMES * max(earlier)
    return deletions * SHARE_OF_REGISTER > electors


def removals_are_unusual(notice: NoticeFacts) -> bool:
    """Return whether a prepared notice removes unusually many electors."""
    earlier = [one.deletions for one in earlier_notices(notice)]
    return unusual_removals(notice.deletions or 0, earlier, notice.proof.get("totals", {}).get("before", 0))


def falls(before: Mapping[str, int], after: Mapping[str, int], per_cent: int) -> list[Fall]:
    """Return the districts that lost more than a share of their electors, and those where nobody is left."""
    found = [Fall(code, held, after.get(code, 0)) for code, held in sorted(before.items()) if held]
    return [
        fall
        for fall in found
        if not fall.after
        or (fall.before - fall.after >= FEW_ELECTORS and (fall.before - fall.after) * 100 > per_cent * fall.before)
    ]


def falls_of(publication: Publication) -> list[Fall]:
    """Return the districts of a prepared register that fell by more than the authority's share."""
    if publication.previous is None:
        return []
    share = option(publication.authority_id, "publications.fall_per_cent", FALL_PER_CENT, on=publication.published_on)
    before = publication.previous.counts.get("districts", {})
    return falls(before, publication.counts.get("districts", {}), int(share))
