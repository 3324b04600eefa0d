"""The tables of this room."""

from pollwright.elections.models.absent import AbsentArrangement
from pollwright.elections.models.boundary import BoundaryFile, BoundaryPart
from pollwright.elections.models.cards import CardBatch, CardRun, ReturnedCard
from pollwright.elections.models.electorates import Electorate, ElectorateChange
from pollwright.elections.models.polls import Combination, Contest, Poll, PollStep
from pollwright.elections.models.projects import BudgetLine, ProjectNote, ProjectPlan, ProjectTask
from pollwright.elections.models.vacancies import Vacancy, VacancyRequest

__all__ = [
    "AbsentArrangement",
    "BoundaryFile",
    "BoundaryPart",
    "BudgetLine",
    "CardBatch",
    "CardRun",
    "Combination",
    "Contest",
    "Electorate",
    "ElectorateChange",
    "Poll",
    "PollStep",
    "ProjectNote",
    "ProjectPlan",
    "ProjectTask",
    "ReturnedCard",
    "Vacancy",
    "VacancyRequest",
]
