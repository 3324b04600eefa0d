"""Happenings of open data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class OpenDataReleased:
    """A file of open data was made and handed out."""

    code: ClassVar[str] = "opendata.released"
    sentence: ClassVar[str] = (
        "released open data of poll {poll} as {form}: contests {contests}, candidates {candidates}, "
        "polling places {stations}, SHA-256 {sha256}"
    )
    poll: str
    form: str
    contests: int
    candidates: int
    stations: int
    sha256: str
