"""Applications keyed by officers: listing, what is missing, evidence, attestation, duplicates."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from django.conf import LazySettings
from django.db import connection

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.files.models import StoredFile
from pollwright.files.store import place
from pollwright.law.anonymity import CourtOrder, Officer, Order, RiskAttestation
from pollwright.law.registration import ApplicationKind
from pollwright.law.verification import Document
from pollwright.places.models import Property
from pollwright.register.models import Application, Elector, ElectorProtected
from pollwright.register.operations.checks import SomethingUnseen, confirm_application
from pollwright.register.operations.determining import allow_application
from pollwright.register.operations.electors import hide
from pollwright.register.operations.evidence import (
    MayNotAttest,
    Received,
    RiskNotShown,
    accept_risk,
    ask_for_evidence,
    attest_application,
    receive_evidence,
)
from pollwright.register.operations.identity import record_match_results
from pollwright.register.operations.intake import (
    OutsideTheArea,
    Particulars,
    ReceivedInTheFuture,
    enter_application,
)
from pollwright.register.operations.intake_settling import Disposition, mark_duplicates, settle_duplicate
from pollwright.register.operations.intake_supplying import Supplied, choose_property, supply_items
from pollwright.register.operations.intake_tray import add_to_tray
from pollwright.register.operations.sealing import opened_particulars
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.application_acts import AT, deliver, record


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def particulars(home: Property | None = None, **given: object) -> Particulars:
    facts = Particulars(
        kind=ApplicationKind.ORDINARY,
        channel="post",
        received_at=datetime(2026, 11, 20, 10, tzinfo=UTC),
        forenames="Robin",
        surname="Newcomer",
        date_of_birth=date(1990, 2, 3),
        nationalities=("GB",),
        nino="QQ123456C",
        property_reference=home.reference if home else "",
        left_within_a_year=False,
        other_address="none",
        open_register=False,
        declared_true=True,
        declared_on=date(2026, 11, 19),
    )
    return replace(facts, **given)  # type: ignore[arg-type]


def entered(actor: Actor, given: Particulars) -> Application:
    return enter_application(actor=actor, particulars=given, at=AT)


def failed(actor: Actor, *applications: Application) -> None:
    rows = [
        {"application_reference": each.reference, "result": "fail", "replied_at": "2026-11-21T08:00:00+00:00"}
        for each in applications
    ]
    record_match_results(actor=actor, matcher="dwp", results=pl.DataFrame(rows))


def now(application: Application) -> Application:
    application.refresh_from_db()
    return application


def test_a_keyed_application_is_listed_on_the_day_of_receipt(officer: Actor, ledger: Ledger) -> None:
    application = entered(officer, particulars(ledger.property()))

    assert (application.state, application.lists_on, application.may_determine_from) == (
        "listed",
        date(2026, 11, 20),
        date(2026, 11, 30),
    )


def test_nothing_is_received_in_the_future(officer: Actor, ledger: Ledger) -> None:
    with pytest.raises(ReceivedInTheFuture):
        entered(officer, particulars(ledger.property(), received_at=datetime(2026, 11, 24, tzinfo=UTC)))


def test_an_address_outside_the_area_is_refused_with_what_to_do(officer: Actor, ledger: Ledger) -> None:
    ledger.property()

    with pytest.raises(OutsideTheArea):
        entered(officer, particulars(address="1 Far Road", postcode="ZZ9 9ZZ"))


def test_what_is_supplied_by_telephone_completes_the_application_on_its_own_day(officer: Actor, ledger: Ledger) -> None:
    application = entered(officer, particulars(ledger.property(), nino="", date_of_birth=None))
    assert (application.state, application.missing) == ("on_hold", ["date_of_birth", "nino"])

    supply_items(
        actor=officer, reference=application.reference, version=application.version, how="phone", note="Rang at noon",
        supplied=Supplied(date_of_birth=date(1990, 2, 3)),
    )  # fmt: skip
    assert (now(application).state, application.missing) == ("on_hold", ["nino"])
    supply_items(
        actor=officer, reference=application.reference, version=application.version, how="phone", note="Rang again",
        supplied=Supplied(no_nino_reason="Never had one"),
    )  # fmt: skip

    assert (now(application).state, application.missing, application.lists_on) == ("listed", [], date(2026, 11, 20))


# REG-224: one of list 1; or one of list 2 and two more of lists 2 and 3; or four of list 3.
@pytest.mark.parametrize(
    ("documents", "state"),
    [
        ([Document.PASSPORT], "evidence_in"),
        ([Document.BIRTH_CERTIFICATE, Document.BANK_LETTER], "evidence_asked"),
        ([Document.BIRTH_CERTIFICATE, Document.BANK_LETTER, Document.UTILITY_BILL], "evidence_in"),
        ([Document.BANK_LETTER] * 3, "evidence_asked"),
        ([Document.BANK_LETTER] * 4, "evidence_in"),
    ],
)
def test_documents_settle_identity_once_they_suffice(
    officer: Actor, ledger: Ledger, documents: list[Document], state: str
) -> None:
    application = entered(officer, particulars(ledger.property()))
    failed(officer, application)
    ask_for_evidence(
        actor=officer, reference=application.reference, version=now(application).version, on=date(2026, 11, 23)
    )
    assert now(application).evidence_due == date(2026, 12, 21)

    for document in documents:
        receive_evidence(
            actor=officer, reference=application.reference, version=now(application).version,
            received=Received(document, date(2026, 11, 25)),
        )  # fmt: skip

    assert now(application).state == state


def test_an_elector_attests_two_applicants_and_no_third(officer: Actor, ledger: Ledger) -> None:
    attestor = ledger.entry().elector
    applications = [entered(officer, particulars(ledger.property(), forenames=name)) for name in ("Ada", "Bo", "Cy")]
    failed(officer, *applications)

    def attest(application: Application) -> None:
        attest_application(
            actor=officer, reference=application.reference, version=now(application).version,
            attestor_reference=attestor.reference, signed_on=date(2026, 11, 22), close_relative=False,
            good_standing=True,
        )  # fmt: skip

    attest(applications[0])
    attest(applications[1])
    with pytest.raises(MayNotAttest):
        attest(applications[2])


def anonymous(actor: Actor, home: Property) -> Application:
    return entered(actor, particulars(home, kind=ApplicationKind.ANONYMOUS, surname="Secretson"))


def test_an_anonymous_application_with_its_evidence_is_determined_on_the_day_it_came(
    senior: Actor, ledger: Ledger
) -> None:
    home = ledger.property()
    application = anonymous(senior, home)
    assert (application.state, application.missing) == ("on_hold", ["evidence_of_risk"])
    order = CourtOrder(Order.NON_MOLESTATION, date(2026, 6, 1), date(2027, 6, 1))
    accept_risk(actor=senior, reference=application.reference, version=application.version, orders=(order,))
    passed = [{"application_reference": application.reference, "result": "pass", "replied_at": "2026-11-20T12:00:00Z"}]
    record_match_results(actor=senior, matcher="dwp", results=pl.DataFrame(passed))
    confirm_application(actor=senior, reference=application.reference, version=now(application).version)

    determination = allow_application(
        actor=senior, reference=application.reference, version=now(application).version,
        at=datetime(2026, 11, 20, 15, tzinfo=UTC), on=date(2026, 11, 20),
    )  # fmt: skip

    alteration = determination.alteration_set.get()
    elector = Elector.objects.get()
    assert (alteration.section, alteration.marker, alteration.surname, alteration.property_id) == (
        "3-anonymous",
        "N",
        "",
        None,
    )
    assert (alteration.district_id, elector.surname, elector.anonymous) == (home.district_id, "", True)
    # Row-level security hides the sealed row outside an operation of this authority.
    assert ElectorProtected.objects.count() == 0
    with arranged(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pollwright.authority', %s, true)", [str(senior.authority_id)])
        sealed = ElectorProtected.objects.get().sealed
    assert opened_particulars(elector.reference, bytes(sealed))["surname"] == "Secretson"


def test_lists_that_were_made_before_somebody_was_anonymous_are_not_handed_out_any_more(
    senior: Actor, other_authority: Authority, ledger: Ledger
) -> None:
    stored = [
        kept_list(council.pk, name) for council, name in ((ledger.authority, "ours"), (other_authority, "theirs"))
    ]

    elector = ledger.elector()
    with arranged(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pollwright.authority', %s, true)", [str(senior.authority_id)])
        hide(elector, until=date(2027, 11, 20), born=None, particulars={})

    with arranged():
        assert [StoredFile.objects.get(pk=each).removed_at is None for each in stored] == [False, True]


def kept_list(authority_id: int, name: str) -> int:
    with arranged():
        return StoredFile.objects.create(
            authority_id=authority_id, token=name, name="electors.csv", media_type="text/csv", kind="electors-list",
            sha256=name, bytes=3,
        ).pk  # fmt: skip


def test_the_scan_of_an_anonymous_application_is_for_few_once_it_is_keyed(senior: Actor, ledger: Ledger) -> None:
    scan = {"media_type": "application/pdf", "channel": "post", "received_at": AT, "at": AT}
    items = [add_to_tray(actor=senior, scan=place(content), **scan) for content in (b"%PDF anonymous", b"%PDF other")]

    for item, kind in zip(items, (ApplicationKind.ANONYMOUS, ApplicationKind.ORDINARY), strict=True):
        given = particulars(ledger.property(), kind=kind, channel="post")
        enter_application(actor=senior, particulars=given, at=AT, tray_reference=item.reference)

    assert [StoredFile.objects.get(pk=item.file_id).restricted for item in items] == [True, False]


# REG-171 and 172: an attestation lasts from one to five years, and must still be in its life.
@pytest.mark.parametrize("years", [0, 6])
def test_evidence_that_does_not_show_the_risk_is_refused(senior: Actor, ledger: Ledger, years: int) -> None:
    application = anonymous(senior, ledger.property())
    attestation = RiskAttestation(Officer.MIDWIFE, True, True, date(2026, 11, 1), years)

    with pytest.raises(RiskNotShown):
        accept_risk(
            actor=senior, reference=application.reference, version=application.version, attestations=(attestation,)
        )


def alike(officer: Actor, ledger: Ledger, home: Property | None = None) -> Application:
    former = ledger.property()
    elector = ledger.elector(born=date(1990, 2, 3), forenames="Robin", surname="Newcomer")
    ledger.entry(elector, former)
    deliver(officer, record("A1", home or former))
    return Application.objects.get()


@pytest.mark.parametrize(
    ("disposition", "state", "linked", "left"),
    [
        (Disposition.DUPLICATE, "duplicate", False, False),
        (Disposition.MOVED, "listed", True, True),
        (Disposition.STUDENT, "listed", True, False),
        (Disposition.OTHER_PERSON, "listed", False, False),
    ],
)
def test_what_an_application_is_to_somebody_alike_is_settled_by_the_officer(
    officer: Actor, ledger: Ledger, disposition: Disposition, state: str, linked: bool, left: bool
) -> None:
    application = alike(officer, ledger, ledger.property())

    settle_duplicate(
        actor=officer, reference=application.reference, version=application.version, disposition=disposition
    )

    settled = now(application)
    assert (settled.state, settled.elector_id is not None, settled.left_within_a_year) == (state, linked, left)


def test_another_person_of_that_name_is_never_offered_again(officer: Actor, ledger: Ledger) -> None:
    application = alike(officer, ledger)
    settle_duplicate(
        actor=officer, reference=application.reference, version=application.version,
        disposition=Disposition.OTHER_PERSON,
    )  # fmt: skip

    choose_property(
        actor=officer, reference=application.reference, version=now(application).version,
        property_reference=application.property.reference,  # type: ignore[union-attr]
    )  # fmt: skip

    assert now(application).duplicate_of_id is None


def test_many_duplicates_are_closed_at_once_and_movers_are_left(officer: Actor, ledger: Ledger) -> None:
    former = ledger.property()
    ledger.entry(ledger.elector(born=date(1990, 2, 3), forenames="Robin", surname="Newcomer"), former)
    deliver(officer, record("A1", former), record("A2", ledger.property()))
    references = list(Application.objects.values_list("reference", flat=True))

    assert mark_duplicates(actor=officer, references=references) == 1
    states = Application.objects.order_by("outside_reference").values_list("state", flat=True)
    assert list(states) == ["duplicate", "listed"]


def test_an_unsettled_person_keeps_an_application_from_being_ready(officer: Actor, ledger: Ledger) -> None:
    application = alike(officer, ledger)
    passed = [{"application_reference": "A1", "result": "pass", "replied_at": "2026-11-21T08:00:00Z"}]
    record_match_results(actor=officer, matcher="dwp", results=pl.DataFrame(passed))

    with pytest.raises(SomethingUnseen):
        confirm_application(actor=officer, reference=application.reference, version=now(application).version)
