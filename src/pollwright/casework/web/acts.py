"""What can be done about a case: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _t

from pollwright.access.queries.members import members
from pollwright.access.web.acts import Asked, version_in
from pollwright.acting import Actor, Permission
from pollwright.casework.operations import allegations, answering, following, handling, letters, opening
from pollwright.casework.operations.taking import acts_open
from pollwright.casework.queries.cases import CaseRecord
from pollwright.casework.states import (
    SECOND_PERSON,
    STAGED,
    CaseKind,
    LetterKind,
    NoteKind,
    OfficeKind,
    Outcome,
    Satisfaction,
    Stage,
    Wait,
)
from pollwright.casework.web import forms, terms
from pollwright.pages.forms import Form
from pollwright.pages.shell import Crumb

Typed = Mapping[str, Any]
Doing = tuple[Form, Typed, Callable[..., object], Callable[[Typed], Typed]]
"""A form, what it starts from, the operation, and what the form gives it."""
Makers = dict[str, Callable[[], Doing]]
ACTS = {
    "propose": _t("Put an answer forward"),
    "release": _t("Release the answer"),
    "return": _t("Send the answer back"),
    "acknowledge": _t("Note that it was acknowledged"),
    "ask": _t("Ask the requester; the clock waits"),
    "resume": _t("Note the requester’s reply"),
    "extend": _t("Take more time"),
    "cost": _t("Estimate the cost"),
    "note": _t("Add a note"),
    "file": _t("Add a file"),
    "letter": _t("Make a letter"),
    "refer": _t("Refer to the police"),
    "evidence": _t("Receive evidence"),
    "custody": _t("Hand evidence on"),
    "again": _t("Take it to the second stage"),
    "survey": _t("Note how satisfied they are"),
    "disclose": _t("Put it on the disclosure log"),
    "close": _t("Close the case"),
    "change": _t("Correct the case"),
    "reopen": _t("Open it again"),
}
_TIMED = {CaseKind.FOI, CaseKind.EIR, CaseKind.SAR}
_NEEDS = {
    "release": Permission.CASE_RELEASE,
    "disclose": Permission.CASE_RELEASE,
    "refer": Permission.INTEGRITY_VIEW,
    "evidence": Permission.INTEGRITY_VIEW,
    "custody": Permission.INTEGRITY_VIEW,
}


def open_acts(actor: Actor, found: CaseRecord) -> tuple[tuple[str, str], ...]:
    """Return name and label of what this person may do about a case now."""
    if not actor.may(Permission.CASE_EDIT) or found.held.removed_on is not None:
        return ()
    names = set(acts_open(found.held))
    return tuple(
        (name, str(label))
        for name, label in ACTS.items()
        if name in names and actor.may(_NEEDS.get(name, Permission.CASE_EDIT)) and _makes_sense(name, found)
    )


def asked(actor: Actor, found: CaseRecord, name: str, *, at: datetime, begun: str = "") -> Asked:
    """Return an act on a case as its page asks for it.

    :param begun: words of a standard answer that the answer begins with.
    :raises Http404: where there is no act of that name.
    """
    makers = _makers(actor, found, at)
    if name not in makers:
        raise Http404
    form, typed, act, values = makers[name]()
    held = found.held

    def perform(given: Typed) -> None:
        act(actor=actor, reference=held.reference, version=version_in(given), **values(given))

    back, label = terms.case_href(held.reference), ACTS[name]
    crumbs = (terms.cases_crumb(), Crumb(held.reference, back))
    lead = held.answer if name == "release" else ""
    start = {"version": str(held.version)} | dict(typed) | ({"words": begun} if begun else {})
    return Asked(label, form, label, perform, back, start, crumbs, lead)


def case_typed(found: CaseRecord) -> dict[str, Any]:
    """Return a case as its form shows it."""
    held = found.held
    names = (
        "kind", "channel", "received_on", "office", "subject", "words", "requester_kind", "requester", "email", "phone",
        "address", "deadline", "offence", "offence_on",
    )  # fmt: skip
    typed: dict[str, Any] = {name: getattr(held, name) for name in names}
    for name in ("elector", "property", "poll"):
        linked = getattr(held, name)
        typed[name] = linked.reference if linked else ""
    typed["owner"] = str(held.owner.handle) if held.owner else ""
    return typed


def _makes_sense(name: str, found: CaseRecord) -> bool:
    held = found.held
    timed = held.kind in _TIMED
    senses = {
        "propose": held.kind in SECOND_PERSON,
        "acknowledge": held.acknowledged_on is None,
        "ask": timed,
        "extend": (
            held.extended_on is None and (timed or held.acknowledge_by is not None) and held.stage == Stage.FIRST
        )
        or (held.kind == CaseKind.COMPLAINT and held.extended_on is None and held.acknowledge_by is not None),
        "cost": held.kind == CaseKind.FOI,
        "custody": bool(found.evidence),
        "again": _goes_further(found),
        "disclose": held.kind in following.LOGGED and held.answered_on is not None,
    }
    return senses.get(name, True)


def _goes_further(found: CaseRecord) -> bool:
    held = found.held
    own_route = held.kind == CaseKind.COMPLAINT and held.office != OfficeKind.COUNCIL
    return held.kind in STAGED and held.stage == Stage.FIRST and held.answered_on is not None and not own_route


def _makers(actor: Actor, found: CaseRecord, at: datetime) -> Makers:
    return _working(actor, found, at) | _ending(actor, found, at) | _after(found, at) | _of_allegations(found, at)


def _working(actor: Actor, found: CaseRecord, at: datetime) -> Makers:
    """Return what is done while a case is in hand."""
    held, integrity = found.held, actor.may(Permission.INTEGRITY_VIEW)
    return {
        "note": lambda: (
            forms.note_form(integrity=integrity),
            {"kind": NoteKind.NOTE.value},
            handling.add_note,
            lambda given: {"text": given["text"], "kind": NoteKind(given["kind"]), "at": at},
        ),
        "file": lambda: (forms.file_form(), {}, handling.attach_file, partial(_file, at)),
        "letter": lambda: (
            forms.letter_form(),
            {"form": "docx"},
            letters.make_letter,
            lambda given: {"letter": LetterKind(given["letter"]), "form": given["form"], "at": at},
        ),
        "acknowledge": lambda: (Form(forms.VERSION), {}, handling.acknowledge_case, _put(at)),
        "ask": lambda: (
            forms.ask_form(held.kind),
            {},
            handling.ask_requester,
            lambda given: {"wait": Wait(given["wait"]), "words": given["words"] or "", "at": at},
        ),
        "resume": lambda: (
            Form(forms.VERSION, forms.CAME),
            {"came_on": at.date()},
            handling.take_reply,
            _put(at, "came_on"),
        ),
        "extend": lambda: (
            forms.extend_form(held.kind),
            {},
            handling.extend_case,
            lambda given: {"grounds": given.get("grounds") or (), "reason": given["reason"], "at": at},
        ),
        "cost": lambda: (
            forms.cost_form(),
            {"minutes": held.search_minutes},
            handling.estimate_cost,
            lambda given: {"minutes": given["minutes"]},
        ),
    }


def _ending(actor: Actor, found: CaseRecord, at: datetime) -> Makers:
    """Return what ends a case, takes it further, or puts it right."""
    held, integrity = found.held, actor.may(Permission.INTEGRITY_VIEW)
    reason = Form(forms.VERSION, forms.REASON)
    return {
        "propose": lambda: (
            forms.propose_form(held.kind),
            {"words": held.answer, "grounds": tuple(held.grounds)},
            answering.propose_answer,
            lambda given: {"answer": forms.answer_of(given)},
        ),
        "return": lambda: (reason, {}, answering.return_answer, _put(at, "reason")),
        "release": lambda: (Form(forms.VERSION, forms.LESSONS), {}, answering.release_answer, _put(at, "lessons")),
        "close": lambda: (
            forms.close_form(left_only=held.kind in SECOND_PERSON),
            {},
            answering.close_case,
            lambda given: _put(at, "words", "lessons")(given) | {"outcome": Outcome(given["outcome"])},
        ),
        "reopen": lambda: (reason, {}, answering.reopen_case, _put(at, "reason")),
        "again": lambda: (forms.further_form(), {}, answering.take_further, _put(at, "reason", "received_on")),
        "change": lambda: (
            forms.case_form(members(actor.authority_id), integrity=integrity, reason=True),
            case_typed(found),
            opening.correct_case,
            lambda given: {"facts": forms.facts_of(given), "reason": given["reason"], "at": at},
        ),
    }


def _after(found: CaseRecord, at: datetime) -> Makers:
    """Return what follows a case that is closed."""
    held = found.held
    return {
        "survey": lambda: (
            forms.survey_form(),
            {"satisfaction": held.satisfaction or "", "words": held.satisfaction_words},
            following.note_satisfaction,
            lambda given: _put(at, "words")(given) | {"satisfaction": Satisfaction(int(given["satisfaction"]))},
        ),
        "disclose": lambda: (
            forms.disclose_form(),
            {"title": held.disclosed_title or held.subject, "words": held.disclosed_words or held.answer},
            following.disclose_case,
            _put(at, "title", "words"),
        ),
    }


def _of_allegations(found: CaseRecord, at: datetime) -> Makers:
    """Return what is done about allegations."""
    return {
        "refer": lambda: (
            forms.refer_form(),
            {"on": at.date()},
            allegations.refer_allegation,
            _put(at, "on", "police_reference", "words"),
        ),
        "evidence": lambda: (
            forms.evidence_form(),
            {"received_on": at.date()},
            allegations.receive_evidence,
            _put(at, "what", "holder", "received_on"),
        ),
        "custody": lambda: (
            forms.custody_form([(one.number, one.what) for one in found.evidence]),
            {},
            allegations.hand_evidence_on,
            lambda given: _put(at, "holder", "words")(given) | {"number": int(given["number"])},
        ),
    }


def _file(at: datetime, given: Typed) -> Typed:
    handed = given["file"]
    return {
        "content": handed.read(),
        "name": handed.name,
        "media_type": handed.content_type or "application/octet-stream",
        "what": given["what"] or "",
        "at": at,
    }


def _put(at: datetime, *names: str) -> Callable[[Typed], dict[str, Any]]:
    """Return what takes the answers to some questions from a form, blank for nothing, with the moment."""
    return lambda given: {name: given[name] if given[name] is not None else "" for name in names} | {"at": at}
