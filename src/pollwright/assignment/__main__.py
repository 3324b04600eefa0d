"""The solver: reads a problem from standard input, writes person and place of the best answer to standard output.

Run as a program of its own, so that it can be stopped half way and gives its memory back. The best answer is that of a
flow of least cost from people to places (OR-tools).
"""

from __future__ import annotations

import json
import sys

from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from pollwright.assignment.problem import Problem, read_problem


def solved(problem: Problem) -> list[tuple[int, int]]:
    """Return person and place of the answer of least cost; people without a place are not in it.

    :raises RuntimeError: where there is no answer, which no problem lacks, since places may stay empty.
    """
    flow = SimpleMinCostFlow()
    wanted = sum(place.takes for place in problem.places)
    source, nobody, first = 0, 1, 2
    seat = first + problem.people
    flow.set_node_supply(source, wanted)
    for person in range(problem.people):
        flow.add_arc_with_capacity_and_unit_cost(source, first + person, 1, 0)
    flow.add_arc_with_capacity_and_unit_cost(source, nobody, wanted, 0)
    for number, place in enumerate(problem.places):
        flow.set_node_supply(seat + number, -place.takes)
        flow.add_arc_with_capacity_and_unit_cost(nobody, seat + number, place.takes, place.empty)
    begun = flow.num_arcs()
    for person, number, cost in problem.edges:
        flow.add_arc_with_capacity_and_unit_cost(first + person, seat + number, 1, cost)
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("the solver found no answer")
    return [
        (person, number) for at, (person, number, _cost) in enumerate(problem.edges, start=begun) if flow.flow(at) == 1
    ]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(solved(read_problem(sys.stdin.read()))))
