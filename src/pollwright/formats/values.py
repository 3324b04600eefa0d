"""Parsing of values over whole columns, by Polars.

Each parser takes an expression of text and returns one of the parsed type, null where the text is blank or bad.
`bad(parsed, text)` tells the second from the first.
"""

import re
from collections.abc import Sequence

import polars as pl

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula when it stands first (INT-012)."""

_FORMULA = "^([=+@\t\r-])"
_TRUE = ("yes", "y", "true", "t", "1")
_FALSE = ("no", "n", "false", "f", "0")
_EMAIL = (
    r"^[^\s@,;<>\"()\[\]]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$"
)
# An apostrophe is how a spreadsheet marks a number as text; a fraction of nought is how one writes a whole number.
_UPRN = r"^'?0*([0-9]{1,12})(?:\.0+)?$"
_SCIENTIFIC = r"^[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+$"
# Controls, no-break and other wide or zero-width spaces, byte-order marks, marks that turn the writing direction.
_ODD = "\x00-\x1f\x7f-\x9f\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff"
_ODD_SPACES = f"[{_ODD}]|  "
_SPACES = f"[ {_ODD}]+"
# How exports keep a spreadsheet from changing a number: ="0123".
_WRAPPED = r'^="([^"]*)"$'
# How databases write that there is no value.
_NOTHING = ("NULL", "\\N")
# What UTF-8 letters look like when they are read as Windows-1252, and the mark of a lost character.
_GARBLED = "Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\u0080-\u00bf]|â€|�"


def cleaned(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Return the frame with columns of text trimmed, their odd and repeated spaces and controls made one space,
    letters and accents composed (NFC), ="0123" made 0123, and blank made null.

    Columns without such characters, which are most, are only trimmed.
    """
    text = pl.col(columns)
    odd, accented = frame.select(text.str.contains(_ODD_SPACES).any()), frame.select(_accented(text).any())
    wrapped = frame.select(text.str.contains('="', literal=True).any())
    return frame.with_columns(
        _plain(pl.col(name), odd=bool(odd[name][0]), accented=bool(accented[name][0]), wrapped=bool(wrapped[name][0]))
        for name in columns
    )


def _plain(text: pl.Expr, *, odd: bool, accented: bool, wrapped: bool) -> pl.Expr:
    plain = text.str.replace_all(_SPACES, " ") if odd else text
    plain = (plain.str.normalize("NFC") if accented else plain).str.strip_chars()
    plain = plain.str.replace(_WRAPPED, "$1").str.strip_chars() if wrapped else plain
    return pl.when(plain != "").then(plain)


def plain(text: str) -> str:
    """Return one text trimmed, its odd and repeated spaces and controls made one space, half characters lost."""
    return re.sub(_SPACES, " ", text.encode("utf-8", "replace").decode("utf-8")).strip()


def without_nothing(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Return the frame with null where a cleaned text is a database's word for no value: NULL or \\N."""
    text = pl.col(columns)
    found = frame.select(text.is_in(_NOTHING).any())
    wanted = [name for name in columns if found[name][0]]
    return (
        frame.with_columns(pl.when(~pl.col(wanted).is_in(_NOTHING)).then(pl.col(wanted)).name.keep())
        if wanted
        else frame
    )


def _accented(text: pl.Expr) -> pl.Expr:
    return text.str.len_bytes() != text.str.len_chars()


def bad(parsed: pl.Expr, text: pl.Expr) -> pl.Expr:
    """Whether a text that is not blank could not be parsed."""
    return parsed.is_null() & text.is_not_null() & (text != "")


def boolean(text: pl.Expr) -> pl.Expr:
    """Yes or no, in the words and letters that exports use, as Boolean."""
    word = text.str.to_lowercase()
    return pl.when(word.is_in(_TRUE)).then(pl.lit(value=True)).when(word.is_in(_FALSE)).then(pl.lit(value=False))


def whole_number(text: pl.Expr) -> pl.Expr:
    """A number without sign, separators or fraction, as Int64."""
    return pl.when(text.str.contains(r"^[0-9]{1,18}$")).then(text).cast(pl.Int64)


def uprn(text: pl.Expr) -> pl.Expr:
    """A unique property reference number as Int64: at most 12 digits past leading zeros (INT-410); 0 is null.

    Scientific notation and fractions other than nought are refused, as the number's digits may have been lost.
    """
    number = text.str.extract(_UPRN, 1).cast(pl.Int64)
    return pl.when(number > 0).then(number)


def is_no_uprn(text: pl.Expr) -> pl.Expr:
    """Whether a text is one of the ways to say that there is no UPRN: nothing but zeros."""
    return text.str.contains(r"^'?0+(\.0+)?$")


def through_excel(text: pl.Expr) -> pl.Expr:
    """Whether a text is a number that a spreadsheet has turned into scientific notation."""
    return text.str.contains(_SCIENTIFIC)


def coordinate(text: pl.Expr) -> pl.Expr:
    """A coordinate as Float64; blank and any form of zero are null, for they mean unknown (D-06)."""
    number = pl.when(text.str.contains(r"^-?[0-9]{1,8}(\.[0-9]+)?$")).then(text).cast(pl.Float64)
    return pl.when(number != 0).then(number)


def email(text: pl.Expr) -> pl.Expr:
    """An e-mail address that has one @ and a domain with a dot, at most 254 characters."""
    return pl.when(text.str.contains(_EMAIL) & (text.str.len_chars() <= 254)).then(text)


def garbled(text: pl.Expr) -> pl.Expr:
    """Whether a text has letters that were garbled by reading UTF-8 as Windows-1252."""
    return text.str.contains(_GARBLED)


def neutralised(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with an apostrophe before each text that a spreadsheet would take for a formula (INT-012)."""
    found = frame.select(pl.col(pl.String).str.contains(_FORMULA).any())
    wanted = [name for name in found.columns if found[name][0]]
    return frame.with_columns(pl.col(wanted).str.replace(_FORMULA, "'$1")) if wanted else frame
