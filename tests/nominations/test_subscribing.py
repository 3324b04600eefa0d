"""Who stands under a number that is written on a nomination paper."""

from datetime import date

from pollwright.law.polls import Register
from pollwright.nominations.queries.subscribing import Deciding, registered
from pollwright.register.models import RegisterEntry
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger

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
