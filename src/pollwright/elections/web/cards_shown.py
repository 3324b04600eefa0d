"""How poll cards are shown: forms, batches, totals and what came back."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.acting import Actor, Permission
from pollwright.elections.papers.cards_made import ENVELOPE
from pollwright.elections.queries.cards_pages import BatchFacts, RunFacts
from pollwright.elections.states import CardRunScope, CardRunState, ReturnReason
from pollwright.elections.web.electorates_shown import RUN_STATES
from pollwright.elections.web.poll_links import card_run_links
from pollwright.law.poll_cards import CardKind
from pollwright.pages.forms import (
    Choice,
    Confirmation,
    DateField,
    Form,
    HiddenField,
    NumberField,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import ChoiceFilter, Column, Kind, SortColumn, TableSpec
from pollwright.pages.tags import Colour, Tag
from pollwright.pages.wording import day, moment, number

USUAL_BATCH = 50_000
KINDS = {
    CardKind.ORDINARY: _t("Ordinary"),
    CardKind.POSTAL: _t("Postal voter"),
    CardKind.PROXY: _t("Proxy"),
    CardKind.POSTAL_PROXY: _t("Proxy who votes by post"),
}
PREPARE = Form(
    Select(
        "scope",
        _t("For whom"),
        choices=tuple(Choice(value, label) for value, label in CardRunScope.choices),
        noun=_t("whom the run is for"),
    ),
    NumberField("batch_size", _t("Most cards in a batch"), least=1, noun=_t("how many cards a batch holds")),
    DateField(
        "packs_sent_on",
        _t("Ballot papers are sent to postal voters on"),
        hint=_t("Their cards say it."),
        noun=_t("the day on which ballot papers are sent"),
    ),
)
RELEASE = Form(
    HiddenField("version"),
    Confirmation("looked", _t("I have looked at the totals, the batches and the sample cards.")),
)
WITHDRAW = Form(HiddenField("version"), TextArea("reason", _t("Why"), noun=_t("why it is withdrawn")))
COUNT = Form(
    HiddenField("version"),
    NumberField("counted", _t("Cards that the printer made"), least=0, noun=_t("how many cards the printer made")),
)
RETURN = Form(
    TextField(
        "card", _t("Number below the barcode"), hint=_t("Scan it, or type its 16 digits."), noun=_t("the number")
    ),
    Select(
        "reason",
        _t("Why it came back"),
        choices=tuple(Choice(value, label) for value, label in ReturnReason.choices),
        noun=_t("a reason"),
    ),
    TextArea("note", _t("Note"), required=False),
    DateField("returned_on", _t("Came back on")),
)


def kind_words(kind: str) -> str:
    """Return the kind of a batch in words."""
    words = str(KINDS[CardKind(kind.removesuffix(ENVELOPE))])
    return _("%(kind)s, in plain envelopes") % {"kind": words} if kind.endswith(ENVELOPE) else words


def figures_of(facts: RunFacts) -> tuple[Figure, ...]:
    """Return the figures of a run."""
    kinds = facts.counts.get("kinds", {})
    counted = sum(batch.printer_count or 0 for batch in facts.batches)
    wrong = any(batch.wrong for batch in facts.batches)
    return (
        Figure(_("Cards"), number(facts.cards)),
        *(Figure(str(label), number(kinds.get(kind.value, 0))) for kind, label in KINDS.items()),
        Figure(_("Printed"), number(counted), note=_("A batch differs") if wrong else "", alarm=wrong),
        Figure(_("Came back"), number(facts.returned), href=reverse("elections:cards-returned")),
    )


def facts_of(facts: RunFacts) -> tuple[SummaryRow, ...]:
    """Return the facts of a run."""
    return (
        SummaryRow(_("Poll"), facts.target, href=reverse("elections:electorates", args=[facts.target])),
        SummaryRow(_("Electorate"), facts.electorate, href=reverse("elections:electorate", args=[facts.electorate])),
        SummaryRow(_("For"), str(facts.scope.label)),
        SummaryRow(_("State"), RUN_STATES.of(facts.state)),
        SummaryRow(_("Polling scheme"), facts.scheme or _("None: the cards name no station")),
        SummaryRow(_("Ballot papers sent on"), day(facts.packs_sent_on) or _("Not entered")),
        SummaryRow(_("Prepared"), moment(facts.prepared_at), facts.prepared_by),
        SummaryRow(_("Released"), moment(facts.released_at) or _("Not yet"), facts.released_by),
        SummaryRow(_("Printed and counted"), moment(facts.completed_at) or _("Not yet")),
    )


def acts_of(facts: RunFacts, actor: Actor) -> tuple[NavItem, ...]:
    """Return what can be done with a run."""
    acts = []
    waits = facts.state is CardRunState.PREPARED
    if waits and actor.may(Permission.POLL_CARDS_RELEASE) and actor.person_id != facts.prepared_by_id:
        acts.append(NavItem(_("Release to the printer"), reverse("elections:card-run-release", args=[facts.reference])))
    if waits and actor.may(Permission.POLL_CARDS_PREPARE):
        acts.append(NavItem(_("Withdraw"), reverse("elections:card-run-withdraw", args=[facts.reference])))
    if facts.state is CardRunState.RELEASED and actor.may(Permission.POLL_CARDS_PREPARE):
        acts.append(
            NavItem(_("Printer's counts from a table"), reverse("elections:card-counts", args=[facts.reference]))
        )
    if not waits and actor.may(Permission.POLL_CARDS_PREPARE) and facts.state is not CardRunState.WITHDRAWN:
        acts.append(NavItem(_("Log a returned card"), reverse("elections:card-return")))
    return tuple(acts)


def run_page(reference: str) -> str:
    """Return the address of a run."""
    return reverse("elections:card-run", args=[reference])


def batches_table(facts: RunFacts, actor: Actor) -> PlainTable:
    """Return the manifest of a run: each batch with its count, its hash and the printer's count."""
    released = facts.state in (CardRunState.RELEASED, CardRunState.COMPLETE)
    may_take = released and actor.may(Permission.POLL_CARDS_RELEASE)
    may_count = facts.state is CardRunState.RELEASED and actor.may(Permission.POLL_CARDS_PREPARE)

    def address(name: str, batch: BatchFacts, allowed: bool) -> str:
        return reverse(f"elections:{name}", args=[facts.reference, batch.number]) if allowed else ""

    rows = tuple(
        (
            Cell(_("Batch %(number)s") % {"number": batch.number}, address("card-batch", batch, may_take)),
            Cell(kind_words(batch.kind)),
            Cell(number(batch.cards), numeric=True),
            Cell(number(batch.printer_count), numeric=True),
            _state_of(batch),
            Cell(_("Enter count"), address("card-batch-count", batch, may_count)) if may_count else Cell(),
            Cell(batch.sha256),
        )
        for batch in facts.batches
    )
    headings = (_("Batch"), _("Kind"), _("Cards"), _("Printer's count"), _("Count"), _("Enter"), _("SHA-256"))
    return PlainTable(_("Batches for the printer"), headings, rows)


