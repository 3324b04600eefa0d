"""Checking a register: types out, errors with row, column, value, what is wrong and how to mend it."""

from datetime import date

import polars as pl
import pytest

from pollwright.formats import finding_frames, intake, outgoing, register_layouts, register_rows
from pollwright.formats.dates import Order
from pollwright.formats.delimited import CELLS, ROW
from pollwright.formats.first_seen import FirstSeen
from pollwright.formats.register_layouts import ELECTOR_COLUMNS, POLLWRIGHT, XPRESS_FULL
from tests.formats.test_register_layouts import FULL, FULL_ONE_NAME, frame_of

TODAY = date(2026, 11, 22)
GOOD = {
    "elector_reference": "E1",
    "forenames": "Zoë",
    "surname": "Nuñez",
    "date_of_birth": "1980-02-03",
    "nationality": "gb; ie",
    "category": "Ordinary",
    "district": "AB1",
    "number": "12",
    "address1": "1 High Street",
    "postcode": "ta11aa",
    "open_register": "no",
}


def check(*changes, layout=POLLWRIGHT, headers=ELECTOR_COLUMNS, start=GOOD, **options):
    rows = [{**start, **change} for change in changes]
    if layout is POLLWRIGHT:
        rows = [
            {
                **row,
                "elector_reference": change.get("elector_reference", f"E{at}"),
                "number": change.get("number", f"{at}"),
            }
            for at, (row, change) in enumerate(zip(rows, changes, strict=True), start=1)
        ]
    return register_rows.Checker(layout, on=TODAY, **options).check(frame_of(headers, *rows))


def found(checked):
    return checked.findings.select("row", "column", "value", "level", "code").rows()


def test_a_good_row_comes_out_in_types_with_nothing_to_say():
    checked = check({"uprn": "000100021243352", "entry_from": "01/12/2020", "over_76": "N", "suffix": "0"})

    wanted = {
        "row": 2,
        "forenames": "Zoë",
        "date_of_birth": date(1980, 2, 3),
        "nationality": "GB;IE",
        "category": "ordinary",
        "number": 1,
        "suffix": 0,
        "uprn": 100021243352,
        "postcode": "TA1 1AA",
        "entry_from": date(2020, 12, 1),
        "open_register": False,
        "over_76": False,
        "anonymous": None,
        "email": None,
    }
    row = checked.rows.row(0, named=True)
    assert ({name: row[name] for name in wanted}, found(checked)) == (wanted, [])


@pytest.mark.parametrize(
    ("change", "column", "value", "code"),
    [
        ({"surname": " "}, "surname", None, "register.no-surname"),
        ({"district": ""}, "district", None, "register.no-district"),
        ({"district": "ABCDEFGHIJK"}, "district", "ABCDEFGHIJK", "value.too-long"),
        ({"surname": "x" * 101}, "surname", "x" * 79 + "…", "value.too-long"),
        ({"number": "12A"}, "number", "12A", "value.bad-number"),
        ({"number": "99999999999"}, "number", "99999999999", "value.bad-number"),
        ({"date_of_birth": "31/02/1980"}, "date_of_birth", "31/02/1980", "value.impossible-date"),
        ({"date_of_birth": "23/11/2026"}, "date_of_birth", "2026-11-23", "register.born-in-future"),
        ({"entry_from": "soon"}, "entry_from", "soon", "value.impossible-date"),
        (
            {"declared_on": "2026-01-02", "expires_on": "2026-01-01"},
            "expires_on",
            "2026-01-01",
            "register.dates-out-of-order",
        ),
        ({"postcode": "TA1 OAA"}, "postcode", "TA1 OAA", "value.likely-postcode"),
        ({"postcode": "nowhere"}, "postcode", "nowhere", "value.bad-postcode"),
        ({"correspondence_postcode": "75001"}, "correspondence_postcode", "75001", "value.bad-postcode"),
        ({"uprn": "1.00021E+11"}, "uprn", "1.00021E+11", "value.uprn-through-excel"),
        ({"uprn": "1234567890123"}, "uprn", "1234567890123", "value.bad-uprn"),
        ({"nationality": "British"}, "nationality", "British", "value.bad-country"),
        ({"nationality": "GB;ZZ"}, "nationality", "GB;ZZ", "value.bad-country"),
        ({"category": "royal"}, "category", "royal", "value.bad-code"),
        ({"residence_right": "visa"}, "residence_right", "visa", "value.bad-code"),
        ({"contact_by": "owl"}, "contact_by", "owl", "value.bad-code"),
        ({"open_register": "perhaps"}, "open_register", "perhaps", "value.bad-yes-no"),
    ],
)
def test_a_wrong_value_keeps_its_row_out_and_is_shown_with_its_place(change, column, value, code):
    checked = check({}, change)

    assert (found(checked), checked.rows["row"].to_list()) == ([(3, column, value, "error", code)], [2])


