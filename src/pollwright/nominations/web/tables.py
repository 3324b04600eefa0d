"""The tables of nominations: candidates, the board, parties, the diary."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.elections.web.terms import contest_tag
from pollwright.law.nominations.agents import AgentKind
from pollwright.nominations.queries.lists import AppointmentRow
from pollwright.nominations.states import CandidateState, DepositState, DraftState, InvitedAs
from pollwright.nominations.web import terms
from pollwright.pages.tables import Column, Kind, MultiChoiceFilter, SortColumn, TableSpec, YesNoFilter

TIE = SortColumn("pk", "id")


def candidates_table() -> TableSpec:
    """Return the table of candidates, with whom to reach them through."""
    return TableSpec(
        name="candidates",
        columns=(
            Column("surname", _("Surname"), sortable=True, href=lambda row: candidate_href(row.reference)),
            Column("forenames", _("Other names"), sortable=True),
            Column(
                "contest_name",
                _("Contest"),
                sort_by=(SortColumn("contest__name", "contest_name"),),
                href=lambda row: reverse("nominations:contest", args=[row.contest]),
            ),
            Column("poll_title", _("Poll"), hidden_by_default=True),
            Column("day", _("Polling day"), Kind.DATE, sort_by=(SortColumn("contest__poll__day", "day"),)),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.candidate_tag(row.state)),
            Column("email", _("Email"), hidden_by_default=True),
            Column("phone", _("Telephone"), hidden_by_default=True),
            Column("agent_name", _("Election agent"), hidden_by_default=True),
            Column("agent_phone", _("Agent's telephone"), hidden_by_default=True),
            Column("reference", _("Reference"), sortable=True),
        ),
        filters=(MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in CandidateState)),),
        default_sort="surname",
        search_label=_("Search candidates"),
        search_hint=_("A name, an area, a poll or a reference"),
        tie=TIE,
    )


def board_table() -> TableSpec:
    """Return the table of a poll's contests with what came in."""
    return TableSpec(
        name="board",
        columns=(
            Column(
                "name",
                _("Contest"),
                sortable=True,
                href=lambda row: reverse("nominations:contest", args=[row.reference]),
            ),
            Column("seats", _("Seats"), Kind.NUMBER, sortable=True),
            Column("valid", _("Valid papers"), Kind.NUMBER),
            Column("waiting", _("To be determined"), Kind.NUMBER),
            Column("informal", _("Informal checks"), Kind.NUMBER),
            Column("invalid", _("Invalid"), Kind.NUMBER),
            Column("standing", _("Standing"), Kind.NUMBER),
            Column("appointments", _("Appointments"), Kind.NUMBER),
            Column("state", _("State"), Kind.TAG, value=lambda row: contest_tag(row.state)),
        ),
        default_sort="name",
        search_label=_("Search contests"),
        tie=TIE,
    )


def parties_table() -> TableSpec:
    """Return the table of the register of parties."""
    return TableSpec(
        name="parties",
        columns=(
            Column("name", _("Party"), sort_by=(SortColumn("names__0", "name"),)),
            Column("descriptions", _("Descriptions"), value=lambda row: " · ".join(row.descriptions)),
            Column("emblems", _("Emblems"), value=lambda row: " · ".join(row.emblems), hidden_by_default=True),
            Column("nations", _("Nations"), value=lambda row: ", ".join(row.nations)),
            Column("minor", _("Parishes only"), Kind.YES_NO),
            Column("registered_on", _("Registered"), Kind.DATE, sortable=True),
            Column("deregistered_on", _("Deregistered"), Kind.DATE),
            Column("reference", _("Reference"), sortable=True),
        ),
        filters=(YesNoFilter("registered", _("Registered now")), YesNoFilter("minor", _("Parishes only"))),
        default_sort="name",
        search_label=_("Search parties"),
        search_hint=_("A name, a description or a reference"),
        tie=TIE,
    )


def diary_table(*, acts: bool) -> TableSpec:
    """Return the table of appointments; `acts` makes each a link to what can be done with it."""
    return TableSpec(
        name="diary",
        columns=(
            Column(
                "at",
                _("Time"),
                Kind.MOMENT,
                sortable=True,
                href=lambda row: reverse("nominations:appointment", args=[row.reference]) if acts else None,
            ),
            Column("minutes", _("Minutes"), Kind.NUMBER),
            Column("who", _("Who"), sortable=True),
            Column("contact", _("Contact"), hidden_by_default=True),
            Column("desk", _("Desk"), sortable=True),
            Column("contest_name", _("Contest"), value=lambda row: row.contest_name),
            Column("arrived_at", _("Arrived"), Kind.MOMENT),
            Column(
                "slip",
                _("Slip, PDF"),
                value=lambda row: row.reference if acts and has_slip(row) else "",
                href=lambda row: reverse("nominations:slip", args=[row.reference]) if acts and has_slip(row) else None,
                download=False,
            ),
            Column("offered", _("Free in the portal"), Kind.YES_NO),
            Column("cancelled", _("Cancelled"), Kind.YES_NO),
        ),
        default_sort="at",
        search_label=_("Search appointments"),
        tie=TIE,
    )