def further_sections(actor: Actor, reference: str) -> tuple[Section, ...]:
    """Return what other rooms offer about a run."""
    links = card_run_links(actor, reference)
    return (Section(_("Sample cards"), links=links),) if links else ()


def totals_table(facts: RunFacts) -> PlainTable:
    """Return the totals that agreed when the run was released."""
    rows = tuple(
        (
            Cell(row["contest"]),
            Cell(kind_words(row["kind"])),
            Cell(number(row["due"]), numeric=True),
            Cell(number(row["held"]), numeric=True),
        )
        for row in facts.proof.get("totals", ())
    )
    headings = (_("Contest"), _("Kind"), _("Due by the electorate"), _("On cards, with earlier runs"))
    return PlainTable(_("Totals"), headings, rows, _("They are compared when the run is released."))


def runs_list() -> TableSpec:
    """Return the table of runs."""
    return TableSpec(
        name="card-runs",
        columns=(
            Column(
                "reference",
                _("Run"),
                sortable=True,
                href=lambda row: reverse("elections:card-run", args=[row.reference]),
            ),
            Column("target", _("Poll"), href=lambda row: reverse("elections:electorates", args=[row.target])),
            Column("scope", _("For"), value=lambda row: str(row.scope.label)),
            Column("electorate", _("Electorate")),
            Column("cards", _("Cards"), Kind.NUMBER),
            Column("prepared_at", _("Prepared"), Kind.MOMENT),
            Column("state", _("State"), Kind.TAG, value=lambda row: RUN_STATES.of(row.state)),
        ),
        default_sort="-reference",
        filters=(ChoiceFilter("state", _("State"), tuple((v, str(label)) for v, label in CardRunState.choices)),),
    )


def returned_list() -> TableSpec:
    """Return the table of cards that came back."""
    return TableSpec(
        name="returned-cards",
        columns=(
            Column("card", _("Card")),
            Column("run", _("Run"), href=lambda row: reverse("elections:card-run", args=[row.run])),
            Column("elector", _("Elector"), href=lambda row: reverse("register:elector", args=[row.elector])),
            Column("reason", _("Why"), value=lambda row: str(ReturnReason(row.reason).label)),
            Column("note", _("Note")),
            Column("returned_on", _("Came back"), Kind.DATE, sort_by=(SortColumn("returned_on"), SortColumn("id"))),
            Column("logged_by", _("Logged by")),
        ),
        default_sort="-returned_on",
        filters=(ChoiceFilter("reason", _("Why"), tuple((v, str(label)) for v, label in ReturnReason.choices)),),
    )


def _state_of(batch: BatchFacts) -> Cell:
    if batch.printer_count is None:
        return Cell(tag=Tag(_("Not counted"), Colour.GREY))
    return Cell(tag=Tag(_("Differs"), Colour.RED) if batch.wrong else Tag(_("Agrees"), Colour.GREEN))