@pytest.mark.parametrize(
    ("change", "column", "value", "code"),
    [
        ({"date_of_birth": "01/01/1900"}, "date_of_birth", "1900-01-01", "register.over-120"),
        ({"email": "a@b"}, "email", "a@b", "value.bad-email"),
        ({"surname": "ZoÃ«"}, "surname", "ZoÃ«", "value.garbled"),
        ({"forenames": "Ann 2"}, "forenames", "Ann 2", "register.figures-in-name"),
        ({"surname": "y" * 35}, "surname", "y" * 35, "register.name-may-be-cut"),
        ({"entry_from": "2026-12-01"}, "entry_from", "2026-12-01", "register.date-in-future"),
        (
            {"date_of_birth": "2009-05-01", "attains_on": "2027-05-03"},
            "attains_on",
            "2027-05-03",
            "register.attains-otherwise",
        ),
        ({"uprn": "100021000000"}, "uprn", "100021000000", "value.uprn-rounded"),
        ({"marker": "G"}, "marker", "G", "register.doubtful-marker"),
        ({"marker": "Q"}, "marker", "Q", "register.unknown-marker"),
        ({"marker": "A"}, "marker", "A", "register.absent-voter-mark"),
        ({"address1": ""}, "address1", None, "register.no-address"),
    ],
)
def test_a_doubtful_value_is_kept_and_pointed_out(change, column, value, code):
    checked = check(change)

    assert [(row, where, what, name) for row, where, what, _, name in found(checked)] == [(2, column, value, code)]
    assert checked.rows.height == 1


def test_a_postcode_abroad_is_left_as_it_is():
    checked = check({"correspondence_country": "France", "correspondence_postcode": "75001"})

    assert (checked.rows["correspondence_postcode"].to_list(), found(checked)) == (["75001"], [])


def test_a_leap_day_birth_may_be_shown_as_attained_on_either_side():
    born = {"date_of_birth": "2008-02-29"}

    checked = check({**born, "attains_on": "2026-02-28"}, {**born, "attains_on": "2026-03-01"})

    assert found(checked) == []


def test_n_makes_an_entry_anonymous_whatever_else_it_says():
    checked = check({"marker": "B N", "anonymous": "no", "surname": "", "forenames": ""})

    assert checked.rows.select("anonymous", "marker", "surname").rows() == [(True, "BN", None)]
    assert [row[-1] for row in found(checked)] == ["register.anonymous-by-marker"]


def test_findings_about_anonymous_entries_show_no_value():
    checked = check({"anonymous": "yes", "postcode": "SECRET", "email": "secret"}, {"postcode": "plain"})

    assert found(checked) == [
        (2, "email", None, "warning", "value.bad-email"),
        (2, "postcode", None, "error", "value.bad-postcode"),
        (3, "postcode", "plain", "error", "value.bad-postcode"),
    ]


def test_the_remedy_names_the_postcode_that_was_meant():
    checked = check({"postcode": "TA1 OAA"}, {"postcode": "TA1 1A"})

    assert checked.findings["remedy"].to_list() == [
        "If TA1 0AA is meant, write that.",
        "Put the postcode right, for example TA1 1AA, or leave the cell blank.",
    ]


