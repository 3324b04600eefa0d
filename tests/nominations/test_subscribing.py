"""Who stands under a number that is written on a nomination paper."""

from datetime import date

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.law.nominations.subscribers import Finding
from pollwright.law.polls import Register
from pollwright.nominations.queries.checking import checked
from pollwright.nominations.queries.subscribing import Deciding, registered
from pollwright.register.models import RegisterEntry, RegisterNumber
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import entered, hustings

ON = date(2027, 3, 31)


def test_a_number_is_looked_up_in_the_district_that_it_names_and_follows_an_entry_that_was_altered(
    ledger: Ledger,
) -> None:
    area = ledger.area(name="Cam")
    publication = ledger.publication()
    short, long = ledger.district("WD", areas=(area,)), ledger.district("WD1", areas=(area,))
    kept = ledger.entry(home=ledger.property(short), publication=publication, number=145)
    moved = ledger.entry(home=ledger.property(long), publication=publication, number=45)
    with arranged():
        RegisterEntry.objects.filter(pk=moved.pk).update(effective_to=date(2027, 1, 4))
    ledger.entry(moved.elector, moved.property, root=moved, surname="Renamed", effective_from=date(2027, 1, 4))
    deciding = Deciding(area.authority_id, area.pk, Register.LOCAL, ON)

    found = registered(deciding, ["wd 0145", "WD1-45", "WD-45", "WD1-46", "", "45", "WD-99999999999"])

    names = {key: (int(one.elector), one.name.split()[-1], one.in_area) for key, one in found.items()}
    assert names == {
        "WD145": (kept.elector_id, kept.surname, True),
        "WD1-45": (moved.elector_id, "Renamed", True),
    }


def test_a_subscriber_in_wales_is_16_on_polling_day(
    officer: Actor, senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    # N-06, REG-124: the local franchise of Wales begins at 16; of two signatures one is that of an elector of 15
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(nation="wales")
    found = hustings(senior, ledger)
    with arranged():
        for number, adult_on in ((1, date(2029, 5, 6)), (2, date(2029, 5, 7))):
            entry = RegisterNumber.objects.get(number=number).entry_id
            RegisterEntry.objects.filter(pk=entry).update(attains_on=adult_on)

    paper = entered(officer, found.contest, *found.numbers[:2])

    verdicts = checked(paper).subscribed.verdicts
    assert [one.finding for one in verdicts] == [Finding.COUNTS, Finding.UNDER_AGE]
