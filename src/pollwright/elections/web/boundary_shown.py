"""How parts across the boundary are shown: words, tables, forms, and both sides' figures beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.acting import Actor, Permission
from pollwright.elections.queries.boundary_pages import FileRow, PartRow
from pollwright.elections.queries.electorate_target import Target
from pollwright.elections.states import BoundaryFileState, BoundaryPartState, BoundarySide, FiguresBy
from pollwright.pages.forms import (
    Choice,
    Confirmation,
    DateField,
    FileField,
    Form,
    HiddenField,
    NumberField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, PlainTable
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import Column, Kind, MultiChoiceFilter, SortColumn, TableSpec
from pollwright.pages.tags import Colour, Tag
from pollwright.pages.wording import day, moment, number, plural, short_day

ABSENT = {
    "": _t("In person"),
    "postal": _t("By post"),
    "proxy": _t("By proxy"),
    "postal_proxy": _t("By a proxy who votes by post"),
}
_PARTS = {BoundaryPartState.OPEN: Colour.BLUE, BoundaryPartState.WITHDRAWN: Colour.GREY}
_FILES = {
    BoundaryFileState.PREPARED: Colour.BLUE,
    BoundaryFileState.RELEASED: Colour.TEAL,
    BoundaryFileState.RECEIVED: Colour.ORANGE,
    BoundaryFileState.AGREED: Colour.GREEN,
    BoundaryFileState.REPLACED: Colour.GREY,
    BoundaryFileState.WITHDRAWN: Colour.GREY,
}
MANIFEST = "manifest"
RECEIVE = Form(
    FileField("file", _t("File of their electors"), hint=_t("The ZIP as it came, unopened."), endings=(".zip",))
)
RELEASE = Form(
    HiddenField("version"),
    Confirmation("looked", _t("I have looked at the counts by district and at whom the file goes to.")),
)
WITHDRAW = Form(HiddenField("version"), TextArea("reason", _t("Why"), rows=2, longest=500))


def agree_form(on: date) -> Form:
    """Return the form by which both sides' agreement is recorded."""
    return Form(
        HiddenField("version"),
        TextField("officer", _t("Officer of the other side"), longest=120, noun=_t("the officer of the other side")),
        TextField("capacity", _t("In which capacity"), longest=120, noun=_t("their capacity")),
        DateField("day", _t("Day"), latest=on, noun=_t("the day on which they gave the figures")),
        Radios(
            "means",
            _t("How they gave their figures"),
            choices=tuple(Choice(value, label) for value, label in FiguresBy.choices),
        ),
        Radios(
            "source",
            _t("What they said"),
            choices=(
                Choice(MANIFEST, _t("The figures that the file states are right"), hint=_t("They are on its page.")),
                Choice("typed", _t("These figures")),
            ),
        ),
        TextArea(
            "figures",
            _t("Their figures"),
            rows=8,
            longest=20_000,
            noun=_t("their figures"),
            required=False,
            hint=_t("As they said them, a line for each district: letters, then how many vote in person, by post, by"
                    " proxy, and by a proxy who votes by post, such as AB1 812 164 7 2."),
        ),
    )  # fmt: skip


def part_form(target: Target) -> Form:
    """Return the form that asks for a part of one of a poll's contests."""
    contests = tuple(
        Choice(contest.reference, f"{contest.name} ({contest.reference})")
        for poll in target.polls
        for contest in poll.contests
        if contest.area_id is not None
    )
    return Form(
        Select("contest", _t("Contest"), choices=contests),
        Radios("side", _t("Whose register"), choices=tuple(Choice(one.value, one.label) for one in BoundarySide)),
        TextField("other_name", _t("Other authority"), longest=120, noun=_t("the name of the other authority")),
        TextField(
            "other_code", _t("Its GSS code"), longest=9, width=10, hint=_t("Nine characters, such as E06000049."),
            noun=_t("its GSS code"),
        ),
        TextField("officer", _t("Whom to ask there"), hint=_t("Name, telephone, e-mail"), required=False),
        TextField(
            "prefix", _t("Letters before their districts"), longest=3, width=3, required=False,
            hint=_t("Where their polling districts have the letters of ours: up to three capital letters."),
        ),
        NumberField(
            "first_station", _t("Added to the numbers of their stations"), least=0, most=9000, required=False,
            hint=_t("Where their stations have the numbers of ours."),
        ),
    )  # fmt: skip