def has_slip(row: AppointmentRow) -> bool:
    """Return whether somebody has an appointment that still stands, so that a slip can be given."""
    return not row.cancelled and not row.offered


def agents_table() -> TableSpec:
    """Return the table of agents."""
    return TableSpec(
        name="agents",
        columns=(
            Column(
                "name",
                _("Agent"),
                sortable=True,
                href=lambda row: reverse("nominations:agent-page", args=[row.reference]),
            ),
            Column("kind", _("Kind"), sortable=True, value=lambda row: str(terms.AGENTS[AgentKind(row.kind)])),
            Column(
                "candidate_name",
                _("Candidate"),
                sort_by=(SortColumn("candidate__surname", "surname"),),
                href=lambda row: candidate_href(row.candidate),
            ),
            Column("contest_name", _("Contest"), sort_by=(SortColumn("candidate__contest__name", "contest_name"),)),
            Column("parts", _("Stations or districts"), value=lambda row: ", ".join(row.parts)),
            Column("secrecy_at", _("Secrecy requirements given"), Kind.MOMENT),
            Column("received_at", _("Notice received"), Kind.MOMENT, sortable=True, hidden_by_default=True),
            Column("phone", _("Telephone"), hidden_by_default=True),
            Column("email", _("Email"), hidden_by_default=True),
            Column("address", _("Address"), hidden_by_default=True),
            Column("ended_at", _("Acts no longer since"), Kind.MOMENT, hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Kind"), tuple((one.value, str(words)) for one, words in terms.AGENTS.items())),
            YesNoFilter("acting", _("Acts")),
            YesNoFilter("secrecy", _("Has the secrecy requirements")),
        ),
        default_sort="name",
        search_label=_("Search agents"),
        search_hint=_("A name, a candidate, a contest, a station or a reference"),
        tie=TIE,
    )


def deposits_table() -> TableSpec:
    """Return the table of a poll's deposits."""
    return TableSpec(
        name="deposits",
        columns=(
            Column(
                "name",
                _("Candidate"),
                sort_by=(SortColumn("paper__candidate__surname", "surname"),),
                href=lambda row: paper_href(row.paper),
            ),
            Column(
                "contest_name", _("Contest"), sort_by=(SortColumn("paper__candidate__contest__name", "contest_name"),)
            ),
            Column("pence", _("Deposit"), Kind.MONEY, sortable=True),
            Column("method", _("How it was paid")),
            Column("receipt", _("Receipt")),
            Column("received_at", _("Received"), Kind.MOMENT, sortable=True),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.deposit_tag(row.state)),
            Column("ended_at", _("Returned or forfeited"), Kind.MOMENT),
            Column("ended_how", _("How"), hidden_by_default=True),
            Column(
                "reference",
                _("Reference"),
                sortable=True,
                href=lambda row: reverse("nominations:deposit-end", args=[row.reference]),
            ),
        ),
        filters=(MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in DepositState)),),
        default_sort="name",
        search_label=_("Search deposits"),
        search_hint=_("A candidate, a contest, a receipt or a reference"),
        tie=TIE,
    )


def invitations_table() -> TableSpec:
    """Return the table of invitations to the portal."""
    return TableSpec(
        name="invitations",
        columns=(
            Column(
                "name",
                _("Name"),
                sortable=True,
                href=lambda row: reverse("nominations:invitation", args=[row.reference]),
            ),
            Column("invited_as", _("Invited as"), value=lambda row: str(InvitedAs(row.invited_as).label)),
            Column("contest_name", _("Contest"), sort_by=(SortColumn("contest__name", "contest_name"),)),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.draft_tag(row.state)),
            Column("sent_at", _("Sent"), Kind.MOMENT),
            Column("expires_at", _("The link works until"), Kind.MOMENT, sortable=True),
            Column("revoked_at", _("Revoked"), Kind.MOMENT),
            Column("email", _("Email"), hidden_by_default=True),
            Column("reference", _("Reference"), sortable=True),
        ),
        filters=(MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in DraftState)),),
        default_sort="name",
        search_label=_("Search invitations"),
        tie=TIE,
    )


def clerks_table() -> TableSpec:
    """Return the table of parish clerks."""
    return TableSpec(
        name="clerks",
        columns=(
            Column("council", _("Council"), sortable=True),
            Column("parish", _("Parish"), sort_by=(SortColumn("area__name", "parish"),)),
            Column("name", _("Clerk"), sortable=True),
            Column("phone", _("Telephone")),
            Column("email", _("Email")),
            Column("address", _("Address"), hidden_by_default=True),
            Column("code", _("Code of the parish"), hidden_by_default=True),
        ),
        default_sort="council",
        search_label=_("Search clerks"),
        search_hint=_("A council, a name or a parish"),
        tie=TIE,
    )


def candidate_href(reference: str) -> str:
    """Return the address of a candidate."""
    return reverse("nominations:candidate", args=[reference])


def paper_href(reference: str) -> str:
    """Return the address of a paper."""
    return reverse("nominations:paper", args=[reference])
