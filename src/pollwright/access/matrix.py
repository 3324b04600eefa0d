"""The permission matrix: which role carries which permission. The one place where it stands.

The page of roles, the documentation and the tests that walk every page and operation are all made from this table.
"""

from __future__ import annotations

from pollwright.acting import Capacity, Permission, Role

P = Permission

_READ = frozenset({P.OWN_ACCOUNT, P.PLACES_VIEW, P.REGISTER_VIEW})
_DESK = _READ | {P.CONTACT_LOG}
_WORK = _DESK | {
    P.APPLICATIONS_ENTER,
    P.DELETIONS_RECORD,
    P.OBJECTIONS_RECORD,
    P.PLACES_EDIT,
    P.DATA_QUALITY_RESOLVE,
    P.JOBS_VIEW,
    P.REGISTER_EXPORT,
}
_DECIDE = _WORK | {
    P.APPLICATIONS_DETERMINE,
    P.DELETIONS_DETERMINE,
    P.REVIEWS_MANAGE,
    P.CORRECTIONS_MAKE,
    P.ANONYMOUS_VIEW,
    P.PROTECTED_REVEAL,
    P.NOTICES_PREPARE,
    P.NOTICES_APPROVE,
    P.REGISTER_IMPORT,
    P.PLACES_IMPORT,
    P.REGISTER_PUBLISH,
    P.ARCHIVE_READ,
    P.AUDIT_VIEW,
    P.JOBS_CANCEL,
    P.RETENTION_VIEW,
    P.USERS_VIEW,
}

MATRIX: dict[Role, frozenset[Permission]] = {
    Role.HEAD: _DECIDE
    | {
        P.DISTRICTS_CHANGE,
        P.DELEGATIONS_MANAGE,
        P.RETENTION_RUN,
        P.AUTHORITY_CONFIGURE,
        P.AUDIT_SEAL,
    },
    Role.SENIOR: _DECIDE,
    Role.OFFICER: _WORK | {P.APPLICATIONS_DETERMINE},
    Role.CUSTOMER_SERVICE: _DESK,
    Role.AUDITOR: _READ | {P.AUDIT_VIEW, P.USERS_VIEW, P.JOBS_VIEW, P.RETENTION_VIEW, P.ARCHIVE_READ},
    Role.ADMINISTRATOR: frozenset(
        {
            P.OWN_ACCOUNT,
            P.USERS_VIEW,
            P.USERS_MANAGE,
            P.AUTHORITY_CONFIGURE,
            P.JOBS_VIEW,
            P.JOBS_CANCEL,
            P.BACKUP_MAKE,
            P.AUDIT_VIEW,
            P.AUDIT_SEAL,
            P.RETENTION_VIEW,
            P.PLACES_VIEW,
        }
    ),
}

CAPACITY: dict[Role, Capacity] = {
    Role.HEAD: Capacity.ERO,
    Role.SENIOR: Capacity.FOR_ERO,
    Role.OFFICER: Capacity.FOR_ERO,
    Role.CUSTOMER_SERVICE: Capacity.CUSTOMER_SERVICE,
    Role.AUDITOR: Capacity.AUDITOR,
    Role.ADMINISTRATOR: Capacity.ADMINISTRATOR,
}
"""The capacity that a role acts in where no delegation says otherwise."""

TITLES: dict[Role, str] = {
    Role.HEAD: "Head of electoral services (ERO)",
    Role.SENIOR: "Senior electoral services officer",
    Role.OFFICER: "Electoral services officer",
    Role.CUSTOMER_SERVICE: "Customer service officer",
    Role.AUDITOR: "Auditor",
    Role.ADMINISTRATOR: "System administrator",
}
