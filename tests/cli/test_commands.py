"""The commands about people and authorities, and the check of an installation, in this process."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from pollwright.access.models import Membership, Person
from pollwright.acting import Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.cli import inspections, main
from pollwright.findings import Finding
from tests.fixtures.arranging import arranged
from tests.fixtures.people import person_in

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], authority: Authority) -> Run:
    """Run a command against the test's database; return exit code, standard output, standard error."""
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL", "postgresql:///the-tests-own-connection-is-used"))

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main.run(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_a_person_is_added_by_command_and_the_trail_says_by_whom(run: Run) -> None:
    code, out, _ = run("user", "add", "n@example.org", "--name", "N", "--role", "officer", "--format", "json")

    answer = json.loads(out)
    person = Person.objects.get(email="n@example.org")
    event = Event.objects.get()
    assert (code, answer["role"], person.check_password(answer["temporary_password"])) == (0, "officer", True)
    assert (event.actor_name, event.channel, event.summary) == ("Pollwright", "command", "added N as officer")


def test_the_list_of_people_is_json_alone(run: Run, authority: Authority) -> None:
    person = person_in(authority, Role.AUDITOR)

    code, out, err = run("user", "list", "--format", "json")

    assert (code, err, [(row["email"], row["role"]) for row in json.loads(out)]) == (
        0,
        "",
        [(person.email, "auditor")],
    )


def test_who_acts_needs_the_permission(run: Run, authority: Authority) -> None:
    officer, other = person_in(authority, Role.OFFICER), person_in(authority, Role.OFFICER)

    code, out, err = run("user", "role", other.email, "senior", "--as", officer.email)

    assert (code, out, err.endswith("(access.R001)\n")) == (3, "", True)


def test_among_several_authorities_the_command_must_say_which(run: Run, other_authority: Authority) -> None:
    code, _, err = run("user", "list")
    named, out, _ = run("user", "list", "--authority", "mendip-vale", "--format", "json")

    assert (code, "mendip-vale, quantock" in err, named, json.loads(out)) == (3, True, 0, [])


def test_among_demonstrations_the_first_is_meant(run: Run, authority: Authority, other_authority: Authority) -> None:
    with arranged():
        Authority.objects.update(demonstration=True)
    person_in(authority, Role.HEAD)

    unnamed = run("user", "list", "--format", "json")

    assert unnamed == run("user", "list", "--authority", authority.code, "--format", "json")
    assert (unnamed[0], len(json.loads(unnamed[1]))) == (0, 1)


def test_an_authority_that_is_not_there_is_refused(run: Run) -> None:
    code, _, err = run("user", "list", "--authority", "nowhere")

    assert (code, err.startswith("There is no authority nowhere")) == (3, True)


def test_the_life_of_a_person_by_command(run: Run, authority: Authority) -> None:
    person = person_in(authority, Role.OFFICER)
    steps = (
        ("role", person.email, "senior"),
        ("reset-password", person.email, "--reason", "forgotten"),
        ("reset-second-factor", person.email, "--reason", "lost phone"),
        ("deactivate", person.email, "--reason", "left"),
        ("reactivate", person.email, "--reason", "back"),
    )

    codes = [run("user", *step)[0] for step in steps]

    assert codes == [0] * 5
    assert list(Event.objects.order_by("pk").values_list("code", flat=True)) == [
        "access.role-changed",
        "access.password-reset",
        "access.second-factor-reset",
        "access.person-deactivated",
        "access.person-reactivated",
    ]


def test_the_only_administrator_who_lost_everything_is_let_in_again_by_command(run: Run, authority: Authority) -> None:
    administrator = person_in(authority, Role.ADMINISTRATOR)

    code, _, _ = run("user", "reset-second-factor", administrator.email, "--reason", "lost phone and codes")

    assert code == 0


def test_an_authority_is_added_with_its_first_administrator(run: Run) -> None:
    code, out, _ = run(
        "authority", "add", "levels", "--name", "Levels", "--gss", "E06999903",
        "--administrator", "a@example.org", "--administrator-name", "A", "--format", "json",
    )  # fmt: skip
    again, _, err = run(
        "authority", "add", "levels", "--name", "Levels", "--gss", "E06999903",
        "--administrator", "a@example.org", "--administrator-name", "A",
    )  # fmt: skip

    held = Membership.everywhere.get(person__email="a@example.org")
    assert (code, json.loads(out)["code"], held.role, held.authority.code) == (0, "levels", "administrator", "levels")
    assert (again, err.endswith("(access.R040)\n")) == (3, True)


@pytest.mark.parametrize(("email", "name"), [("not-an-address", "N"), ("n@example.org", " ")])
def test_a_person_without_an_address_or_a_name_is_refused(run: Run, email: str, name: str) -> None:
    code, out, err = run("user", "add", email, "--name", name, "--role", "officer")

    assert (code, out, err[-14:], Person.objects.count()) == (3, "", "(access.R017)\n", 0)


@pytest.mark.parametrize(("code", "gss"), [("Bad Code", "E06999903"), ("../levels", "E06999903"), ("levels", "E6")])
def test_an_authority_whose_codes_have_not_their_form_is_refused(run: Run, code: str, gss: str) -> None:
    ended, out, err = run(
        "authority", "add", code, "--name", "Levels", "--gss", gss,
        "--administrator", "a@example.org", "--administrator-name", "A",
    )  # fmt: skip

    assert (ended, out, err[-14:]) == (3, "", "(access.R041)\n")


def test_the_matrix_is_printed_as_the_page_of_the_documentation(run: Run) -> None:
    code, out, _ = run("permissions", "--markdown")

    assert (code, out.splitlines()[0]) == (0, "# Roles and permissions")


def found(inspect: Callable[[], object]) -> list[str]:
    return [finding.code for finding in list(inspect())]  # type: ignore[call-overload]


def test_weak_and_equal_secrets_are_found(settings: object, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    settings.SECRET_KEY = settings.FIELD_KEY = "short"  # type: ignore[attr-defined]

    assert found(inspections.secrets) == ["check.weak-secret", "check.weak-secret", "check.one-secret"]


def test_a_secret_that_others_can_read_is_found(settings: object, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "pollwright_field_key").write_text("x" * 40)
    (tmp_path / "secrets" / "pollwright_field_key").chmod(0o644)

    assert found(inspections.secrets) == ["check.readable-secret"]


@pytest.mark.parametrize(
    ("demonstration", "names", "secure", "codes"),
    [
        (False, ["ems.example.org"], True, []),
        (False, ["localhost"], True, ["check.only-this-machine"]),
        (False, ["*"], True, ["check.any-host"]),
        (False, ["ems.example.org"], False, ["check.open-cookies"]),
        (True, ["localhost", "127.0.0.1", "[::1]"], False, []),
        (True, ["localhost", "ems.example.org"], True, ["check.demonstration-abroad"]),
    ],
)
def test_who_is_answered_is_checked(
    settings: object, demonstration: bool, names: list[str], secure: bool, codes: list[str]
) -> None:
    settings.DEMONSTRATION, settings.ALLOWED_HOSTS = demonstration, names  # type: ignore[attr-defined]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = secure  # type: ignore[attr-defined]

    assert found(inspections.hosts) == codes


def test_a_folder_that_others_can_read_is_found(settings: object, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    fresh = found(inspections.folders)
    (tmp_path / "files").chmod(0o755)

    assert (fresh, found(inspections.folders)) == ([], ["check.open-folder"])


def test_the_test_database_itself_passes(authority: Authority) -> None:
    assert found(inspections.database) == []


def test_working_as_the_owner_is_found(authority: Authority) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        codes = found(inspections.database)
        cursor.execute("SET ROLE pollwright_app")

    assert codes[0] == "check.wrong-role"


def test_missing_people_and_demonstrations_are_found(authority: Authority) -> None:
    with arranged():
        show = Authority.objects.create(code="show", name="Show", gss="E06999904", slug="show", demonstration=True)
    person_in(show, Role.ADMINISTRATOR)

    listed: list[Finding] = list(inspections.people())

    assert [(one.code, one.problem) for one in listed] == [
        ("check.no-administrator", "Nobody administers quantock."),
        (
            "check.demonstration-authority",
            "show is a demonstration authority, whose clock anybody in charge of it can set.",
        ),
        ("check.no-second-factor", "1 people of show have not set up a second factor."),
    ]


def test_a_command_acts_as_the_only_person_whose_role_allows_it(run: Run, authority: Authority, tmp_path: Path) -> None:
    person_in(authority, Role.OFFICER)
    person_in(authority, Role.AUDITOR)

    code, _, err = run("retention", "preview")

    assert (code, err) == (0, "")


def test_a_command_that_several_may_do_asks_who_acts(run: Run, authority: Authority) -> None:
    person_in(authority, Role.HEAD)
    person_in(authority, Role.SENIOR)

    code, _, err = run("retention", "preview")

    assert (code, err[-14:]) == (3, "(access.R005)\n")


def test_a_command_that_nobody_may_do_says_so(run: Run, authority: Authority) -> None:
    person_in(authority, Role.OFFICER)

    code, _, err = run("retention", "preview")

    assert (code, err[-14:]) == (3, "(access.R008)\n")


def test_in_a_demonstration_a_colleague_does_what_the_head_may_not(
    run: Run, authority: Authority, tmp_path: Path
) -> None:
    with arranged():
        Authority.objects.update(demonstration=True)
    person_in(authority, Role.HEAD)
    person_in(authority, Role.ADMINISTRATOR)

    code, _, err = run("backup", str(tmp_path / "no such folder" / "it"))

    assert (code, "(access.R001)" in err) == (1, False)


def test_what_the_system_refuses_of_a_file_is_said_plainly(run: Run, authority: Authority, tmp_path: Path) -> None:
    person_in(authority, Role.AUDITOR)

    code, out, err = run("audit", "verify", "--kept", str(tmp_path))

    assert (code, out) == (1, "")
    assert err.splitlines()[0] == f"Is a directory: {tmp_path}"
