"""What can be done with a register: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.access.queries.members import members
from pollwright.access.web.acts import Asked
from pollwright.acting import Actor, Permission
from pollwright.pages.forms import Choice, Confirmation, FileField, Form, HiddenField, Radios, TextArea, TextField
from pollwright.pages.forms.fields import Field
from pollwright.pages.shell import Crumb
from pollwright.risks.operations import importing, moving, recording, registers
from pollwright.risks.operations.registers import RegisterFacts, Subject
from pollwright.risks.queries.records import RegisterRecord
from pollwright.risks.states import RiskState, SchemeKind, SubjectKind
from pollwright.risks.topics import TOPICS
from pollwright.risks.web import risks_forms, terms

Typed = Mapping[str, Any]
Doing = tuple[str, Form, Typed, Callable[[Typed], str | None]]
_VERSION = HiddenField("version")
_REASON = TextArea("reason", _t("Reason"), rows=3, longest=1000)
_FACTS: tuple[Field, ...] = (
    TextField("title", _t("Title")),
    TextField("service", _t("Service"), longest=120, required=False),
    TextField("period", _t("Period"), longest=40, width=20, required=False, hint=_t("Such as 2026 - 2029")),
    TextField("guidance", _t("Address of the risk strategy and guidance"), longest=300, required=False),
)
NEW = Form(
    *_FACTS,
    Radios("scheme", _t("Scheme"), choices=tuple(Choice(one.value, one.label) for one in SchemeKind)),
    Radios(
        "kind",
        _t("Kept for"),
        choices=tuple(Choice(one.value, one.label) for one in (SubjectKind.SERVICE, SubjectKind.CORPORATE)),
    ),
    Confirmation("topics", _t("Start with the usual topics of elections"), required=False),
)
CHANGE = Form(_VERSION, *_FACTS)
CLOSE = Form(_VERSION, _REASON)
MOVE = Form(_VERSION, TextField("title", _t("Title of the new register")))
IMPORT = Form(
    FileField(
        "file",
        _t("Table of risks"),
        endings=(".csv", ".xlsx"),
        hint=_t("CSV in UTF-8, or the first sheet of a workbook, with the columns below in any order."),
    )
)


def new(actor: Actor) -> Asked:
    """Return the opening of a register as its page asks for it."""

    def perform(given: Typed) -> str:
        made = registers.open_register(
            actor=actor,
            facts=facts_of(given, SchemeKind(given["scheme"])),
            subject=Subject(SubjectKind(given["kind"])),
            topics=TOPICS if given["topics"] else (),
        )
        return terms.register_href(made.reference)

    back = reverse("risks:registers")
    label = _("Open a register")
    typed = {"scheme": SchemeKind.NUMERIC.value, "kind": SubjectKind.SERVICE.value}
    return Asked(label, NEW, label, perform, back, typed=typed, crumbs=(terms.registers_crumb(),))


def facts_of(given: Typed, scheme: SchemeKind) -> RegisterFacts:
    """Return the particulars that were typed."""
    words = {name: given[name] or "" for name in ("service", "period", "guidance")}
    return RegisterFacts(title=given["title"], scheme=scheme, **words)


def open_acts(actor: Actor, found: RegisterRecord) -> tuple[tuple[str, str], ...]:
    """Return name and label of what may be done with a register now."""
    if not actor.may(Permission.RISKS_EDIT) or not found.writable:
        return ()
    moves = found.scheme == SchemeKind.CLASSES and any(risk.state == RiskState.OPEN for risk in found.risks)
    return (
        ("add", _("Record a risk")),
        ("import", _("Take risks over from a table")),
        ("change", _("Change particulars")),
        *((("move", _("Propose the move to numbers")),) if moves else ()),
        ("close", _("Close the register")),
    )


def asked(actor: Actor, found: RegisterRecord, name: str, *, on: date) -> Asked:
    """Return an act on a register as its page asks for it.

    :raises Http404: where there is no act of that name.
    """
    makers: dict[str, Callable[[], Doing]] = {
        "add": partial(_add, actor, found),
        "import": partial(_import, actor, found, on),
        "change": partial(_change, actor, found),
        "move": partial(_move, actor, found),
        "close": partial(_close, actor, found, on),
    }
    if name not in makers:
        raise Http404
    label, form, typed, perform = makers[name]()
    back = terms.register_href(found.reference)
    lead = _("Columns: %(columns)s.") % {"columns": _columns(found)} if name == "import" else ""
    if name == "move":
        lead = _(
            "A register in numbers is opened with the open risks. The inherent score of each is proposed; none counts"
            " until somebody decides it. This register is only read from then on."
        )
    crumbs = (terms.registers_crumb(), Crumb(found.title, back))
    return Asked(label, form, label, perform, back, typed=typed, crumbs=crumbs, lead=lead)


def _columns(found: RegisterRecord) -> str:
    impacts = importing.impact_columns(importing.Scheme(found.scheme)).values()
    score = ("score",) if found.scheme == SchemeKind.NUMERIC else ()
    return ", ".join((*importing.COLUMNS, *impacts, *score, "risk"))


def _add(actor: Actor, found: RegisterRecord) -> Doing:
    def perform(given: Typed) -> str:
        made = recording.record_risk(actor=actor, reference=found.reference, facts=risks_forms.facts_of(given))
        return reverse("risks:risk-act", args=[made.reference, "score"])

    return _("Record a risk"), Form(*risks_forms.risk_fields(members(actor.authority_id))), {}, perform


def _import(actor: Actor, found: RegisterRecord, on: date) -> Doing:
    def perform(given: Typed) -> None:
        importing.import_risks(actor=actor, reference=found.reference, content=given["file"].read(), on=on)

    return _("Take risks over from a table"), IMPORT, {}, perform


def _change(actor: Actor, found: RegisterRecord) -> Doing:
    typed = {name: getattr(found, name) for name in ("title", "service", "period", "guidance")}

    def perform(given: Typed) -> None:
        registers.change_register(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            facts=facts_of(given, SchemeKind(found.scheme)),
        )

    return _("Change particulars"), CHANGE, typed | {"version": str(found.version)}, perform


def _move(actor: Actor, found: RegisterRecord) -> Doing:
    def perform(given: Typed) -> str:
        made = moving.propose_move(
            actor=actor, reference=found.reference, version=terms.whole(given["version"]), title=given["title"]
        )
        return terms.register_href(made.reference)

    return _("Propose the move to numbers"), MOVE, {"version": str(found.version), "title": found.title}, perform


def _close(actor: Actor, found: RegisterRecord, on: date) -> Doing:
    def perform(given: Typed) -> None:
        registers.close_register(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            reason=given["reason"],
            on=on,
        )

    return _("Close the register"), CLOSE, {"version": str(found.version)}, perform
