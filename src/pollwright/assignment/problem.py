"""What is asked of the solver and what it answers, as plain data that travels as JSON.

A place takes a number of people; an edge says that a person may be given to a place, and what that costs. Nobody is given
to two places. A place that is not filled costs `empty`, for each person that it lacks, so that places are filled whenever
somebody may be given to them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place that takes `takes` people; each one it lacks costs `empty`."""

    takes: int
    empty: int


@dataclass(frozen=True, slots=True)
class Problem:
    """People are numbered from nought, places by their position.

    :param edges: person, place and cost (a whole number, nought or more), each pair once.
    """

    people: int
    places: Sequence[Place]
    edges: Sequence[tuple[int, int, int]]

    def text(self) -> str:
        """Return the problem as JSON."""
        places = [(place.takes, place.empty) for place in self.places]
        return json.dumps({"people": self.people, "places": places, "edges": list(self.edges)})


def read_problem(text: str) -> Problem:
    """Return the problem that JSON holds."""
    held = json.loads(text)
    places = [Place(takes, empty) for takes, empty in held["places"]]
    return Problem(held["people"], places, [(person, place, cost) for person, place, cost in held["edges"]])
