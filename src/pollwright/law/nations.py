"""The nations of the United Kingdom, whose registration law differs."""

from enum import StrEnum


class Nation(StrEnum):
    """A nation of the United Kingdom, by the name that settings and files use."""

    ENGLAND = "england"
    SCOTLAND = "scotland"
    WALES = "wales"
    NORTHERN_IRELAND = "northern-ireland"


class NotCovered(LookupError):
    """No rule is held for this nation, poll or day, so no answer can be given."""
