"""What the database itself refuses about people, and what sessions carry."""

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import IntegrityError, ProgrammingError, transaction

from pollwright.access.models import Person
from pollwright.access.web.accounts import SealedFactorsAdapter
from pollwright.acting import Role
from pollwright.authorities.models import Authority
from tests.fixtures.arranging import arranged
from tests.fixtures.people import person_in


def test_a_password_is_not_written_outside_an_operation(authority: Authority) -> None:
    person = person_in(authority, Role.OFFICER)
    person.set_password("another four words")

    with pytest.raises(ProgrammingError, match="outside an operation"), transaction.atomic():
        person.save()


def test_checking_a_password_never_writes_even_where_its_hash_is_of_an_old_kind(authority: Authority) -> None:
    weaker = ScryptPasswordHasher()
    weaker.work_factor = 2**10
    person = person_in(authority, Role.OFFICER)
    with arranged():
        Person.objects.filter(pk=person.pk).update(password=weaker.encode("four hazel gates 71", "a" * 22))
    person.refresh_from_db()

    assert person.check_password("four hazel gates 71")


def test_two_people_cannot_share_an_address_in_other_letters(authority: Authority) -> None:
    person = person_in(authority, Role.OFFICER)

    with pytest.raises(IntegrityError), arranged():
        Person.objects.create(email=person.email.upper(), name="Twin")


def test_second_factor_secrets_are_sealed_and_opened_again() -> None:
    adapter = SealedFactorsAdapter()

    sealed = adapter.encrypt("JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert adapter.decrypt(sealed) == "JBSWY3DPEHPK3PXP"
