"""Happenings about imports of a register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ImportAsked:
    """A file was handed in to be imported."""

    code: ClassVar[str] = "register.import-asked"
    sentence: ClassVar[str] = "handed in a register to be imported as {work}"
    work: str
    sha256: str
    bytes: int
    dry_run: bool
    keep_good_rows: bool


@dataclass(frozen=True, slots=True)
class ImportReported:
    """What was found in a file was kept for the officer."""

    code: ClassVar[str] = "register.import-reported"
    sentence: ClassVar[str] = "was given the report of import {work}: {findings:finding|findings} in {read:row|rows}"
    work: str
    read: int
    findings: int
    errors: int


@dataclass(frozen=True, slots=True)
class RegisterImported:
    """Electors came into the register from a file, and the counts were proved."""

    code: ClassVar[str] = "register.imported"
    sentence: ClassVar[str] = (
        "imported a register as {publication}: {read:row|rows} read, {entered} entered, {already} already here, {refused} refused"
    )
    publication: str
    work: str
    layout: str
    sha256: str
    published_on: date
    read: int
    entered: int
    already: int
    refused: int
    different: int
    by_marker: dict[str, int]
    homes: dict[str, int]
