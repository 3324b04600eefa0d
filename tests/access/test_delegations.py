"""Written delegations: who acts as deputy, and on which days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pollwright.access.actors import actor_for, seats
from pollwright.access.models import Person
from pollwright.access.operations.delegations import (
    AlreadyRevoked,
    CannotHold,
    EndsBeforeItBegins,
    NotYetWritten,
    Terms,
    record_delegation,
    revoke_delegation,
)
from pollwright.access.operations.people import ReasonMissing
from pollwright.access.queries.delegations import Standing, delegation_of
from pollwright.acting import Actor, Capacity, Channel, Permission, Role
from pollwright.audit.models import Event
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.events import ClockSet
from pollwright.authorities.models import Authority
from pollwright.refusals import NotFound, NotPermitted
from tests.fixtures.people import TODAY, person_in

TERMS = Terms(
    document="Minute 24/117",
    written_on=date(2026, 11, 2),
    given_by="The Electoral Registration Officer",
    functions="Determining applications and objections.",
    first_day=date(2026, 11, 9),
    last_day=date(2026, 11, 30),
)


def capacity_on(person: Person, day: date) -> Capacity:
    (seat,) = seats(person.pk, on=day)
    return actor_for(person, seat, on=day, channel=Channel.WEB).capacity


@pytest.mark.parametrize(
    ("day", "capacity"),
    [
        (date(2026, 11, 8), Capacity.FOR_ERO),
        (date(2026, 11, 9), Capacity.DEPUTY_ERO),
        (date(2026, 11, 30), Capacity.DEPUTY_ERO),
        (date(2026, 12, 1), Capacity.FOR_ERO),
    ],
)
def test_the_holder_acts_as_deputy_from_the_first_day_to_the_last(
    head: Actor, authority: Authority, day: date, capacity: Capacity
) -> None:
    deputy = person_in(authority, Role.SENIOR)

    record_delegation(actor=head, handle=str(deputy.handle), terms=TERMS, on=TODAY)

    assert capacity_on(deputy, day) == capacity


@operation(Permission.APPLICATIONS_DETERMINE, name="testing.decide")
def decide(*, actor: Actor) -> None:
    """Stand for any determination."""
    record(ClockSet(None), actor=actor)


def test_a_decision_carries_the_capacity_in_which_it_was_made(head: Actor, authority: Authority) -> None:
    deputy = person_in(authority, Role.OFFICER)
    record_delegation(actor=head, handle=str(deputy.handle), terms=TERMS, on=TODAY)
    (seat,) = seats(deputy.pk, on=TODAY)

    decide(actor=actor_for(deputy, seat, on=TODAY, channel=Channel.WEB))

    event = Event.objects.latest("pk")
    assert (event.capacity, event.actor_role) == ("Deputy Electoral Registration Officer", "officer")


def test_a_revoked_delegation_ends_at_once_and_is_kept(head: Actor, authority: Authority) -> None:
    deputy = person_in(authority, Role.SENIOR)
    made = record_delegation(actor=head, handle=str(deputy.handle), terms=TERMS, on=TODAY)

    revoke_delegation(actor=head, reference=made.reference, on=TODAY, reason="back from leave")

    assert capacity_on(deputy, TODAY) == Capacity.FOR_ERO
    row = delegation_of(authority.pk, made.reference, on=TODAY)
    assert row is not None
    assert (row.standing, row.revoked_on, row.document) == (Standing.REVOKED, TODAY, "Minute 24/117")


def test_the_second_to_revoke_is_told(head: Actor, authority: Authority) -> None:
    deputy = person_in(authority, Role.SENIOR)
    made = record_delegation(actor=head, handle=str(deputy.handle), terms=TERMS, on=TODAY)
    revoke_delegation(actor=head, reference=made.reference, on=TODAY, reason="first")

    with pytest.raises(AlreadyRevoked):
        revoke_delegation(actor=head, reference=made.reference, on=TODAY, reason="second")


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        (replace(TERMS, last_day=TERMS.first_day - timedelta(days=1)), EndsBeforeItBegins),
        (replace(TERMS, written_on=TERMS.first_day + timedelta(days=1)), NotYetWritten),
    ],
)
def test_days_that_make_no_sense_are_refused(
    head: Actor, authority: Authority, terms: Terms, refusal: type[Exception]
) -> None:
    deputy = person_in(authority, Role.SENIOR)

    with pytest.raises(refusal):
        record_delegation(actor=head, handle=str(deputy.handle), terms=terms, on=TODAY)


@pytest.mark.parametrize("role", [Role.CUSTOMER_SERVICE, Role.AUDITOR, Role.ADMINISTRATOR, Role.HEAD])
def test_only_those_who_decide_applications_can_be_deputies(head: Actor, authority: Authority, role: Role) -> None:
    person = person_in(authority, role)

    with pytest.raises(CannotHold):
        record_delegation(actor=head, handle=str(person.handle), terms=TERMS, on=TODAY)


def test_only_the_head_delegates(senior: Actor, authority: Authority) -> None:
    person = person_in(authority, Role.OFFICER)

    with pytest.raises(NotPermitted):
        record_delegation(actor=senior, handle=str(person.handle), terms=TERMS, on=TODAY)


def test_revoking_needs_a_reason_and_a_delegation_of_ones_own_authority(head: Actor, stranger: Actor) -> None:
    deputy = person_in(Authority.objects.get(pk=head.authority_id), Role.SENIOR)
    made = record_delegation(actor=head, handle=str(deputy.handle), terms=TERMS, on=TODAY)

    with pytest.raises(ReasonMissing):
        revoke_delegation(actor=head, reference=made.reference, on=TODAY, reason="")
    with pytest.raises(NotFound):
        revoke_delegation(actor=stranger, reference=made.reference, on=TODAY, reason="mischief")
