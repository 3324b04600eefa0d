"""Names of the sheets of workbooks, as Excel takes them: short, plain, and each unlike every other."""

from __future__ import annotations

import re

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def sheet_name(words: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and that none of those taken has, and note it among them."""
    plain = " ".join(_FORBIDDEN.sub(" ", words).split()).strip("' ")[:LONGEST].strip("' ") or "Sheet"
    name, again = plain, 2
    while name.casefold() in taken:
        behind = f" {again}"
        name = f"{plain[: LONGEST - len(behind)]}{behind}"
        again += 1
    taken.add(name.casefold())
    return name
