"""Register markers as other systems print them: inherited evidence, never franchise (handbook registration 1.5).

Letters stand alone or together (`B N`, `F/N`, `BN`), with or without the date on which an attainer comes of age.
N always means anonymous (REG-130). A marks an absent voter at one poll and is no marker of franchise.
"""

import polars as pl

LETTERS = "BGKULEFMN"
"""Every franchise letter that a register has used, in the order they are written here, N last."""

DOUBTFUL = {"england": "GKEUM", "wales": "KEU", "scotland": "GKE", "northern-ireland": "KEUM"}
"""Letters that should have gone from each nation's registers (table 1.5)."""

_DATE = (
    r"(\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}[- ](?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|"
    r"NOV|DEC)[A-Z]*[- ](?:\d{4}|\d{2}))"
)
_BETWEEN = r"[\s,;/&+.()-]+"


def read(text: pl.Expr) -> list[pl.Expr]:
    """Return expressions that take printed markers apart.

    `marker_letters`: the franchise letters in our order, without repeats, null where there are none or some are
    unknown. `marker_date`: the date printed with them, as text. `marker_unknown`, `marker_absent`, `marker_anonymous`:
    Boolean, whether there are letters that no register uses, the A of an absent voter, the N of an anonymous entry.
    """
    upper = text.fill_null("").str.to_uppercase()
    letters = upper.str.replace_all(_DATE, " ").str.replace_all(_BETWEEN, "")
    unknown = ~letters.str.contains(f"^[{LETTERS}A]*$")
    ordered = pl.concat_str(
        pl.when(letters.str.contains(letter, literal=True)).then(pl.lit(letter)).otherwise(pl.lit(""))
        for letter in LETTERS
    )
    return [
        pl.when(~unknown & (ordered != "")).then(ordered).alias("marker_letters"),
        upper.str.extract(_DATE, 1).alias("marker_date"),
        unknown.alias("marker_unknown"),
        (~unknown & letters.str.contains("A", literal=True)).alias("marker_absent"),
        (~unknown & letters.str.contains("N", literal=True)).alias("marker_anonymous"),
    ]
