"""Every domain table is under the write guard, belongs to an authority, and is made by the migrations as it stands."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django_scopes import ScopeError
from pgtrigger.core import Trigger

from pollwright.audit.history import GUARD

# Tables that do not hold one authority's facts: the authorities themselves, and people, who may serve several
OF_THE_INSTALLATION = {"authorities.Authority", "access.Person"}

# Reached only by the id of an authority or of an event, in code that names the authority; kept plain so that they can
# be read before a scope is known. No page queries them but through that code.
NAMED_AUTHORITY = {
    "audit.Event",
    "audit.EventPayload",
    "audit.EventSubject",
    "audit.PayloadRemoval",
    "audit.Seal",
    "authorities.HolidayList",
    "authorities.NonWorkingDay",
    "authorities.ReferenceSeries",
    "authorities.Setting",
}


# Django renders all related models for each operation of a migration: a hundred of them take minutes
MOST_OPERATIONS = 20


def domain_models() -> Iterator[type[models.Model]]:
    """Yield the models of our rooms that have tables, without the history's own."""
    for config in apps.get_app_configs():
        if config.name.startswith("pollwright."):
            for model in config.get_models():
                if not hasattr(model, "pgh_tracked_model"):
                    yield model


def triggers_of(model: type[models.Model]) -> list[Trigger]:
    return list(getattr(model._meta, "triggers", ()))


def test_there_are_domain_models_to_look_at() -> None:
    labels = {model._meta.label for model in domain_models()}

    assert {"register.RegisterEntry", "places.Property", "access.Person", "audit.Event"} <= labels


def test_every_domain_table_refuses_writes_outside_an_operation() -> None:
    open_tables = [
        model._meta.label
        for model in domain_models()
        if GUARD.name not in {trigger.name for trigger in triggers_of(model)}
    ]

    assert open_tables == []


def test_every_domain_table_names_its_authority() -> None:
    nameless = {
        model._meta.label
        for model in domain_models()
        if "authority_id" not in {field.attname for field in model._meta.concrete_fields}
    }

    assert nameless == OF_THE_INSTALLATION


def test_every_domain_model_refuses_to_be_asked_without_an_authority() -> None:
    unscoped = {model._meta.label for model in domain_models() if not refuses_without_scope(model)}

    assert unscoped == OF_THE_INSTALLATION | NAMED_AUTHORITY


def refuses_without_scope(model: type[models.Model]) -> bool:
    try:
        model._default_manager.all().exists  # noqa: B018 - building the query is enough to be refused
    except ScopeError:
        return True
    return False


def test_no_foreign_key_leads_out_of_the_trail() -> None:
    leading = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config("audit").get_models()
        if not hasattr(model, "pgh_tracked_model")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    ]

    assert leading == []


@pytest.mark.parametrize("forbidden", ["save", "delete"])
def test_no_domain_model_hides_logic_in_its_methods(forbidden: str) -> None:
    assert [model._meta.label for model in domain_models() if forbidden in vars(model)] == []


def test_no_domain_model_orders_behind_the_reader_s_back() -> None:
    assert [model._meta.label for model in domain_models() if model._meta.ordering] == []


def test_the_migrations_make_the_models_as_they_stand() -> None:
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))

    changes = detector.changes(graph=loader.graph)

    ours = {label: changes[label] for label in changes if apps.get_app_config(label).name.startswith("pollwright.")}
    assert {label: [str(step) for change in made for step in change.operations] for label, made in ours.items()} == {}


def test_no_two_migrations_of_a_room_stand_side_by_side() -> None:
    assert MigrationLoader(None).detect_conflicts() == {}


def test_every_migration_says_in_its_name_what_it_does() -> None:
    automatic = [
        f"{label}.{name}"
        for label, name in MigrationLoader(None).disk_migrations
        if label in ours() and "_auto_" in name
    ]

    assert automatic == []


def test_a_migration_of_many_operations_makes_them_together() -> None:
    long = {
        f"{label}.{name}": len(migration.operations)
        for (label, name), migration in MigrationLoader(None).disk_migrations.items()
        if label in ours() and len(migration.operations) > MOST_OPERATIONS
    }

    assert long == {}, "gather them by pollwright.audit.migrating.Together: tables first, then what is added to them"


def ours() -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name.startswith("pollwright.")}
