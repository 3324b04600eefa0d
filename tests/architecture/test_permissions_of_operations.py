"""The walk through every operation: each role against the permission matrix, and the other authority's records."""

import inspect
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from pollwright.access.matrix import MATRIX
from pollwright.acting import Actor, Channel, Permission, Role, system
from pollwright.audit.models import Event
from pollwright.audit.operations import OPERATIONS
from pollwright.authorities.models import Authority
from pollwright.refusals import NotFound, NotPermitted, Refused
from tests.architecture.package import import_everything
from tests.fixtures.people import TODAY, actor_in
from tests.walk.records import GIVEN, NO_RECORD, RECORDS, SAID_OTHERWISE
from tests.walk.world import World

import_everything()
OURS = {name: act for name, act in sorted(OPERATIONS.items()) if not name.startswith("testing.")}
RECORD = ("reference", "handle", "token")
"""The parameter by which an operation is told its record."""
NAMING = {name: act for name, act in OURS.items() if set(RECORD) & set(inspect.signature(act).parameters)}
MOMENT = datetime.fromisoformat("2026-11-23T10:00:00+00:00")


@pytest.fixture(autouse=True)
def files_root(settings: Any, tmp_path: Path) -> None:
    """A store of its own for each test."""
    settings.FILES_ROOT = tmp_path / "files"


def test_every_operation_has_a_permission_that_some_role_carries() -> None:
    carried = set().union(*MATRIX.values())

    assert [name for name, act in OURS.items() if act.permission not in carried] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", OURS)
def test_each_role_may_do_what_the_matrix_says(name: str, actor_as: Callable[[Role], Actor]) -> None:
    may = {role for role in Role if OURS[name].permission in MATRIX[role]}  # type: ignore[attr-defined]

    assert {role for role in Role if not refused_for_its_role(name, actor_as(role))} == may


def refused_for_its_role(name: str, actor: Actor) -> bool:
    """Call an operation with nothing but its actor: the permission is looked at before anything else is missed."""
    try:
        with transaction.atomic():
            OURS[name](actor=actor)
    except NotPermitted as refusal:
        return refusal.values == {"permission": OURS[name].permission.value}  # type: ignore[attr-defined]
    except (TypeError, Refused, AssertionError):
        return False
    return False


def test_every_operation_that_names_a_record_has_a_sample_of_it() -> None:
    assert sorted(set(NAMING) ^ set(RECORDS) ^ NO_RECORD) == []


@pytest.mark.parametrize("name", sorted(set(NAMING) & set(RECORDS)))
def test_another_authority_s_record_is_not_found_and_nothing_is_recorded(
    name: str, authority: Authority, other_authority: Authority
) -> None:
    reference = RECORDS[name](World(authority))
    before = Event.objects.count()
    given = {parameter: plain_value(parameter, hint) for parameter, hint in parameters_of(NAMING[name])}
    given |= GIVEN.get(name, {}) | {parameter: reference for parameter in RECORD if parameter in given}
    told = Refused if name in SAID_OTHERWISE else NotFound
    stranger = everything_in(other_authority)

    with pytest.raises((told, ObjectDoesNotExist)), transaction.atomic():
        NAMING[name](actor=stranger, **given)

    assert Event.objects.count() == before


def everything_in(council: Authority) -> Actor:
    """Return somebody who may do anything, in one authority only."""
    head = actor_in(council, Role.HEAD)
    return Actor(
        council.pk,
        council.code,
        head.name,
        head.capacity,
        frozenset(Permission),
        Channel.WEB,
        head.person_id,
        Role.HEAD,
    )


def parameters_of(act: Callable[..., object]) -> list[tuple[str, Any]]:
    hints = get_type_hints(inspect.unwrap(act))
    required = [one for one in inspect.signature(act).parameters.values() if one.default is inspect.Parameter.empty]
    return [(one.name, hints.get(one.name)) for one in required if one.name != "actor"]


def plain_value(name: str, hint: Any) -> Any:
    """Return some value of a parameter's type, enough to get as far as the record."""
    plain: dict[Any, Any] = {
        str: "walk",
        int: 1,
        bool: False,
        date: TODAY,
        datetime: MOMENT,
    }
    if hint in plain:
        return plain[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    for inner in get_args(hint):
        if inner in plain:
            return [] if "quence" in str(hint) or "terable" in str(hint) else plain[inner]
    return None


def test_the_system_may_do_everything_it_is_asked(authority: Authority) -> None:
    everything = system(authority.pk, authority.code).permissions

    assert {act.permission for act in OURS.values()} <= everything  # type: ignore[attr-defined]
