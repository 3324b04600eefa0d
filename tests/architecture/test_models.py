"""Every domain table is under the write guard, belongs to an authority, and is made by the migrations as it stands."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django_scopes import ScopeError
from pgtrigger import Before, Insert, registry
from pgtrigger.core import Trigger
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from pollwright.audit.history import GUARD
from pollwright.audit.trigger_names import Remembering

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

# Django renders all related models for each of these: a hundred of them take most of a minute
GATHERED = (
    migrations.CreateModel,
    migrations.AddField,
    migrations.AlterField,
    migrations.RemoveField,
    migrations.AddConstraint,
    migrations.RemoveConstraint,
    migrations.AddIndex,
    migrations.RemoveIndex,
    AddTrigger,
    RemoveTrigger,
)


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


def test_migrations_change_tables_together() -> None:
    apart = [
        f"{label}.{name}: {operation.describe()}"
        for (label, name), migration in MigrationLoader(None).disk_migrations.items()
        if label in ours()
        for operation in migration.operations
        if isinstance(operation, GATHERED)
    ]

    assert apart == [], "gather them by pollwright.audit.migrating.Together: tables first, then what is added to them"


def test_the_names_of_triggers_are_those_that_the_library_would_work_out() -> None:
    known: Any = registry._registry
    library = registry._Registry

    assert isinstance(known, Remembering)
    assert library.by_db_table.fget(known) == known.by_db_table
    assert library.pg_function_names.fget(known) == known.pg_function_names


def test_a_name_of_a_trigger_is_still_refused_when_it_is_taken() -> None:
    model, trigger = next(iter(registry._registry.values()))
    another = Trigger(name=trigger.name, operation=Insert, when=Before, func="RETURN NULL;")

    with pytest.raises(KeyError, match="already used"):
        another.register(model)


def ours() -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name.startswith("pollwright.")}