def test_a_number_or_reference_that_stands_twice_is_found_across_chunks():
    checker = register_rows.Checker(POLLWRIGHT, on=TODAY)
    rows = [{**GOOD, "elector_reference": f"E{at}", "number": f"{at}"} for at in range(1, 7)]
    rows[2]["number"], rows[4]["number"], rows[4]["district"] = "1", "1", "ab1"
    rows[5]["elector_reference"] = "E2"
    frame = frame_of(ELECTOR_COLUMNS, *rows)

    checked = [checker.check(frame[at : at + 2]) for at in range(0, 6, 2)]

    assert [row for part in checked for row in found(part)] == [
        (4, "number", "AB1 1/0", "error", "register.repeated-number"),
        (6, "number", "ab1 1/0", "error", "register.repeated-number"),
        (7, "elector_reference", "E2", "error", "register.repeated-reference"),
    ]
    assert [part.findings["problem"].to_list() for part in checked][1] == [
        "Row 2 has the same district, number and suffix."
    ]
    totals = checker.totals()
    assert (totals.read, totals.kept, totals.refused, totals.findings.errors) == (6, 3, 3, 3)


def test_another_suffix_is_another_number():
    checked = check({"number": "1", "suffix": "1"}, {"number": "1", "suffix": "2"}, {"number": "1"})

    assert found(checked) == []


def test_blank_numbers_and_references_are_never_twice():
    rows = [{**GOOD, "elector_reference": "", "number": ""}] * 2

    checked = register_rows.Checker(POLLWRIGHT, on=TODAY).check(frame_of(ELECTOR_COLUMNS, *rows))

    assert found(checked) == []


def test_keys_are_remembered_through_many_chunks():
    seen = FirstSeen()
    keys = [f"key {at}" for at in range(5000)]

    for start in range(0, 5000, 37):
        part = keys[start : start + 37]
        again = seen.repeats(pl.DataFrame({"key": part}), pl.Series(range(start + 2, start + 2 + len(part))))
        assert again.null_count() == len(part)

    for again in (9002, 19002):
        every = seen.repeats(pl.DataFrame({"key": keys}), pl.Series(range(again, again + 5000)))
        assert every.to_list() == list(range(2, 5002))


def test_short_and_long_rows_are_reported_and_left_out():
    frame = frame_of(ELECTOR_COLUMNS, GOOD, {**GOOD, "elector_reference": "E2", "number": "2"}, GOOD)
    frame = frame.with_columns(pl.Series(CELLS, [None, 3, 50], dtype=pl.UInt32))

    checked = register_rows.Checker(POLLWRIGHT, on=TODAY).check(frame)

    assert checked.findings.select("row", "code", "problem").rows() == [
        (3, "row.short", "The row has 3 cells where the header has 42. Values may stand in the wrong columns."),
        (4, "row.long", "The row has 50 cells where the header has 42. Values may stand in the wrong columns."),
    ]
    assert checked.rows["row"].to_list() == [2]


def test_an_unknown_district_is_refused_where_the_districts_are_known():
    checked = check({}, {"district": "ZZ9"}, districts=frozenset({"AB1"}))

    assert found(checked) == [(3, "district", "ZZ9", "error", "register.unknown-district")]


def test_dates_that_turn_out_month_first_condemn_the_chunks_before():
    checker = register_rows.Checker(POLLWRIGHT, on=TODAY)
    dated = [
        {**GOOD, "elector_reference": f"E{at}", "number": f"{at}", "date_of_birth": text}
        for at, text in enumerate(["03/02/1980", "12/25/1980", "04/05/1980"])
    ]

    codes = [checker.check(frame_of(ELECTOR_COLUMNS, row)).findings["code"].to_list() for row in dated]
    last = checker.finish()

    assert codes == [[], ["value.impossible-date"], ["value.ambiguous-date"]]
    assert last.select("column", "code").rows() == [("date_of_birth", "value.mixed-dates")]


def test_a_layout_that_knows_its_order_needs_no_guess():
    layout = register_layouts.Layout("m", "m", POLLWRIGHT.sources, frozenset(), order=Order.MONTH_FIRST)
    rows = [{**GOOD, "date_of_birth": "03/02/1980"}]

    checked = register_rows.Checker(layout, on=TODAY).check(frame_of(ELECTOR_COLUMNS, *rows))

    assert checked.rows["date_of_birth"].to_list() == [date(1980, 3, 2)]


