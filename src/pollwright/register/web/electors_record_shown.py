"""How one elector is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pollwright.acting import Actor, Permission
from pollwright.law.markers import UnreadableMarker, parse_marker
from pollwright.law.notices import NoticeDates, NoticeKind
from pollwright.pages.forms import BoundForm
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.summaries import SummaryAction, SummaryRow
from pollwright.pages.tags import Colour, Tag
from pollwright.pages.timeline import Timeline
from pollwright.pages.wording import day, short_day, short_moment
from pollwright.places.states import AreaKind
from pollwright.register.queries.elector_record import CaseLine, ElectorRecord, EntryLine, PendingLine
from pollwright.register.states import (
    AlterationKind,
    AlterationReason,
    Category,
    QualityKind,
    QualityState,
    ReviewState,
    Section,
)
from pollwright.register.web import terms
from pollwright.register.web.applications_shown import KINDS
from pollwright.register.web.applications_shown import TAGS as APPLICATION_TAGS
from pollwright.register.web.deletions_shown import GROUNDS
from pollwright.register.web.deletions_shown import STATES as DELETION_TAGS

CASE_PAGES = {"application": "register:application", "deletion": "register:deletion", "review": "register:review"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: what, a link, a note, a tag."""

    text: str
    href: str = ""
    note: str = ""
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry in the table of entries."""

    number: str
    name: str
    address: str
    district: str
    marker: str
    start: str
    end: str
    why: str
    in_force: Tag | None


@dataclass(frozen=True, slots=True)
class ElectorPage:
    """The page of one elector."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    links: tuple[NavItem, ...]
    warnings: tuple[str, ...]
    register: tuple[SummaryRow, ...]
    person: tuple[SummaryRow, ...]
    areas: tuple[SummaryRow, ...]
    pending: tuple[Line, ...]
    cases: tuple[Line, ...]
    entries: tuple[EntryShown, ...]
    at: str
    notes: tuple[Line, ...]
    timeline: Timeline
    history: str
    reveal: str
    anonymous: bool


