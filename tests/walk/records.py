"""For each operation that names a record: a maker of one in the world's authority, which returns how it is named."""

from collections.abc import Callable
from typing import Any

from tests.walk.world import World

Maker = Callable[[World], Any]


def person(world: World) -> str:
    return str(world.person().handle)


RECORDS: dict[str, Maker] = {
    "access.change_role": person,
    "access.deactivate_person": person,
    "access.end_membership": person,
    "access.reactivate_person": person,
    "access.record_delegation": person,
    "access.reset_password": person,
    "access.reset_second_factor": person,
    "access.revoke_delegation": World.delegation,
    "files.download": World.file,
    "jobs.begin_work": World.work,
    "jobs.cancel_work": World.work,
    "jobs.fail_work": World.work,
    "jobs.finish_work": World.work,
    "jobs.put_back_work": World.work,
    "jobs.refuse_work": World.work,
    "jobs.stop_work": World.work,
    "retention.lift_hold": World.hold,
}
"""A new operation that names a record is covered by adding a line here; the walk fails while one is missing."""
