"""Applications, reports and outside lists, and the truth that is kept apart from them."""

from collections import Counter
from datetime import date, datetime

import polars as pl
import pytest

from pollwright.synth.noise import misspelt
from tests.synth.conftest import ON, Read

SIZE = 43_000


def test_applications_in_flight_are_a_month_old_at_most(read: Read) -> None:
    frame = read("applications.csv").join(read("truth/applications.csv"), on="application_reference")
    waiting = frame.filter(pl.col("case") != "history")

    ages = {(ON - datetime.fromisoformat(moment).date()).days for moment in waiting["received_at"]}
    assert min(ages) == 0
    assert max(ages) == 30
    assert {moment[-6:] for moment in waiting["received_at"] if moment > "2026-10-26"} == {"+00:00"}
    assert {moment[-6:] for moment in waiting["received_at"] if moment < "2026-10-25"} == {"+01:00"}


def test_a_third_of_new_applications_come_from_people_already_registered(read: Read) -> None:
    # The Electoral Commission's figure of 2019: about one in three.
    cases = Counter(read("truth/applications.csv")["case"])

    new = sum(cases[case] for case in ("newcomer", "mover_within", "coming_of_age", "first_time"))
    assert cases["duplicate"] / (new + cases["duplicate"]) == pytest.approx(1 / 3, abs=0.01)
    assert new == pytest.approx(0.008 * SIZE, abs=3)


def test_only_past_applications_and_changes_of_name_tell_the_entry_that_they_belong_to(read: Read) -> None:
    frame = read("applications.csv").rename({"elector_reference": "told"})
    frame = frame.join(read("truth/applications.csv"), on="application_reference")

    told = frame.filter(pl.col("told") != "")
    assert set(told["case"]) == {"history", "change_of_name"}
    assert told["told"].to_list() == told["elector_reference"].to_list()
    linked = {"history", "change_of_name", "duplicate", "mover_within"}
    assert set(frame.filter(pl.col("elector_reference") != "")["case"]) == linked


def test_nine_applications_in_ten_pass_the_identity_match(read: Read) -> None:
    results = read("match_results.csv").join(read("truth/applications.csv"), on="application_reference")
    sent = results.filter(pl.col("case") != "history")

    assert (sent["result"] == "pass").mean() == pytest.approx(0.90, abs=0.04)
    numbers = read("applications.csv").join(sent, on="application_reference", how="semi")["nino"]
    assert {number[:2] for number in numbers} == {"QQ"}


def test_some_applications_lack_an_item_with_a_reason_and_some_without(read: Read) -> None:
    frame = read("applications.csv")
    without = frame.filter((pl.col("nino") == "") & (pl.col("noninoreason") == ""))
    explained = frame.filter((pl.col("nino") == "") & (pl.col("noninoreason") != ""))

    assert without.height > 0
    assert explained.height > 0
    assert frame.filter((pl.col("nino") != "") & (pl.col("noninoreason") != "")).height == 0
    assert frame.filter((pl.col("dob") != "") & (pl.col("nodobreason") != "")).height == 0


def test_names_fit_the_national_service(read: Read) -> None:
    frame = read("applications.csv")

    assert max(frame["fn"].str.len_chars().to_list()) <= 35
    assert max(frame["ln"].str.len_chars().to_list()) <= 35


def test_deaths_were_registered_in_the_last_four_weeks_and_after_they_happened(read: Read) -> None:
    frame = read("deaths.csv")

    assert frame.height == pytest.approx(SIZE * 0.012 / 52 * 4 * 7 / 6, abs=6)
    assert {date.fromisoformat(day).weekday() for day in frame["registered_on"]} == {0}
    assert max(frame["registered_on"].to_list()) <= ON.isoformat()
    assert frame.filter(pl.col("date_of_death") >= pl.col("registered_on")).height == 0


@pytest.mark.parametrize("name", ["deaths", "reports_of_moves", "council_tax", "national_match"])
def test_the_truth_of_a_list_is_about_its_rows_and_real_entries(name: str, read: Read) -> None:
    entries = set(read("electors.csv")["elector_reference"])
    truth = read(f"truth/{name}.csv")

    assert truth["reference"].to_list() == read(f"{name}.csv")["reference"].to_list()
    assert truth["reference"].n_unique() == truth.height
    assert set(truth["elector_reference"]) - entries == {""}
    assert "elector_reference" not in read(f"{name}.csv").columns


def test_five_electors_in_six_are_in_the_national_match_as_they_are_in_the_register(read: Read) -> None:
    # Handbook section 10: 84% of electors match.
    truth = read("truth/national_match.csv")
    harmless = ["", "no_uprn", "no_second_name", "upper_case", "no_date_of_birth", "initial"]
    clean = truth.filter((pl.col("elector_reference") != "") & pl.col("noise").is_in(harmless))

    assert clean.height / SIZE == pytest.approx(0.84, abs=0.02)


def test_a_row_without_noise_says_what_the_register_says(read: Read) -> None:
    listed = read("national_match.csv").join(read("truth/national_match.csv"), on="reference")
    clean = listed.filter((pl.col("elector_reference") != "") & (pl.col("noise") == ""))
    both = clean.join(read("electors.csv"), on="elector_reference")

    for column in ("forenames", "surname", "date_of_birth", "postcode", "uprn"):
        assert both.filter(pl.col(column) != pl.col(f"{column}_right")).height == 0


def test_a_row_with_noise_differs_from_the_register(read: Read) -> None:
    listed = read("national_match.csv").join(read("truth/national_match.csv"), on="reference")
    noisy = listed.filter((pl.col("elector_reference") != "") & pl.col("noise").is_in(["ocr", "phonetic", "typing"]))
    both = noisy.join(read("electors.csv"), on="elector_reference")

    same = both.filter(
        (pl.col("forenames") == pl.col("forenames_right")) & (pl.col("surname") == pl.col("surname_right"))
    )
    assert same.height / both.height < 0.03  # doubled letters in short names may come out alike


@pytest.mark.parametrize(
    ("word", "kind", "found"),
    [("Edward", "typing", {"Eward", "Eddward", "Ewdard"}), ("Jo", "typing", {"Joo"}), ("Martin", "ocr", {"Mamtin"})],
)
def test_a_misspelling_is_never_the_word_itself(word: str, kind: str, found: set[str]) -> None:
    spelt = {misspelt(word, kind, (0, way)) for way in range(3)}

    assert word not in spelt
    if kind == "typing":
        assert spelt == found
