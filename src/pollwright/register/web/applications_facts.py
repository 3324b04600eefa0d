"""The facts of one application, in words."""

from __future__ import annotations

from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.law.notices import NoticeDates, NoticeKind
from pollwright.law.placing import Placement
from pollwright.law.registration import ApplicationKind
from pollwright.law.workings import Working
from pollwright.pages import wording
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.voice import translated
from pollwright.register.queries.application_page import ApplicationFacts
from pollwright.register.states import ApplicationFlag, Outcome
from pollwright.register.web import terms
from pollwright.register.web.applications_shown import CHANNELS, KINDS, MissedNotice, OnNotice

_TITLES = {
    NoticeKind.MONTHLY: _t("Monthly notice"),
    NoticeKind.INTERIM_1: _t("First interim election notice"),
    NoticeKind.INTERIM_2: _t("Second interim election notice"),
    NoticeKind.FINAL: _t("Final election notice"),
    NoticeKind.REVISED: _t("Revised register"),
    NoticeKind.CLERICAL: _t("Correction"),
}


def facts_of(facts: ApplicationFacts, *, shows_birth: bool) -> tuple[SummaryRow, ...]:
    """Return what the application says; the date of birth only to those who work on applications."""
    born = (wording.day(facts.date_of_birth) or facts.age_note) if shows_birth else _("Held, not shown")
    sealed = _("Under seal") if facts.anonymous or facts.hidden else ""
    rows = [
        (_("Reference"), facts.reference, facts.outside_reference),
        (_("Kind"), str(KINDS[ApplicationKind(facts.kind)]), ""),
        (_("Received"), wording.moment(facts.received_at), str(CHANNELS.get(facts.channel, facts.channel))),
        (_("Listed"), _("Never") if facts.anonymous else wording.day(facts.lists_on), ""),
        (_("Can be determined from"), wording.day(facts.may_determine_from), _("The sixth working day [REG-230]")),
        (_("Name"), sealed or facts.name, ""),
        (_("Former name"), facts.former_name, ""),
        (_("Date of birth"), sealed or born, ""),
        (_("Nationality"), terms.countries(facts.nationalities) or facts.nationality_note, ""),
        (_("Right of residence"), terms.said(terms.RESIDENCE_RIGHTS, facts.residence_right), ""),
        (_("Address"), sealed or facts.address, facts.district and _("District %(code)s") % {"code": facts.district}),
        (_("Address left in the last 12 months"), facts.previous_address, wording.yes_no(facts.left_within_a_year)),
        (_("Another address where they live"), terms.said(terms.OTHER_ADDRESSES, facts.other_address), ""),
        (_("May be in the open register"), wording.yes_no(facts.open_register), ""),
        (_("E-mail"), facts.email, ""),
        (_("Telephone"), facts.phone, ""),
        (_("Declared"), wording.day(facts.declared_on), ""),
    ]
    return tuple(SummaryRow(key, str(value), str(note or "")) for key, value, note in rows if value)


def alike_of(facts: ApplicationFacts) -> tuple[SummaryRow, ...]:
    """Return the entry of somebody alike, to lie beside the application."""
    other = facts.alike
    if other is None:
        return ()
    return (
        SummaryRow(_("Elector"), other.reference, href=elector_address(other.reference)),
        SummaryRow(_("Name"), other.name),
        SummaryRow(_("Registered at"), other.address, _("The address of this application") if other.here else ""),
        SummaryRow(_("Since"), wording.day(other.since)),
        SummaryRow(_("Settled"), wording.yes_no(other.settled)),
    )


def identity_of(facts: ApplicationFacts) -> tuple[SummaryRow, ...]:
    """Return the identity checks, the documents and who attested."""
    rows = [
        SummaryRow(_("National Insurance number"), terms.said(terms.NINO_CLASSES, facts.nino_class)),
        *(
            SummaryRow(
                terms.said(terms.MATCHERS, each.matcher),
                terms.said(terms.MATCHES, each.result),
                wording.moment(each.at),
            )
            for each in facts.checks
        ),
        *(
            SummaryRow(
                terms.said(terms.DOCUMENTS, each.document),
                _("Accepted") if each.accepted else _("Not accepted"),
                wording.day(each.on),
                reverse("files:download", args=[each.token]) if each.token and _downloadable() else "",
            )
            for each in facts.evidence
        ),
        *(SummaryRow(_("Attested by"), terms.said(terms.OFFICERS, each)) for each in facts.attested_by),
        *(
            SummaryRow(
                _("Objection"),
                each.reference,
                _("In time") if each.in_time else _("Late"),
                reverse("register:objection", args=[each.reference]),
            )
            for each in facts.disputes
        ),
    ]
    if facts.evidence_due:
        rows.append(SummaryRow(_("Evidence due"), wording.day(facts.evidence_due)))
    return tuple(rows)


def flags_of(facts: ApplicationFacts) -> tuple[str, ...]:
    """Return what a person must look at."""
    return tuple(str(ApplicationFlag(flag).label) for flag in facts.flags if flag in set(ApplicationFlag))


def decisions_of(facts: ApplicationFacts) -> tuple[SummaryRow, ...]:
    """Return how it was determined and which notice carried it."""
    rows = []
    for each in facts.decisions:
        rows.append(
            SummaryRow(
                str(Outcome(each.outcome).label),
                (each.ground, each.basis),
                _("%(day)s by %(who)s, %(capacity)s") % {"day": wording.day(each.on), "who": each.by, "capacity": each.capacity},
            )
        )  # fmt: skip
        rows += [SummaryRow(_("Took effect"), wording.day(on), notice) for notice, on in each.notices]
    return tuple(rows)


def notice_of(placed: Placement) -> OnNotice:
    """Return on which notice the application will be, and which it misses and why."""
    return OnNotice(
        title=notice_title(placed.notice) if placed.notice else _("None of the notices planned so far"),
        workings=tuple(_working(each) for each in placed.workings),
        missed=tuple(
            MissedNotice(notice_title(each.notice), tuple(_working(reason) for reason in each.reasons))
            for each in placed.missed
        ),
    )


def ended_notice_of(carried: tuple[str, date] | None) -> OnNotice:
    """Return which notice carried an application whose life has ended."""
    if carried is None:
        return OnNotice(_("None: the application ended without one here"), (), ())
    reference, effective_on = carried
    said = _("Carried by %(reference)s, and in force from %(day)s")
    return OnNotice(said % {"reference": reference, "day": wording.day(effective_on)}, (), ())


def notice_title(notice: NoticeDates) -> str:
    """Return what a notice is called, with its day."""
    return f"{_TITLES[notice.kind]}, {wording.day(notice.published_on)}"


def _working(working: Working) -> str:
    on = f": {wording.day(working.on)}" if working.on else ""
    return f"{translated(working.says)}{on}. {working.source.describe()}"


def elector_address(reference: str) -> str:
    """Return the address of an elector's page."""
    try:
        return reverse("register:elector", args=[reference])
    except NoReverseMatch:
        return ""


def _downloadable() -> bool:
    try:
        reverse("files:download", args=["x"])
    except NoReverseMatch:
        return False
    return True