XPRESS = {
    "Elector Number Prefix": "AB1",
    "Elector Number": "7",
    "Elector Surname": "Smith",
    "Elector Forename": "Ann",
    "PostCode": "TA1 1AA",
    "Address1": "1 High Street",
}


def xpress(**changes):
    named = {name.replace("_", " "): value for name, value in changes.items()}
    return check(named, layout=XPRESS_FULL, headers=FULL, start=XPRESS)


# REG-112: the column called Elector DOB is filled for attainers only.
def test_the_attainers_column_holds_a_birth_or_the_day_of_attaining():
    born, attains = xpress(Elector_DOB="15/06/2009"), xpress(Elector_DOB="15/06/2027")

    assert born.rows.select("date_of_birth", "attains_on").rows() == [(date(2009, 6, 15), None)]
    assert attains.rows.select("date_of_birth", "attains_on").rows() == [(None, date(2027, 6, 15))]


@pytest.mark.parametrize(
    ("marker", "category", "anonymous", "attains"),
    [
        ("", "ordinary", None, None),
        ("F", "overseas", None, None),
        ("L", "peer", None, None),
        ("F/N", "overseas", True, None),
        ("12/03/2027", "ordinary", None, date(2027, 3, 12)),
    ],
)
def test_a_marker_tells_what_no_column_does(marker, category, anonymous, attains):
    checked = xpress(Elector_Markers=marker)

    assert checked.rows.select("category", "anonymous", "attains_on").rows() == [(category, anonymous, attains)]


def test_a_printed_register_needs_its_numbers():
    checked = xpress(Elector_Number="")

    assert found(checked) == [(2, "number", None, "error", "register.no-number")]


@pytest.mark.parametrize(
    ("name", "surname", "forenames", "codes"),
    [
        ("Smith, Ann Jane", "Smith", "Ann Jane", []),
        ("SMITH Ann Jane", "SMITH", "Ann Jane", []),
        ("DE LA CRUZ Ann", "DE LA CRUZ", "Ann", []),
        ("O'BRIEN-NUÑEZ Ann", "O'BRIEN-NUÑEZ", "Ann", []),
        ("Smith Ann", "Smith", "Ann", ["register.name-split"]),
        ("Plato", "Plato", None, []),
        ("PLATO", "PLATO", None, []),
    ],
)
def test_a_name_in_one_column_is_parted_surname_first(name, surname, forenames, codes):
    start = {key: value for key, value in XPRESS.items() if not key.startswith(("Elector S", "Elector F"))}

    checked = check({"Elector Name": name}, layout=XPRESS_FULL, headers=FULL_ONE_NAME, start=start)

    assert checked.rows.select("surname", "forenames").rows() == [(surname, forenames)]
    assert checked.findings["code"].to_list() == codes


def test_a_file_without_open_register_choices_says_so_at_the_end():
    checker = register_rows.Checker(XPRESS_FULL, on=TODAY)
    checker.check(frame_of(FULL, XPRESS))

    assert checker.finish()["code"].to_list() == ["register.no-open-register"]


def test_the_error_file_holds_what_an_officer_needs_and_no_formulas(tmp_path):
    checked = check({"postcode": "=1+1"})

    written = outgoing.write_csv(checked.findings, tmp_path / "errors.csv", reader="person")

    rows = intake.open_table(written.path).read().drop(ROW, CELLS).rows()
    assert rows == [
        (
            "2",
            "postcode",
            "'=1+1",
            "error",
            "value.bad-postcode",
            "This is not in the form of a postcode.",
            "Put the postcode right, for example TA1 1AA, or leave the cell blank.",
        )
    ]


def test_counts_of_a_frame_of_findings():
    checked = check({"postcode": "x"}, {"postcode": "y", "email": "z"})

    counts = finding_frames.count(checked.findings)

    assert (counts.errors, counts.warnings, counts.by_code) == (2, 1, {"value.bad-email": 1, "value.bad-postcode": 2})
