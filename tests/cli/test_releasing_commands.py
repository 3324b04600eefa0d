"""`pollwright register publish`, `notice` and `export` from end to end, in a demonstration and elsewhere."""

import hashlib
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.cli import main
from pollwright.register.models import Notice, Publication
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.people import person_in
from tests.register.publishing_acts import last_year

Run = Callable[..., tuple[int, str, str]]
# Days from the handbook: the revised register is due by 1 December (REG-320); a monthly notice comes out on the first
# working day of a month (REG-310), which in January 2027 is Monday the 4th, the 1st being a bank holiday.
REVISED, MONTHLY = "2026-12-01", "2027-01-04"


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: Any,
    tmp_path: Path,
    authority: Authority,
    ledger: Ledger,
) -> Run:
    """Run a command in a demonstration with last year's register, a head and a senior officer."""
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL", "postgresql:///the-tests-own-connection-is-used"))
    last_year(ledger)
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True)
    person_in(authority, Role.HEAD)
    person_in(authority, Role.SENIOR)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main.run(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def clock() -> date | None:
    return Authority.objects.values_list("clock_on", flat=True).get()


def test_a_demonstration_publishes_on_the_day_with_a_colleague_as_the_second_person(run: Run) -> None:
    code, out, err = run("register", "publish", "--date", REVISED, "--format", "json")

    answer = json.loads(out)
    assert (code, err, answer["state"], answer["electors"], answer["approved_by"]) == (
        0,
        "",
        "issued",
        4,
        "Test senior",
    )
    assert clock() == date(2026, 12, 1)


def test_a_register_that_is_out_is_not_published_again_and_the_clock_stays(run: Run) -> None:
    run("register", "publish", "--date", REVISED)
    before = run("register", "notice", "--kind", "monthly", "--date", MONTHLY)[0]

    code, out, err = run("register", "publish", "--date", REVISED)

    assert (before, code, out, err[-16:]) == (0, 3, "", "(register.R032)\n")
    assert clock() == date(2027, 1, 4)


def test_what_an_earlier_run_left_unfinished_is_gone_on_with(run: Run) -> None:
    unapproved = run("register", "publish", "--date", REVISED, "--approve-as", "nobody@example.org")

    code, out, _ = run("register", "publish", "--date", REVISED, "--format", "json")

    assert (unapproved[0], code, json.loads(out)["state"]) == (3, 0, "issued")
    assert list(Publication.objects.order_by("published_on").values_list("published_on", "state")) == [
        (date(2025, 12, 1), "issued"),
        (date(2026, 12, 1), "issued"),
    ]


def test_a_district_that_nobody_is_left_in_has_to_be_explained_and_the_command_says_how(run: Run) -> None:
    with arranged():
        Publication.objects.update(counts={"districts": {"AB1": 4, "ZZ1": 30}})

    refused = run("register", "publish", "--date", REVISED)
    held = Publication.objects.latest("published_on").state
    code, out, _ = run("register", "publish", "--date", REVISED, "--explain", "ZZ1 went to AB1", "--format", "json")

    hint, refusal = "To go on, give the command again with the reason: --explain TEXT", "(register.R070)"
    assert (refused[0], refused[1], hint in refused[2], refused[2].rstrip()[-15:]) == (3, "", True, refusal)
    assert (held, code, json.loads(out)["state"]) == ("prepared", 0, "issued")
    assert Event.objects.get(code="register.publication-sense-checked").reason == "ZZ1 went to AB1"


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_the_register_as_it_stood_on_a_day_is_written_in_each_format(run: Run, tmp_path: Path, form: str) -> None:
    copy = tmp_path / f"register.{form}"
    asked = ("--format", form, "-o", str(copy), "--as", _email("senior"), "--purpose", "Court")

    code, out, _ = run("register", "export", "--as-at", "2026-06-30", *asked)

    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    assert (code, out) == (0, f"{copy}: 4 rows, {copy.stat().st_size:,} bytes, SHA-256 {digest}\n")
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [copy.name]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ((), 2, "name a published register, or a day"),
        (("--publication", "R1", "--as-at", "2026-06-30"), 2, "name a published register, or a day"),
        (("--as-at", "2026-06-30", "--edition", "open"), 2, "has the full edition only"),
        (("--as-at", "2026-06-30", "--format", "pdf"), 3, "(register.R076)"),
    ],
)
def test_what_cannot_be_exported_leaves_no_file(
    run: Run, tmp_path: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    answer = run("register", "export", "-o", str(tmp_path / "copy"), "--as", _email("senior"), *options)

    assert (answer[0], said in " ".join(answer[2].split()), (tmp_path / "copy").exists()) == (code, True, False)


def test_a_day_that_is_not_lawful_is_refused_with_the_lawful_one_and_the_clock_stays(run: Run) -> None:
    code, out, err = run("register", "notice", "--kind", "monthly", "--date", "2027-01-05")

    assert (code, out) == (3, "")
    assert err == (
        "The monthly notice is published on the first working day of the month, not on 5 January 2027. "
        "In that month it is 4 January 2027. (register.R051)\n"
    )
    assert (clock(), Notice.objects.count()) == (None, 0)


def test_a_year_whose_bank_holidays_are_not_known_is_refused(run: Run) -> None:
    code, _, err = run("register", "notice", "--kind", "final", "--date", "2190-05-05")

    assert (code, err[-16:], clock()) == (3, "(register.R051)\n", None)


def test_a_small_notice_of_a_real_authority_needs_nobody_else(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("register", "publish", "--date", REVISED)
    with arranged():
        Authority.objects.update(demonstration=False, clock_on=None)
    monkeypatch.setattr("pollwright.authorities.clock.timezone.localdate", lambda: date(2027, 1, 4))

    code, out, _ = run(
        "register", "notice", "--kind", "monthly", "--date", MONTHLY, "--as", _email("head"), "--format", "json"
    )

    assert (code, json.loads(out)["state"], json.loads(out)["approved_by"]) == (0, "issued", "")


def test_a_real_authority_does_not_publish_on_another_day_than_today(run: Run) -> None:
    with arranged():
        Authority.objects.update(demonstration=False)

    code, _, err = run("register", "publish", "--date", REVISED, "--as", _email("head"))

    assert (code, err[-19:]) == (3, "(authorities.R020)\n")


@pytest.mark.parametrize("day", ["2026-02-30", "01/02/2026", "yesterday", ""])
def test_a_day_that_cannot_be_read_is_wrong_usage(run: Run, day: str) -> None:
    code, out, err = run("register", "publish", "--date", day)

    assert (code, out, "Invalid value for '--date'" in err) == (2, "", True)


def test_a_notice_before_the_last_register_is_refused(run: Run) -> None:
    run("register", "publish", "--date", REVISED)

    code, out, err = run("register", "notice", "--kind", "monthly", "--date", "2026-11-02")

    assert (code, out, err[-16:]) == (3, "", "(register.R026)\n")
    assert (clock(), Notice.objects.count()) == (date(2026, 12, 1), 0)


def _email(role: str) -> str:
    return str(Authority.objects.get().membership_set.get(role=role).person.email)
