"""What each address with parameters is tried with: what leads to a record of the world's authority.

A new page with parameters is covered by adding a line to `SAMPLES`; the walk fails while one is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.walk import kinds, measure_kinds, nomination_kinds, plan_kinds, poll_kinds
from tests.walk.world import World

Sample = Callable[[World], dict[str, Any]]


def by_handle(world: World) -> dict[str, Any]:
    return {"handle": world.person().handle}


@dataclass(frozen=True)
class by_reference:  # noqa: N801 (read as a word of the table below)
    """Tries an address with the reference of what `maker` makes."""

    maker: Callable[[World], str]

    def __call__(self, world: World) -> dict[str, Any]:
        return {"reference": self.maker(world)}


def act_on(maker: Callable[[World], str], name: str) -> Sample:
    return lambda world: {"reference": maker(world), "name": name}


SAMPLES: dict[str, Sample] = {
    "access:person": by_handle,
    "access:change_role": by_handle,
    "access:end_membership": by_handle,
    "access:deactivate_person": by_handle,
    "access:reactivate_person": by_handle,
    "access:reset_password": by_handle,
    "access:reset_second_factor": by_handle,
    "access:delegation": by_reference(World.delegation),
    "access:revoke_delegation": by_reference(World.delegation),
    "access:setting": lambda world: {"name": "notices.second_person_above"},
    "access:remove_day": lambda world: {"day": world.day()},
    "audit:event": lambda world: {"number": world.event()},
    "audit:lift-hold": by_reference(World.hold),
    "desk:household": by_reference(kinds.property_reference),
    "desk:household-people": by_reference(kinds.property_reference),
    "elections:combination": by_reference(poll_kinds.combination),
    "elections:combination-dissolve": by_reference(poll_kinds.combination),
    "elections:combination-file": lambda world: {"reference": poll_kinds.combination(world), "form": "json"},
    "elections:combine": lambda world: {"on": "2027-05-06", "mode": "live"},
    "elections:combine-polls": lambda world: {"on": "2027-05-06", "mode": "live"},
    "elections:contest": by_reference(poll_kinds.contest),
    "elections:contest-cards": by_reference(poll_kinds.contest),
    "elections:contest-seats": by_reference(poll_kinds.contest),
    "elections:contest-state": by_reference(poll_kinds.contest),
    "elections:poll": by_reference(poll_kinds.poll),
    "elections:poll-again": by_reference(poll_kinds.poll),
    "elections:poll-discard": by_reference(poll_kinds.poll),
    "elections:poll-notice": by_reference(poll_kinds.poll),
    "elections:poll-postpone": by_reference(poll_kinds.poll),
    "elections:poll-rehearse": by_reference(poll_kinds.poll),
    "elections:poll-contests": by_reference(poll_kinds.poll),
    "elections:poll-withdraw": by_reference(poll_kinds.poll),
    "elections:project": by_reference(poll_kinds.poll),
    "elections:project-add": lambda world: {"reference": poll_kinds.poll(world), "part": "task"},
    "elections:project-change": lambda world: {"reference": poll_kinds.task(world), "part": "task"},
    "elections:project-make": by_reference(poll_kinds.poll),
    "elections:task-finish": by_reference(poll_kinds.task),
    "elections:step": act_on(poll_kinds.poll, "notice_of_election"),
    "elections:timetable": by_reference(poll_kinds.poll),
    "elections:timetable-file": lambda world: {"reference": poll_kinds.poll(world), "form": "json"},
    "elections:timetable-recount": by_reference(poll_kinds.poll),
    "elections:timetable-shift": by_reference(poll_kinds.poll),
    "elections:vacancy": by_reference(poll_kinds.vacancy),
    "elections:vacancy-call": by_reference(poll_kinds.vacancy),
    "elections:vacancy-new": lambda world: {"of": "parish"},
    "elections:vacancy-notice": by_reference(poll_kinds.vacancy),
    "elections:vacancy-request": by_reference(poll_kinds.vacancy),
    "elections:vacancy-settle": by_reference(poll_kinds.vacancy),
    "elections:card-batch": lambda world: {"reference": kinds.card_run(world), "number": 1},
    "elections:card-batch-count": lambda world: {"reference": kinds.card_run(world), "number": 1},
    "elections:card-manifest": by_reference(kinds.card_run),
    "elections:card-run": by_reference(kinds.card_run),
    "elections:card-run-release": by_reference(kinds.card_run),
    "elections:card-run-withdraw": by_reference(kinds.card_run),
    "elections:cards-prepare": by_reference(kinds.poll_reference),
    "elections:electorate": by_reference(kinds.electorate),
    "elections:electorate-changes": by_reference(kinds.electorate),
    "elections:electorate-freeze": by_reference(kinds.poll_reference),
    "elections:electorates": by_reference(kinds.poll_reference),
    "files:download": lambda world: {"token": world.file()},
    "jobs:work": by_reference(World.work),
    "jobs:cancel": by_reference(World.work),
    "opendata:file": lambda world: {"reference": poll_kinds.poll(world), "form": "json"},
    "opendata:poll": by_reference(poll_kinds.poll),
    "nominations:agent": by_reference(nomination_kinds.candidate),
    "nominations:agent-act": act_on(nomination_kinds.agent, "end"),
    "nominations:agent-lots": by_reference(nomination_kinds.contest),
    "nominations:agent-new": by_reference(nomination_kinds.candidate),
    "nominations:agent-numbers": by_reference(nomination_kinds.contest),
    "nominations:agent-page": by_reference(nomination_kinds.agent),
    "nominations:agents": by_reference(nomination_kinds.poll),
    "nominations:agents-file": lambda world: {"reference": nomination_kinds.poll(world), "kind": "polling-agent"},
    "nominations:agents-notice": lambda world: {
        "reference": nomination_kinds.contest(world),
        "kind": "election-agents",
    },
    "nominations:agents-secrecy": by_reference(nomination_kinds.poll),
    "nominations:councils": by_reference(nomination_kinds.contest),
    "nominations:deposit-end": by_reference(nomination_kinds.deposit),
    "nominations:deposits": by_reference(nomination_kinds.poll),
    "nominations:election-agent-end": by_reference(nomination_kinds.candidate),
    "nominations:receipt": by_reference(nomination_kinds.delivered),
    "nominations:appointment": by_reference(nomination_kinds.appointment),
    "nominations:board": by_reference(nomination_kinds.poll),
    "nominations:book": by_reference(nomination_kinds.poll),
    "nominations:candidate": by_reference(nomination_kinds.candidate),
    "nominations:candidate-decide": act_on(nomination_kinds.candidate, "withdraw"),
    "nominations:candidate-new": by_reference(nomination_kinds.contest),
    "nominations:contest": by_reference(nomination_kinds.contest),
    "nominations:contest-decide": act_on(nomination_kinds.contest, "prepare"),
    "nominations:deem": by_reference(nomination_kinds.poll),
    "nominations:diary": by_reference(nomination_kinds.poll),
    "nominations:invitation": by_reference(nomination_kinds.invitation),
    "nominations:invitation-act": act_on(nomination_kinds.invitation, "answer"),
    "nominations:invitations": by_reference(nomination_kinds.poll),
    "nominations:invite": by_reference(nomination_kinds.contest),
    "nominations:portal-enter": lambda world: {"code": world.authority.code, "token": "walk"},
    "nominations:slots": by_reference(nomination_kinds.poll),
    "nominations:order": by_reference(nomination_kinds.contest),
    "nominations:paper": by_reference(nomination_kinds.paper),
    "nominations:paper-act": act_on(nomination_kinds.paper, "deliver"),
    "nominations:paper-change": by_reference(nomination_kinds.paper),
    "nominations:paper-decide": act_on(nomination_kinds.paper, "invalid"),
    "nominations:paper-new": by_reference(nomination_kinds.candidate),
    "nominations:statement": by_reference(nomination_kinds.statement),
    "nominations:statement-approve": by_reference(nomination_kinds.statement),
    "nominations:statement-publish": by_reference(nomination_kinds.statement),
    "nominations:statement-file": lambda world: {"reference": nomination_kinds.statement(world), "form": "json"},
    "places:add-moves": by_reference(kinds.district_change),
    "places:area": kinds.area,
    "places:change": by_reference(kinds.district_change),
    "places:change-district": lambda world: {"code": kinds.district(world)},
    "places:change-use": by_reference(kinds.property_reference),
    "places:confirm-import": by_reference(kinds.places_import),
    "places:correct-address": by_reference(kinds.property_reference),
    "places:demolish": by_reference(kinds.property_reference),
    "places:district": lambda world: {"code": kinds.district(world)},
    "places:end-area": kinds.area,
    "places:import-report": by_reference(kinds.places_import),
    "places:merge": by_reference(kinds.property_reference),
    "places:notice-change": by_reference(kinds.district_change),
    "places:polling-place": by_reference(kinds.polling_place),
    "places:property": by_reference(kinds.property_reference),
    "places:resolve-task": lambda world: {"task": kinds.property_task(world)},
    "places:split": by_reference(kinds.property_reference),
    "places:take-out-moves": by_reference(kinds.district_change),
    "places:withdraw-change": by_reference(kinds.district_change),
    "register:application": by_reference(kinds.application),
    "register:application-act": act_on(kinds.application, "allow"),
    "register:as-at-day": lambda world: {"on": "2026-11-01"},
    "register:as-at-export": lambda world: {"on": "2026-11-01"},
    "register:confirm-import": by_reference(kinds.register_import),
    "register:correct-anonymous": by_reference(kinds.anonymous_elector),
    "register:correct-district": by_reference(kinds.property_reference),
    "register:deletion": by_reference(kinds.deletion),
    "register:deletion-act": act_on(kinds.deletion, "source"),
    "register:elector": by_reference(kinds.elector),
    "register:elector-history": by_reference(kinds.elector),
    "register:finding": kinds.finding,
    "register:franchise": by_reference(kinds.elector),
    "register:import": by_reference(kinds.register_import),
    "register:notice": by_reference(kinds.notice),
    "register:notice-approve": by_reference(kinds.notice),
    "register:notice-contents": by_reference(kinds.notice),
    "register:notice-copy": lambda world: {"reference": kinds.notice(world), "form": "csv"},
    "register:notice-issue": by_reference(kinds.notice),
    "register:notice-missed": by_reference(kinds.notice),
    "register:notice-prepare": by_reference(kinds.notice),
    "register:notice-withdraw": by_reference(kinds.notice),
    "register:place": by_reference(kinds.unprinted_elector),
    "register:publication": by_reference(kinds.publication),
    "register:publication-approve": by_reference(kinds.publication),
    "register:publication-export": by_reference(kinds.issued_publication),
    "register:publication-issue": by_reference(kinds.publication),
    "register:publication-prepare": by_reference(kinds.publication),
    "register:publication-withdraw": by_reference(kinds.publication),
    "register:published": by_reference(kinds.issued_publication),
    "register:report": kinds.report,
    "register:reveal": by_reference(kinds.elector),
    "register:elector-change": act_on(kinds.elector, "nationality"),
    "register:elector-changes": by_reference(kinds.elector),
    "register:objection": by_reference(kinds.objection),
    "register:objection-act": act_on(kinds.objection, "hearing"),
    "register:review": by_reference(kinds.review),
    "register:review-act": act_on(kinds.review, "notice"),
    "register:tray-aside": by_reference(kinds.tray_item),
    "register:tray-key": lambda world: {"tray": kinds.tray_item(world)},
    "risks:measure-act": act_on(measure_kinds.measure, "change"),
    "risks:register": by_reference(measure_kinds.register),
    "risks:register-act": act_on(measure_kinds.register, "add"),
    "risks:register-paper": by_reference(measure_kinds.register),
    "risks:risk": by_reference(measure_kinds.risk),
    "risks:risk-act": act_on(measure_kinds.risk, "score"),
    "service-plan:contract": by_reference(plan_kinds.contract),
    "service-plan:contract-complete": by_reference(plan_kinds.contract),
    "service-plan:differences": by_reference(plan_kinds.plan),
    "service-plan:export": lambda world: {"reference": plan_kinds.plan(world), "form": "docx"},
    "service-plan:link": lambda world: {"link": plan_kinds.link(world)},
    "service-plan:plan": by_reference(plan_kinds.plan),
    "service-plan:plan-act": act_on(plan_kinds.plan, "publish"),
    "service-plan:row": plan_kinds.row,
    "service-plan:row-remove": plan_kinds.row,
    "service-plan:table": by_reference(plan_kinds.table),
    "service-plan:table-act": act_on(plan_kinds.table, "confirm"),
    "service-plan:table-file": lambda world: {"reference": plan_kinds.table(world), "form": "csv"},
    "service-plan:text": by_reference(plan_kinds.paragraph),
    "stations:amendment": kinds.amendment,
    "stations:booking": by_reference(kinds.booking),
    "stations:booking-answer": by_reference(kinds.booking),
    "stations:geojson": by_reference(kinds.scheme),
    "stations:map": by_reference(kinds.scheme),
    "stations:scheme": by_reference(kinds.scheme),
    "stations:scheme-act": act_on(kinds.scheme, "allot"),
    "stations:station": lambda world: {"reference": kinds.scheme(world), "number": 1},
    "stations:station-act": lambda world: {"reference": kinds.scheme(world), "number": 1, "name": "change"},
    "stations:stations": by_reference(kinds.scheme),
    "stations:venue": by_reference(kinds.venue),
    "stations:venue-act": act_on(kinds.venue, "change"),
}

OF_NO_AUTHORITY = frozenset(
    {
        "access:setting",
        "elections:combine",
        "elections:combine-polls",
        "elections:vacancy-new",
        "register:as-at-day",
        "register:as-at-export",
    }
)
"""Pages whose parameter names something that every authority has."""

ONLY_FOR_DEMONSTRATIONS = frozenset({"access:clock"})
"""Pages that a real authority does not have: 404 for whoever may."""

ASKED_FURTHER = frozenset(
    {"files:download", "register:application-act", "register:elector-change", "register:objection-act"}
)
"""Pages that ask for a further permission once they know the record: fewer roles may than the page declares."""

ONLY_SENT_TO = frozenset(
    {
        "places:confirm-import",
        "register:confirm-import",
        "register:notice-approve",
        "register:notice-issue",
        "register:notice-prepare",
        "register:publication-approve",
        "register:publication-export",
        "register:publication-issue",
        "register:publication-prepare",
    }
)
"""Pages that only take what is sent, and lead to another page that says there is no such record."""

ONLY_TAKE = ONLY_SENT_TO | {
    "access:accept_holidays",
    "access:choose_authority",
    "access:forget_unsent",
    "audit:remove",
    "audit:verify",
    "register:applications-bulk",
    "register:applications-confirm",
    "register:as-at-export",
    "register:deletions-bulk",
    "register:expiries",
    "register:place-chosen",
    "register:quality-search",
    "register:reminders",
}
"""Every page that only takes what is sent."""

GIVE_FILES = frozenset(
    {
        "elections:card-batch",
        "elections:card-manifest",
        "elections:combination-file",
        "elections:timetable-file",
        "files:download",
        "nominations:agents-file",
        "nominations:clerks-file",
        "nominations:agents-notice",
        "nominations:receipt",
        "nominations:statement-file",
        "opendata:file",
        "register:notice-copy",
        "risks:register-paper",
        "service-plan:contracts-extract",
        "service-plan:export",
        "service-plan:table-file",
        "stations:geojson",
    }
)
"""Every page that answers with a file, or leads back to the page that offers it."""
