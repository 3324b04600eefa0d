"""Makers of a date of the year in the world's authority."""

from datetime import date

from pollwright.risks.models import Risk
from tests.fixtures.arranging import arranged
from tests.walk import measure_kinds
from tests.walk.world import World

REVIEW_ON = date(2027, 1, 15)


def date_key(world: World) -> str:
    """The review of a risk, which no other authority has."""
    risk = measure_kinds.risk(world)
    with arranged():
        Risk.objects.filter(authority=world.authority, reference=risk).update(next_review_on=REVIEW_ON)
    return f"risk.{risk}.review.{REVIEW_ON}"
