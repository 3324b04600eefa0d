"""How electorates are shown: the form of freezing, the proof, and what changed between stages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.elections.queries.electorate_pages import ChangeLine, ElectorateFacts, RunLine
from pollwright.elections.states import CardRunState, ElectorateState, Stage
from pollwright.pages.forms import Choice, DateField, Form, Select
from pollwright.pages.standard import Cell, Figure, PlainTable
from pollwright.pages.tables import ChoiceFilter, Column, Kind, SortColumn, TableSpec
from pollwright.pages.tags import Colour, Tag, TagSet
from pollwright.pages.wording import number, short_day, short_moment
from pollwright.register.states import AlterationReason

STATES = TagSet(
    {
        ElectorateState.FROZEN: Tag("Frozen", Colour.GREEN),
        ElectorateState.SUPERSEDED: Tag("Frozen again since", Colour.GREY),
    }
)
RUN_STATES = TagSet(
    {
        CardRunState.PREPARED: Tag("Prepared", Colour.BLUE),
        CardRunState.RELEASED: Tag("With the printer", Colour.PURPLE),
        CardRunState.COMPLETE: Tag("Printed and counted", Colour.GREEN),
        CardRunState.WITHDRAWN: Tag("Withdrawn", Colour.RED),
    }
)
CHANGES = {
    "added": _t("Added"),
    "removed": _t("Removed"),
    "moved": _t("Moved to another district"),
    "changed": _t("Changed"),
}
OTHER_CAUSES = {"absent": _t("Absent vote made, changed or ended"), "contests": _t("What is voted on changed")}
FREEZE = Form(
    Select(
        "stage",
        _t("Stage"),
        choices=tuple(Choice(value, label) for value, label in Stage.choices),
        noun=_t("a stage"),
    ),
    DateField(
        "as_at",
        _t("As the register stood on"),
        hint=_t("The day of the notice whose alterations are to be in it. It can't be a day to come."),
    ),
)


def stages_table(held: Sequence[ElectorateFacts], days: dict[Stage, date]) -> PlainTable:
    """Return the stages of a poll with what is frozen of each."""
    rows = []
    for stage in Stage:
        frozen = [each for each in held if each.stage is stage]
        planned = Cell(short_day(days[stage]) if stage in days else "")
        if not frozen:
            rows.append(
                (Cell(str(stage.label)), planned, Cell(), Cell(), Cell(), Cell(tag=Tag("Not frozen", Colour.GREY)))
            )
        rows += [
            (
                Cell(str(stage.label)),
                planned,
                Cell(each.reference, reverse("elections:electorate", args=[each.reference])),
                Cell(short_day(each.as_at)),
                Cell(number(each.electors), numeric=True),
                Cell(tag=STATES.of(each.state)),
            )
            for each in frozen
        ]
    headings = (_("Stage"), _("Planned for"), _("Electorate"), _("As at"), _("Electors"), _("State"))
    return PlainTable(_("Stages"), headings, tuple(rows))


def runs_table(runs: Sequence[RunLine]) -> PlainTable:
    """Return the runs of poll cards of a poll."""
    rows = tuple(
        (
            Cell(run.reference, reverse("elections:card-run", args=[run.reference])),
            Cell(str(run.scope.label)),
            Cell(run.electorate),
            Cell(number(run.cards), numeric=True),
            Cell(short_moment(run.prepared_at)),
            Cell(tag=RUN_STATES.of(run.state)),
        )
        for run in runs
    )
    headings = (_("Run"), _("For"), _("Electorate"), _("Cards"), _("Prepared"), _("State"))
    return PlainTable(_("Poll cards"), headings, rows, _("No poll cards have been prepared."))


def figures_of(facts: ElectorateFacts) -> tuple[Figure, ...]:
    """Return the figures of an electorate."""
    absent = facts.counts.get("absent", {})
    by_post = sum(absent.get(kind, 0) for kind in ("postal", "postal_proxy"))
    return (
        Figure(_("Electors"), number(facts.electors)),
        Figure(_("Districts"), number(len(facts.counts.get("districts", {})))),
        Figure(_("By post"), number(by_post)),
        Figure(_("By proxy"), number(absent.get("proxy", 0))),
        Figure(
            _("In doubt"),
            number(facts.doubts),
            note=_("Recorded nationality denies the vote that the marker gives") if facts.doubts else "",
            alarm=facts.doubts > 0,
        ),
    )


def reckoning_table(facts: ElectorateFacts) -> PlainTable:
    """Return how each district's electors come from its entries in force."""
    doubts = facts.counts.get("doubts", {})
    rows = tuple(
        (
            Cell(row["district"]),
            *(Cell(number(row[name]), numeric=True) for name in ("in_force", "not_entitled", "under_age", "electors")),
            Cell(number(doubts.get(row["district"], 0)), numeric=True),
        )
        for row in facts.proof.get("districts", ())
    )
    headings = (
        _("District"), _("Entries in force"), _("Not entitled"), _("Under age on polling day"), _("Electors"),
        _("In doubt"),
    )  # fmt: skip
    return PlainTable(_("How the electors of each district come from the register"), headings, rows)


def stage_table(facts: ElectorateFacts) -> PlainTable:
    """Return how each district follows from the stage before; districts without a change are left out."""
    names = ("before", "added", "removed", "moved_in", "moved_out", "changed", "after")
    rows = tuple(
        (Cell(row["district"]), *(Cell(number(row[name]), numeric=True) for name in names))
        for row in facts.proof.get("stages", ())
        if any(row[name] for name in names[1:-1])
    )
    headings = (
        _("District"), _("Before"), _("Added"), _("Removed"), _("Moved in"), _("Moved out"), _("Changed"), _("After"),
    )  # fmt: skip
    return PlainTable(
        _("How the electors of each district follow from the stage before"), headings, rows, _("Nothing changed.")
    )


def cause_of(row: ChangeLine) -> str:
    """Return why a line changed, in words."""
    if row.cause in OTHER_CAUSES:
        return str(OTHER_CAUSES[row.cause])
    return str(AlterationReason(row.cause).label)


def changes_table() -> TableSpec:
    """Return the table of what differs between two stages."""
    causes = (*((value, str(label)) for value, label in AlterationReason.choices),
              *((value, str(label)) for value, label in OTHER_CAUSES.items()))  # fmt: skip
    return TableSpec(
        name="electorate-changes",
        columns=(
            Column(
                "elector", _("Elector"), href=lambda row: reverse("register:elector", args=[row.elector]),
                sort_by=(SortColumn("elector__reference", "elector"), SortColumn("id")),
            ),
            Column(
                "district", _("District"),
                sort_by=(SortColumn("district"), SortColumn("id")),
            ),
            Column("number", _("Number"), Kind.NUMBER),
            Column("kind", _("Change"), value=lambda row: str(CHANGES[row.kind])),
            Column("cause", _("Why"), value=cause_of),
        ),
        default_sort="district",
        filters=(
            ChoiceFilter("kind", _("Change"), tuple((value, str(label)) for value, label in CHANGES.items())),
            ChoiceFilter("cause", _("Why"), causes),
        ),
    )  # fmt: skip
