"""What an officer can do to one application: each act is a form and an operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from pollwright.acting import Actor, Permission
from pollwright.files.content import Placed
from pollwright.files.store import place
from pollwright.law.anonymity import CourtOrder, Officer, Order, RiskAttestation
from pollwright.law.applications import IDENTIFIED, Action, State
from pollwright.law.registration import Item
from pollwright.law.verification import Document
from pollwright.pages.forms import (
    Checkboxes,
    Choice,
    DateField,
    FileField,
    Form,
    HiddenField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.register.operations import checks, determining, evidence, intake_settling, intake_supplying
from pollwright.register.operations.intake_tray import media_type_of
from pollwright.register.queries.application_page import SAYS, ApplicationFacts
from pollwright.register.states import ApplicationFlag
from pollwright.register.web import terms
from pollwright.register.web.nationalities import codes_in, nationality_boxes


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent with a form: the application, the version that was seen, the values, and the clock."""

    actor: Actor
    reference: str
    version: int
    values: Mapping[str, Any]
    at: datetime
    on: date

    @property
    def known(self) -> dict[str, Any]:
        """The arguments that every operation takes."""
        return {"actor": self.actor, "reference": self.reference, "version": self.version}


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its name in the address, what it is called, when it is offered, its form and what it does."""

    name: str
    label: Any
    said: Any
    open_to: Callable[[ApplicationFacts], bool]
    form: Callable[[ApplicationFacts], Form]
    perform: Callable[[Sent], object]
    permission: Permission = Permission.APPLICATIONS_ENTER
    kind: str = "secondary"


def _version() -> HiddenField:
    return HiddenField("version")


def _reason(label: Any) -> TextArea:
    return TextArea("reason", label, rows=2, longest=500)


def _allows(*actions: Action) -> Callable[[ApplicationFacts], bool]:
    return lambda facts: any(action in facts.actions for action in actions)


def _undetermined(facts: ApplicationFacts) -> bool:
    return Action.REJECT in facts.actions


def _supply_form(facts: ApplicationFacts) -> Form:
    items = tuple(
        Choice(str(item), SAYS.get(item, str(item)))
        for item in Item
        if SAYS.get(item) in facts.missing and item not in _TYPED
    )
    fields: list[Any] = [
        _version(),
        DateField("date_of_birth", _("Date of birth"), required=False),
        TextField("no_birth_reason", _("Why no date of birth can be given"), required=False),
        Select(
            "age_statement",
            _("Age stated instead"),
            required=False,
            choices=(Choice("under-18", _("Under 18")), Choice("18-to-75", _("18 to 75")), Choice("76-or-over", _("76 or over"))),
        ),
        TextField("nino", _("National Insurance number"), required=False, longest=20, width=10),
        TextField("no_nino_reason", _("Why no National Insurance number can be given"), required=False),
        *nationality_boxes(required=False),
        TextField("nationality_reason", _("Why no nationality can be given"), required=False),
        Select(
            "residence_right",
            _("Right of residence"),
            required=False,
            choices=terms.choices(terms.RESIDENCE_RIGHTS),
        ),
    ]  # fmt: skip
    if items:
        fields.append(Checkboxes("items", _("Statements and enclosures received"), required=False, choices=items))
    fields += [
        Radios(
            "how",
            _("How it was supplied"),
            choices=(
                Choice("phone", _("Telephone")),
                Choice("email", _("E-mail")),
                Choice("post", _("Post")),
                Choice("counter", _("In person")),
            ),
        ),
        TextArea("note", _("Written note of it"), rows=2, longest=500),
    ]
    return Form(*fields)


_TYPED = {
    Item.DATE_OF_BIRTH,
    Item.NINO,
    Item.NATIONALITY,
    Item.EU_RESIDENCE_ANSWER,
    Item.FULL_NAME,
    Item.ADDRESS,
    Item.EVIDENCE_OF_RISK,
}


def _supply(sent: Sent) -> object:
    given = sent.values
    supplied = intake_supplying.Supplied(
        date_of_birth=given["date_of_birth"],
        no_birth_reason=given["no_birth_reason"] or "",
        age_statement=given["age_statement"] or "",
        nationalities=codes_in(given),
        nationality_reason=given["nationality_reason"] or "",
        residence_right=given["residence_right"] or "",
        nino=given["nino"] or "",
        no_nino_reason=given["no_nino_reason"] or "",
        items=frozenset(Item(code) for code in given.get("items") or ()),
    )
    return intake_supplying.supply_items(**sent.known, supplied=supplied, how=given["how"], note=given["note"])


def _property_form(facts: ApplicationFacts) -> Form:
    if not facts.candidates:
        return Form(_version(), TextField("property", _("Property reference"), width=20))
    choices = tuple(Choice(each.reference, each.address) for each in facts.candidates)
    return Form(_version(), Select("property", _("Property"), choices=choices))


def _settle_form(facts: ApplicationFacts) -> Form:
    return Form(
        _version(),
        Radios(
            "disposition",
            _("What this application is"),
            choices=(
                Choice("duplicate", _("The same person at the same address: close it as a duplicate")),
                Choice("moved", _("A move: the former entry is deleted when this is allowed")),
                Choice("second-home", _("A second home: both entries are kept")),
                Choice("student", _("A student's other address: both entries are kept")),
                Choice("other-person", _("Another person of that name and birth")),
            ),
        ),
        TextArea("note", _("Note"), required=False, rows=2, longest=500),
    )


def _settle(sent: Sent) -> object:
    chosen = intake_settling.Disposition(sent.values["disposition"])
    return intake_settling.settle_duplicate(**sent.known, disposition=chosen, note=sent.values["note"] or "")


def _confirm_form(facts: ApplicationFacts) -> Form:
    if not facts.flags:
        return Form(_version())
    choices = tuple(Choice(flag, str(ApplicationFlag(flag).label)) for flag in facts.flags)
    return Form(_version(), Checkboxes("seen", _("I have looked at these and they are right"), choices=choices))


def _evidence_form(facts: ApplicationFacts) -> Form:
    return Form(
        _version(),
        Select(
            "document",
            _("Document"),
            choices=terms.choices(terms.DOCUMENTS),
        ),
        Radios("accepted", _("Is it accepted?"), choices=(Choice("yes", _("Yes")), Choice("no", _("No")))),
        TextArea("note", _("Note"), required=False, rows=2, longest=300),
        FileField("scan", _("Scan"), required=False, endings=(".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")),
    )


def _receive_evidence(sent: Sent) -> object:
    scan = sent.values["scan"]
    placed: Placed | None = None
    media_type = ""
    if scan is not None:
        content = scan.read()
        media_type = media_type_of(content)
        placed = place(content)
    received = evidence.Received(
        document=Document(sent.values["document"]),
        on=sent.on,
        accepted=sent.values["accepted"] == "yes",
        note=sent.values["note"] or "",
        file=placed,
        media_type=media_type,
    )
    return evidence.receive_evidence(**sent.known, received=received)


def _attest_form(facts: ApplicationFacts) -> Form:
    yes_no = (Choice("yes", _("Yes")), Choice("no", _("No")))
    return Form(
        _version(),
        TextField("attestor", _("Reference of the elector who attests"), width=20),
        DateField("signed_on", _("Date of the attestation"), noun=_("the date of the attestation")),
        Radios("relative", _("Are they a close relative of the applicant?"), choices=yes_no),
        Radios("standing", _("Are they of good standing?"), choices=yes_no),
    )


def _attest(sent: Sent) -> object:
    return evidence.attest_application(
        **sent.known,
        attestor_reference=sent.values["attestor"],
        signed_on=sent.values["signed_on"],
        close_relative=sent.values["relative"] == "yes",
        good_standing=sent.values["standing"] == "yes",
    )


def _risk_form(facts: ApplicationFacts) -> Form:
    order = (
        Select("order", _("Order"), choices=terms.choices(terms.ORDERS)),
        DateField("made_on", _("Made on"), noun=_("the day the order was made")),
        DateField("expires_on", _("Ends on"), required=False, noun=_("the day the order ends")),
    )
    attestation = (
        Select("officer", _("Officer"), choices=terms.choices(terms.OFFICERS)),
        DateField("dated_on", _("Dated"), noun=_("the date of the attestation")),
        TextField("years", _("Years it lasts"), width=2, inputmode="numeric"),
    )  # fmt: skip
    return Form(
        _version(),
        Radios(
            "what",
            _("What shows the risk?"),
            choices=(
                Choice("order", _("A court order in force"), reveals=order),
                Choice("attestation", _("The signed attestation of a qualifying officer"), reveals=attestation),
            ),
        ),
    )


def _accept_risk(sent: Sent) -> object:
    given = sent.values
    if given["what"] == "order":
        order = CourtOrder(Order(given["order"]), given["made_on"], given["expires_on"])
        return evidence.accept_risk(**sent.known, orders=(order,))
    years = int(given["years"]) if str(given["years"]).isdigit() else 0
    attestation = RiskAttestation(Officer(given["officer"]), True, True, given["dated_on"], years)
    return evidence.accept_risk(**sent.known, attestations=(attestation,))


def _reject_form(facts: ApplicationFacts) -> Form:
    return Form(
        _version(),
        TextField("ground", _("Ground of the rejection, as the applicant will be told it"), longest=200),
        TextArea("reason", _("Reasons for the record"), required=False, rows=3, longest=1000),
    )


def _link_form(facts: ApplicationFacts) -> Form:
    return Form(_version(), TextField("elector", _("Reference of the elector"), width=20))


def _just_version(facts: ApplicationFacts) -> Form:
    return Form(_version())


def _confirmable(facts: ApplicationFacts) -> bool:
    renewal = facts.kind == "renewal" and facts.state is State.LISTED
    return facts.state in IDENTIFIED or renewal


ACTS = (
    Act(
        "allow",
        _("Allow"),
        _("The application was allowed. It takes effect with the notice shown below."),
        lambda facts: Action.ALLOW in facts.actions,
        lambda facts: Form(_version(), TextArea("reason", _("Reasons"), required=False, rows=2, longest=1000)),
        lambda sent: determining.allow_application(
            **sent.known, at=sent.at, on=sent.on, reasons=sent.values["reason"] or ""
        ),
        Permission.APPLICATIONS_DETERMINE,
        "primary",
    ),
    Act(
        "confirm", _("Confirm age, nationality and residence"), _("The application is ready to determine."),
        _confirmable, _confirm_form,
        lambda sent: checks.confirm_application(**sent.known, seen=tuple(sent.values.get("seen") or ())),
        kind="primary",
    ),
    Act(
        "supply", _("Note what was supplied"), _("It was noted."),
        lambda facts: bool(facts.missing) and _undetermined(facts), _supply_form, _supply, kind="primary",
    ),
    Act(
        "property", _("Choose the property"), _("The property was chosen."),
        lambda facts: not facts.district and _undetermined(facts), _property_form,
        lambda sent: intake_supplying.choose_property(**sent.known, property_reference=sent.values["property"]),
    ),
    Act(
        "settle", _("Settle who this is"), _("It was settled."),
        lambda facts: facts.alike is not None and not facts.alike.settled and _undetermined(facts), _settle_form, _settle,
        kind="primary",
    ),
    Act(
        "elector", _("Say which elector it is about"), _("The elector was noted."),
        lambda facts: not facts.elector and facts.alike is None and _undetermined(facts), _link_form,
        lambda sent: intake_settling.link_elector(**sent.known, elector_reference=sent.values["elector"]),
    ),
    Act(
        "ask-evidence", _("Ask for evidence"), _("Evidence was asked for."), _allows(Action.ASK_EVIDENCE), _just_version,
        lambda sent: evidence.ask_for_evidence(**sent.known, on=sent.on),
    ),
    Act(
        "evidence", _("Note a document"), _("The document was noted."),
        lambda facts: _undetermined(facts) and Action.RECEIVE_EVIDENCE in facts.actions, _evidence_form,
        _receive_evidence,
    ),
    Act("attest", _("Note an attestation"), _("The attestation was accepted."), _allows(Action.ATTEST), _attest_form, _attest),
    Act(
        "risk", _("Accept evidence of a risk"), _("The evidence was accepted."),
        lambda facts: facts.anonymous and bool(facts.missing), _risk_form, _accept_risk, Permission.ANONYMOUS_VIEW,
    ),
    Act(
        "reject", _("Reject"), _("The application was rejected."), _allows(Action.REJECT), _reject_form,
        lambda sent: determining.reject_application(
            **sent.known, at=sent.at, on=sent.on, ground=sent.values["ground"], reasons=sent.values["reason"] or ""
        ),
        Permission.APPLICATIONS_DETERMINE, "warning",
    ),
    Act(
        "withdraw", _("Close as withdrawn"), _("The application was closed."), _allows(Action.WITHDRAW),
        lambda facts: Form(_version(), _reason(_("Why it is closed, and to whom it was sent on if so"))),
        lambda sent: intake_settling.withdraw_application(**sent.known, reason=sent.values["reason"]),
    ),
    Act(
        "reopen", _("Take up again"), _("The application is open again."), _allows(Action.REOPEN),
        lambda facts: Form(_version(), _reason(_("Why it is taken up again"))),
        lambda sent: intake_settling.reopen_application(**sent.known, reason=sent.values["reason"]),
    ),
)  # fmt: skip
"""Every act, in the order in which it is offered."""
BY_NAME = {act.name: act for act in ACTS}
