"""The electors of the demonstration authority are lawful, plausible and as many of each kind as they should be."""

import re
from collections import Counter
from datetime import date
from statistics import fmean

import numpy as np
import polars as pl
import pytest

from pollwright.synth.calendar_days import attainers_born_until, days, notice_day, number, third_november, years_after
from pollwright.synth.randomness import shares
from tests.synth.conftest import ON, Read

SIZE = 43_000


def dated(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    return frame.with_columns(pl.col(column).replace("", None).str.to_date() for column in columns)


# Registration handbook, tables of monthly notices in 2026 and 2027 (REG-310) and of revised registers (REG-321).
@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 2),
        date(2026, 2, 2),
        date(2026, 4, 1),
        date(2026, 5, 1),
        date(2026, 8, 3),
        date(2026, 11, 2),
        date(2026, 12, 1),
        date(2027, 1, 4),
        date(2027, 4, 1),
        date(2027, 5, 4),
        date(2024, 12, 1),
    ],
)
def test_notices_come_out_on_the_first_working_day_and_on_1_december(day: date) -> None:
    assert notice_day(day.year, day.month) == day


# Handbook, worked examples of REG-161.
@pytest.mark.parametrize(
    ("effective", "ends"),
    [
        (date(2024, 3, 1), "2026-11-01"),
        (date(2026, 10, 31), "2028-11-01"),
        (date(2024, 11, 1), "2027-11-01"),  # the rule itself: strictly after
        (date(2026, 11, 2), "2029-11-01"),
        (date(2026, 12, 1), "2029-11-01"),
    ],
)
def test_an_overseas_declaration_ends_on_the_third_1_november(effective: date, ends: str) -> None:
    assert days(third_november(np.array([number(effective)]))).astype(str).tolist() == [ends]


# Handbook, worked examples of REG-111.
@pytest.mark.parametrize(("applied", "latest"), [(date(2026, 11, 22), "2009-11-30"), (date(2026, 12, 2), "2010-11-30")])
def test_the_latest_date_of_birth_of_an_attainer(applied: date, latest: str) -> None:
    assert days(attainers_born_until(np.array([number(applied)]))).astype(str).tolist() == [latest]


def test_shares_add_up_and_none_is_more_than_one_away() -> None:
    parts = shares(10, [1, 1, 1])

    assert parts.tolist() == [3, 4, 3]


# Handbook section 10, rates of an authority of 430,000 electors; the numbers here are a tenth.
@pytest.mark.parametrize(
    ("marker", "wanted", "tolerance"),
    [("B", 0.019 * SIZE, 10), ("F", 0.0045 * SIZE, 2), ("L", 0.8, 1), ("N", 4.5, 1), ("G", 1.6, 1)],
)
def test_markers_are_as_frequent_as_in_the_handbook(marker: str, wanted: float, tolerance: int, read: Read) -> None:
    found = sum(marker in each.split("+") for each in read("electors.csv")["marker"])

    assert abs(found - wanted) <= tolerance


def test_the_other_rates_are_those_of_the_handbook(read: Read) -> None:
    electors, properties = read("electors.csv"), read("properties.csv")
    kinds = properties["kind"].value_counts(normalize=True)
    share = dict(kinds.iter_rows())
    ordinary = electors.filter((pl.col("category") == "ordinary") & (pl.col("anonymous") == "no"))
    households = ordinary.group_by("property_reference").len()["len"].value_counts()
    sizes = dict(households.iter_rows())
    living = sum(sizes.values())

    assert electors.filter(pl.col("attains_on") != "").height == round(0.006 * SIZE)
    assert electors.filter(pl.col("category") == "forces").height == 65
    assert abs(electors.filter(pl.col("open_register") == "no").height / SIZE - 0.62) < 0.015
    assert abs(properties.height / SIZE - 0.628) < 0.01
    assert abs(share["flat"] - 0.07) < 0.012
    assert abs(sum(share[kind] for kind in ("care_home", "hmo", "student_hall", "hostel")) - 0.012) < 0.003
    # Of every 89.5 homes with electors, 37 have one, 40.5 two and 8.5 three.
    assert [round(sizes[size] / living, 2) for size in (1, 2, 3)] == pytest.approx([0.413, 0.453, 0.095], abs=0.035)


