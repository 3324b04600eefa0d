"""Late changes: by the minute, through the register, to the right station, read back (handbook B-34, REG-350)."""

from datetime import date, time

import pytest

from pollwright.acting import Actor
from pollwright.elections.models import AbsentArrangement
from pollwright.elections.operations.emergency_proxies import HasEmergencyProxy, Proxy, VotesByPost
from pollwright.law.polling_day import ProxyReason
from pollwright.polling_day.models import LateChange
from pollwright.polling_day.operations import late_changes as operations
from pollwright.polling_day.operations.desks import DeskChanged
from pollwright.polling_day.queries.contacts import whom_to_ring
from pollwright.polling_day.queries.desks import desk_facts
from pollwright.polling_day.queries.logs import late_of_station, waiting
from pollwright.refusals import NotFound, NotPermitted
from pollwright.register.models import Elector, Notice, RegisterEntry
from pollwright.register.operations.correcting import Correction
from pollwright.register.operations.correcting_additions import Addition, NotEntitledToAnEntry
from pollwright.staffing.models import StaffAppointment, StaffMember, StaffPlan, StaffPost
from pollwright.stations.models import Station, VenueContact
from tests.fixtures.arranging import arranged
from tests.polling_day.days import Day, clock, day_of
from tests.stations.towns import POLL_DAY, Town

PROXY = Proxy("Robin Example", "2 Mill Lane", "TA1 1ZZ")


def addition(day: Day, code: str = "AA", **facts: object) -> Addition:
    home = day.town.ledger.property(day.town.districts[code], sort_key=f"quarry road {code} 000002 a")
    given: dict[str, object] = {"surname": "Late", "forenames": "Kim", "date_of_birth": date(1990, 1, 1), "court": True}
    return Addition(property_reference=home.reference, **(given | facts))  # type: ignore[arg-type]


def add(day: Day, at: object = None, **facts: object) -> list[LateChange]:
    return operations.add_elector_late(
        actor=day.senior, reference=day.reference, addition=addition(day, **facts),
        reason="Order of the county court", at=at or clock(20, 55), on=POLL_DAY,
    )  # fmt: skip


def proxy(day: Day, elector: Elector, at: object = None) -> list[LateChange]:
    return operations.appoint_proxy_late(
        actor=day.senior, reference=day.reference, elector_reference=elector.reference, proxy=PROXY,
        ground=ProxyReason.MEDICAL, reason="Hospital's letter seen", at=at or clock(16, 59), on=POLL_DAY,
    )  # fmt: skip


def test_a_court_adds_an_elector_at_2055_and_the_station_reads_it_back(day: Day) -> None:
    made = add(day)

    change = made[0]
    entry = RegisterEntry.objects.get(surname="Late")
    station = Station.objects.get(scheme=day.scheme, number=1)
    assert (len(made), change.station_id, change.number, change.polls) == (
        1,
        station.pk,
        "AA-2/1",
        [day.poll.reference],
    )
    assert (entry.effective_from, change.notice.kind, change.elector) == (POLL_DAY, "clerical", entry.elector)
    assert [row.reference for row in waiting(day.desk)] == [change.reference]
    assert desk_facts(day.desk, at=clock(20, 56), integrity=False).unacknowledged == 1

    operations.acknowledge_late(
        actor=day.officer, reference=change.reference, version=1, told="Sam, presiding officer", read_back=True,
        at=clock(20, 58),
    )  # fmt: skip

    told = late_of_station(day.desk, station.pk)[0]
    assert (told.surname, told.told, told.told_at, told.told_by) == (
        "Late", "Sam, presiding officer", clock(20, 58), day.officer.name,
    )  # fmt: skip
    assert waiting(day.desk) == []


# Handbook REG-350 and B-34: up to nine o'clock. A second after it is too late.
def test_after_nine_o_clock_nobody_is_added_any_more(day: Day) -> None:
    with pytest.raises(operations.OutOfTime, match="It is 21:00:01 on 6 May 2027"):
        add(day, clock(21, 0, 1))
    assert (Notice.objects.count(), LateChange.objects.count(), Elector.objects.filter(surname="Late").count()) == (
        0,
        0,
        0,
    )

    assert len(add(day, clock(21))) == 1


def test_before_the_last_ordinary_alteration_nothing_is_late(day: Day) -> None:
    # Handbook REG-334: the last notice is of the fifth working day before the poll, 28 April 2027 (3 May is a holiday).
    with pytest.raises(operations.OutOfTime):
        add(day, clock(12).replace(month=4, day=28))


def test_who_may_vote_at_no_poll_of_the_day_is_not_added_at_the_desk(day: Day) -> None:
    # A citizen of the United States is on neither register; who is 16 on the day is registered and does not vote yet.
    with pytest.raises(NotEntitledToAnEntry):
        add(day, nationalities=("US",))
    with pytest.raises(operations.VotesAtNoStation):
        add(day, date_of_birth=date(2010, 5, 7))

    assert (LateChange.objects.count(), RegisterEntry.objects.filter(surname="Late").count()) == (0, 0)


def test_a_clerical_error_in_a_name_reaches_the_register_and_the_station(day: Day) -> None:
    entry = RegisterEntry.objects.filter(district=day.town.districts["BA"]).earliest("pk")

    made = operations.correct_elector_late(
        actor=day.senior, reference=day.reference, elector_reference=entry.elector.reference,
        correction=Correction(surname="Smith"), reason="Mistyped", at=clock(12), on=POLL_DAY,
    )  # fmt: skip

    held = RegisterEntry.objects.get(elector=entry.elector, effective_to__isnull=True)
    assert (held.surname, made[0].number, made[0].station.number) == ("Smith", "BA-1", 2)


