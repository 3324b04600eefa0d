"""The commands of oversight, through the installed command's own frame."""

import json
from pathlib import Path

import pytest

from pollwright.access.models import Person
from pollwright.acting import Actor
from pollwright.audit.models import Seal
from pollwright.audit.sealing import seal_events
from pollwright.oversight import cli
from pollwright.terminal import CommandFailed, Exit, Format
from tests.audit.test_operations import add_day_on
from tests.audit.test_seals import tampering

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def as_head(head: Actor) -> dict[str, str]:
    """The options by which a command acts for the registration officer."""
    return {"authority": head.authority_code, "as_": Person.objects.get(pk=head.person_id).email}


def seal_file(path: Path, digest: str) -> Path:
    path.write_text(f"Seal,Sealed,Events,Digest\n1,2026-11-22,1,{digest}\n")
    return path


def test_verify_says_that_the_trail_is_whole(head: Actor, as_head: dict[str, str], capsys: Printed) -> None:
    add_day_on(actor=head, day=1)
    seal_events(actor=head)

    cli.verify(**as_head, kept=None, shown=Format.TEXT)

    assert capsys.readouterr().out == "The trail is whole: 1 seals were verified.\n"


def test_verify_ends_with_1_where_something_was_changed(head: Actor, as_head: dict[str, str], capsys: Printed) -> None:
    add_day_on(actor=head, day=1)
    seal_events(actor=head)
    with tampering() as cursor:
        cursor.execute("UPDATE audit_event SET reason = 'another'")

    with pytest.raises(cli.typer.Exit) as ended:
        cli.verify(**as_head, kept=None, shown=Format.JSON)

    printed = json.loads(capsys.readouterr().out)
    assert (ended.value.exit_code, [one["code"] for one in printed["findings"]]) == (
        Exit.FAILED,
        ["audit.header-changed"],
    )


@pytest.mark.parametrize(("digest", "found"), [(None, 0), ("0" * 64, 1)])
def test_verify_compares_with_seals_kept_elsewhere(
    head: Actor, as_head: dict[str, str], tmp_path: Path, capsys: Printed, digest: str | None, found: int
) -> None:
    add_day_on(actor=head, day=1)
    seal_events(actor=head)
    kept = seal_file(tmp_path / "seals.csv", digest or Seal.objects.get().digest)

    if found:
        with pytest.raises(cli.typer.Exit):
            cli.verify(**as_head, kept=kept, shown=Format.JSON)
    else:
        cli.verify(**as_head, kept=kept, shown=Format.JSON)

    assert len(json.loads(capsys.readouterr().out)["findings"]) == found


def test_a_file_that_is_no_list_of_seals_is_refused(head: Actor, as_head: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")

    with pytest.raises(CommandFailed):
        cli.verify(**as_head, kept=tmp_path / "notes.csv", shown=Format.TEXT)


def test_a_hold_is_placed_seen_and_lifted(head: Actor, as_head: dict[str, str], capsys: Printed) -> None:
    cli.hold(**as_head, kind="nino", reason="Petition", record="A0000001")
    cli.lift("H0000001", **as_head, reason="Dismissed")
    cli.preview(**as_head, shown=Format.JSON)

    printed = capsys.readouterr()
    assert printed.err == "Legal hold H0000001 was placed.\nLegal hold H0000001 was lifted.\n"
    assert {one["kind"]: one["months"] for one in json.loads(printed.out)}["nino"] == 13


def test_a_removal_prints_what_went(head: Actor, as_head: dict[str, str], capsys: Printed) -> None:
    cli.run_removal(**as_head, kind=["ended-work", "received-files"], shown=Format.JSON)

    assert json.loads(capsys.readouterr().out) == {"ended-work": 0, "received-files": 0}
