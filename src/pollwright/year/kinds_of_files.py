"""The kind of stored file that this room keeps."""

from __future__ import annotations

from pollwright.acting import Permission
from pollwright.files.kinds import declare

EVIDENCE = declare("year-evidence", "Document that shows that something of the year was done", Permission.YEAR_VIEW)
