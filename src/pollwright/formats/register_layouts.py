"""The layouts in which registers of electors come, and the one they are brought to.

A layout says, for each of our columns, where its text comes from. Vendors' layouts are those seen in public (handbook
registration 4.6); any other comes by a mapping file (`register_mapping`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from pollwright.findings import Finding
from pollwright.formats import finding_kinds as kinds
from pollwright.formats.dates import Order
from pollwright.formats.delimited import CELLS, ROW

ELECTOR_COLUMNS = (
    "elector_reference",
    "title",
    "forenames",
    "surname",
    "previous_forenames",
    "previous_surname",
    "date_of_birth",
    "nationality",
    "residence_right",
    "category",
    "anonymous",
    "anonymous_until",
    "marker",
    "attains_on",
    "district",
    "number",
    "suffix",
    "property_reference",
    "uprn",
    "address1",
    "address2",
    "address3",
    "address4",
    "address5",
    "address6",
    "postcode",
    "address_withheld",
    "entry_from",
    "declared_on",
    "expires_on",
    "open_register",
    "over_76",
    "email",
    "phone",
    "contact_by",
    "correspondence1",
    "correspondence2",
    "correspondence3",
    "correspondence4",
    "correspondence5",
    "correspondence_postcode",
    "correspondence_country",
)
"""The columns of our own layout, electors.csv, in order."""

WHOLE_NAME = "whole_name"
"""Stands in a layout for surname and forenames in one column."""

BIRTH_OR_ATTAINMENT = "birth_or_attainment"
"""Stands in a layout for a column that holds a date of birth or the date of attaining 18 (REG-112)."""

TARGETS = (*ELECTOR_COLUMNS, WHOLE_NAME, BIRTH_OR_ATTAINMENT)
_ELECTOR_NUMBER = r"^\s*(.+?)\s*-\s*(\d+)\s*(?:/\s*(\w+))?\s*$"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text of one of our columns comes from.

    The columns' texts are joined by `join`, blanks left out; then `pattern` takes its first group; then `values`
    translates, whatever the case of the letters, leaving other texts as they are. A `constant` stands in every row.
    """

    columns: tuple[str, ...] = ()
    join: str = " "
    pattern: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    constant: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout of a register of electors.

    `requires` are headings that the file must have to be recognised, and `requires_one_of` a set of which it must have
    at least one. `filled` are our columns that every row of such a file must fill.
    """

    name: str
    title: str
    sources: Mapping[str, Source]
    requires: frozenset[str]
    requires_one_of: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()
    order: Order | None = None

    def fits(self, headers: Sequence[str]) -> bool:
        """Whether a file with these headings has what the layout requires."""
        found = {heading_key(header) for header in headers}
        one_of = {heading_key(name) for name in self.requires_one_of}
        return {heading_key(name) for name in self.requires} <= found and (not one_of or bool(one_of & found))

    def missing(self, headers: Sequence[str]) -> tuple[Finding, ...]:
        """Return a finding for each heading that the layout requires and the file has not."""
        found = {heading_key(header) for header in headers}
        absent = [name for name in sorted(self.requires) if heading_key(name) not in found]
        if self.requires_one_of and not found & {heading_key(name) for name in self.requires_one_of}:
            absent.append(min(self.requires_one_of))
        return tuple(kinds.MISSING_COLUMN.at(row=1, column=name, name=name) for name in absent)

    def tells(self, target: str, headers: Sequence[str]) -> bool:
        """Whether a file with these headings says anything in one of our columns, be it blank in a row."""
        source = self.sources.get(target)
        if source is None:
            return False
        found = {heading_key(header) for header in headers}
        return source.constant is not None or any(heading_key(name) in found for name in source.columns)

    def unused(self, headers: Sequence[str]) -> tuple[Finding, ...]:
        """Return a note for each heading of the file that the layout makes no use of."""
        used = {heading_key(name) for source in self.sources.values() for name in source.columns}
        return tuple(
            kinds.UNUSED_COLUMN.at(row=1, column=header) for header in headers if heading_key(header) not in used
        )

    def canonical(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a chunk of the file with our columns, all text, after its row numbers and cell counts.

        Columns that the layout or the file does not have are null.
        """
        by_key: dict[str, str] = {}
        for name in frame.columns:
            by_key.setdefault(heading_key(name), name)
        return frame.select(
            pl.col(ROW),
            pl.col(CELLS),
            *(_text_of(self.sources.get(target), by_key).alias(target) for target in TARGETS),
        )


def heading_key(heading: str) -> str:
    """Return a heading without case, spaces and signs, so that `Elector Number` and `elector_number` are one."""
    return re.sub(r"[^a-z0-9]", "", heading.casefold())


