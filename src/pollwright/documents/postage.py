"""Addresses as the Royal Mail reads them: one item a line, no blank lines, the postcode alone on the last."""

from collections.abc import Iterable

MOST_LINES = 8


class AddressTooLong(ValueError):
    """An address has more lines than its window. Says how many, never which."""


def address_block(name: str, lines: Iterable[str], postcode: str) -> tuple[str, ...]:
    """Return the lines of an address block: name, address without blank lines, postcode in capitals.

    :raises AddressTooLong: where it would have more than eight lines.
    """
    found = tuple(line.strip() for line in (name, *lines, " ".join(postcode.upper().split())) if line.strip())
    if len(found) > MOST_LINES:
        raise AddressTooLong(f"An address has at most {MOST_LINES} lines; this one has {len(found)}.")
    return found
