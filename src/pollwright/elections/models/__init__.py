"""The tables of this room."""

from pollwright.elections.models.polls import Combination, Contest, Poll, PollStep
from pollwright.elections.models.projects import BudgetLine, ProjectNote, ProjectRisk, ProjectTask
from pollwright.elections.models.vacancies import Vacancy, VacancyRequest

__all__ = [
    "BudgetLine",
    "Combination",
    "Contest",
    "Poll",
    "PollStep",
    "ProjectNote",
    "ProjectRisk",
    "ProjectTask",
    "Vacancy",
    "VacancyRequest",
]