def recognise(headers: Sequence[str]) -> Layout | None:
    """Return the layout that the headings of a file are in, or None."""
    fitting = [layout for layout in LAYOUTS if layout.fits(headers)]
    return max(fitting, key=lambda layout: len(layout.requires), default=None)


def named(name: str) -> Layout | None:
    """Return the layout of a name, or None."""
    return next((layout for layout in LAYOUTS if layout.name == name), None)


def unrecognised(headers: Sequence[str]) -> Finding:
    """Return the finding for a file in no known layout, with the layout whose headings are nearest."""
    found = {heading_key(header) for header in headers}

    def nearness(layout: Layout) -> float:
        wanted = {heading_key(name) for name in layout.requires | layout.requires_one_of}
        return len(wanted & found) / len(wanted)

    nearest = max(LAYOUTS, key=nearness)
    if nearness(nearest) == 0:
        return kinds.UNKNOWN_LAYOUT.at(row=1, nearest="No layout has any of them.")
    lacking = ", ".join(finding.column or "" for finding in nearest.missing(headers))
    return kinds.UNKNOWN_LAYOUT.at(row=1, nearest=f"The nearest is {nearest.title}, for which it lacks: {lacking}.")


def _text_of(source: Source | None, by_key: Mapping[str, str]) -> pl.Expr:
    if source is None:
        return pl.lit(None, dtype=pl.String)
    if source.constant is not None:
        return pl.lit(source.constant)
    present = [by_key[heading_key(name)] for name in source.columns if heading_key(name) in by_key]
    if not present:
        return pl.lit(None, dtype=pl.String)
    text = pl.col(present[0])
    if len(present) > 1:
        stripped = [pl.col(name).str.strip_chars() for name in present]
        filled = [pl.when(part != "").then(part) for part in stripped]
        text = pl.concat_str(filled, separator=source.join, ignore_nulls=True)
    if source.pattern is not None:
        text = text.str.extract(source.pattern, 1)
    if source.values:
        word = text.str.strip_chars().str.to_lowercase()
        told = {key.casefold(): value for key, value in source.values.items()}
        text = word.replace_strict(list(told), list(told.values()), default=text, return_dtype=pl.String)
    return text


def _same(*columns: str) -> dict[str, Source]:
    return {column: Source((column,)) for column in columns}


def _numbered(stem: str, last: int) -> dict[str, Source]:
    return {f"address{at}": Source((f"{stem}{at}",)) for at in range(1, last + 1)}


POLLWRIGHT = Layout(
    name="pollwright",
    title="Pollwright",
    sources=_same(*ELECTOR_COLUMNS),
    requires=frozenset({"elector_reference", "surname", "forenames", "district", "date_of_birth", "nationality"}),
    filled=frozenset({"elector_reference"}),
)

XPRESS_FULL = Layout(
    name="xpress-full",
    title="Xpress full register",
    sources={
        "district": Source(("Elector Number Prefix",)),
        "number": Source(("Elector Number",)),
        "suffix": Source(("Elector Number Suffix",)),
        "marker": Source(("Elector Markers",)),
        BIRTH_OR_ATTAINMENT: Source(("Elector DOB",)),
        "surname": Source(("Elector Surname",)),
        "forenames": Source(("Elector Forename",)),
        WHOLE_NAME: Source(("Elector Name",)),
        "postcode": Source(("PostCode",)),
        **_numbered("Address", 6),
    },
    requires=frozenset({"Elector Number Prefix", "Elector Number", "Elector Markers"}),
    requires_one_of=frozenset({"Elector Surname", "Elector Name"}),
    filled=frozenset({"number"}),
    order=Order.DAY_FIRST,
)

XPRESS_MONTHLY = Layout(
    name="xpress-monthly",
    title="Xpress monthly update",
    sources={
        "district": Source(("ElectorNumber",), pattern=_ELECTOR_NUMBER),
        "number": Source(("ElectorNumber",), pattern=_ELECTOR_NUMBER.replace("(.+?)", "(?:.+?)", 1)),
        "suffix": Source(("ElectorNumber",), pattern=r"/\s*(\w+)\s*$"),
        "marker": Source(("MarkersRegisterText",)),
        BIRTH_OR_ATTAINMENT: Source(("ElectorDOB",)),
        "surname": Source(("ElectorSurname",)),
        "forenames": Source(("ElectorForename",)),
        "postcode": Source(("PropertyPostCode",)),
        **_numbered("PropertyAddress", 5),
    },
    requires=frozenset({"ElectorNumber", "ElectorSurname", "MarkersRegisterText", "PropertyAddress1"}),
    filled=frozenset({"number"}),
    order=Order.DAY_FIRST,
)

LAYOUTS = (POLLWRIGHT, XPRESS_FULL, XPRESS_MONTHLY)
