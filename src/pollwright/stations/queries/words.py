"""How venues and ranges of electors are written."""

from __future__ import annotations

from pollwright.stations.models import Venue


def venue_lines(venue: Venue) -> tuple[str, ...]:
    """Return the name and address of a venue, line by line, the postcode last."""
    lines = (venue.name, venue.address1, venue.address2, venue.address3, venue.address4, venue.postcode)
    return tuple(line for line in lines if line)


def venue_line(venue: Venue, room: str = "") -> str:
    """Return a venue on one line, with its room before it where one is named."""
    return ", ".join(([room] if room else []) + list(venue_lines(venue)))


def range_words(code: str, first: int, last: int | None) -> str:
    """Return which electors vote at a station, as notices print it.

    >>> range_words("AB1", 1, None), range_words("AB1", 1, 900), range_words("AB1", 901, None)
    ('AB1', 'AB1-1 to AB1-900', 'AB1-901 and above')
    """
    if last is not None:
        return f"{code}-{first} to {code}-{last}"
    return code if first == 1 else f"{code}-{first} and above"
