"""United Kingdom postcodes: their form, never whether they exist (handbook interfaces 11, INT-756)."""

import re
from itertools import product

import polars as pl

# Outward A9, A99, AA9, AA99, A9A, AA9A; a number of two figures does not begin with 0, and the letter after a number is
# none that looks like one (I, L, O). Inward 9AA without C I K M O V.
_OUTWARD = "[A-Z]{1,2}(?:[0-9]|[1-9][0-9]|[0-9][A-HJKMNP-Z])"
_INWARD = "[0-9][ABD-HJLNP-UW-Z]{2}"
_COMPACT = f"^(?:{_OUTWARD}{_INWARD}|GIR0AA)$"
_FORCES = r"^BFPO[1-9][0-9]{0,3}$"
_SPACES = r"[\s\u00a0]+"
_ALIKE = {"O": "0O", "0": "0O", "I": "1I", "1": "1I", "L": "L1"}
_LONGEST = 9


def normalised(text: pl.Expr) -> pl.Expr:
    """The postcode as it is stored, `AA9A 9AA` or `BFPO 9`: upper case, one space. Null where its form is wrong.

    Only case and spaces are mended; an O for a 0 is not (see `suggestion`).
    """
    compact = text.str.to_uppercase().str.replace_all(_SPACES, "")
    return (
        pl.when(compact.str.contains(_COMPACT))
        .then(compact.str.replace("^(.*)(...)$", "$1 $2"))
        .when(compact.str.contains(_FORCES))
        .then(compact.str.replace("^BFPO", "BFPO "))
    )


def normalise(text: str) -> str | None:
    """Return one postcode as it is stored, or None where its form is wrong."""
    compact = re.sub(_SPACES, "", text.upper())
    if re.fullmatch(_COMPACT, compact):
        return f"{compact[:-3]} {compact[-3:]}"
    return f"BFPO {compact[4:]}" if re.fullmatch(_FORCES, compact) else None


def suggestion(text: str) -> str | None:
    """Return the one postcode that a bad one was probably meant to be, or None.

    Tried: signs other than letters and figures left out, and O, I, L taken for 0 and 1 and the other way round, with
    as few changes as will do. Where two are as near as each other there is no suggestion.
    """
    compact = re.sub(r"[^A-Z0-9]", "", text.upper())
    if not 5 <= len(compact) <= _LONGEST:
        return None
    found: dict[int, set[str]] = {}
    for letters in product(*(_ALIKE.get(letter, letter) for letter in compact)):
        candidate = normalise("".join(letters))
        if candidate:
            changes = sum(old != new for old, new in zip(compact, letters, strict=True))
            found.setdefault(changes, set()).add(candidate)
    nearest = found[min(found)] if found else set()
    return nearest.pop() if len(nearest) == 1 else None