@dataclass(frozen=True, slots=True)
class RevealPage:
    """The question why protected values are wanted, and, once said, the values."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    form: BoundForm
    action: str
    back: str
    revealed: tuple[SummaryRow, ...]


def elector_page(
    record: ElectorRecord,
    timeline: Timeline,
    actor: Actor,
    carriers: Sequence[NoticeDates],
    *,
    on: date,
    at: date | None,
) -> ElectorPage:
    """Return the page of one elector; `at` narrows the entries to those in force on a day."""
    reference = record.facts["reference"]
    entries = [entry for entry in record.entries if at is None or entry.in_force_on(at)]
    return ElectorPage(
        title=name_of(record),
        caption=_("Elector %(reference)s") % {"reference": reference},
        crumbs=(Crumb(_("Electors"), reverse("register:electors")),),
        links=_links(actor, record),
        warnings=tuple(_warnings(record, on)),
        register=tuple(_register(record, on)),
        person=() if record.anonymous else tuple(_person(record)),
        areas=tuple(SummaryRow(str(AreaKind(kind).label), name) for kind, name in record.areas),
        pending=tuple(_pending(line, carriers) for line in record.pending),
        cases=tuple(_case(line) for line in record.cases),
        entries=tuple(_entry(entry, on) for entry in entries),
        at=at.isoformat() if at else "",
        notes=tuple(
            Line(
                note.text, note=f"{short_moment(note.at)}, {terms.said(terms.WAYS_OF_CONTACT, note.channel)}, {note.by}"
            )
            for note in record.notes
        ),
        timeline=timeline,
        history=reverse("register:elector-history", args=[reference]),
        reveal=reverse("register:reveal", args=[reference]) if actor.may(Permission.PROTECTED_REVEAL) else "",
        anonymous=record.anonymous,
    )


def _links(actor: Actor, record: ElectorRecord) -> tuple[NavItem, ...]:
    reference = record.facts["reference"]
    links = [NavItem(_("Why may this person vote?"), reverse("register:franchise", args=[reference]))]
    if actor.may(Permission.CONTACT_LOG):
        links.insert(0, NavItem(_("Change or note something"), reverse("register:elector-changes", args=[reference])))
    if record.anonymous and actor.may(Permission.ANONYMOUS_VIEW) and actor.may(Permission.CORRECTIONS_MAKE):
        links.append(NavItem(_("Correct the district"), reverse("register:correct-anonymous", args=[reference])))
    unprinted = any(entry.section == Section.OTHER for entry in record.present)
    placed = record.qualifying is not None and record.qualifying.property_reference
    if unprinted and not placed and not record.anonymous and actor.may(Permission.CORRECTIONS_MAKE):
        links.append(NavItem(_("Choose the property"), reverse("register:place", args=[reference])))
    return tuple(links)


def name_of(record: ElectorRecord) -> str:
    """Return the name in the order in which it is spoken, or what stands for it."""
    if record.anonymous:
        return _("Anonymous elector")
    names = (record.facts["title"], record.facts["forenames"], record.facts["surname"])
    return " ".join(name for name in names if name)


def _warnings(record: ElectorRecord, on: date) -> list[str]:
    warnings = []
    expires = record.facts["anonymous_until"] if record.anonymous else record.facts["expires_on"]
    if expires and expires <= on:
        warnings.append(_("The declaration lapsed on %(day)s.") % {"day": day(expires)})
    if not record.present:
        warnings.append(_("This person is not on the register now."))
    if any(line.kind == AlterationKind.DELETE for line in record.pending):
        warnings.append(_("A deletion has been determined and waits for a notice."))
    return warnings


def _register(record: ElectorRecord, on: date) -> list[SummaryRow]:
    rows: list[SummaryRow] = []
    for entry in record.present:
        rows += _present(entry, record)
    rows.append(
        SummaryRow(_("Category"), str(Category(record.facts["category"]).label))
        if not record.anonymous
        else SummaryRow(_("Category"), _("Anonymous"))
    )
    expires = record.facts["anonymous_until"] if record.anonymous else record.facts["expires_on"]
    if expires:
        days = (expires - on).days
        note = ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days} if days >= 0 else _("lapsed")
        rows.append(SummaryRow(_("Declaration lasts until"), day(expires), note=note))
    if not record.anonymous:
        rows.append(SummaryRow(_("Open register"), _open_register(record)))
    return rows


def _present(entry: EntryLine, record: ElectorRecord) -> list[SummaryRow]:
    district = f"{entry.district} {entry.district_name}"
    rows = [SummaryRow(_("Elector number"), entry.number or _("None yet: given by the next publication"))]
    if not record.anonymous:
        household = reverse("desk:household", args=[entry.property_reference]) if entry.property_reference else ""
        address = entry.address or _("Not printed: listed among other electors")
        rows.append(SummaryRow(_("Address"), address, href=household, note=_("Household") if household else ""))
        rows += _qualifying(record) if entry.section == Section.OTHER else ()
    rows += [
        SummaryRow(_("Polling district"), district),
        SummaryRow(_("Marker"), entry.marker or _("None"), note=marker_says(entry.marker), actions=_why(record)),
        SummaryRow(_("Registers"), _registers(entry)),
        SummaryRow(_("In force from"), day(entry.effective_from)),
    ]
    if entry.attains_on:
        rows.append(SummaryRow(_("Reaches 18 on"), day(entry.attains_on)))
    return rows


def _qualifying(record: ElectorRecord) -> list[SummaryRow]:
    """Return where an elector qualifies whose entry doesn't print it, with a link where the property is known."""
    if record.qualifying is None:
        return [SummaryRow(_("Qualifying address"), _("Not known"))]
    property_reference = record.qualifying.property_reference
    household = reverse("desk:household", args=[property_reference]) if property_reference else ""
    note = _("Household") if household else _("No property here is known for it")
    return [SummaryRow(_("Qualifying address"), record.qualifying.address, href=household, note=note)]


def _why(record: ElectorRecord) -> tuple[SummaryAction, ...]:
    href = reverse("register:franchise", args=[record.facts["reference"]])
    return (SummaryAction(_("Why?"), href, _("this marker")),)


MARKERS = {
    "": gettext_lazy("May vote at every poll, when of age"),
    "B": gettext_lazy("Citizen of the EU with a right to vote: local government polls only"),
    "E": gettext_lazy("Overseas peer: a historic marker"),
    "F": gettext_lazy("Overseas elector: UK Parliament only"),
    "G": gettext_lazy("Citizen of the EU under the former law"),
    "K": gettext_lazy("Citizen of the EU who could vote at European elections: a historic marker"),
    "L": gettext_lazy("Local government polls only"),
    "M": gettext_lazy("Citizen of another country: devolved and local polls only"),
    "U": gettext_lazy("A historic marker"),
}


