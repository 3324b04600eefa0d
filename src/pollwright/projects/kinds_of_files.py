"""The kind of file that this room keeps."""

from pollwright.acting import Permission
from pollwright.files.kinds import declare

PAPER = declare("project-paper", "Paper of a project board", Permission.PLAN_VIEW)