def parts_table() -> TableSpec:
    """Return the table of parts."""
    return TableSpec(
        name="boundary-parts",
        columns=(
            Column("reference", _("Part"), sortable=True, href=lambda row: part_href(row.reference)),
            Column("poll_title", _("Poll"), sort_by=(SortColumn("contest__poll__title", "poll_title"),)),
            Column("contest_name", _("Contest"), sort_by=(SortColumn("contest__name", "contest_name"),)),
            Column("poll_day", _("Polling day"), Kind.DATE, sort_by=(SortColumn("contest__poll__day", "poll_day"),)),
            Column("other_name", _("Other authority"), sortable=True),
            Column("side", _("Whose register"), value=lambda row: str(BoundarySide(row.side).label)),
            Column("electors", _("Electors"), Kind.NUMBER),
            Column("file_state", _("Latest file"), Kind.TAG, value=lambda row: latest_tag(row)),
            Column("state", _("State"), Kind.TAG, value=lambda row: part_tag(row.state)),
        ),
        filters=(
            MultiChoiceFilter("side", _("Whose register"), tuple((one.value, str(one.label)) for one in BoundarySide)),
            MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in BoundaryPartState)),
        ),
        default_sort="-poll_day",
        search_label=_("Search parts"),
        search_hint=_("An authority, a contest or a reference"),
        tie=SortColumn("pk", "id"),
    )


def plain_parts(rows: Sequence[PartRow]) -> PlainTable:
    """Return the parts of a poll on its page."""
    headings = (_("Part"), _("Contest"), _("Other authority"), _("Whose register"), _("Electors"), _("Latest file"))
    return PlainTable(
        _("Parts across the boundary"),
        headings,
        tuple(
            (
                Cell(row.reference, part_href(row.reference)),
                Cell(row.contest_name),
                Cell(row.other_name),
                Cell(str(BoundarySide(row.side).label)),
                Cell("" if row.electors is None else number(row.electors), numeric=True),
                Cell(tag=latest_tag(row)),
            )
            for row in rows
        ),
        _("All electors of this poll are on our register, and we have its Returning Officer."),
    )


def part_rows(row: PartRow) -> tuple[SummaryRow, ...]:
    """Return the facts of a part."""
    return (
        SummaryRow(_("Poll"), row.poll_title, href=reverse("elections:electorates", args=[row.poll])),
        SummaryRow(_("Contest"), row.contest_name, href=reverse("elections:contest", args=[row.contest])),
        SummaryRow(_("Polling day"), day(row.poll_day)),
        SummaryRow(_("Other authority"), (row.other_name, row.other_code)),
        SummaryRow(_("Whose register"), str(BoundarySide(row.side).label)),
        SummaryRow(_("Whom to ask there"), row.officer or _("Not entered")),
        SummaryRow(_("Letters before their districts"), row.prefix or _("None")),
        SummaryRow(_("Added to the numbers of their stations"), number(row.first_station)),
        SummaryRow(_("State"), str(BoundaryPartState(row.state).label)),
    )


def files_table(rows: Sequence[FileRow]) -> PlainTable:
    """Return the files of a part."""
    headings = (_("File"), _("Number"), _("Stage"), _("As at"), _("Electors"), _("State"))
    return PlainTable(
        _("Files"),
        headings,
        tuple(
            (
                Cell(row.reference, file_href(row.reference)),
                Cell(number(row.number), numeric=True),
                Cell(str(row.stage.label)),
                Cell(short_day(row.as_at)),
                Cell(number(row.electors), numeric=True),
                Cell(tag=file_tag(row.state)),
            )
            for row in rows
        ),
        _("No file has gone across yet."),
    )


def file_rows(row: FileRow) -> tuple[SummaryRow, ...]:
    """Return the facts of a file, with who agreed it on both sides."""
    given = row.side == BoundarySide.OUT
    rows = [
        SummaryRow(_("Part"), row.part, href=part_href(row.part)),
        SummaryRow(_("To") if given else _("From"), row.other_name),
        SummaryRow(_("Stage"), str(row.stage.label)),
        SummaryRow(_("As the register stood on"), day(row.as_at)),
        SummaryRow(_("Alterations since the stage before"), number(row.alterations)),
        SummaryRow(
            _("Days of alteration"), tuple(f"{stage}: {on}" for stage, on in sorted(row.days.items())) or _("None")
        ),
        SummaryRow(_("Prepared") if given else _("Received"), moment(row.made_at), row.made_by),
        SummaryRow(_("SHA-256"), row.sha256),
        SummaryRow(_("State"), str(row.state.label)),
    ]
    if row.released_at:
        rows.append(SummaryRow(_("Released"), moment(row.released_at), row.released_by))
        rows.append(SummaryRow(_("Handed out"), plural(row.handed_out, "time", "times")))
    if row.agreed_at and row.their_day:
        rows.append(SummaryRow(_("Agreed for us"), moment(row.agreed_at), f"{row.agreed_by}, {row.agreed_capacity}"))
        theirs = f"{row.their_officer}, {row.their_capacity}, {row.means}"
        rows.append(SummaryRow(_("Agreed for them"), day(row.their_day), theirs))
    return tuple(rows)