def test_ages_are_plausible(read: Read) -> None:
    born = dated(read("electors.csv"), "date_of_birth", "attains_on").filter(pl.col("date_of_birth").is_not_null())
    age = (pl.lit(ON) - pl.col("date_of_birth")).dt.total_days() / 365.25
    adults = born.filter(pl.col("attains_on").is_null()).select(age).to_series()
    young = born.filter(pl.col("attains_on").is_not_null()).select(age).to_series()

    assert min(adults.to_list()) >= 17.99
    assert max(adults.to_list()) < 105
    assert 44 < fmean(adults.to_list()) < 58
    assert max(young.to_list()) < 18
    assert max(born["date_of_birth"].to_list()) <= date(2009, 11, 30)  # handbook, REG-111, for 22 November 2026


def test_attainers_come_of_age_on_their_birthday_after_the_day(read: Read) -> None:
    young = dated(read("electors.csv"), "date_of_birth", "attains_on").filter(pl.col("attains_on").is_not_null())

    birthdays = days(years_after(young["date_of_birth"].to_numpy().astype("datetime64[D]").astype(np.int64), 18))
    assert birthdays.tolist() == young["attains_on"].to_list()
    assert min(young["attains_on"].to_list()) > ON
    assert date(2027, 5, 6) in young["attains_on"].to_list()  # the ordinary day of election 2027


def test_nobody_was_entered_before_they_could_be(read: Read) -> None:
    frame = dated(read("electors.csv"), "date_of_birth", "entry_from", "declared_on")
    early = frame.filter((pl.col("entry_from") - pl.col("date_of_birth")).dt.total_days() < 16 * 365)
    late = frame.filter(pl.col("declared_on") >= pl.col("entry_from"))

    assert (early.height, late.height) == (0, 0)
    assert set(frame["entry_from"]) == {notice_day(day.year, day.month) for day in set(frame["entry_from"])}


def test_declarations_run_as_long_as_the_law_gives_them(read: Read) -> None:
    # Handbook 1.7 and REG-153: 1 December 2024 plus a year ends on 30 November 2025, plus five years in 2029.
    frame = dated(read("electors.csv"), "entry_from", "expires_on", "anonymous_until")
    terms = {"crown_servant": 1, "british_council": 1, "local_connection": 1, "forces_child": 1, "forces": 5}

    for category, years in terms.items():
        mine = frame.filter(pl.col("category") == category)
        assert mine.height > 0
        assert (
            mine["expires_on"].to_list() == mine["entry_from"].dt.offset_by(f"{years}y").dt.offset_by("-1d").to_list()
        )
    hidden = frame.filter(pl.col("anonymous") == "yes")
    assert hidden["anonymous_until"].to_list() == hidden["entry_from"].dt.offset_by("1y").dt.offset_by("-1d").to_list()
    assert min(frame["expires_on"].drop_nulls().to_list()) > ON
    assert set(frame.filter(pl.col("category") == "overseas")["expires_on"].dt.strftime("%d %m")) == {"01 11"}


def test_markers_agree_with_the_facts_but_for_the_few_left_unreviewed(read: Read) -> None:
    union = {"BG", "DE", "DK", "ES", "FR", "HU", "IT", "LT", "LU", "NL", "PL", "PT", "RO"}
    frame = read("electors.csv")
    european = frame.filter(pl.col("nationality").is_in(union))

    assert {marker.split("+")[0] for marker in european["marker"]} == {"B", "G"}
    assert set(european.filter(pl.col("marker") == "G")["residence_right"]) == {""}
    treaty = {"DK", "ES", "LU", "PL", "PT"}
    others = european.filter(~pl.col("nationality").is_in(treaty) & (pl.col("marker") != "G"))
    assert set(others["residence_right"]) == {"pre_2021"}
    assert set(frame.filter(pl.col("marker").str.contains("B"))["nationality"]) <= union
    assert set(frame.filter(pl.col("marker").str.contains("F"))["category"]) == {"overseas"}
    assert set(frame.filter(pl.col("marker").str.contains("N"))["anonymous"]) == {"yes"}


