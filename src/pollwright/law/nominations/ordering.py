"""The order of candidates on the statement, the notice of poll and the ballot paper (N-21, B-01)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pollwright.law.guidance import COMMISSION_LOCAL
from pollwright.law.numbering import folded
from pollwright.law.sources import Source
from pollwright.law.workings import Working

ORDER: Final = Source(COMMISSION_LOCAL, "Publishing the statement of persons nominated", "N-21")
COLLATION: Final = Source(COMMISSION_LOCAL, "Publishing the statement of persons nominated", "N-21", confirmed=False)

_AFTER_LETTERS: Final = "~"


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate by the name that is shown, and a reference that tells them from all others."""

    reference: str
    surname: str
    other_names: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """The candidates in order, and those whose names are alike and whose order the officer has not decided."""

    candidates: tuple[Named, ...]
    ties: tuple[tuple[str, ...], ...]
    workings: tuple[Working, ...]


def order_candidates(candidates: Iterable[Named], decided: Sequence[str] = ()) -> Ordered:
    """Return candidates in the order of the law: by surname, then by their other names.

    Case, accents and marks make no difference; a surname with a prefix (de, O', Mac) stands as it is written, and one
    that another continues comes first (Smith, Smith-Jones, Smithson). Names in another script come after. Whoever has
    one name only stands by it.

    :param decided: references in the order in which the officer places candidates whose names are alike.
    """
    place = {reference: number for number, reference in enumerate(decided)}
    found = sorted(candidates, key=lambda one: (_key(one), place.get(one.reference, len(place)), one.reference))
    ties = []
    for _, alike in groupby(found, key=_key):
        references = [one.reference for one in alike]
        open_ones = [one for one in references if one not in place]
        if len(references) > 1 and open_ones:
            ties.append(tuple(references))
    workings = [Working("Alphabetical order of surname, then of other names", None, ORDER)]
    workings += [Working("Names that are alike: the officer decides their order", None, COLLATION) for _ in ties]
    return Ordered(tuple(found), tuple(ties), tuple(workings))


def _key(candidate: Named) -> tuple[str, str]:
    if not candidate.surname.strip():
        return _filed(candidate.other_names), ""
    return _filed(candidate.surname), _filed(candidate.other_names)


def _filed(text: str) -> str:
    """Return text as it is filed; what is in no Latin letters after all that is."""
    return folded(text) or (_AFTER_LETTERS + text.strip().casefold() if text.strip() else "")
