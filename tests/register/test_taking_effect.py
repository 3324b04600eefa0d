"""Alterations take effect only by a notice, on its day, each part once."""

from datetime import date

from pollwright.authorities.models import Authority
from pollwright.register.models import NoticeLine, RegisterEntry, RegisterNumber
from tests.fixtures.ledger import START, Ledger
from tests.register.ledger_acts import alteration, take

ON = date(2026, 12, 1)


def in_force(authority: Authority) -> list[tuple[str, str]]:
    rows = RegisterEntry.objects.filter(effective_to__isnull=True).order_by("surname")
    return list(rows.values_list("surname", "marker"))


def effects() -> list[tuple[str, str]]:
    return list(NoticeLine.objects.order_by("id").values_list("kind", "effect"))


def test_an_addition_opens_an_entry_on_the_day_of_the_notice(authority: Authority, ledger: Ledger) -> None:
    elector, home = ledger.elector(surname="Adeyemi"), ledger.property()
    made = alteration(authority, "add", elector=elector, home=home)

    take(authority, ON)

    entry = RegisterEntry.objects.get()
    assert (entry.elector_id, entry.property_id, entry.effective_from, entry.opened_by_id) == (
        elector.pk,
        home.pk,
        ON,
        made.pk,
    )
    assert effects() == [("add", "opened")]


def test_a_deletion_closes_the_entry_and_keeps_what_it_was(authority: Authority, ledger: Ledger) -> None:
    entry = ledger.entry(ledger.elector(surname="Brown"))
    alteration(authority, "delete", entry=entry, reason="death")

    take(authority, ON)

    entry.refresh_from_db()
    assert (entry.effective_from, entry.effective_to, in_force(authority)) == (START, ON, [])
    assert effects() == [("delete", "closed")]


def test_an_amendment_keeps_the_chain_and_its_number(authority: Authority, ledger: Ledger) -> None:
    publication = ledger.publication()
    entry = ledger.entry(ledger.elector(surname="Cole"), publication=publication, number=12)
    alteration(authority, "amend", entry=entry, marker="B", reason="marker")

    take(authority, ON, numbers_of=publication.pk)

    new = RegisterEntry.objects.get(effective_to__isnull=True)
    assert (new.root_id, new.marker) == (entry.pk, "B")
    assert NoticeLine.objects.get().number == 12
    assert RegisterNumber.objects.count() == 1


def test_of_two_amendments_in_one_notice_the_last_holds_and_both_are_listed(
    authority: Authority, ledger: Ledger
) -> None:
    entry = ledger.entry(ledger.elector(surname="Dean"))
    alteration(authority, "amend", entry=entry, surname="Deane")
    alteration(authority, "amend", entry=entry, surname="Deane-Cole")

    take(authority, ON)

    assert in_force(authority) == [("Deane-Cole", "")]
    assert effects() == [("amend", "none"), ("amend", "changed")]


def test_an_amendment_and_a_deletion_in_one_notice_end_as_a_deletion(authority: Authority, ledger: Ledger) -> None:
    entry = ledger.entry()
    alteration(authority, "amend", entry=entry, surname="Other")
    alteration(authority, "delete", entry=entry)

    take(authority, ON)

    assert in_force(authority) == []
    assert effects() == [("amend", "none"), ("delete", "closed")]


def test_what_was_carried_is_not_carried_again(authority: Authority, ledger: Ledger) -> None:
    alteration(authority, "add", elector=ledger.elector(), home=ledger.property())
    take(authority, ON)

    _, staged = take(authority, date(2027, 1, 4))

    assert (staged.alterations, RegisterEntry.objects.count()) == (0, 1)


def test_what_was_determined_after_the_cut_off_waits(authority: Authority, ledger: Ledger) -> None:
    alteration(authority, "add", elector=ledger.elector(), home=ledger.property(), on=date(2026, 11, 17))

    _, staged = take(authority, ON, determined_by=date(2026, 11, 16))

    assert (staged.alterations, RegisterEntry.objects.count()) == (0, 0)


