"""Taking cases, campaigns, activities and standard answers over from tables: all rows of a table or none."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.casework import events
from pollwright.casework.models import Activity, Campaign, Case, StandardAnswer
from pollwright.casework.operations.answering import LEFT
from pollwright.casework.operations.campaigns import (
    ActivityFacts,
    CampaignFacts,
    add_activity,
    change_activity,
    plan_campaign,
)
from pollwright.casework.operations.opening import CaseFacts, open_case
from pollwright.casework.operations.standard_answers import StandardWords, write_answer
from pollwright.casework.operations.taking import note_on, save_case
from pollwright.casework.states import (
    SECOND_PERSON,
    ActivityKind,
    Audience,
    CaseKind,
    CaseState,
    Channel,
    NoteKind,
    OfficeKind,
    Outcome,
    Requester,
)
from pollwright.formats.small_tables import (
    RowFault,
    TableIn,
    amount_in,
    chosen,
    day_in,
    take_rows,
    whole_number,
    yes_or_no,
)
from pollwright.places.models import Area
from pollwright.refusals import NotFound, Refused

Cells = Mapping[str, str]
Take = Callable[[Cells], bool]
Taker = Callable[[Actor, datetime], Take]
MOST_PEOPLE = 10_000_000
TAKEN_OVER = "Taken over from a table, where its number is {number}."


class CaseTableUnreadable(Refused):
    """The file is no such table, or a row of it has a fault."""

    code = "casework.R092"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the page names the columns."
    words = frozenset({"fault"})


@operation(Permission.CASE_EDIT)
def import_table(*, actor: Actor, table: str, content: bytes, at: datetime) -> int:
    """Take the rows of a CSV file or workbook over, and return how many are new or changed something.

    :raises CaseTableUnreadable: where the file or a row can't be read or is refused; nothing is taken over then.
    """
    held = TABLES.get(table)
    if held is None:
        raise NotFound(kind="table", reference=table)
    many = take_rows(content, held.needed, held.take(actor, at), CaseTableUnreadable)
    record(events.TableTakenOver(table, many, hashlib.sha256(content).hexdigest()), actor=actor)
    return many


def _cases(actor: Actor, at: datetime) -> Take:
    """Return what takes a case over. One that was taken over before, or has a number of ours, stays as it is."""
    held = Case.objects.filter(authority=actor.authority_id)
    ours = set(held.values_list("reference", flat=True))
    there = Counter(held.values_list("kind", "channel", "received_on", "subject", "requester"))

    def take(cells: Cells) -> bool:
        number = cells.get("case", "")
        if number in ours:
            return False
        facts = _case(cells)
        key = (facts.kind.value, facts.channel.value, facts.received_on, facts.subject, facts.requester)
        if there[key]:
            there[key] -= 1
            return False
        ended = _ended(cells, facts, at.date())
        if ended is not None and facts.kind in SECOND_PERSON and not actor.may(Permission.CASE_RELEASE):
            raise RowFault(
                "what a second person releases is taken over as answered by somebody who may release answers"
            )
        case = open_case(actor=actor, facts=facts, at=at)
        if number:
            note_on(actor, case, NoteKind.NOTE, TAKEN_OVER.format(number=number), at)
        if ended is not None:
            save_case(case, **asdict(ended))
            record(events.CaseClosed(case.reference), actor=actor, subjects=[case])
        return True

    return take


@dataclass(frozen=True, slots=True)
class _Ended:
    outcome: Outcome
    answered_on: date | None
    closed_on: date
    state: CaseState = CaseState.CLOSED


def _case(cells: Cells) -> CaseFacts:
    kind = chosen(CaseKind, cells.get("kind") or CaseKind.ENQUIRY.value, "the kind")
    if kind is CaseKind.ALLEGATION:
        raise RowFault("an allegation is opened on its own page, never from a table")
    received = day_in(cells["received"], "the day of receipt")
    if received is None:
        raise RowFault("the day of receipt is missing")
    texts = {name: cells.get(column, "") for name, column in _CASE_TEXTS.items()}
    if not texts["subject"]:
        raise RowFault("the subject is missing")
    typed: dict[str, Any] = {name: _within(Case, name, text) for name, text in texts.items()}
    return CaseFacts(
        kind=kind,
        channel=chosen(Channel, cells.get("channel") or Channel.PHONE.value, "the channel"),
        received_on=received,
        office=chosen(OfficeKind, cells.get("concerns") or OfficeKind.COUNCIL.value, "whom it concerns"),
        requester_kind=chosen(Requester, cells.get("who") or Requester.PUBLIC.value, "who is in touch"),
        deadline=day_in(cells.get("deadline", ""), "the deadline"),
        **typed,
    )


def _ended(cells: Cells, facts: CaseFacts, on: date) -> _Ended | None:
    """Return how a case ended; None of one that goes on."""
    answered, closed = day_in(cells.get("answered", ""), "answered"), day_in(cells.get("closed", ""), "closed")
    typed = cells.get("outcome", "")
    if not (answered or closed or typed):
        return None
    outcome = chosen(Outcome, typed, "the outcome") if typed else Outcome.ANSWERED
    day = closed or answered
    if day is None:
        raise RowFault("a case with an outcome needs the day on which it was answered or closed")
    answered = None if outcome in LEFT else answered or day
    if not facts.received_on <= (answered or day) <= day <= on:
        raise RowFault("it was received, answered and closed in that order, and no day is still to come")
    return _Ended(outcome, answered, day)


def _campaigns(actor: Actor, at: datetime) -> Take:
    """Return what plans a campaign. One whose reference, or title and start, are ours stays as it is."""
    held = Campaign.objects.filter(authority=actor.authority_id)
    ours, there = set(held.values_list("reference", flat=True)), set(held.values_list("title", "starts_on"))

    def take(cells: Cells) -> bool:
        if cells.get("reference", "") in ours:
            return False
        starts, ends = day_in(cells["starts"], "the start"), day_in(cells["ends"], "the end")
        if starts is None or ends is None or not cells["campaign"]:
            raise RowFault("the title, the start or the end is missing")
        if (cells["campaign"], starts) in there:
            return False
        texts = {name: cells.get(name, "") for name in ("objective", "message", "partners", "equality")}
        facts = CampaignFacts(
            title=_within(Campaign, "title", cells["campaign"]),
            audience=chosen(Audience, cells.get("audience") or Audience.EVERYBODY.value, "the audience"),
            starts_on=starts,
            ends_on=ends,
            area=_area(actor, cells.get("area", ""), at.date()),
            budget_pence=amount_in(cells.get("budget", ""), "the budget"),
            **{name: _within(Campaign, name, text) for name, text in texts.items()},
        )
        plan_campaign(actor=actor, facts=facts)
        return True

    return take


def _activities(actor: Actor, at: datetime) -> Take:
    """Return what adds an activity to its campaign, or changes one that is named by its reference where it differs.

    A column that the table does not have stays as it is.
    """

    def take(cells: Cells) -> bool:
        facts = _activity(cells, _area(actor, cells.get("area", ""), at.date()))
        reference = cells.get("activity", "")
        held = Activity.objects.filter(authority=actor.authority_id)
        if not reference:
            same = held.filter(campaign__reference=cells["campaign"], kind=facts.kind, title=facts.title)
            if same.filter(held_on=facts.held_on).exists():
                raise RowFault("the campaign has an activity of this kind, title and day")
            campaign = Campaign.objects.filter(authority=actor.authority_id, reference=cells["campaign"])
            version = campaign.values_list("version", flat=True).first() or 0
            add_activity(actor=actor, reference=cells["campaign"], version=version, facts=facts)
            return True
        there = held.filter(reference=reference).values("version", *_ACTIVITY.values()).first() or {"version": 0}
        version, there["area"] = there.pop("version"), there.pop("area_id", None)
        kept = {name: there[name] for name in _KEPT if name in there and _KEPT[name] not in cells}
        facts = replace(facts, **kept)
        if there == asdict(facts):
            return False
        change_activity(actor=actor, reference=reference, version=version, facts=facts)
        return True

    return take


def _activity(cells: Cells, area: int | None) -> ActivityFacts:
    day = day_in(cells["day"], "the day")
    if day is None or not cells["title"]:
        raise RowFault("the title or the day is missing")
    texts = {name: cells.get(name, "") for name in ("title", "place", "staff", "follow_up")}
    return ActivityFacts(
        kind=chosen(ActivityKind, cells["kind"], "the kind"),
        held_on=day,
        area=area,
        safeguarding=yes_or_no(cells.get("safeguarding", ""), "safeguarding"),
        attendance=whole_number(cells.get("came", ""), "how many came", 0, MOST_PEOPLE),
        sign_ups=whole_number(cells.get("signed_up", ""), "how many signed up", 0, MOST_PEOPLE),
        cost_pence=amount_in(cells.get("cost", ""), "the cost"),
        **{name: _within(Activity, name, text) for name, text in texts.items()},
    )


def _answers(actor: Actor, at: datetime) -> Take:
    """Return what writes a standard answer. One that answers the same question, and is not retired, stays as it is."""
    held = StandardAnswer.objects.filter(authority=actor.authority_id, retired_on__isnull=True)
    asked = set(held.values_list("question", flat=True))

    def take(cells: Cells) -> bool:
        if cells["what_is_asked"] in asked:
            return False
        review = day_in(cells["review_by"], "the day of the review")
        if review is None or not cells["what_is_asked"] or not cells["answer"]:
            raise RowFault("what is asked, the answer or the day of the review is missing")
        facts = StandardWords(
            question=_within(StandardAnswer, "question", cells["what_is_asked"]),
            words=cells["answer"],
            kinds=_kinds(cells["serves"]),
            review_on=review,
        )
        write_answer(actor=actor, facts=facts, on=at.date())
        return True

    return take


def _kinds(typed: str) -> list[CaseKind]:
    """Return the kinds of cases that a cell names, with commas between; names have commas themselves.

    :raises RowFault: where something else stands in it, or nothing.
    """
    words = {str(word).casefold(): one for one in CaseKind for word in (one.label, one.value)}
    rest, found = typed.casefold(), []
    for word in sorted(words, key=len, reverse=True):
        if word in rest:
            rest = rest.replace(word, "")
            found.append(words[word])
    if rest.strip(" ,;") or not found:
        raise RowFault("serves names no kind of cases, or something else")
    return [one for one in CaseKind if one in found]


def _within(model: type[Case | Campaign | Activity | StandardAnswer], name: str, text: str) -> str:
    """Return a text that its column can hold.

    :raises RowFault: where it is longer.
    """
    longest = getattr(model._meta.get_field(name), "max_length", None)
    if longest and len(text) > longest:
        raise RowFault(f"{name.replace('_', ' ')} is longer than {longest} characters")
    return text


def _area(actor: Actor, typed: str, on: date) -> int | None:
    """Return the id of the area in force that a code or a name means, None for no text."""
    if not typed:
        return None
    held = Area.objects.filter(authority=actor.authority_id, valid_from__lte=on).exclude(valid_to__lte=on)
    for name in ("code", "name__iexact"):
        found = list(held.filter(**{name: typed}).values_list("pk", flat=True)[:2])
        if len(found) == 1:
            return found[0]
    raise RowFault("no area in force, or more than one, has that code or name")


_CASE_TEXTS = {
    "subject": "subject",
    "words": "what_was_said",
    "requester": "from",
    "email": "email",
    "phone": "telephone",
    "address": "address",
    "elector": "elector",
    "property": "home",
    "poll": "poll",
}
_ACTIVITY = {one.name: "area_id" if one.name == "area" else one.name for one in fields(ActivityFacts)}
_KEPT = {
    "place": "place",
    "area": "area",
    "staff": "staff",
    "safeguarding": "safeguarding",
    "attendance": "came",
    "sign_ups": "signed_up",
    "cost_pence": "cost",
    "follow_up": "follow_up",
}
"""What may be left out of a table of activities, by its column."""
TABLES: dict[str, TableIn[Taker]] = {
    "cases": TableIn(
        ("case", "kind", "received", "channel", "concerns", "who", "deadline", *_CASE_TEXTS.values(), "answered",
         "outcome", "closed"),
        ("received", "subject"),
        _cases,
    ),
    "campaigns": TableIn(
        ("reference", "campaign", "audience", "area", "starts", "ends", "budget", "objective", "message", "partners",
         "equality"),
        ("campaign", "starts", "ends"),
        _campaigns,
    ),
    "activities": TableIn(
        ("activity", "campaign", "kind", "title", "day", "place", "area", "staff", "safeguarding", "came", "signed_up",
         "cost", "follow_up"),
        ("campaign", "kind", "title", "day"),
        _activities,
    ),
    "answers": TableIn(
        ("what_is_asked", "answer", "serves", "review_by"),
        ("what_is_asked", "answer", "serves", "review_by"),
        _answers,
    ),
}  # fmt: skip
"""The tables that can be handed in. A case's `case` is its number: one of ours is left as it is, another is noted."""
