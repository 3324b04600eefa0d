"""The kinds of stored file that this room keeps."""

from __future__ import annotations

from pollwright.acting import Permission
from pollwright.files.kinds import declare

DOCUMENT = declare("office-document", "Document of the office", Permission.OFFICE_VIEW)
RESTRICTED = declare("breach-document", "Document of a personal data breach", Permission.BREACHES_VIEW)
