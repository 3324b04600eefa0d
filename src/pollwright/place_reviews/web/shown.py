"""How a review and its districts are shown: facts, figures, what to look at, papers and appeals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.law.place_reviews import comments_published_by, counts_as_compulsory
from pollwright.law.stations import review_window, staffing
from pollwright.pages import wording
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.place_reviews.queries.reviews import HeldComment, HeldDistrict, ReviewRecord
from pollwright.place_reviews.states import (
    AppealBy,
    Decision,
    PaperKind,
    Proposal,
    ReviewState,
    View,
    Voice,
)
from pollwright.place_reviews.web import terms


def window_note(on: date) -> str:
    """Return when the compulsory window is that a day lies in, or the next one."""
    first, last = review_window(on)
    said = {"first": wording.plain_day(first), "last": wording.plain_day(last)}
    return (
        _(
            "The compulsory review begins and ends between %(first)s and %(last)s. Other reviews may be held at any time."
        )
        % said
    )


def facts(found: ReviewRecord) -> tuple[SummaryRow, ...]:
    """Return what a review is of and its timetable."""
    held = found.held
    rows = [
        SummaryRow(_("State"), terms.state_tag(held.state)),
        SummaryRow(_("Of"), held.area.name if held.area else _("The whole council")),
        SummaryRow(_("Compulsory"), wording.yes_no(held.compulsory)),
        SummaryRow(_("Notice"), wording.day(held.notice_on)),
        SummaryRow(_("Comments until"), wording.day(held.consultation_ends_on)),
        SummaryRow(_("Proposals"), wording.day(held.proposals_on)),
        SummaryRow(_("Decision"), wording.day(held.decision_on)),
        SummaryRow(_("Results"), wording.day(held.results_on)),
        SummaryRow(_("Register counted"), wording.day(held.counted_on) or _("Not yet")),
    ]
    if held.decided_by:
        rows.append(SummaryRow(_("Decided by"), held.decided_by, held.minute))
        rows.append(SummaryRow(_("Holds from"), wording.day(held.effective_on)))
    if held.carried_out_on:
        rows.append(SummaryRow(_("Carried out"), wording.day(held.carried_out_on)))
    if held.change:
        reference = held.change.reference
        rows.append(SummaryRow(_("Change of districts"), reference, href=reverse("places:change", args=[reference])))
    return tuple(rows)


def figures(found: ReviewRecord) -> tuple[Figure, ...]:
    """Return the numbers that matter, each leading to what it counts."""
    counts, reference = found.counts, found.held.reference
    listed = reverse("place_reviews:districts", args=[reference])

    def look(name: str) -> str:
        return f"{listed}?look={name}"

    told = _("%(number)s expected") % {"number": wording.number(counts.expected)}
    return (
        Figure(_("Districts"), wording.number(counts.districts), listed),
        Figure(_("Electors"), wording.number(counts.electors), listed, told),
        Figure(_("Changes proposed"), wording.number(counts.changing), look("changing")),
        Figure(_("Not decided"), wording.number(counts.undecided), look("undecided")),
        Figure(_("Comments"), wording.number(counts.comments), reverse("place_reviews:comments", args=[reference])),
        Figure(_("No polling place"), wording.number(counts.no_place), look("no-place"), alarm=counts.no_place > 0),
        Figure(
            _("Not accessible"),
            wording.number(counts.inaccessible),
            look("inaccessible"),
            alarm=counts.inaccessible > 0,
        ),
        Figure(_("Access not assessed"), wording.number(counts.unassessed), look("unassessed")),
        Figure(_("Place outside"), wording.number(counts.outside), look("outside")),
        Figure(
            _("Too many for the stations"), wording.number(counts.crowded), look("crowded"), alarm=counts.crowded > 0
        ),
    )


def warning(found: ReviewRecord, on: date) -> str:
    """Return what is late or missing by law; blank where nothing is."""
    held, counts = found.held, found.counts
    if held.state in (ReviewState.FINISHED, ReviewState.ABANDONED):
        overdue = [one for one in found.appeals if one.act_by and one.act_by < on and one.closed_on is None]
        return _("A direction of the Electoral Commission was not acted on in time.") if overdue else ""
    if found.officer_unpublished and on > (by := comments_published_by(found.officer_unpublished)):
        return _("The Returning Officer’s comments had to be published by %(day)s.") % {"day": wording.plain_day(by)}
    if held.state != ReviewState.DRAFT and on > held.consultation_ends_on and not counts.officer:
        return _("The (Acting) Returning Officer has not commented, which the law requires.")
    if held.compulsory and not counts_as_compulsory(held.notice_on, held.results_on).holds:
        first, last = (wording.plain_day(day) for day in review_window(held.notice_on))
        said = {"first": first, "last": last}
        return (
            _("It does not count as the compulsory review: all of it must lie between %(first)s and %(last)s.") % said
        )
    return ""


def notes(found: ReviewRecord, on: date) -> tuple[str, ...]:
    """Return what somebody should know before they go on."""
    held, counts = found.held, found.counts
    said = []
    if held.state in (ReviewState.OPEN, ReviewState.PROPOSED):
        if not counts.expert:
            said.append(_("Nobody with expertise in access for disabled people was heard yet; ask for their views."))
        if found.officer_unpublished and on <= (by := comments_published_by(found.officer_unpublished)):
            said.append(
                _("The Returning Officer’s comments are to be published by %(day)s.") % {"day": wording.plain_day(by)}
            )
    if held.state == ReviewState.FINISHED and held.carried_out_on is None and counts.changing:
        said.append(_("What was agreed has not been carried out: places and districts are as they were."))
    return tuple(said)


def sections(found: ReviewRecord) -> tuple[Section, ...]:
    """Return the papers and the appeals of a review, and where its lists are."""
    reference = found.held.reference
    links = (
        NavItem(_("Districts"), reverse("place_reviews:districts", args=[reference])),
        NavItem(_("Comments"), reverse("place_reviews:comments", args=[reference])),
        NavItem(_("Map"), reverse("place_reviews:map", args=[reference])),
    )
    parts = [Section(_("Districts and comments"), links=links), Section(_("Papers"), table=_papers(found))]
    if found.appeals or found.held.state == ReviewState.FINISHED:
        parts.append(Section(_("Appeals to the Electoral Commission"), table=_appeals(found)))
    return tuple(parts)


def district_facts(found: HeldDistrict) -> tuple[SummaryRow, ...]:
    """Return a district as it is, as it is proposed, and what was decided."""
    rows = [
        SummaryRow(_("Electors"), wording.number(found.electors)),
        SummaryRow(_("In person"), wording.number(found.in_person)),
        SummaryRow(_("Expected"), wording.number(found.electors + found.growth), found.growth_note),
        SummaryRow(_("Stations at the last poll"), wording.number(found.stations)),
        SummaryRow(_("Polling place"), found.place.name if found.place else _("None")),
        SummaryRow(_("Access"), terms.access_tag(found.access)),
        SummaryRow(_("Inside the district"), terms.inside(found.inside)),
        SummaryRow(_("From homes, mean"), terms.metres(found.mean_metres)),
        SummaryRow(_("From the farthest home"), terms.metres(found.far_metres)),
        SummaryRow(_("Proposal"), str(Proposal(found.proposal).label)),
    ]
    if found.to_place:
        rows += [
            SummaryRow(_("Proposed place"), found.to_place.name),
            SummaryRow(_("Access there"), terms.access_tag(found.to_access or "unknown")),
            SummaryRow(_("Inside the district"), terms.inside(found.to_inside)),
            SummaryRow(_("From homes, mean"), terms.metres(found.to_mean_metres)),
            SummaryRow(_("From the farthest home"), terms.metres(found.to_far_metres)),
        ]
    if found.into:
        rows.append(SummaryRow(_("Joined with"), found.into.code))
    if found.new_code:
        rows.append(
            SummaryRow(_("New district"), f"{found.new_code} {found.new_name}", ", ".join(found.streets.splitlines()))
        )
    if found.reasons:
        rows.append(SummaryRow(_("Reasons"), found.reasons))
    rows.append(SummaryRow(_("Decision"), terms.decision_of(found.decision), found.decision_reasons))
    if found.done:
        rows.append(SummaryRow(_("Carried out"), found.done))
    return tuple(rows)


def district_notes(found: HeldDistrict) -> tuple[str, ...]:
    """Return what to look at in a district, as it will be where its proposal is not refused."""
    moves = found.proposal == Proposal.MOVE and found.decision != Decision.NOT_AGREED
    place = found.to_place if moves else found.place
    access, inside = (found.to_access, found.to_inside) if moves else (found.access, found.inside)
    said = []
    if place is None:
        said.append(
            _("The district has no polling place. Every district needs one, unless its electors lie too far apart.")
        )
    if access == "inaccessible":
        said.append(
            _("The place is not accessible. The law wants places that are accessible, as far as is practicable.")
        )
    if inside is False:
        said.append(_("The place lies outside the district, which needs special circumstances; give them as reasons."))
    if found.stations:
        load = (found.in_person + found.growth) // found.stations
        staff = staffing(load, found.review.results_on)
        if not staff.within_guidance:
            given = {"load": wording.number(load), "most": wording.number(staff.most_electors)}
            said.append(_("%(load)s electors in person for each station; guidance has at most %(most)s.") % given)
    return tuple(said)


def district_sections(found: HeldDistrict, comments: Sequence[HeldComment]) -> tuple[Section, ...]:
    """Return what was said about a district."""
    rows = tuple(
        (
            Cell(one.reference, href=reverse("place_reviews:comment", args=[one.reference])),
            Cell(wording.short_day(one.received_on)),
            Cell(str(Voice(one.voice).label)),
            Cell(str(View(one.view).label)),
            Cell(one.words),
        )
        for one in comments
    )
    headings = (_("Comment"), _("Received"), _("From"), _("View"), _("What"))
    table = PlainTable(_("Comments"), headings, rows, _("Nobody commented on this district."))
    return (Section(_("Comments"), table=table),)


def _papers(found: ReviewRecord) -> PlainTable:
    rows = tuple(
        (
            Cell(str(PaperKind(one.kind).label), href=reverse("place_reviews:paper", args=[one.reference])),
            Cell(str(one.number), numeric=True),
            Cell(tag=terms.paper_tag(one.state)),
            Cell(_("%(day)s by %(who)s") % {"day": wording.short_day(one.prepared_at), "who": one.prepared_by}),
            Cell(
                _("%(day)s by %(who)s") % {"day": wording.short_day(one.published_at), "who": one.published_by}
                if one.published_at
                else ""
            ),
        )
        for one in found.papers
    )
    headings = (_("Paper"), _("Version"), _("State"), _("Prepared"), _("Published"))
    return PlainTable(_("Papers"), headings, rows, _("No paper was prepared."))


def _appeals(found: ReviewRecord) -> PlainTable:
    rows = tuple(
        (
            Cell(one.reference, href=reverse("place_reviews:appeal-act", args=[one.reference, _next(one.closed_on)])),
            Cell(wording.short_day(one.told_on)),
            Cell(str(AppealBy(one.by).label)),
            Cell(one.direction or _("No direction")),
            Cell(wording.short_day(one.act_by)),
            Cell(one.outcome or _("Open")),
        )
        for one in found.appeals
    )
    headings = (_("Appeal"), _("Told"), _("Who asks"), _("Direction"), _("Act by"), _("Outcome"))
    return PlainTable(_("Appeals"), headings, rows, _("Nobody has asked the Commission."))


def _next(closed_on: date | None) -> str:
    return "close" if closed_on else "direction"
