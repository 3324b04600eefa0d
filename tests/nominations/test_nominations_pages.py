"""The pages of nominations: a paper from the counter to its decision, the board, the statement."""

from collections.abc import Callable

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.elections.models import Poll
from pollwright.nominations.models import Candidate, NominationPaper, Statement
from tests.fixtures.arranging import arranged
from tests.fixtures.signing_in import errors_on
from tests.nominations.nominating_acts import BROUGHT, Hustings, at, delivered, standing
from tests.register.test_applications_pages import text_of

FORM = {
    "surname": "Example", "forenames": "Kim Toni", "address": "12 Sample Terrace", "address_shown": "home",
    "papers": ["nomination", "home-address", "consent"],
}  # fmt: skip
RECEIVED = {
    "day-day": "6", "day-month": "4", "day-year": "2027", "time": "11:00:30", "bearer": "anyone",
    "bearer_name": "A Friend",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock(authority: Authority) -> None:
    """Set the authority's clock to the day after nominations closed."""
    with arranged():
        authority.demonstration, authority.clock_on = True, at("2027-04-09 09:00:00").date()
        authority.save()


@pytest.fixture
def client(client_as: Callable[[Role], Client]) -> Client:
    return client_as(Role.SENIOR)


def test_the_fourth_paper_of_one_subscriber_for_three_vacancies_is_held_invalid_with_the_rule_shown(
    client: Client, officer: Actor, abbey: Hustings
) -> None:
    # story H2, and handbook N-10
    for number in (2, 3, 4):
        delivered(officer, abbey.contest, "AB1", f"AB{number}", surname=f"Candidate{number}", received_at=BROUGHT)

    opened = client.post(
        f"/nominations/contests/{abbey.contest.reference}/enter/", FORM | {"signatures": "AB1\nAB5, Alex Testing"}
    )["Location"]
    paper = NominationPaper.objects.get(candidate__surname="Example")
    client.post(f"{opened}act/deliver/", RECEIVED | {"version": "1"})
    checks = text_of(client.get(opened))
    refused = client.post(f"{opened}decide/valid/", {"version": "2"})
    client.post(
        f"{opened}decide/invalid/",
        {"version": "2", "ground": "not-subscribed-as-required", "reasons": "AB1 signed three papers before"},
    )

    paper.refresh_from_db()
    held = text_of(client.get(opened))
    assert "The elector has subscribed as many papers, delivered before, as there are seats" in checks
    assert "[N-10]" in checks
    assert "as there are seats" in errors_on(refused)[0]
    assert (paper.state, "AB1 signed three papers before" in held) == ("invalid", True)


def test_the_board_the_candidates_and_the_statement_agree(
    client: Client, client_as: Callable[[Role], Client], officer: Actor, senior: Actor, abbey: Hustings
) -> None:
    standing(officer, senior, abbey.contest, "AB1", "AB2", surname="Ŵyn")
    contest = f"/nominations/contests/{abbey.contest.reference}/"

    board = text_of(client.get(f"/nominations/polls/{abbey.poll.reference}/"))
    file = b"".join(client.get("/nominations/?as=csv").streaming_content)  # type: ignore[attr-defined]
    client.post(f"{contest}decide/prepare/", {})
    page = f"/nominations/statements/{Statement.objects.get().reference}/"
    own = client.post(f"{page}approve/", {"version": "1"})
    client_as(Role.HEAD).post(f"{page}approve/", {"version": "1"})
    client.post(f"{page}publish/", {"version": "2"})
    client.post(f"{contest}decide/outcome/", {})

    twin = client.get(f"{page}file/json/").json()
    abbey.contest.refresh_from_db()
    assert "Nominations closed" in board
    assert file.decode("utf-8-sig").splitlines()[1].startswith("Ŵyn,Kim Toni,Abbey")
    assert "somebody else has to approve it" in errors_on(own)[0]
    assert (twin["state"], twin["facts"]["people"][0]["name"]) == ("published", "ŴYN, Kim Toni")
    assert client.get(f"{page}file/pdf/").content.startswith(b"%PDF")
    assert (abbey.contest.state, Candidate.objects.get().state) == ("uncontested", "standing")


def test_what_the_law_leaves_no_room_for_is_not_offered(
    client: Client, officer: Actor, senior: Actor, abbey: Hustings
) -> None:
    # N-17: only a petition questions a valid paper of a councillor; 5.1: councillors pay no deposit
    paper = standing(officer, senior, abbey.contest, "AB1", "AB2")

    shown = client.get(f"/nominations/papers/{paper.reference}/").content.decode()
    board = client.get(f"/nominations/polls/{abbey.poll.reference}/").content.decode()
    with arranged():
        Poll.objects.filter(pk=abbey.poll.pk).update(kind="mayoral")
    of_mayor = client.get(f"/nominations/polls/{abbey.poll.reference}/").content.decode()
    deemed = client.post(f"/nominations/polls/{abbey.poll.reference}/several-wards/", {})

    assert ("decide/invalid/" in shown, "decide/spelling/" in shown) == (False, True)
    assert ("/several-wards/" in board, "/deposits/" in board) == (True, False)
    assert ("/several-wards/" in of_mayor, "/deposits/" in of_mayor) == (False, True)
    assert "the law has it for councillors only" in " ".join(errors_on(deemed))
