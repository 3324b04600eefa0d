"""A notice of alteration from draft to issue."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority, Setting
from pollwright.documents.preview import text_of
from pollwright.files.store import open_content
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.law.notices import monthly_notice
from pollwright.refusals import NotFound
from pollwright.register.models import DistrictProof, ElectorSearch, Notice, NoticeLine, PublicationFile, RegisterEntry
from pollwright.register.operations.corrections import NotACorrection, TooLateToCorrect, issue_correction
from pollwright.register.operations.notices import (
    AlreadyDrafted,
    ChangedSincePrepared,
    NeedsSecondPerson,
    NoticeHasState,
    NotOnItsDay,
    SamePerson,
    approve_notice,
    draft_notice,
    issue_notice,
    record_prepared_notice,
    rehearse_notice,
    withdraw_notice,
)
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import alteration

JANUARY = monthly_notice(2027, 1, calendar_for(Nation.ENGLAND))
"""Published Monday 4 January 2027, determined by Monday 21 December 2026 (handbook 3.2)."""
ON = date(2027, 1, 4)
AT = datetime(2027, 1, 4, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def drafted(actor: Actor) -> Notice:
    return draft_notice(actor=actor, dates=JANUARY, title="January notice")


def prepared(actor: Actor) -> Notice:
    notice = drafted(actor)
    outcome, files = rehearse_notice(actor, notice.reference)
    return record_prepared_notice(actor=actor, reference=notice.reference, prepared=outcome, files=files)


def some_changes(authority: Authority, ledger: Ledger) -> RegisterEntry:
    publication = ledger.publication()
    kept = ledger.entry(ledger.elector(surname="Kept"), publication=publication, number=1)
    leaving = ledger.entry(ledger.elector(surname="Leaving"), home=kept.property, publication=publication, number=2)
    alteration(authority, "add", elector=ledger.elector(surname="Coming"), home=kept.property)
    alteration(authority, "delete", entry=leaving, reason="moved")
    alteration(authority, "amend", entry=kept, surname="Kept-Wright", reason="name")
    return kept


def test_preparing_shows_everything_and_changes_nothing(senior: Actor, authority: Authority, ledger: Ledger) -> None:
    some_changes(authority, ledger)

    notice = prepared(senior)

    assert notice.counts == {"additions": 1, "deletions": 1, "amendments": 1}
    assert notice.proof["totals"] == {
        "before": 2,
        "added": 1,
        "deleted": 1,
        "moved_in": 0,
        "moved_out": 0,
        "amended": 1,
        "after": 2,
    }
    assert (NoticeLine.objects.count(), RegisterEntry.objects.count()) == (0, 2)
    assert set(PublicationFile.objects.values_list("format", flat=True)) == {"csv", "parquet", "pdf", "json"}


def test_issuing_takes_effect_and_is_the_same_as_what_was_prepared(
    senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    some_changes(authority, ledger)
    notice = prepared(senior)

    issued = issue_notice(actor=senior, reference=notice.reference, on=ON, at=AT)

    in_force = RegisterEntry.objects.filter(effective_to__isnull=True).order_by("surname")
    assert issued.state == "issued"
    assert list(in_force.values_list("surname", flat=True)) == ["Coming", "Kept-Wright"]
    assert DistrictProof.objects.get(notice=issued).after == 2
    assert "f:kept wright alex" in ElectorSearch.objects.get(elector__surname="Kept").text
    assert Event.objects.order_by("-id")[0].code == "register.notice-issued"


def test_the_csv_of_a_notice_prints_what_the_law_prints(senior: Actor, authority: Authority, ledger: Ledger) -> None:
    kept = some_changes(authority, ledger)

    notice = prepared(senior)

    stored = PublicationFile.objects.get(notice=notice, format="csv").file
    lines = open_content(stored).read().decode().splitlines()
    code = kept.district.code
    assert lines[0] == (
        "action,elector_number,district,number,suffix,marker,attains_on,surname,forenames,address,postcode,"
        "effective_on,formerly"
    )
    assert [line.split(",")[:2] for line in lines[1:]] == [
        ["add", f"{code}-2/1"],
        ["amend", f"{code}-1"],
        ["delete", f"{code}-2"],
    ]


def test_an_anonymous_elector_is_on_a_notice_by_number_and_letters_only(
    senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    publication, district = ledger.publication(), ledger.district("ZZ1")
    elector = ledger.elector(forenames="", surname="", anonymous=True)
    ledger.entry(home=ledger.property(district), publication=publication, number=7)
    alteration(
        authority,
        "add",
        elector=elector,
        district_id=district.pk,
        section="3-anonymous",
        marker="N",
        reason="anonymity",
    )

    notice = prepared(senior)

    stored = PublicationFile.objects.get(notice=notice, format="csv").file
    assert open_content(stored).read().decode().splitlines()[1] == 'add,ZZ1-8,ZZ1,8,0,N,,"","","","",2027-01-04,""'


def test_a_notice_is_issued_on_its_day_only(senior: Actor, authority: Authority, ledger: Ledger) -> None:
    some_changes(authority, ledger)
    notice = prepared(senior)

    with pytest.raises(NotOnItsDay):
        issue_notice(actor=senior, reference=notice.reference, on=date(2027, 1, 5), at=AT)


def test_what_changed_after_preparing_stops_the_issue(senior: Actor, authority: Authority, ledger: Ledger) -> None:
    some_changes(authority, ledger)
    notice = prepared(senior)
    alteration(authority, "add", elector=ledger.elector(surname="Late"), home=ledger.property())

    with pytest.raises(ChangedSincePrepared):
        issue_notice(actor=senior, reference=notice.reference, on=ON, at=AT)

    assert (NoticeLine.objects.count(), Notice.objects.get().state) == (0, "prepared")


def test_a_large_notice_needs_a_second_person_who_is_another(
    senior: Actor, head: Actor, authority: Authority, ledger: Ledger
) -> None:
    some_changes(authority, ledger)
    with arranged():
        Setting.objects.create(
            authority=authority, name="notices.second_person_above", value=2, valid_from=date(2026, 1, 1)
        )
    notice = prepared(senior)

    with pytest.raises(NeedsSecondPerson):
        issue_notice(actor=senior, reference=notice.reference, on=ON, at=AT)
    with pytest.raises(SamePerson):
        approve_notice(actor=senior, reference=notice.reference, at=AT)
    approve_notice(actor=head, reference=notice.reference, at=AT)
    issued = issue_notice(actor=senior, reference=notice.reference, on=ON, at=AT)

    assert (issued.state, issued.approved_by) == ("issued", head.name)


def test_a_notice_is_issued_once(senior: Actor, authority: Authority, ledger: Ledger) -> None:
    some_changes(authority, ledger)
    notice = prepared(senior)
    issue_notice(actor=senior, reference=notice.reference, on=ON, at=AT)

    with pytest.raises(NoticeHasState):
        issue_notice(actor=senior, reference=notice.reference, on=ON, at=AT)

    assert NoticeLine.objects.count() == 3


def test_a_withdrawn_notice_leaves_its_alterations_for_the_next(
    senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    some_changes(authority, ledger)
    first = prepared(senior)
    withdraw_notice(actor=senior, reference=first.reference, reason="Wrong title")

    second = prepared(senior)

    assert second.counts == {"additions": 1, "deletions": 1, "amendments": 1}


def test_a_second_monthly_notice_of_the_day_is_refused(senior: Actor) -> None:
    drafted(senior)

    with pytest.raises(AlreadyDrafted):
        drafted(senior)


def test_another_authoritys_notice_is_not_there(senior: Actor, stranger: Actor) -> None:
    notice = drafted(senior)

    with pytest.raises(NotFound):
        rehearse_notice(stranger, notice.reference)


def test_a_determination_after_the_cut_off_waits_for_the_next_notice(
    senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    alteration(authority, "add", elector=ledger.elector(), home=ledger.property(), on=date(2026, 12, 22))

    notice = prepared(senior)

    assert notice.counts == {"additions": 0, "deletions": 0, "amendments": 0}
    assert replace(JANUARY).determined_by == date(2026, 12, 21)


def test_a_clerical_error_is_put_right_until_nine_on_polling_day(
    senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    # REG-350: poll of Thursday 7 May 2026; 21:00 that day in London is 20:00 UTC.
    poll = date(2026, 5, 7)
    omitted = alteration(
        authority, "add", elector=ledger.elector(surname="Omitted"), home=ledger.property(), on=poll, reason="clerical"
    )
    waiting = alteration(authority, "add", elector=ledger.elector(surname="Waiting"), home=ledger.property(), on=poll)

    issue_correction(
        actor=senior,
        alterations=[omitted],
        poll_on=poll,
        on=poll,
        at=datetime(2026, 5, 7, 20, 0, tzinfo=UTC),
        reason="Left out by us",
    )

    assert list(RegisterEntry.objects.values_list("surname", "effective_from")) == [("Omitted", poll)]
    with pytest.raises(TooLateToCorrect):
        issue_correction(
            actor=senior,
            alterations=[waiting],
            poll_on=poll,
            on=poll,
            at=datetime(2026, 5, 7, 20, 0, 1, tzinfo=UTC),
            reason="Too late",
        )


def test_a_late_application_is_no_correction(senior: Actor, authority: Authority, ledger: Ledger) -> None:
    # REG-351.
    poll = date(2026, 5, 7)
    late = alteration(authority, "add", elector=ledger.elector(), home=ledger.property(), on=poll)

    with pytest.raises(NotACorrection):
        issue_correction(
            actor=senior, alterations=[late], poll_on=poll, on=poll, at=datetime(2026, 5, 7, 9, tzinfo=UTC), reason="x"
        )


def test_a_notice_in_wales_is_in_both_languages(senior: Actor, authority: Authority, ledger: Ledger) -> None:
    some_changes(authority, ledger)
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(nation="wales")
    notice = prepared(senior)

    stored = PublicationFile.objects.get(notice=notice, format="pdf").file
    shown = " ".join(text_of(open_content(stored).read())[0].split())
    assert "Hysbysiad o newid / Notice of alteration" in shown
    assert "Cofrestr etholwyr / Register of electors" in shown
