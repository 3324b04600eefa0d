"""What each address, and each operation, about polls that are taken together is tried with."""

from collections.abc import Callable
from typing import Any

from tests.walk import nomination_kinds, poll_kinds, polling_day_kinds
from tests.walk.sampling import Sample, act_on, by_reference
from tests.walk.world import World

SAMPLES: dict[str, Sample] = {
    "elections:combination-polls": by_reference(poll_kinds.combination),
    "elections:combination-discard": by_reference(poll_kinds.combination),
    "elections:combination-rehearse": by_reference(poll_kinds.combination),
    "nominations:together": by_reference(nomination_kinds.poll),
    "nominations:together-act": act_on(nomination_kinds.poll, "prepare"),
    "printing:together": by_reference(poll_kinds.combination),
    "printing:together-decide": lambda world: {
        "reference": poll_kinds.combination(world),
        "kind": "notice_of_election",
        "name": "publish",
    },
    "printing:together-order": by_reference(poll_kinds.combination),
    "printing:together-prepare": lambda world: {
        "reference": poll_kinds.combination(world),
        "kind": "notice_of_election",
    },
    "printing:together-release": by_reference(poll_kinds.combination),
}

RECORDS: dict[str, Callable[[World], Any]] = {
    "elections.discard_combination": poll_kinds.combination,
    "elections.rehearse_combination": poll_kinds.combination,
    "nominations.ask_for_all": nomination_kinds.poll,
    "polling_day.check_stations_packed": polling_day_kinds.desk,
    "polling_day.ranges_from_orders": polling_day_kinds.desk,
    "printing.ask_to_prepare_together": poll_kinds.combination,
    "printing.ask_to_release_orders": poll_kinds.combination,
    "printing.name_together": poll_kinds.combination,
    "printing.record_together": poll_kinds.combination,
}
