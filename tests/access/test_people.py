"""Adding people, changing and ending roles, stopping people and helping them back in."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django_scopes import scope

from pollwright.access.actors import seats
from pollwright.access.models import Membership, Person
from pollwright.access.operations import people
from pollwright.access.operations.founding import Charter, CodeTaken, found_authority, founder
from pollwright.acting import Actor, Role
from pollwright.audit.models import Event, EventPayload
from pollwright.authorities.models import Authority
from pollwright.refusals import NotFound, NotPermitted
from tests.fixtures.arranging import arranged
from tests.fixtures.people import TODAY, actor_in, person_in
from tests.fixtures.signing_in import SECRET


@pytest.fixture
def administrator(authority: Authority) -> Actor:
    """The only administrator of `authority`."""
    return actor_in(authority, Role.ADMINISTRATOR)


def handle_of(actor: Actor) -> str:
    return str(Person.objects.get(pk=actor.person_id).handle)


def test_a_person_who_is_added_gets_a_password_that_must_be_changed(administrator: Actor) -> None:
    added = people.add_person(
        actor=administrator, email="new@example.org", name="New Person", role=Role.OFFICER, on=TODAY
    )

    person = Person.objects.get(email="new@example.org")
    assert (person.check_password(added.password), person.password_temporary, len(added.password)) == (True, True, 23)
    assert [(seat.role, seat.authority_code) for seat in seats(person.pk, on=TODAY)] == [(Role.OFFICER, "quantock")]
    assert Event.objects.get().summary == "added New Person as officer"


def test_the_trail_never_holds_the_temporary_password(administrator: Actor) -> None:
    added = people.add_person(actor=administrator, email="n@example.org", name="N", role=Role.OFFICER, on=TODAY)

    held = Event.objects.get()
    assert added.password not in f"{held.summary} {held.reason} {EventPayload.objects.get().body}"


def test_a_person_of_another_authority_is_given_a_role_and_keeps_their_password(
    administrator: Actor, other_authority: Authority
) -> None:
    known = person_in(other_authority, Role.HEAD)

    added = people.add_person(
        actor=administrator, email=known.email.upper(), name="Whoever", role=Role.AUDITOR, on=TODAY
    )

    assert (added.person, added.password, added.person.name) == (known, "", known.name)
    assert [seat.role for seat in seats(known.pk, on=TODAY)] == [Role.HEAD, Role.AUDITOR]


def test_a_person_is_added_to_an_authority_once(administrator: Actor, officer: Actor) -> None:
    email = Person.objects.get(pk=officer.person_id).email

    with pytest.raises(people.AlreadyHere):
        people.add_person(actor=administrator, email=email, name="Again", role=Role.HEAD, on=TODAY)


def test_only_an_administrator_adds_people(head: Actor) -> None:
    with pytest.raises(NotPermitted):
        people.add_person(actor=head, email="n@example.org", name="N", role=Role.OFFICER, on=TODAY)


def test_a_changed_role_holds_from_the_day_and_the_old_one_ends(administrator: Actor, officer: Actor) -> None:
    people.change_role(actor=administrator, handle=handle_of(officer), role=Role.SENIOR, on=TODAY, reason="promotion")

    rows = Membership.objects.filter(person_id=officer.person_id).order_by("pk")
    assert list(rows.values_list("role", "valid_from", "valid_to")) == [
        ("officer", date(2020, 1, 1), TODAY),
        ("senior", TODAY, None),
    ]
    assert Event.objects.get().summary == f"changed the role of {officer.name} from officer to senior"


def test_nobody_changes_their_own_role(administrator: Actor, authority: Authority) -> None:
    person_in(authority, Role.ADMINISTRATOR)
    own = {"actor": administrator, "handle": handle_of(administrator), "on": TODAY}

    with pytest.raises(people.OwnRole):
        people.change_role(**own, role=Role.HEAD)
    with pytest.raises(people.OwnRole):
        people.end_membership(**own, reason="leaving")
    with pytest.raises(people.OwnRole):
        people.deactivate_person(**own, reason="leaving")
    assert Event.objects.count() == 0


def to_head(*, actor: Actor, handle: str, on: date, reason: str) -> None:
    people.change_role(actor=actor, handle=handle, role=Role.HEAD, on=on, reason=reason)


@pytest.mark.parametrize("act", [to_head, people.end_membership, people.deactivate_person])
def test_the_last_administrator_who_can_sign_in_stays(
    administrator: Actor, authority: Authority, act: Callable[..., None]
) -> None:
    second = person_in(authority, Role.ADMINISTRATOR)
    with arranged():
        Person.objects.filter(pk=administrator.person_id).update(is_active=False)

    with pytest.raises(people.LastAdministrator):
        act(actor=administrator, handle=str(second.handle), on=TODAY, reason="cuts")


def test_one_of_two_administrators_can_go(administrator: Actor, authority: Authority) -> None:
    second = person_in(authority, Role.ADMINISTRATOR)

    people.end_membership(actor=administrator, handle=str(second.handle), on=TODAY, reason="left")

    assert seats(second.pk, on=TODAY) == []


def test_stopping_a_person_shuts_them_out_and_ends_their_sessions(administrator: Actor, officer: Actor) -> None:
    before = Person.objects.get(pk=officer.person_id)

    people.deactivate_person(actor=administrator, handle=handle_of(officer), on=TODAY, reason="left the council")

    after = Person.objects.get(pk=officer.person_id)
    assert (after.is_active, after.get_session_auth_hash() == before.get_session_auth_hash()) == (False, False)
    assert Event.objects.get().reason == "left the council"


def test_a_person_who_was_stopped_can_be_let_in_again(administrator: Actor, officer: Actor) -> None:
    handle = handle_of(officer)
    people.deactivate_person(actor=administrator, handle=handle, on=TODAY, reason="long leave")

    people.reactivate_person(actor=administrator, handle=handle, on=TODAY, reason="back")

    assert Person.objects.get(pk=officer.person_id).is_active


def test_a_reset_takes_every_second_factor_and_ends_the_sessions(administrator: Actor, officer: Actor) -> None:
    person = Person.objects.get(pk=officer.person_id)
    TOTP.activate(person, SECRET)

    people.reset_second_factor(actor=administrator, handle=str(person.handle), on=TODAY, reason="lost phone")

    assert Authenticator.objects.filter(user=person).count() == 0
    assert Person.objects.get(pk=person.pk).session_epoch == 1


def test_a_reset_password_is_temporary_and_returned_once(administrator: Actor, officer: Actor) -> None:
    given = people.reset_password(actor=administrator, handle=handle_of(officer), on=TODAY, reason="forgotten")

    person = Person.objects.get(pk=officer.person_id)
    assert (person.check_password(given), person.password_temporary) == (True, True)


@pytest.mark.parametrize(
    "act", [people.deactivate_person, people.reactivate_person, people.reset_password, people.reset_second_factor]
)
def test_an_account_that_another_authority_relies_on_is_left_alone(
    administrator: Actor, officer: Actor, other_authority: Authority, act: Callable[..., object]
) -> None:
    with arranged():
        Membership.objects.create(
            authority=other_authority, person_id=officer.person_id, role=Role.HEAD, valid_from=date(2020, 1, 1)
        )

    with pytest.raises(people.RoleElsewhere):
        act(actor=administrator, handle=handle_of(officer), on=TODAY, reason="takeover")


def test_whoever_administers_every_authority_concerned_may(
    administrator: Actor, officer: Actor, other_authority: Authority
) -> None:
    with arranged():
        for person_id, role in ((officer.person_id, Role.HEAD), (administrator.person_id, Role.ADMINISTRATOR)):
            Membership.objects.create(
                authority=other_authority, person_id=person_id, role=role, valid_from=date(2020, 1, 1)
            )

    people.reset_second_factor(actor=administrator, handle=handle_of(officer), on=TODAY, reason="lost phone")

    assert Event.objects.get().code == "access.second-factor-reset"


@pytest.mark.parametrize(
    "act",
    [
        people.end_membership,
        people.deactivate_person,
        people.reactivate_person,
        people.reset_password,
        people.reset_second_factor,
    ],
)
def test_acts_on_somebody_else_need_a_reason(administrator: Actor, officer: Actor, act: Callable[..., object]) -> None:
    with pytest.raises(people.ReasonMissing):
        act(actor=administrator, handle=handle_of(officer), on=TODAY, reason="  ")


@pytest.mark.parametrize("act", [people.end_membership, people.deactivate_person, people.reset_password])
def test_a_person_of_another_authority_looks_like_nobody(
    administrator: Actor, stranger: Actor, act: Callable[..., object]
) -> None:
    with pytest.raises(NotFound):
        act(actor=administrator, handle=handle_of(stranger), on=TODAY, reason="curious")
    with pytest.raises(NotFound):
        act(actor=administrator, handle=str(uuid.uuid4()), on=TODAY, reason="curious")


def test_a_founded_authority_has_an_administrator_and_a_trail_of_its_own(authority: Authority) -> None:
    charter = Charter("levels", "Levels Council", "E06999903")

    founded = found_authority(actor=founder(), charter=charter, email="a@example.org", name="A", on=TODAY)

    trail = Event.objects.order_by("pk").values_list("authority_id", "summary")
    assert list(trail) == [
        (founded.authority.pk, "added the authority Levels Council"),
        (founded.authority.pk, "added A as administrator"),
    ]
    with scope(authority=founded.authority.pk):
        assert Membership.objects.get().role == Role.ADMINISTRATOR


def test_an_authority_s_code_is_taken_once(authority: Authority) -> None:
    with pytest.raises(CodeTaken):
        found_authority(
            actor=founder(),
            charter=Charter(authority.code, "Other", "E06999999"),
            email="a@example.org",
            name="A",
            on=TODAY,
        )


def test_no_administrator_of_an_authority_adds_another_authority(administrator: Actor) -> None:
    with pytest.raises(NotPermitted):
        found_authority(
            actor=administrator, charter=Charter("levels", "Levels", "E06999903"), email="a@b.org", name="A", on=TODAY
        )
