"""Registers as offices hand them on, and what a command answers. All people are fictitious."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.cli.main import run
from pollwright.jobs.queries.works import WorkFacts
from pollwright.jobs.states import WorkState
from pollwright.register.models import Elector
from tests.fixtures.ledger import Ledger
from tests.register.importing_acts import DAY, as_csv, counts, person, report_of

pytestmark = pytest.mark.usefixtures("store")

# The columns of the Xpress full register (handbook registration 4.6).
XPRESS = (
    "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Surname,"
    "Elector Forename,PostCode,Address1,Address2,Address3,Address4,Address5,Address6\n"
)


def codes(ended: WorkFacts) -> list[str]:
    return [found["code"] for found in ended.outcome["findings"]]


def test_titles_above_and_totals_below_are_said_and_are_no_rows(importing: Callable[..., WorkFacts]) -> None:
    text = (
        f"Register of electors\nMade on 1 December\n\n{as_csv((person(1), person(2)))}Total records: 3\nEnd of report\n"
    )

    ended = importing(text=text)

    assert (ended.state, counts(ended)) == (WorkState.DONE, (2, 2, 0, 0))
    assert codes(ended) == ["row.total-differs", "file.header-below", "row.totals-line"]


def test_titles_above_are_passed_over_by_a_mapping_too(importing: Callable[..., WorkFacts]) -> None:
    mapping = (
        '[columns]\nsurname = "Last"\nforenames = "First"\ndistrict = "Patch"\ndate_of_birth = "Born"\n'
        'uprn = "House"\nnationality = { constant = "GB" }\n'
    )
    text = "Export of electors\n\nLast,First,Patch,Born,House\nRowe,Asha,AB1,17.5.80,990000000001.0\n"

    ended = importing(text=text, mapping=mapping)

    assert (ended.state, counts(ended), Elector.objects.get().forenames) == (WorkState.DONE, (1, 1, 0, 0), "Asha")


def test_the_refusal_says_which_row_and_column_are_wrong_and_not_what_stands_there(
    importing: Callable[..., WorkFacts],
) -> None:
    ended = importing(person(1), person(2, date_of_birth="31/02/1980"), person(3, property_reference="P99"))

    assert ended.outcome["problem"] == (
        "2 of 3 rows have errors, so nothing was imported. The first: row 3, column date_of_birth: This is not a date"
        " that can be read."
    )


def test_nothing_tells_the_postcode_of_an_anonymous_elector(importing: Callable[..., WorkFacts]) -> None:
    wrong = {"property_reference": "", "postcode": "TAI 9ZZ"}

    ended = importing(person(1, anonymous="yes", **wrong), person(2, postcode="TAI 1ZZ"), keep_good_rows=True)

    told = [(row["row"], row["value"], row["code"], row["what is wrong"]) for row in report_of(ended)]
    assert told == [
        ("2", "", "value.bad-postcode", "This is not in the form of a postcode."),
        (
            "3",
            "TAI 1ZZ",
            "value.likely-postcode",
            "This is not in the form of a postcode, but is one slip away from TA1 1ZZ.",
        ),
    ]
    assert "ZZ" not in json.dumps(ended.outcome["findings"])


def test_a_databases_word_for_nothing_is_nothing_but_null_is_a_surname(importing: Callable[..., WorkFacts]) -> None:
    importing(person(1, surname="NULL", previous_surname="NULL", email="NULL", phone="\\N"))

    assert Elector.objects.values_list("surname", "previous_surname", "email", "phone").get() == ("NULL", "", "", "")


def test_an_elector_who_is_here_already_needs_no_property_in_a_later_file(importing: Callable[..., WorkFacts]) -> None:
    row = "AB1,1,0,,,Smith,Ann,TA1 1ZZ,{},Wellbridge,,,,\n"
    importing(text=XPRESS + row.format("1 Quarry Road"))

    again = importing(text=XPRESS + row.format("9 Quarry Road"))

    assert (counts(again), again.outcome["different"]) == ((1, 0, 1, 0), 1)
    assert [found["level"] for found in again.outcome["findings"]] == ["warning", "warning"]


def test_a_file_in_another_layout_than_was_named_lists_every_column_that_it_lacks(
    importing: Callable[..., WorkFacts],
) -> None:
    ended = importing(person(1), layout="xpress-full")

    assert ended.outcome["problem"] == (
        "The file can't be imported: The file has no column 'Elector Markers', 'Elector Number', 'Elector Number Prefix',"
        " 'Elector Name'."
    )


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, database_url: str, store: None, capsys: Any
) -> Callable[..., tuple[int, str]]:
    """Run the command in this test's database, and return its exit code, its answer and then what it said besides."""
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    monkeypatch.setenv("DATABASE_URL", database_url)

    def given(*arguments: str) -> tuple[int, str]:
        code = run(["register", "import", *arguments])
        said = capsys.readouterr()
        return code, f"{said.out}{said.err}"

    return given


@pytest.mark.django_db(transaction=True)
def test_the_command_ends_with_what_became_of_the_rows(
    head: Actor, council: Ledger, command: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(as_csv((person(1),)))
    bad.write_text(as_csv((person(1), person(2, date_of_birth="31/02/1980"))))
    findings = tmp_path / "findings.csv"

    done, _ = command(str(good))
    refused, _ = command(str(bad), "--findings", str(findings))
    checked, said = command(str(bad), "--dry-run")
    future, _ = command(str(good), "--date", "2099-01-01")

    assert (done, refused, checked, future) == (0, 3, 1, 2)
    assert findings.read_text("utf-8-sig").splitlines()[1].startswith("3,date_of_birth,31/02/1980,error,")
    assert said.splitlines()[1] == "Read as Pollwright, UTF-8"
    assert said.splitlines()[2] == (
        "Their property: 0 by its reference + 0 by UPRN + 0 by address + 0 not found + 0 not looked at, being anonymous"
    )
    assert said.splitlines()[3] == (
        "Error, once (first: row 3, column date_of_birth): This is not a date that can be read. Write the date as"
        " dd/mm/yyyy or yyyy-mm-dd, or leave the cell blank."
    )


@pytest.mark.django_db(transaction=True)
def test_the_command_refuses_new_electors_of_a_register_that_is_kept_here_even_when_dry(
    head: Actor, council: Ledger, command: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    file, findings = tmp_path / "new.csv", tmp_path / "findings.csv"
    file.write_text(as_csv((person(1),)))
    council.publication(DAY)

    told = [command(str(file), *dry, "--findings", str(findings)) for dry in (["--dry-run"], [])]

    refusal = (
        "The register has been altered here since it was taken over, and the file has 1 new electors. Enter them as"
        " applications. An import of electors who are all here already only reports differences. (register.R060)\n"
    )
    assert told == [(3, refusal)] * 2
