"""The files that a demonstration authority is written to: their columns, and the writer that counts and hashes them."""

import hashlib
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import polars as pl

LAYOUTS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split(","))
    for name, columns in {
        "areas.csv": "kind,gss,name,name_cy,parent_gss,valid_from,valid_to",
        "districts.csv": "code,name,polling_place,areas,valid_from,valid_to",
        "polling_places.csv": (
            "reference,name,address1,address2,address3,address4,address5,postcode,uprn,easting,northing"
        ),
        "properties.csv": (
            "property_reference,uprn,parent_uprn,organisation,sub_building,building_name,building_number,street,usrn,"
            "locality,town,postcode,easting,northing,kind,status,district,walk_order,valid_from,valid_to"
        ),
        "electors.csv": (
            "elector_reference,title,forenames,surname,previous_forenames,previous_surname,date_of_birth,nationality,"
            "residence_right,category,anonymous,anonymous_until,marker,attains_on,district,number,suffix,"
            "property_reference,uprn,address1,address2,address3,address4,address5,address6,postcode,address_withheld,"
            "entry_from,declared_on,expires_on,open_register,over_76,email,phone,contact_by,correspondence1,"
            "correspondence2,correspondence3,correspondence4,correspondence5,correspondence_postcode,"
            "correspondence_country"
        ),
        "applications.csv": (
            "application_reference,received_at,kind,fn,mn,ln,pfn,pln,dob,nodobreason,nat,nonatreason,nino,"
            "noninoreason,regproperty,regstreet,reglocality,regtown,regarea,regpostcode,reguprn,oadr,lastcategory,"
            "opnreg,phone,email,ip,lang,residence_right,previous_address,left_address_within_12_months,"
            "declared_true,declared_on,elector_reference"
        ),
        "match_results.csv": "application_reference,result,replied_at",
        "deaths.csv": "reference,registered_on,name,date_of_birth,address,postcode,date_of_death",
        "reports_of_moves.csv": (
            "reference,reported_on,reported_by,name,date_of_birth,former_address,former_postcode,former_uprn,allowed_on"
        ),
        "changes.csv": "reference,received_at,kind,elector_reference,name,postcode,value",
        "council_tax.csv": "reference,title,forenames,surname,address,postcode,uprn,liable_from,discount",
        "national_match.csv": "reference,forenames,surname,date_of_birth,address,postcode,uprn",
        "truth/applications.csv": "application_reference,case,elector_reference",
        "truth/deaths.csv": "reference,elector_reference",
        "truth/reports_of_moves.csv": "reference,elector_reference",
        "truth/council_tax.csv": "reference,elector_reference,noise",
        "truth/national_match.csv": "reference,elector_reference,noise",
        "truth/same_person.csv": "elector_reference,other_elector_reference,reason",
    }.items()
}


@dataclass(slots=True)
class Table:
    """One file being written: rows are appended block by block."""

    path: Path
    columns: tuple[str, ...]
    rows: int = 0
    _digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    _file: BinaryIO | None = None

    def append(self, frame: pl.DataFrame) -> None:
        """Write the rows of a frame that has exactly this table's columns, in any order.

        :raises ValueError: where a column is missing or unknown; a layout is a promise.
        """
        if set(frame.columns) != set(self.columns):
            odd = sorted(set(frame.columns) ^ set(self.columns))
            raise ValueError(f"{self.path.name}: columns do not follow the layout: {', '.join(odd)}")
        buffer = BytesIO()
        blank = pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)).name.keep()  # so that every blank looks alike
        frame.select(self.columns).with_columns(blank).write_csv(buffer, include_header=False)
        self._write(buffer.getvalue())
        self.rows += frame.height

    def open(self) -> None:
        """Begin the file with its header."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.path.open("wb")
        self._write((",".join(self.columns) + "\n").encode())

    def close(self) -> str:
        """End the file and return its SHA-256 as hexadecimal."""
        if self._file is not None:
            self._file.close()
        return self._digest.hexdigest()

    def _write(self, data: bytes) -> None:
        if self._file is None:
            raise ValueError(f"{self.path.name} is not open")
        self._digest.update(data)
        self._file.write(data)


class Tables:
    """Every file of one run, open together; use as a context manager."""

    def __init__(self, out: Path) -> None:
        self.tables = {name: Table(out / name, columns) for name, columns in LAYOUTS.items()}
        self.hashes: dict[str, str] = {}

    def __enter__(self) -> Self:
        for table in self.tables.values():
            table.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hashes = {name: table.close() for name, table in self.tables.items()}

    def append(self, name: str, frame: pl.DataFrame) -> None:
        """Add rows to the file called `name`."""
        self.tables[name].append(frame)

    @property
    def rows(self) -> dict[str, int]:
        """Rows written so far, by file name (the header is not counted)."""
        return {name: table.rows for name, table in self.tables.items()}
