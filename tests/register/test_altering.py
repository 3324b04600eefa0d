"""Making alterations: on top of what waits, never twice, and taken back only before a notice."""

from datetime import UTC, date, datetime

import pytest

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import rehearsal
from pollwright.authorities.models import Authority
from pollwright.register.models import Alteration, AlterationWithdrawal
from pollwright.register.operations.altering import (
    AlreadyCarried,
    AlreadyOnTheRegister,
    AlreadyPending,
    Decided,
    EntryFacts,
    EntryHasEnded,
    facts_of,
    pending,
    pending_facts,
    propose_addition,
    propose_amendment,
    propose_deletion,
    withdraw_pending,
)
from pollwright.register.states import AlterationReason
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import alteration, take

ON = date(2026, 11, 9)
DECIDED = Decided(AlterationReason.APPLICATION, datetime(2026, 11, 9, 12, tzinfo=UTC), ON)


def test_an_amendment_is_made_on_top_of_what_waits(authority: Authority, ledger: Ledger) -> None:
    entry = ledger.entry(ledger.elector(surname="Hart"))
    alteration(authority, "amend", entry=entry, surname="Hart-Bell")

    with arranged():
        facts = pending_facts(entry)
        made = propose_amendment(entry=entry, decided=DECIDED, facts=facts)

    assert (facts.surname, made.surname) == ("Hart-Bell", "Hart-Bell")


def test_nobody_is_added_twice_at_one_address(authority: Authority, ledger: Ledger) -> None:
    entry = ledger.entry()
    facts = facts_of(entry)

    with arranged(), pytest.raises(AlreadyOnTheRegister):
        propose_addition(elector=entry.elector, facts=facts, decided=DECIDED)


def test_nobody_is_added_twice_while_the_first_addition_waits(authority: Authority, ledger: Ledger) -> None:
    elector, home = ledger.elector(), ledger.property()
    facts = EntryFacts(home.district_id, home.pk, surname=elector.surname)

    with arranged():
        propose_addition(elector=elector, facts=facts, decided=DECIDED)

        with pytest.raises(AlreadyOnTheRegister):
            propose_addition(elector=elector, facts=facts, decided=DECIDED)


def test_a_person_may_be_registered_at_two_addresses(authority: Authority, ledger: Ledger) -> None:
    # REG-103: home and term-time address.
    entry, home = ledger.entry(), ledger.property()

    with arranged():
        facts = EntryFacts(home.district_id, home.pk, surname=entry.surname)
        propose_addition(elector=entry.elector, facts=facts, decided=DECIDED)

    assert pending(authority.pk).count() == 1


def test_a_second_deletion_of_an_entry_is_refused(authority: Authority, ledger: Ledger) -> None:
    entry = ledger.entry()

    with arranged():
        propose_deletion(entry=entry, decided=DECIDED)

        with pytest.raises(AlreadyPending):
            propose_deletion(entry=entry, decided=DECIDED)


def test_an_entry_that_has_ended_can_be_neither_amended_nor_deleted(authority: Authority, ledger: Ledger) -> None:
    entry = ledger.entry(effective_to=date(2026, 2, 2))

    with arranged(), pytest.raises(EntryHasEnded):
        propose_deletion(entry=entry, decided=DECIDED)


def test_an_alteration_is_taken_back_only_before_its_notice(authority: Authority, ledger: Ledger) -> None:
    first = alteration(authority, "delete", entry=ledger.entry())
    with arranged():
        withdraw_pending(alterations=[first], reason="The elector answered", at=DECIDED.at)
    second = alteration(authority, "delete", entry=ledger.entry())
    take(authority, date(2026, 12, 1))

    with arranged(), pytest.raises(AlreadyCarried):
        withdraw_pending(alterations=[second], reason="Too late", at=DECIDED.at)

    assert list(AlterationWithdrawal.objects.values_list("alteration", flat=True)) == [first.pk]


def test_a_rehearsal_leaves_no_trace(head: Actor, authority: Authority, ledger: Ledger) -> None:
    entry = ledger.entry()

    with rehearsal(head, "register.rehearse", Permission.REGISTER_PUBLISH):
        propose_deletion(entry=entry, decided=DECIDED)
        seen = Alteration.objects.count()

    assert (seen, Alteration.objects.count()) == (1, 0)
