"""How an address is tried with a record: by its reference, alone or with the name of an act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.walk.world import World

Sample = Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class by_reference:  # noqa: N801 (read as a word of the table below)
    """Tries an address with the reference of what `maker` makes."""

    maker: Callable[[World], str]

    def __call__(self, world: World) -> dict[str, Any]:
        return {"reference": self.maker(world)}


def act_on(maker: Callable[[World], str], name: str) -> Sample:
    return lambda world: {"reference": maker(world), "name": name}