def test_anonymous_entries_are_never_in_the_open_register_or_the_outside_lists(read: Read) -> None:
    hidden = read("electors.csv").filter(pl.col("anonymous") == "yes")
    lists = ["council_tax", "national_match", "deaths", "reports_of_moves"]
    linked = {reference for name in lists for reference in read(f"truth/{name}.csv")["elector_reference"]}
    changed = set(read("changes.csv")["elector_reference"])

    assert set(hidden["open_register"]) == {"no"}
    assert set(hidden["elector_reference"]) & (linked | changed) == set()


def test_numbers_follow_the_statutory_order_of_each_district(read: Read) -> None:
    walk = dict(read("properties.csv").select("property_reference", "walk_order").iter_rows())
    frame = read("electors.csv").with_columns(pl.col("number", "suffix").cast(pl.Int64))

    for _, district in frame.group_by("district", maintain_order=True):
        numbers = list(district.select("number", "suffix").iter_rows())
        assert numbers == sorted(set(numbers))
        section = [
            2 if row[0] == "yes" else int(row[1] == "yes") for row in district[["anonymous", "address_withheld"]].rows()
        ]
        assert section == sorted(section)
        street = [int(walk[at]) for at, part in zip(district["property_reference"], section, strict=True) if part == 0]
        assert street == sorted(street)
        others = [
            (row[0], row[1])
            for row, part in zip(district[["surname", "forenames"]].rows(), section, strict=True)
            if part == 1
        ]
        assert others == sorted(others)


def test_contacts_use_only_what_is_reserved_for_fiction(read: Read) -> None:
    frames = [read("electors.csv").select("email", "phone"), read("applications.csv").select("email", "phone")]
    both = pl.concat(frames)

    emails = {email.rpartition("@")[2] for email in both["email"] if email}
    assert emails == {"example.org", "example.com", "example.net"}
    assert {phone[:-3] for phone in both["phone"] if phone} == {"07700 900", "01632 960"}
    assert not [email for email in both["email"] if email and not re.fullmatch(r"[a-z.]*\d+@[a-z.]+", email)]


def test_national_insurance_and_network_numbers_are_ones_never_given_out(read: Read) -> None:
    frame = read("applications.csv")

    assert {re.sub(r"\d{6}", "#", nino) for nino in frame["nino"]} == {
        "",
        "QQ#A",
        "QQ#B",
        "QQ#C",
        "QQ#D",
        "QQ#",
        "TN#F",
    }
    assert {ip.rpartition(".")[0] for ip in frame["ip"] if ip} == {"192.0.2", "198.51.100", "203.0.113"}


def test_the_register_has_its_hard_names(read: Read) -> None:
    frame = read("electors.csv")
    names = (frame["forenames"] + " " + frame["surname"]).to_list()
    patterns = {"hyphen": r"\w-\w", "apostrophe": r"'", "marks": r"[À-ž]", "one name only": r"^ \w+$"}

    counts = Counter(kind for name in names for kind, pattern in patterns.items() if re.search(pattern, name))
    assert {kind for kind in patterns if counts[kind] > 0} == set(patterns)


def test_families_share_homes_surnames_and_sometimes_forenames_or_birthdays(read: Read) -> None:
    frame = dated(read("electors.csv"), "date_of_birth").with_columns(
        pl.col("forenames").str.split(" ").list.get(0).alias("first")
    )
    home = ["property_reference", "surname"]
    pairs = frame.join(frame, on=home).filter(pl.col("elector_reference") < pl.col("elector_reference_right"))
    gap = (pl.col("date_of_birth") - pl.col("date_of_birth_right")).dt.total_days().abs() / 365.25

    assert pairs["property_reference"].n_unique() > SIZE * 0.2
    assert pairs.filter((pl.col("first") == pl.col("first_right")) & (gap > 15)).height > 0
    assert pairs.filter(gap == 0).height > 0


def test_people_entered_twice_have_one_name_and_birthday_and_two_homes(read: Read) -> None:
    facts = {row[0]: row[1:] for row in read("electors.csv").select(
        "elector_reference", "forenames", "surname", "date_of_birth", "property_reference").iter_rows()}  # fmt: skip
    pairs = read("truth/same_person.csv")

    assert Counter(pairs["reason"]) == {"two_addresses": 25, "duplicates": 30}
    for one, other, _ in pairs.iter_rows():
        assert facts[one][:2] == facts[other][:2]
        assert "" in (facts[one][2], facts[other][2]) or facts[one][2] == facts[other][2]
        assert facts[one][3] != facts[other][3]
