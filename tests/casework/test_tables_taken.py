"""Logs of cases, campaigns, activities and standard answers that come from tables: all rows of a table, once, or none."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.casework.models import Activity, Campaign, Case, CaseNote, StandardAnswer
from pollwright.casework.operations.tables_taken import CaseTableUnreadable, import_table
from pollwright.casework.queries.figures import requests_counted
from pollwright.casework.states import CaseKind

AT = datetime(2027, 1, 5, 10, tzinfo=UTC)
LOG = (
    "Case,Kind,Received,Channel,Subject,From,Answered,Outcome\n"
    "FOI 7/26,Freedom of information request,1/12/2026,E-mail,Turnout,A. Person,31/12/2026,\n"
    "FOI 8/26,foi,2026-12-01,Letter,Cost of counts,,4/1/2027,Given or upheld in part\n"
    ",,4/1/2027,,Where do I vote?,,,\n"
    ",,4/1/2027,,Where do I vote?,,,\n"
)


def taken(actor: Actor, table: str, text: str) -> int:
    return import_table(actor=actor, table=table, content=text.encode(), at=AT)


def test_a_log_is_taken_over_once_and_its_answers_count_in_their_time(senior: Actor) -> None:
    """Received on Tuesday 1 December 2026, an answer is due on Thursday 31 December (MM-L02)."""
    assert taken(senior, "cases", LOG) == 4
    assert taken(senior, "cases", LOG) == 0

    requests = Case.objects.filter(kind=CaseKind.FOI).order_by("reference")
    assert [(one.state, one.due_on, one.answered_on, one.outcome) for one in requests] == [
        ("closed", date(2026, 12, 31), date(2026, 12, 31), "answered"),
        ("closed", date(2026, 12, 31), date(2027, 1, 4), "part"),
    ]
    assert CaseNote.objects.order_by("pk").values_list("text", flat=True)[0].endswith("FOI 7/26.")
    assert Case.objects.filter(kind=CaseKind.ENQUIRY, state="open", channel="phone").count() == 2
    found = requests_counted(senior.authority_id, date(2026, 12, 1), date(2027, 1, 31), on=AT.date())
    assert found == (1, 2)


@pytest.mark.parametrize(
    "bad",
    ["foi,6/1/2027,Later,,", "rumour,1/12/2026,Turnout,,", "foi,1/12/2026,,,", "foi,,Turnout,,", "foi,31/2/2026,X,,",
     "foi,1/12/2026,Turnout,30/11/2026,", "foi,1/12/2026,Turnout,,refused", "allegation,1/12/2026,Turnout,,"],
)  # fmt: skip
def test_nothing_of_a_log_with_a_fault_is_taken_over(senior: Actor, bad: str) -> None:
    with pytest.raises(CaseTableUnreadable) as refused:
        taken(senior, "cases", f"Kind,Received,Subject,Answered,Outcome\n,1/12/2026,Where do I vote?,,\n{bad}\n")

    assert (refused.value.values["row"], Case.objects.count()) == (3, 0)


def test_answers_that_a_second_person_releases_are_taken_over_only_by_whoever_may(officer: Actor) -> None:
    with pytest.raises(CaseTableUnreadable, match="second person"):
        taken(officer, "cases", LOG)

    assert (
        taken(officer, "cases", LOG.replace("31/12/2026,", ",").replace("4/1/2027,Given or upheld in part", ",")) == 4
    )


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_campaigns_and_activities_leave_as_files_and_come_in_again(
    senior: Actor, client_as: Callable[[Role], Client], form: str
) -> None:
    taken(
        senior, "campaigns", 'Campaign,Audience,Starts,Ends,Budget\nFreshers,students,1/9/2026,31/10/2026,"£1,250.50"\n'
    )
    held = Campaign.objects.get()
    head = "Campaign,Kind,Title,Day,Came,Cost,Follow up\n"
    assert taken(senior, "activities", f"{head}{held.reference},workshop,Hall,2/9/2026,,12.50,Ring them\n") == 1
    held.refresh_from_db()

    client = client_as(Role.SENIOR)
    for table in ("campaigns", "activities"):
        out = b"".join(client.get(f"/casework/{table}/?as={form}"))
        assert import_table(actor=senior, table=table, content=out, at=AT) == 0

    one = Activity.objects.get()
    came = f"Activity,Campaign,Kind,Title,Day,Came\n{one.reference},{held.reference},workshop,Hall,2/9/2026,31\n"
    assert taken(senior, "activities", came) == 1
    one.refresh_from_db()
    assert (held.budget_pence, one.attendance, one.cost_pence, one.follow_up) == (125_050, 31, 1_250, "Ring them")
    with pytest.raises(CaseTableUnreadable):
        taken(senior, "activities", f"{head}{held.reference},workshop,Hall,2/9/2026,,-3,\n")


def test_standard_answers_name_the_kinds_that_they_serve(senior: Actor, officer: Actor) -> None:
    table = (
        "What is asked,Answer,Serves,Review by\n"
        'May I tell?,Outside the station.,"Advice to parties, candidates or agents, Media enquiry",1/12/2027\n'
    )
    with pytest.raises(CaseTableUnreadable):
        taken(officer, "answers", table)

    assert taken(senior, "answers", table) == 1
    assert StandardAnswer.objects.get().kinds == ["media", "advice"]
    with pytest.raises(CaseTableUnreadable):
        taken(senior, "answers", table.replace("I tell", "I vote").replace("Media enquiry", "Rumours"))