def marker_says(printed: str) -> str:
    """Return what a printed marker means."""
    try:
        marker = parse_marker(printed)
    except UnreadableMarker:
        return _("Not made of the register's letters")
    says = str(MARKERS[str(marker.letter)])
    return f"{says}. {_('N: anonymous entry')}" if marker.anonymous else says


def _registers(entry: EntryLine) -> str:
    if entry.parliamentary and entry.local:
        return _("Parliamentary and local government")
    return _("Parliamentary") if entry.parliamentary else _("Local government")


def _open_register(record: ElectorRecord) -> str:
    said = _("Appears") if record.facts["open_register"] else _("Opted out")
    if record.choices:
        return _("%(said)s (choice received %(day)s)") % {"said": said, "day": short_day(record.choices[0][0])}
    return said


def _person(record: ElectorRecord) -> list[SummaryRow]:
    facts: dict[str, Any] = record.facts
    former = " ".join(part for part in (facts["previous_forenames"], facts["previous_surname"]) if part)
    nationality = terms.countries(facts["nationalities"]) or facts["nationality_reason"] or _("Not known")
    rows = [
        SummaryRow(_("Nationality"), nationality, note=terms.said(terms.RESIDENCE_RIGHTS, facts["residence_right"]))
    ]
    if facts["inherited_marker"]:
        says = _("What another system printed: evidence only")
        rows.append(SummaryRow(_("Inherited marker"), facts["inherited_marker"], note=says))
    rows += [
        SummaryRow(label, value)
        for label, value in (
            (_("Former name"), former),
            (_("Email"), facts["email"]),
            (_("Telephone"), facts["phone"]),
            (_("Prefers to be reached by"), terms.said(terms.WAYS_OF_CONTACT, facts["contact_by"])),
            (_("Declaration made"), day(facts["declared_on"])),
        )
        if value
    ]
    if record.correspondence:
        rows.append(SummaryRow(_("Correspondence address"), record.correspondence))
    return rows


def _pending(line: PendingLine, carriers: Sequence[NoticeDates]) -> Line:
    what = f"{AlterationKind(line.kind).label}: {AlterationReason(line.reason).label}"
    notice = next((one for one in carriers if line.determined_on <= one.determined_by), None)
    when = _("waits for a notice")
    if notice is not None:
        register = _("will be on the revised register of %(day)s, or an election notice before it")
        monthly = _("will be on the notice of %(day)s, or an election notice before it")
        when = (register if notice.kind is NoticeKind.REVISED else monthly) % {"day": day(notice.published_on)}
    note = _("Determined %(day)s; %(when)s") % {"day": short_day(line.determined_on), "when": when}
    return Line(f"{what} ({line.district})", note=note, tag=Tag(_("Pending"), Colour.BLUE))


def _case(line: CaseLine) -> Line:
    if line.what == "quality":
        return Line(str(QualityKind(line.kind).label), reverse("register:quality"), short_day(line.on), _tag(line))
    words = {"application": _("Application"), "deletion": _("Deletion"), "review": _("Review")}
    text = f"{words[line.what]} {line.reference}"
    kind = str(_CASE_KINDS[line.what].get(line.kind, line.kind))
    note = ", ".join(part for part in (kind, short_day(line.on)) if part)
    return Line(text, _page_of(CASE_PAGES[line.what], line.reference), note, _tag(line))


_CASE_KINDS: dict[str, Mapping[Any, Any]] = {
    "application": KINDS,
    "deletion": GROUNDS,
    "review": terms.REVIEW_TYPES,
}
_CASE_STATES = {
    "application": APPLICATION_TAGS.of,
    "deletion": DELETION_TAGS.of,
    "review": lambda state: Tag(str(ReviewState(state).label)),
    "quality": lambda state: Tag(str(QualityState(state).label)),
}


def _tag(line: CaseLine) -> Tag:
    return _CASE_STATES[line.what](line.state)


def _page_of(name: str, reference: str) -> str:
    try:
        return reverse(name, args=[reference])
    except NoReverseMatch:
        return ""


def _entry(entry: EntryLine, on: date) -> EntryShown:
    why = [str(AlterationReason(reason).label) for reason in (entry.opened, entry.closed) if reason]
    return EntryShown(
        number=entry.number,
        name=", ".join(part for part in (entry.surname, entry.forenames) if part),
        address=entry.address,
        district=entry.district,
        marker=entry.marker,
        start=short_day(entry.effective_from),
        end=short_day(entry.effective_to),
        why=" → ".join(why) or _("Imported"),
        in_force=Tag(_("In force"), Colour.GREEN) if entry.in_force_on(on) else None,
    )
