"""The project plan of a poll, or of polls taken together: one description, as PDF, Word file and workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pollwright.authorities.models import Authority
from pollwright.authorities.queries.settings import values_of
from pollwright.documents.blocks import Block, Column, Contents, Facts, Heading, Paragraph, Side, Table, Version
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.typesetting import render
from pollwright.documents.word import paper_document
from pollwright.documents.workbook import paper_workbook
from pollwright.elections.papers.timetable_written import spoken
from pollwright.elections.planning import Phase
from pollwright.elections.queries.project_plans import Milestone, Note, PlanFacts, PlanRisk, PlanTask
from pollwright.elections.queries.timetables import StepRow
from pollwright.elections.states import SYSTEMS, BoundarySide, ElectorateState, PollState, SeatsOf, Stage
from pollwright.law.conduct.at_the_poll import hours_of
from pollwright.law.nations import Nation
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import NAMES, Kind
from pollwright.pages.wording import clock, money, number, plural, short_day, short_moment
from pollwright.risks.states import MeasureKind

OFFICER = "Returning Officer"
MOST_AREAS = 60
STATES = {"done": "Done", "late": "Late", "due": "Due", "coming": "To come"}
CONTACTS = (
    ("papers.address", "Returning Officer"),
    ("papers.enquiries", "Elections office for the public"),
    ("papers.telephone", "Elections office on the day of a poll"),
    ("papers.deliver_to", "Nomination papers are delivered to"),
    ("papers.deliver_hours", "Days and hours of delivery"),
)
"""What the authority entered for its papers, and what it is called in a plan."""


@dataclass(frozen=True, slots=True)
class PlanMade:
    """Which version a plan is, by whom, when and for what it was made."""

    reference: str
    number: int
    note: str
    made_by: str
    made_at: datetime


def files_of(authority_id: int, facts: PlanFacts, made: PlanMade) -> dict[str, bytes]:
    """Return a version of a plan in its three forms, by the ending of the file: the same words in each."""
    paper = paper_of(authority_id, facts, made)
    return {
        "pdf": render(paper),
        "docx": paper_document(paper, made.made_at),
        "xlsx": paper_workbook(paper, made.made_at),
    }


def paper_of(authority_id: int, facts: PlanFacts, made: PlanMade) -> BlockPaper:
    """Return a version of a plan as a paper of blocks.

    :raises DoesNotReconcile: where the tasks that it prints are not those that somebody, or nobody, answers for.
    """
    reconcile("Tasks", stated=sum(one.tasks for one in facts.owners), printed=sum(task.polls for task in facts.tasks))
    on = made.made_at.astimezone(LONDON).date()
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    parts: dict[str, Sequence[Block]] = {
        "Key facts": _key_facts(facts),
        "Milestones": (_milestones(facts),),
        "Tasks": tuple(_tasks(facts)),
        "Who answers for what": (_owners(facts),),
        "Risk register": (_risks(facts),),
        "Count plan": (_notes(facts.count_plan, "Section", "Count plan"),),
        "Budget": (_budget(facts),),
        "Contacts and other authorities": tuple(_contacts(authority_id, facts, made)),
        "Lessons carried": (_lessons(facts),),
        "Versions": (_versions(facts, made),),
    }
    kicker = f"{_what(facts)}, {spoken(facts.target.day)}"
    blocks: list[Block] = [Paragraph(_version_words(made), strong=True), Contents(tuple(parts))]
    for heading, inside in parts.items():
        blocks += [Heading(heading), *inside]
    version = Version(Language.ENGLISH, "Project plan", kicker, tuple(blocks))
    imprint = Imprint(name, OFFICER, made.reference, on, rehearsal=facts.target.rehearsal)
    return BlockPaper(imprint, (version,), flipped=True, points=9)


def _what(facts: PlanFacts) -> str:
    others = len(facts.target.polls) - 1
    title = facts.target.lead.title
    return f"{title}, and {plural(others, 'poll', 'polls')} taken together with it" if others else title


def _version_words(made: PlanMade) -> str:
    words = f"Version {made.number}, made on {short_moment(made.made_at)} by {made.made_by}."
    return f"{words} {made.note}" if made.note else words


def _key_facts(facts: PlanFacts) -> tuple[Block, ...]:
    target, lead = facts.target, facts.target.lead
    seats = sum(seats for _name, seats in facts.areas)
    hours = hours_of(Kind(lead.kind), Nation(lead.nation), lead.day, by_election=lead.by_election)
    opened = f"{clock(hours.opens)} to {clock(hours.closes)}" if hours.opens else f"closes at {clock(hours.closes)}"
    rows = [
        ("Polling day", f"{spoken(target.day)}, {opened}"),
        ("Held for", lead.body),
        ("Kind", "; ".join(dict.fromkeys(_kind(poll.kind, by_election=poll.by_election) for poll in target.polls))),
        ("What is filled", str(SeatsOf(lead.seats_of).label)),
        ("Contests and seats", f"{plural(len(facts.areas), 'contest', 'contests')}, {plural(seats, 'seat', 'seats')}"),
        ("Areas", _areas(facts.areas)),
        ("Voting system", str(SYSTEMS.get(lead.voting_system, lead.voting_system))),
        ("Rules", lead.rules),
        ("State", str(PollState(lead.state).label)),
        ("Notice published", short_moment(lead.notice_published_at) or "Not yet"),
        ("Electorate", _electorate(facts)),
        *facts.of_rooms,
    ]
    if len(target.polls) > 1:
        rows.insert(1, ("Leads", lead.title))
    if lead.rehearsal:
        rows.insert(0, ("Rehearsal", "Nothing in it has legal effect."))
    return (Facts(tuple(rows)),)


def _kind(kind: str, *, by_election: bool) -> str:
    return f"{NAMES[Kind(kind)]} (by-election)" if by_election else NAMES[Kind(kind)]


def _areas(areas: Sequence[tuple[str, int]]) -> str:
    named = "; ".join(name for name, _seats in areas[:MOST_AREAS])
    more = len(areas) - MOST_AREAS
    return f"{named}; and {number(more)} more" if more > 0 else named


def _electorate(facts: PlanFacts) -> str:
    frozen = facts.electorate
    if frozen is None or frozen.state != ElectorateState.FROZEN:
        return "Not frozen yet"
    return f"{number(frozen.electors)} as at {short_day(frozen.as_at)} ({Stage(frozen.stage).label})"


def _milestones(facts: PlanFacts) -> Table:
    many = len(facts.target.polls)
    columns = [Column("Step", 5), Column("Statutory deadline", 4), Column("Rule", 5), Column("Owner", 2)]
    columns += [Column("State", 0), Column("Done on", 2)]
    if many > 1:
        columns.insert(3, Column("Polls", 1, Side.RIGHT))
    rows = []
    for one in facts.milestones:
        row = [_moved(one.step), _when(one.step), one.step.source, "; ".join(one.owners) or "Nobody", *_standing(one)]
        if many > 1:
            row.insert(3, "all" if len(one.step.polls) == many else number(len(one.step.polls)))
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows), "Steps of the statutory timetable")


def _standing(one: Milestone) -> tuple[str, str]:
    """Return how a milestone stands, and when it was done; of several polls, for how many it is."""
    if one.done and one.done < len(one.step.polls):
        return STATES[one.step.state], f"{number(one.done)} of {number(len(one.step.polls))}"
    return STATES[one.step.state], short_day(one.done_on)


def _moved(step: StepRow) -> str:
    return f"{step.title} (moved: {step.moved_reason})" if step.moved_reason else step.title


def _when(step: StepRow) -> str:
    if step.on is not None:
        days = spoken(step.on)
    elif step.earliest is None:
        days = f"until {spoken(step.last)}"
    elif step.latest is None:
        days = f"from {spoken(step.earliest)}"
    else:
        days = f"{spoken(step.earliest)} to {spoken(step.latest)}"
    return f"{days}, {clock(step.by)}" if step.by else days


def _tasks(facts: PlanFacts) -> Iterable[Block]:
    """Yield a table for each phase that has tasks."""
    many = len(facts.target.polls) > 1
    columns = (Column("Task", 6), *((Column("Polls", 1, Side.RIGHT),) if many else ()), Column("Owner", 2))
    columns += (Column("Due", 2), Column("Reminder", 2), Column("Done on", 2), Column("Note", 4))
    for phase in Phase:
        held = [task for task in facts.tasks if task.phase is phase]
        if held:
            yield Table(columns, tuple(_task(task, many=many) for task in held), phase.value)
    if not facts.tasks:
        yield Paragraph("No task was made.")


def _task(task: PlanTask, *, many: bool) -> tuple[str, ...]:
    return (
        task.title,
        *((number(task.polls),) if many else ()),
        task.owner or "Nobody",
        short_day(task.due_on),
        short_day(task.remind_on),
        short_day(task.done_on),
        task.note,
    )


def _owners(facts: PlanFacts) -> Table:
    columns = (Column("Owner", 4), *(Column(words, 1, Side.RIGHT) for words in ("Tasks", "Done", "Overdue")))
    columns += (Column("Next due", 2), Column("Risks", 1, Side.RIGHT))
    rows: list[tuple[str, ...]] = [
        (
            one.name or "Nobody yet",
            number(one.tasks),
            number(one.done),
            number(one.overdue),
            short_day(one.next_due),
            number(one.risks),
        )
        for one in facts.owners
    ]
    totals = [sum(column) for column in zip(*((one.tasks, one.done, one.overdue) for one in facts.owners), strict=True)]
    if totals:
        rows.append(("Total", *(number(each) for each in totals), "", ""))
    return Table(columns, tuple(rows), "Tasks and risks by owner")


def _risks(facts: PlanFacts) -> Block:
    if not facts.risks:
        return Paragraph("No risk is recorded.")
    columns = (
        Column("Ref", 0), Column("Topic", 2), Column("Risk", 4), Column("Owner", 2), Column("Likelihood", 0),
        Column("Impact", 0), Column("Score", 0, Side.RIGHT), Column("Controls", 4), Column("Actions", 4),
        Column("Next review", 2),
    )  # fmt: skip
    return Table(columns, tuple(_risk(risk) for risk in facts.risks), "Open risks, the highest score first")


def _risk(risk: PlanRisk) -> tuple[str, ...]:
    row = risk.row
    controls = "; ".join(one.text for one in risk.measures if one.kind == MeasureKind.CONTROL)
    actions = "; ".join(
        " ".join(part for part in (one.text, _until(one.owned_by, short_day(one.due_on))) if part)
        for one in risk.measures
        if one.kind == MeasureKind.ACTION and one.done_on is None
    )
    return (
        row.ref or row.reference, row.topic, row.title, "; ".join(risk.owners) or "Nobody", row.likelihood, row.impact,
        number(row.score), controls or "None recorded", actions or "None open", short_day(row.next_review_on),
    )  # fmt: skip


def _until(owner: str, due: str) -> str:
    inside = ", ".join(part for part in (owner, f"by {due}" if due else "") if part)
    return f"({inside})" if inside else ""


def _notes(notes: Sequence[Note], heading: str, caption: str) -> Table:
    rows = tuple((note.heading, note.text or "To be written") for note in notes)
    return Table((Column(heading, 2), Column("Arrangements", 6)), rows, caption)


def _budget(facts: PlanFacts) -> Block:
    if not facts.budget:
        return Paragraph("There is no budget.")
    amounts = (Column(words, 2, Side.RIGHT) for words in ("Estimate", "Spent", "Left"))
    columns = (Column("Heading", 4), Column("Shared between polls", 2), *amounts)
    rows = [
        (
            one.heading,
            "Yes" if one.shared else "No",
            money(one.estimate),
            money(one.spent),
            money(one.estimate - one.spent),
        )
        for one in facts.budget
    ]
    estimate, spent = sum(one.estimate for one in facts.budget), sum(one.spent for one in facts.budget)
    rows.append(("Total", "", money(estimate), money(spent), money(estimate - spent)))
    return Table(columns, tuple(rows), "Budget by heading")


def _contacts(authority_id: int, facts: PlanFacts, made: PlanMade) -> Iterable[Block]:
    on = made.made_at.astimezone(LONDON).date()
    values = values_of(authority_id, *(name for name, _words in CONTACTS), on=on)
    rows = tuple((words, str(value)) for (_name, words), value in zip(CONTACTS, values, strict=True) if value)
    yield Facts(rows) if rows else Paragraph("No contact is entered under the settings for papers.")
    if facts.across:
        columns = (Column("Authority", 3), Column("Its officer", 3), Column("Contest", 3), Column("Part", 4))
        parts = tuple(
            (one.other_name, one.officer or "Not entered", one.contest_name, str(BoundarySide(one.side).label))
            for one in facts.across
        )
        yield Table(columns, parts, "Other authorities")


def _lessons(facts: PlanFacts) -> Block:
    if not facts.lessons:
        return Paragraph("No lesson is recorded.")
    columns = (Column("Lesson", 3), Column("What was learned", 6), Column("From", 3))
    rows = tuple((one.heading, one.text, one.carried_from or "This poll") for one in facts.lessons)
    return Table(columns, rows, "Lessons learned")


def _versions(facts: PlanFacts, made: PlanMade) -> Table:
    columns = (Column("Version", 0, Side.RIGHT), Column("Made on", 2), Column("By", 2), Column("Note", 6))
    rows = [(number(made.number), short_day(made.made_at), made.made_by, made.note)]
    rows += [(number(one.number), short_day(one.made_at), one.made_by, one.note) for one in facts.versions]
    return Table(columns, tuple(rows), "Versions of this plan")
