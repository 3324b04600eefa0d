"""The private PostgreSQL of a first run, of the tests and of the count-hall laptop.

Pure infrastructure: it knows neither Django nor any room. A server of the user's own, named by DATABASE_URL, is used
as it is and never started or stopped.
"""

from pollwright.postgres.problems import PostgresProblem
from pollwright.postgres.profiles import Profile
from pollwright.postgres.roles import (
    APPLICATION,
    OWNER,
    PUBLIC_SITE,
    READ_ONLY,
    ensure_privileges,
    ensure_roles,
)
from pollwright.postgres.server import Server, default_folder, destroy, discard_other_version, serving, status

__all__ = [
    "APPLICATION",
    "OWNER",
    "PUBLIC_SITE",
    "READ_ONLY",
    "PostgresProblem",
    "Profile",
    "Server",
    "default_folder",
    "destroy",
    "discard_other_version",
    "ensure_privileges",
    "ensure_roles",
    "serving",
    "status",
]