def counts_table(row: FileRow) -> PlainTable:
    """Return the counts by district and absent vote as we counted them, beside the sender's."""
    ours, theirs = _by_kind(row.counts), _by_kind(row.stated)
    rows = []
    for district, kind in sorted(ours.keys() | theirs.keys()):
        counted, stated = ours[district, kind], theirs[district, kind]
        tag = Tag(_("Same"), Colour.GREEN) if counted == stated else Tag(_("Differs"), Colour.RED)
        rows.append(
            (
                Cell(district),
                Cell(str(ABSENT[kind])),
                Cell(number(counted), numeric=True),
                Cell(number(stated), numeric=True),
                Cell(tag=tag),
            )
        )
    headings = (_("District"), _("How they vote"), _("Counted by us"), _("Stated by the sender"), _("Compared"))
    return PlainTable(_("Counts by district and way of voting"), headings, tuple(rows))


def franchise_table(row: FileRow) -> PlainTable:
    """Return the counts by franchise marker and section."""
    held: Counter[tuple[str, bool]] = Counter()
    for one in row.counts:
        held[one["marker"], one["section"] == "3-anonymous"] += one["electors"]
    rows = tuple(
        (Cell(marker or _("None")), Cell(_("Yes") if hidden else _("No")), Cell(number(count), numeric=True))
        for (marker, hidden), count in sorted(held.items())
    )
    return PlainTable(_("Counts by franchise"), (_("Marker"), _("Anonymous"), _("Electors")), rows)


def difference_table(row: FileRow) -> PlainTable:
    """Return how a file differs from the one before, by district."""
    names = ("before", "added", "removed", "changed", "after")
    rows = tuple(
        (Cell(one["district"]), *(Cell(number(one[name]), numeric=True) for name in names)) for one in row.difference
    )
    headings = (_("District"), _("Before"), _("Added"), _("Removed"), _("Changed"), _("After"))
    return PlainTable(_("Against the file before"), headings, rows)


def stations_table(row: FileRow) -> PlainTable:
    """Return the stations of a part."""
    rows = tuple(
        (
            Cell(str(one["station"])),
            Cell(one["name"]),
            Cell(one["district"]),
            Cell(number(int(one["electors"])), numeric=True),
        )
        for one in row.stations
    )
    headings = (_("Station"), _("Place"), _("District"), _("Electors"))
    return PlainTable(_("Stations"), headings, rows, _("The file has no stations."))


def part_acts(actor: Actor, row: PartRow) -> tuple[NavItem, ...]:
    """Return what can be done about a part."""
    if row.state != BoundaryPartState.OPEN or not actor.may(Permission.ELECTORATE_FREEZE):
        return ()
    act = (
        NavItem(_("Take in their file"), reverse("elections:boundary-receive", args=[row.reference]))
        if row.side == BoundarySide.IN
        else NavItem(_("Prepare a file for them"), reverse("elections:boundary-prepare", args=[row.reference]))
    )
    return (act, NavItem(_("Withdraw the part"), reverse("elections:boundary-withdraw", args=[row.reference])))


def file_acts(actor: Actor, row: FileRow) -> tuple[NavItem, ...]:
    """Return what can be done about a file."""
    states, may_freeze, may_export = BoundaryFileState, Permission.ELECTORATE_FREEZE, Permission.REGISTER_EXPORT
    out = row.side == BoundarySide.OUT
    offered = (
        (_("Release the file"), "boundary-file-release", may_export, row.state == states.PREPARED),
        (_("Download the file"), "boundary-file-download", may_export, out and row.state in (states.RELEASED, states.AGREED)),
        (_("Agree the counts"), "boundary-file-agree", may_freeze, row.state in (states.RECEIVED, states.RELEASED)),
        (_("Withdraw the file"), "boundary-file-withdraw", may_freeze,
         row.state not in (states.REPLACED, states.WITHDRAWN)),
    )  # fmt: skip
    return tuple(
        NavItem(label, reverse(f"elections:{name}", args=[row.reference]))
        for label, name, permission, open_ in offered
        if open_ and actor.may(permission)
    )


def part_href(reference: str) -> str:
    """Return the page of a part."""
    return reverse("elections:boundary-part", args=[reference])


def file_href(reference: str) -> str:
    """Return the page of a file."""
    return reverse("elections:boundary-file", args=[reference])


def part_tag(state: str) -> Tag:
    """Return the tag of a part."""
    return Tag(str(BoundaryPartState(state).label), _PARTS[BoundaryPartState(state)])


def file_tag(state: str) -> Tag:
    """Return the tag of a file."""
    return Tag(str(BoundaryFileState(state).label), _FILES[BoundaryFileState(state)])


def latest_tag(row: PartRow) -> Tag:
    """Return the tag of a part's latest file."""
    return file_tag(row.file_state) if row.file_state else Tag(_("No file yet"), Colour.RED)


def _by_kind(counts: Sequence[Mapping[str, Any]]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for one in counts:
        found[one["district"], one["absent"]] += one["electors"]
    return found
