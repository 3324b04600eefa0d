"""What this room keeps."""

from pollwright.people.models.files import Appraisal, Check, Development, Employee, HoursEntry
from pollwright.people.models.holding import Holding, PostTerms, SinglePoint
from pollwright.people.models.skills import Skill, SkillHeld, SkillNeeded

__all__ = [
    "Appraisal",
    "Check",
    "Development",
    "Employee",
    "Holding",
    "HoursEntry",
    "PostTerms",
    "SinglePoint",
    "Skill",
    "SkillHeld",
    "SkillNeeded",
]