def test_a_notice_for_the_local_register_carries_that_part_and_the_rest_follows(
    authority: Authority, ledger: Ledger
) -> None:
    alteration(authority, "add", elector=ledger.elector(), home=ledger.property())

    take(authority, date(2026, 11, 20), parliamentary=False)
    first = RegisterEntry.objects.get(effective_to__isnull=True)
    take(authority, ON)

    second = RegisterEntry.objects.get(effective_to__isnull=True)
    assert (first.parliamentary, first.local) == (False, True)
    assert (second.parliamentary, second.local, second.root_id) == (True, True, first.pk)
    assert effects() == [("add", "opened"), ("add", "changed")]


def test_a_deletion_from_one_register_leaves_the_other(authority: Authority, ledger: Ledger) -> None:
    entry = ledger.entry()
    alteration(authority, "delete", entry=entry, parliamentary=True, local=False, reason="review")

    take(authority, ON)

    left = RegisterEntry.objects.get(effective_to__isnull=True)
    assert (left.parliamentary, left.local) == (False, True)


def test_a_corrected_district_moves_the_entry_and_gives_it_a_new_number(authority: Authority, ledger: Ledger) -> None:
    publication = ledger.publication()
    home = ledger.property()
    entry = ledger.entry(home=home, publication=publication, number=5)
    other = ledger.property()
    ledger.entry(home=ledger.property(other.district), publication=publication, number=9)
    alteration(authority, "amend", entry=entry, home=other, property_id=home.pk, reason="property")

    take(authority, ON, numbers_of=publication.pk)

    moved = RegisterEntry.objects.get(elector=entry.elector, effective_to__isnull=True)
    line = NoticeLine.objects.get()
    assert (moved.district_id, moved.root_id) == (other.district_id, None)
    assert (line.effect, line.from_district_id, line.district_id) == ("moved", home.district_id, other.district_id)


def test_additions_take_the_number_before_their_place_with_suffixes(authority: Authority, ledger: Ledger) -> None:
    publication = ledger.publication()
    district = ledger.district("AB1")
    homes = [ledger.property(district, sort_key=f"quarry road {number:06d}") for number in (1, 2, 3)]
    ledger.entry(home=homes[0], publication=publication, number=1)
    ledger.entry(home=homes[2], publication=publication, number=2)
    alteration(authority, "add", elector=ledger.elector(surname="Zola"), home=homes[1])
    alteration(authority, "add", elector=ledger.elector(surname="Abbot"), home=homes[1])
    overseas = ledger.elector(surname="Far")
    alteration(authority, "add", elector=overseas, district_id=district.pk, section="2-other", marker="F", local=False)

    take(authority, ON, numbers_of=publication.pk)

    found = NoticeLine.objects.order_by("number", "suffix").values_list("alteration__surname", "number", "suffix")
    assert list(found) == [("Abbot", 1, 1), ("Zola", 1, 2), ("Far", 3, 0)]


def test_an_election_notice_is_limited_to_its_districts(authority: Authority, ledger: Ledger) -> None:
    inside, outside = ledger.property(), ledger.property()
    alteration(authority, "add", elector=ledger.elector(surname="Inside"), home=inside)
    alteration(authority, "add", elector=ledger.elector(surname="Outside"), home=outside)

    take(authority, ON, districts=[inside.district_id])

    assert in_force(authority) == [("Inside", "")]


def test_an_entry_opened_and_closed_by_papers_of_one_day_was_never_in_force(
    authority: Authority, ledger: Ledger
) -> None:
    alteration(authority, "add", elector=ledger.elector(surname="Early"), home=ledger.property())
    take(authority, ON)
    entry = RegisterEntry.objects.get()
    alteration(authority, "delete", entry=entry)

    take(authority, ON)

    entry.refresh_from_db()
    assert (entry.effective_from, entry.effective_to) == (ON, ON)


def test_another_authoritys_alterations_are_left_alone(
    authority: Authority, other_authority: Authority, ledger: Ledger
) -> None:
    theirs = Ledger(other_authority)
    alteration(other_authority, "add", elector=theirs.elector(), home=theirs.property())

    _, staged = take(authority, ON)

    assert staged.alterations == 0
