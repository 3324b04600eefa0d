"""The pages of casework: a contact in three clicks, a queue that hides allegations, campaigns with what followed."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.casework.models import Activity, Campaign, Case
from pollwright.casework.operations.opening import CaseFacts, open_case
from pollwright.casework.queries.campaigns import campaign_record
from pollwright.casework.states import CaseKind, Channel
from pollwright.register.models import Application
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.test_applications_pages import text_of

ON = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)


def opened(actor: Actor, kind: CaseKind, subject: str = "Turnout by ward") -> Case:
    return open_case(actor=actor, facts=CaseFacts(kind, Channel.EMAIL, ON, subject), at=AT)


def asked(client: Client, page: str) -> int:
    """How often the database is asked for a page."""
    with CaptureQueriesContext(connection) as asked_of:
        client.get(page)
    return len(asked_of)


def test_a_contact_is_logged_with_one_form_and_leads_whoever_works_on_cases_to_it(
    client_as: Callable[[Role], Client],
) -> None:
    typed = {"channel": "counter", "subject": "Asked for a postal vote form", "answered": "yes"}

    by_desk = client_as(Role.CUSTOMER_SERVICE).post("/casework/contact/", typed)
    by_officer = client_as(Role.OFFICER).post("/casework/contact/", typed)

    last = Case.objects.order_by("-pk")[0]
    assert (by_desk["Location"], by_officer["Location"]) == ("/casework/contact/", f"/casework/{last.reference}/")
    assert (last.state, last.channel, last.outcome) == ("closed", "counter", "answered")


def test_cases_that_are_ticked_are_given_to_a_colleague(
    client_as: Callable[[Role], Client], officer: Actor, head: Actor
) -> None:
    client = client_as(Role.OFFICER)
    first, second = opened(officer, CaseKind.ENQUIRY), opened(officer, CaseKind.FOI)
    handle = str(Case._meta.get_field("owner").related_model.objects.get(pk=head.person_id).handle)  # type: ignore[union-attr]

    form = client.post("/casework/assign/", {"act": "assign", "selected": [first.reference, second.reference]})
    client.post("/casework/assign/", {"cases": f"{first.reference},{second.reference}", "owner": handle})

    assert f"{first.reference}, {second.reference}" in text_of(form)
    assert set(Case.objects.values_list("owner", "version")) == {(head.person_id, 2)}


def test_an_allegation_is_in_no_list_search_or_file_of_an_officer(
    client_as: Callable[[Role], Client], senior: Actor
) -> None:
    hidden, plain = opened(senior, CaseKind.ALLEGATION, "Bribes at the stall"), opened(senior, CaseKind.FOI)
    pages = ("/casework/", "/casework/?which=all", "/casework/?as=csv")

    def seen(role: Role) -> list[tuple[bool, bool]]:
        client = client_as(role)
        answers = [client.get(page) for page in pages]
        texts = [b"".join(answer) if answer.streaming else answer.content for answer in answers]
        return [(hidden.reference.encode() in text, plain.reference.encode() in text) for text in texts]

    assert seen(Role.OFFICER) == [(False, True)] * 3
    assert seen(Role.SENIOR) == [(True, True)] * 3
    assert client_as(Role.OFFICER).get(f"/casework/{hidden.reference}/").status_code == 404
    assert client_as(Role.OFFICER).post(f"/casework/{hidden.reference}/close/", {}).status_code == 404


def test_a_workshop_tells_which_applications_followed_from_its_area(
    client_as: Callable[[Role], Client], authority: Authority, ledger: Ledger
) -> None:
    ward = ledger.area()
    inside, outside = ledger.district(areas=(ward,)), ledger.district()
    for number, (day, district) in enumerate(
        [(date(2026, 9, 30), inside), (date(2026, 10, 1), inside), (date(2026, 10, 31), inside),
         (date(2026, 11, 1), inside), (date(2026, 10, 5), outside)]
    ):  # fmt: skip
        with arranged():
            Application.objects.create(
                authority=authority, reference=f"A000010{number}", kind="ordinary", channel="online", state="received",
                received_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC), lists_on=day,
                may_determine_from=day, district=district,
            )  # fmt: skip
    client = client_as(Role.OFFICER)
    days = {"starts_on-day": "1", "starts_on-month": "10", "starts_on-year": "2026"}
    days |= {"ends_on-day": "1", "ends_on-month": "10", "ends_on-year": "2026"}
    got = client.post(
        "/casework/campaigns/new/",
        days | {"version": "0", "title": "Freshers", "audience": "students", "area": str(ward.pk)},
    )
    assert got.status_code == 302, text_of(got)[-1500:]
    campaign = Campaign.objects.get()
    held = {"held_on-day": "1", "held_on-month": "10", "held_on-year": "2026", "version": "1", "kind": "workshop"}
    held |= {"title": "College", "safeguarding": "yes", "attendance": "40", "cost": "125.50"}
    client.post(f"/casework/campaigns/{campaign.reference}/add/", held)

    found = campaign_record(authority.pk, campaign.reference, on=date(2026, 12, 31))

    # MM-O02: the next 30 days are 1 to 31 October; as many days before are 31 August to 30 September
    assert found.followed is not None
    assert (found.followed.before, found.followed.after) == (1, 2)
    assert found.followed.by_day == ((date(2026, 10, 1), 1), (date(2026, 10, 31), 1))
    assert (found.row.spent_pence, found.row.attendance, Activity.objects.get().safeguarding) == (12_550, 40, True)


def test_the_lists_ask_the_database_as_often_for_three_rows_as_for_one(
    client_as: Callable[[Role], Client], officer: Actor
) -> None:
    client = client_as(Role.OFFICER)
    opened(officer, CaseKind.FOI)
    pages = ("/casework/", "/casework/numbers/", "/")
    one = [asked(client, page) for page in pages]

    for _ in range(2):
        opened(officer, CaseKind.FOI)

    assert [asked(client, page) for page in pages] == one
