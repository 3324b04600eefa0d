"""Shorthand for tests of the ledger: alterations put in place, and a paper taken through."""

from datetime import UTC, date, datetime, time
from typing import Any

from pollwright.authorities.models import Authority
from pollwright.places.models import Property
from pollwright.register.models import Alteration, Elector, Notice, RegisterEntry
from pollwright.register.operations.taking_effect import Paper, Staged, apply, stage
from tests.fixtures.arranging import arranged

DETERMINED = date(2026, 11, 9)


def alteration(
    authority: Authority,
    kind: str,
    *,
    entry: RegisterEntry | None = None,
    elector: Elector | None = None,
    home: Property | None = None,
    on: date = DETERMINED,
    **given: Any,
) -> Alteration:
    """Put an alteration in place, with the facts of `entry` where nothing else is given."""
    facts: dict[str, Any] = {"reason": "application"}
    if entry is not None:
        names = ("property_id", "district_id", "section", "surname", "forenames", "marker", "attains_on")
        facts |= {name: getattr(entry, name) for name in (*names, "parliamentary", "local")}
        elector = elector or entry.elector
    if elector is not None and entry is None:
        facts |= {"surname": elector.surname, "forenames": elector.forenames}
    if home is not None:
        facts |= {"property_id": home.pk, "district_id": home.district_id}
    with arranged():
        return Alteration.objects.create(
            authority=authority,
            kind=kind,
            elector=elector,
            entry=entry if kind != "add" else None,
            determined_at=datetime.combine(on, time(12), UTC),
            determined_on=on,
            **(facts | given),
        )


def take(authority: Authority, on: date, *, numbers_of: int | None = None, **given: Any) -> tuple[Notice, Staged]:
    """Let everything that is due take effect with a notice on a day."""
    facts = {"determined_by": DETERMINED} | given
    with arranged():
        notice = Notice.objects.create(
            authority=authority,
            reference=f"N{Notice.objects.count() + 1:07d}",
            kind=given.get("kind", "interim-1"),
            title="Notice",
            published_on=on,
            determined_by=facts["determined_by"],
        )
        facts.pop("kind", None)
        paper = Paper(authority.pk, on, notice_id=notice.pk, numbers_of=numbers_of, **facts)
        staged = stage(paper)
        apply(paper)
    return notice, staged
