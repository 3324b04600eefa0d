"""The files that Pollwright reads and writes: columns, values, and the layouts of other systems that it knows."""

from collections.abc import Mapping

from docs.generate.markdown import code, page, table
from docs.generate.meanings import APPLICATIONS, ELECTORS, PLACES, REPORTS
from pollwright.elections.operations.absent_importing import COLUMNS
from pollwright.elections.queries.cards_layout import CARD_COLUMNS
from pollwright.formats.boundary_layout import ALTERATION_COLUMNS, ELECTOR_COLUMNS, MANIFEST_KEYS, STATION_COLUMNS
from pollwright.formats.polling_vendors import VENDORS
from pollwright.formats.register_layouts import BIRTH_OR_ATTAINMENT, LAYOUTS, POLLWRIGHT, WHOLE_NAME, Layout
from pollwright.register.papers.editions import SNAPSHOT
from pollwright.rolls.operations.votes import COLUMNS as ROLL_COLUMNS
from pollwright.rolls.papers.cards import COLUMNS as BUSINESS_CARD_COLUMNS

INTRODUCTION = """Our own layouts are CSV with a header row, in UTF-8; an Excel workbook with the same header row is read
as well. Days are written `2026-05-07`. Yes and no are `yes` and `no`. Lists are joined by `;`. A blank cell means that
it is not known. The order of the columns does not matter, and capitals, spaces and underscores in headings do not
either. Other encodings, separators and date forms are recognised, and the report of the import says which were found."""
OTHERS = """A register in one of these layouts is recognised by its headings; `--layout NAME` says which it is where they
leave a doubt. Layouts without a nationality bring a marker only, which is kept as inherited evidence."""
MAPPING = """Any other layout is described by a mapping file in TOML, given with `--mapping FILE`. Each line of `[columns]`
says where one of our columns comes from: a heading, a list of headings (joined by spaces), or a table with `column` or
`columns`, `join`, `pattern` (a regular expression, of which the first group is taken), `values` (translations) or
`constant`.

```toml
name = "old-system"
date_order = "day"                # or "month"; leave it out where the dates say for themselves

[columns]
elector_reference = "Ref"
surname = "Last name"
forenames = ["First name", "Middle names"]
district = { column = "Elector number", pattern = "^([A-Z]+)" }
number = { column = "Elector number", pattern = "(\\\\d+)$" }
open_register = { column = "Opted out", values = { "Y" = "no", "N" = "yes" } }
nationality = { constant = "GB" }
```"""
ABSENT_WORDS = """Postal votes and proxies. All rows are taken over, or none: where a row has a fault, a list of the faults
by line comes back."""
ROLL_WORDS = """A row for each vote, as CSV or an Excel workbook. All rows are taken over, or none. A row with a number, or of
a vote that is on the roll already, corrects it; a column that is left out stays as it is. The list on the page of a roll
downloads with these columns."""
CARD_WORDS = """A file for each batch of a run, as a printer reads it: CSV in UTF-8 with a header, a line for each card. The
manifest of the run is a CSV of the batches with their kind, count and SHA-256. No date of birth, signature or franchise
marker is in any of them."""
BUSINESS_CARD_WORDS = (
    """One file for the printer: CSV in UTF-8 with a header, a line for each card, in the order of the roll."""
)
BOUNDARY_WORDS = """Electors of a contest who are on another authority's register go across as one ZIP: a manifest, the
electors in batches, their stations, and the alterations since the stage before. Any system may write it. CSV in UTF-8
with a header in exactly this order, every value between quotation marks, lines ended by a line feed, all values as
text. A file is taken whole or not at all: each batch of the manifest must be there with its lines and its SHA-256, and
the lines, counted anew, must make the counts that the manifest states. The mark of a column in the manifest is the first
16 hexadecimal digits of the SHA-256 of its values, joined by the character U+001F. Anonymous electors have no name,
address or proxy in it."""
EDITIONS = """Each published register is kept as the files that were approved: the full register, the open register, the
overseas list and the list of other electors as CSV and Parquet, the map from old to new numbers, and a restricted
snapshot from which editions are read again. The SHA-256 of each stands on the page of the publication. Text that a
spreadsheet would take for a formula gets an apostrophe in CSV. Columns of the snapshot:"""


def layouts() -> str:
    """Return the page of file layouts."""
    return page(
        "File layouts",
        INTRODUCTION,
        _own("electors.csv", ELECTORS),
        _own("applications.csv", APPLICATIONS, "Records in the shape of the national digital service."),
        *(_own(f"{name}.csv", columns) for name, columns in REPORTS.items()),
        *(_own(f"{name}.csv", columns) for name, columns in PLACES.items()),
        _own("absent-voters.csv", COLUMNS, ABSENT_WORDS),
        _own("Rolls of ratepayers and of businesses", ROLL_COLUMNS, ROLL_WORDS),
        _own("Poll cards for the printer", dict(CARD_COLUMNS), CARD_WORDS),
        _own("Poll cards of a business referendum", BUSINESS_CARD_COLUMNS, BUSINESS_CARD_WORDS),
        _own("Electors across a boundary: manifest.json", dict(MANIFEST_KEYS), BOUNDARY_WORDS),
        _own("Electors across a boundary: electors-001.csv and so on", dict(ELECTOR_COLUMNS)),
        _own("Electors across a boundary: stations.csv", dict(STATION_COLUMNS), "It may have no rows."),
        _own("Electors across a boundary: alterations.csv", dict(ALTERATION_COLUMNS), "It may have no rows."),
        f"## Registers from other systems\n\n{OTHERS}",
        *(_other(layout) for layout in LAYOUTS if layout is not POLLWRIGHT),
        f"## Mapping files\n\n{MAPPING}",
        f"## Properties and polling places from other systems\n\n{_vendors()}",
        f"## Published registers\n\n{EDITIONS} {', '.join(code(name) for name in SNAPSHOT)}.",
    )


def _own(file: str, columns: Mapping[str, str], words: str = "") -> str:
    rows = [(code(name), meaning) for name, meaning in columns.items()]
    return "\n\n".join(part for part in (f"## {file}", words, table(("Column", "Meaning"), rows)) if part)


def _other(layout: Layout) -> str:
    rows = [
        (code(target), ", ".join(code(name) for name in source.columns) or code(source.constant))
        for target, source in layout.sources.items()
    ]
    names = {
        WHOLE_NAME: "surname and forenames in one",
        BIRTH_OR_ATTAINMENT: "date of birth, or day of attaining 18",
    }
    told = [(names.get(target.strip("`"), target), headings) for target, headings in rows]
    return f"### {layout.title} ({code(layout.name)})\n\n{table(('Our column', 'Their heading'), told)}"


def _vendors() -> str:
    rows = [(code(vendor.name), ", ".join(code(name) for name in vendor.requires)) for vendor in VENDORS]
    rows += [
        (code("democracy-counts"), "two files: districts with their properties, and stations"),
        (code("fcs"), "a JSON document"),
    ]
    return f"Told by these headings, whatever the file is called.\n\n{table(('Layout', 'Told by'), rows)}"
