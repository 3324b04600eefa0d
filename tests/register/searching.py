"""Arranging electors who are to be found."""

from typing import Any

from pollwright.authorities.models import Authority
from pollwright.register.models import Elector
from pollwright.register.operations.searching import refresh_search
from pollwright.register.queries.search_results import Found, found_electors
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger


def registered(
    ledger: Ledger, surname: str, forenames: str, *, home: dict[str, Any] | None = None, **given: Any
) -> Elector:
    """Put an elector on the register who can be found by what the search texts are made from."""
    elector = ledger.elector(surname=surname, forenames=forenames, **given)
    ledger.entry(elector, ledger.property(**(home or {})))
    refreshed(ledger.authority)
    return elector


def refreshed(authority: Authority) -> None:
    """Rebuild what everybody in an authority is found by."""
    with arranged():
        refresh_search(authority.pk, "SELECT id FROM register_elector WHERE authority_id = %s", [authority.pk])


def names(authority: Authority, typed: str) -> list[str]:
    """Return the names that a search finds, likeliest first."""
    return [row.name for row in looked_up(authority, typed).rows]


def looked_up(authority: Authority, typed: str) -> Found:
    """Return what a search finds."""
    return found_electors(authority.pk, typed)
