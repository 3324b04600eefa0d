"""What the pages of poll cards and registers of a roll show."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.acting import Actor, Permission
from pollwright.pages import wording
from pollwright.pages.forms import Confirmation, Form, HiddenField, NumberField, TextArea
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import Column, Kind, MultiChoiceFilter, SortColumn, TableSpec
from pollwright.pages.tags import Colour, Tag
from pollwright.rolls.queries.papers import PapersFacts
from pollwright.rolls.queries.rolls import RollFacts
from pollwright.rolls.states import PapersState, RollState
from pollwright.rolls.web import terms

COLOURS = {
    PapersState.PREPARED: Colour.BLUE,
    PapersState.RELEASED: Colour.GREEN,
    PapersState.REPLACED: Colour.GREY,
    PapersState.WITHDRAWN: Colour.GREY,
}
RELEASE = Form(
    HiddenField("version"),
    Confirmation("looked", _t("I have looked at the list of cards, the stations and the totals.")),
)
WITHDRAW = Form(
    HiddenField("version"), TextArea("reason", _t("Why"), rows=3, longest=500, noun=_t("why they are withdrawn"))
)
COUNT = Form(
    HiddenField("version"),
    NumberField("counted", _t("Cards that the printer made"), least=0, most=1_000_000, width=7,
                noun=_t("how many cards the printer made")),
)  # fmt: skip


def papers_href(reference: str) -> str:
    """Return the address of papers of a roll."""
    return reverse("rolls:papers-one", args=[reference])


def crumbs(facts: RollFacts) -> tuple[Crumb, ...]:
    """Return the way back from one set of papers."""
    above = reverse("rolls:papers", args=[facts.contest])
    return (*terms.roll_crumbs(facts), Crumb(_("Poll cards and registers"), above))


def note(facts: RollFacts) -> str:
    """Return whether papers can be made now, in a sentence."""
    if facts.rule.by_post_only:
        return _(
            "Everybody votes by post, so there are no cards or registers. The page of an order has the list of issue."
        )
    if facts.state != RollState.FROZEN:
        return _("They are made once the roll is frozen.")
    return ""


def state_tag(state: str) -> Tag:
    """Return how far papers are, as a tag."""
    return Tag(str(PapersState(state).label), COLOURS[PapersState(state)])


def papers_table() -> TableSpec:
    """Return the table of the papers of a roll."""
    return TableSpec(
        name="roll-papers",
        columns=(
            Column("reference", _("Papers"), sortable=True, href=lambda row: papers_href(row.reference)),
            Column("votes", _("Votes"), Kind.NUMBER),
            Column("in_person", _("In person"), Kind.NUMBER),
            Column("by_post", _("By post"), Kind.NUMBER),
            Column("cards", _("Cards"), Kind.NUMBER),
            Column("state", _("State"), Kind.TAG, value=lambda row: state_tag(row.state)),
            Column("overtaken", _("Overtaken, because"), hidden_by_default=True),
            Column("prepared_at", _("Prepared"), Kind.MOMENT, sortable=True),
            Column("released_at", _("Released"), Kind.MOMENT),
        ),
        filters=(MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in PapersState)),),
        default_sort="-prepared_at",
        search_label=_("Search papers"),
        search_hint=_("Reference, or who prepared or released them."),
        tie=SortColumn("pk", "id"),
    )


def acts(actor: Actor, found: PapersFacts) -> tuple[NavItem, ...]:
    """Return what can be done with papers."""
    prepares, releases = actor.may(Permission.POLL_CARDS_PREPARE), actor.may(Permission.POLL_CARDS_RELEASE)
    waits, out = found.state is PapersState.PREPARED, found.state is PapersState.RELEASED
    usable = out and not found.overtaken
    offered = (
        (releases and waits and actor.person_id != found.prepared_by_id, _("Release"), "papers-release", ()),
        (prepares, _("Cards as a list (PDF)"), "papers-looked-at", ()),
        (releases and usable, _("Cards for the printer (CSV)"), "papers-file", ("cards",)),
        (releases and usable, _("Registers and postal list (ZIP)"), "papers-file", ("registers",)),
        (prepares and out, _("Enter the printer's count"), "papers-act", ("count",)),
        (prepares and waits, _("Withdraw"), "papers-act", ("withdraw",)),
    )
    return tuple(
        NavItem(label, reverse(f"rolls:{name}", args=[found.reference, *more]))
        for open_, label, name, more in offered
        if open_
    )


def figures(found: PapersFacts) -> tuple[Figure, ...]:
    """Return the figures of papers."""
    return (
        Figure(_("Votes"), wording.number(found.votes)),
        Figure(_("In person"), wording.number(found.in_person)),
        Figure(_("By post"), wording.number(found.by_post)),
        Figure(_("Cards to be printed"), wording.number(found.cards)),
        Figure(
            _("Printed"), wording.number(found.printer_count), note=_("Not what was sent") if found.miscounted else "",
            alarm=found.miscounted,
        ),
    )  # fmt: skip


def facts(found: PapersFacts) -> tuple[SummaryRow, ...]:
    """Return the facts of papers."""
    return (
        SummaryRow(_("State"), state_tag(found.state), found.because),
        SummaryRow(_("Polling scheme"), found.scheme or _("None: nobody votes in person")),
        SummaryRow(_("Prepared"), wording.moment(found.prepared_at), found.prepared_by),
        SummaryRow(_("Released"), wording.moment(found.released_at) or _("Not yet"), found.released_by),
        SummaryRow(_("Printer's count"), wording.moment(found.counted_at) or _("Not entered"), found.counted_by),
        SummaryRow(_("SHA-256 of the cards"), found.cards_sha256),
        SummaryRow(_("SHA-256 of the registers"), found.registers_sha256),
    )


def stations(found: PapersFacts) -> PlainTable:
    """Return who votes where: every station with a register, and the post."""
    rows = [
        (Cell(str(one["number"])), Cell(one["place"]), *_numbers(one["voters"], one["pages"])) for one in found.stations
    ]
    if found.by_post:
        rows.append((Cell(), Cell(_("By post")), Cell(wording.number(found.by_post), numeric=True), Cell()))
    headings = (_("Station"), _("Place"), _("Voters"), _("Pages of the register"))
    return PlainTable(_("Who votes where"), headings, tuple(rows))


def totals(found: PapersFacts) -> PlainTable:
    """Return the totals that agreed when the papers were released."""
    named = (
        ("votes", _("Votes on the roll")),
        ("registered", _("Lines of registers and postal list")),
        ("carded", _("Voters in person with one right card")),
    )
    rows = tuple((Cell(label), *_numbers(found.proof[name])) for name, label in named if name in found.proof)
    empty = _("They are compared when the papers are released.")
    return PlainTable(_("Totals"), (_("What"), _("Number")), rows, empty)


def warning(found: PapersFacts) -> str:
    """Return what somebody must know before using papers."""
    if found.overtaken:
        said = _("These papers no longer say what holds: %(why)s. Prepare others, and use no register of these.")
        return said % {"why": found.overtaken}
    if found.state in (PapersState.REPLACED, PapersState.WITHDRAWN):
        return _("These registers are not to be used.")
    return _("The printer made another number of cards than was sent.") if found.miscounted else ""


def _numbers(*values: int) -> tuple[Cell, ...]:
    return tuple(Cell(wording.number(value), numeric=True) for value in values)