def test_an_emergency_proxy_is_appointed_until_five_and_for_the_day_only(day: Day) -> None:
    entry = RegisterEntry.objects.filter(district=day.town.districts["AA"]).earliest("pk")

    made = proxy(day, entry.elector, clock(17))

    held = AbsentArrangement.objects.get()
    assert (held.kind, held.valid_from, held.valid_to, held.proxy_name) == (
        "proxy", POLL_DAY, date(2027, 5, 7), "Robin Example",
    )  # fmt: skip
    assert (made[0].arrangement_id, made[0].number, made[0].kind) == (held.pk, "AA-1", "proxy")
    with pytest.raises(HasEmergencyProxy):
        proxy(day, entry.elector)


def test_a_second_after_five_no_proxy_is_appointed(day: Day) -> None:
    entry = RegisterEntry.objects.earliest("pk")

    with pytest.raises(operations.OutOfTime, match="until 17:00 on 6 May 2027"):
        proxy(day, entry.elector, clock(17, 0, 1))

    assert AbsentArrangement.objects.count() == 0


def test_a_postal_voter_has_no_emergency_proxy_and_a_standing_proxy_stands_again_tomorrow(day: Day) -> None:
    first, second = RegisterEntry.objects.order_by("pk")[:2]
    with arranged():
        given = {"authority": day.town.authority, "valid_from": date(2026, 1, 1)}
        AbsentArrangement.objects.create(elector=first.elector, kind="postal", **given)
        AbsentArrangement.objects.create(elector=second.elector, kind="proxy", proxy_name="Old", **given)

    with pytest.raises(VotesByPost):
        proxy(day, first.elector)
    proxy(day, second.elector)

    held = AbsentArrangement.objects.filter(elector=second.elector).order_by("valid_from")
    assert list(held.values_list("proxy_name", "valid_from", "valid_to")) == [
        ("Old", date(2026, 1, 1), POLL_DAY),
        ("Robin Example", POLL_DAY, date(2027, 5, 7)),
        ("Old", date(2027, 5, 7), None),
    ]


def test_a_change_that_was_not_read_back_stays_on_the_list_and_the_second_officer_is_told(day: Day) -> None:
    change = add(day)[0]
    act = {"reference": change.reference, "version": 1, "told": "Sam", "at": clock(20, 57)}

    with pytest.raises(operations.NotReadBack):
        operations.acknowledge_late(actor=day.officer, read_back=False, **act)
    with pytest.raises(DeskChanged):
        operations.acknowledge_late(actor=day.officer, read_back=True, **(act | {"version": 0}))
    operations.acknowledge_late(actor=day.officer, read_back=True, **act)
    with pytest.raises(operations.Acknowledged):
        operations.acknowledge_late(actor=day.senior, read_back=True, **act)


def test_a_rehearsal_does_it_all_and_leaves_the_register_as_it_was(officer: Actor, senior: Actor, town: Town) -> None:
    town.electors("AA", 3)
    day = day_of(town, officer, senior, rehearsal=True)
    before = RegisterEntry.objects.count()

    made = add(day)[0]

    assert (made.number, made.elector, made.notice) == ("AA-2/1", None, None)
    assert (RegisterEntry.objects.count(), Notice.objects.count()) == (before, 0)
    with pytest.raises(operations.OutOfTime):
        add(day, clock(21, 0, 1))


def test_an_officer_without_the_permission_and_another_council_change_nothing(day: Day, stranger: Actor) -> None:
    act = {"reference": day.reference, "reason": "Order", "at": clock(12), "on": POLL_DAY}

    with pytest.raises(NotPermitted):
        operations.add_elector_late(actor=day.officer, addition=addition(day), **act)
    with pytest.raises(NotFound):
        operations.add_elector_late(actor=stranger, addition=addition(day), **act)


def test_the_desk_says_whom_to_ring_at_the_station_the_presiding_officer_first(day: Day) -> None:
    scheme = day.scheme
    with arranged():
        contact = VenueContact.objects.create(
            authority=day.town.authority, venue=Station.objects.get(scheme=scheme, number=1).venue,
            role="keyholder", name="K. Holder", phone="01632 960011",
        )  # fmt: skip
        terms = {"starts": time(6, 15), "ends": time(22, 30), "answer_by": POLL_DAY, "title": "May"}
        plan = StaffPlan.objects.create(
            authority=day.town.authority, reference="SP1", scheme=scheme, day=POLL_DAY, **terms
        )
        for number, (role, state) in enumerate(
            (("presiding-officer", "accepted"), ("poll-clerk", "accepted"), ("presiding-officer", "declined"))
        ):
            station = Station.objects.get(scheme=scheme, number=1)
            post, _ = StaffPost.objects.get_or_create(
                authority=day.town.authority, plan=plan, station=station, role=role,
                defaults={"by_guidance": 1, "wanted": 1},
            )  # fmt: skip
            member = StaffMember.objects.create(
                authority=day.town.authority, reference=f"STF{number}", forenames="Pat", surname=f"Helper{number}",
                phone=f"07700 90000{number}", applied_on=POLL_DAY,
            )  # fmt: skip
            StaffAppointment.objects.create(
                authority=day.town.authority, reference=f"AS{number}", plan=plan, post=post, member=member,
                day=POLL_DAY, state=state,
            )  # fmt: skip

    words = whom_to_ring(day.desk, day.station(1))

    assert words == f"Presiding officer: Pat Helper0 07700 900000; Keys: {contact.name} {contact.phone}"
    assert whom_to_ring(day.desk, day.station(2)) == ""
