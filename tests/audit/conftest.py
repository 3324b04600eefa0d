"""An act that changes a thing, for the tests of the trail."""

from collections.abc import Callable

import pytest

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import NonWorkingDay
from tests.audit.test_operations import DayAdded


@pytest.fixture
def rename() -> Callable[..., None]:
    """Return an operation that renames a day."""

    @operation(Permission.AUTHORITY_CONFIGURE, name="testing.rename_day")
    def rename_day(*, actor: Actor, day: NonWorkingDay, name: str) -> None:
        record(DayAdded(name), actor=actor, subjects=[day], changes={"name": (day.name, name)})

    return rename_day
