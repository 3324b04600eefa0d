"""The permission matrix: which role carries which permission. The one place where it stands.

The page of roles, the documentation and the tests that walk every page and operation are all made from this table.
"""

from __future__ import annotations

from pollwright.acting import Capacity, Permission, Role

P = Permission

_READ = frozenset({P.OWN_ACCOUNT, P.PLACES_VIEW, P.REGISTER_VIEW, P.POLLS_VIEW})
_DESK = _READ | {P.CONTACT_LOG}
_WORK = _DESK | {
    P.APPLICATIONS_ENTER,
    P.DELETIONS_RECORD,
    P.OBJECTIONS_RECORD,
    P.PLACES_EDIT,
    P.PLACE_REVIEWS_EDIT,
    P.PLACE_REVIEWS_COMMENT,
    P.DATA_QUALITY_RESOLVE,
    P.JOBS_VIEW,
    P.REGISTER_EXPORT,
    P.PROJECT_EDIT,
    P.NOMINATIONS_ENTER,
    P.NOMINATIONS_DRAFT,
    P.PAPERS_PREPARE,
    P.ROLLS_KEEP,
    P.STATIONS_EDIT,
    P.STAFF_VIEW,
    P.STAFF_EDIT,
    P.STAFF_APPLY,
    P.POLLING_DAY_LOG,
    P.RISKS_VIEW,
    P.RISKS_EDIT,
    P.PERFORMANCE_VIEW,
    P.PERFORMANCE_EDIT,
    P.PLAN_VIEW,
    P.PLAN_EDIT,
    P.BUDGETS_VIEW,
    P.BUDGETS_EDIT,
    P.YEAR_VIEW,
    P.YEAR_SETTLE,
    P.OFFICE_VIEW,
    P.OFFICE_EDIT,
    P.TEAM_OWN,
    P.CASE_VIEW,
    P.CASE_EDIT,
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
    P.PLACE_REVIEWS_RELEASE,
    P.REGISTER_PUBLISH,
    P.ARCHIVE_READ,
    P.AUDIT_VIEW,
    P.JOBS_CANCEL,
    P.RETENTION_VIEW,
    P.USERS_VIEW,
    P.POLLS_MANAGE,
    P.NOMINATIONS_DETERMINE,
    P.PAPERS_APPROVE,
    P.ELECTORATE_FREEZE,
    P.POLL_CARDS_PREPARE,
    P.POLL_CARDS_RELEASE,
    P.STAFF_PLACE,
    P.RISKS_ESCALATE,
    P.PERFORMANCE_SIGN,
    P.PLAN_APPROVE,
    P.POLLING_DAY_INTEGRITY,
    P.YEAR_DISMISS,
    P.BREACHES_VIEW,
    P.TEAM_KEEP,
    P.CASE_RELEASE,
    P.INTEGRITY_VIEW,
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
    Role.FINANCE: frozenset({P.OWN_ACCOUNT, P.PLAN_VIEW, P.BUDGETS_VIEW, P.FINANCE_ENTER}),
    Role.AUDITOR: _READ
    | {
        P.STAFF_VIEW,
        P.AUDIT_VIEW,
        P.USERS_VIEW,
        P.JOBS_VIEW,
        P.RETENTION_VIEW,
        P.ARCHIVE_READ,
        P.RISKS_VIEW,
        P.PERFORMANCE_VIEW,
        P.PLAN_VIEW,
        P.BUDGETS_VIEW,
        P.YEAR_VIEW,
        P.OFFICE_VIEW,
        P.CASE_VIEW,
    },
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
    Role.FINANCE: Capacity.FINANCE,
    Role.AUDITOR: Capacity.AUDITOR,
    Role.ADMINISTRATOR: Capacity.ADMINISTRATOR,
}
"""The capacity that a role acts in where no delegation says otherwise."""

TITLES: dict[Role, str] = {
    Role.HEAD: "Head of electoral services (ERO)",
    Role.SENIOR: "Senior electoral services officer",
    Role.OFFICER: "Electoral services officer",
    Role.CUSTOMER_SERVICE: "Customer service officer",
    Role.FINANCE: "Finance officer",
    Role.AUDITOR: "Auditor",
    Role.ADMINISTRATOR: "System administrator",
}

WORDS: dict[Permission, str] = {
    P.OWN_ACCOUNT: "Change their own password and second factors",
    P.AUTHORITY_CONFIGURE: "Change the authority's settings and non-working days",
    P.USERS_VIEW: "See people, roles and delegations",
    P.USERS_MANAGE: "Add people, change roles, stop people, help them back in",
    P.DELEGATIONS_MANAGE: "Record and revoke written delegations",
    P.AUDIT_VIEW: "Read the audit trail",
    P.AUDIT_SEAL: "Seal and verify the audit trail",
    P.RETENTION_VIEW: "See what is due for removal",
    P.RETENTION_RUN: "Remove what is due, and set legal holds",
    P.JOBS_VIEW: "See long work",
    P.JOBS_CANCEL: "Cancel long work",
    P.BACKUP_MAKE: "Make backups",
    P.PLACES_VIEW: "See areas, districts and properties",
    P.PLACES_EDIT: "Correct properties",
    P.PLACES_IMPORT: "Import areas, districts and properties",
    P.DISTRICTS_CHANGE: "Change polling districts",
    P.PLACE_REVIEWS_EDIT: "Work on reviews of polling districts and places: comments, proposals, papers",
    P.PLACE_REVIEWS_RELEASE: "Publish papers of reviews of polling places as the second person, and record decisions",
    P.PLACE_REVIEWS_COMMENT: "Comment on a review of polling districts and places, as people do online",
    P.REGISTER_VIEW: "Search and read the register, anonymous electors masked",
    P.CONTACT_LOG: "Log contact with electors",
    P.APPLICATIONS_ENTER: "Enter applications and their evidence",
    P.APPLICATIONS_DETERMINE: "Determine applications",
    P.DELETIONS_RECORD: "Record reports of deaths and moves",
    P.DELETIONS_DETERMINE: "Determine deletions",
    P.OBJECTIONS_RECORD: "Record objections",
    P.REVIEWS_MANAGE: "Open and determine reviews",
    P.CORRECTIONS_MAKE: "Make clerical and court corrections",
    P.ANONYMOUS_VIEW: "See anonymous electors' files",
    P.PROTECTED_REVEAL: "Reveal a protected value, with a reason",
    P.REGISTER_IMPORT: "Import a register",
    P.NOTICES_PREPARE: "Prepare notices of alteration",
    P.NOTICES_APPROVE: "Approve notices of alteration",
    P.REGISTER_PUBLISH: "Publish the register",
    P.REGISTER_EXPORT: "Export lists and editions",
    P.ARCHIVE_READ: "Read superseded registers",
    P.DATA_QUALITY_RESOLVE: "Resolve duplicates and implausible entries",
    P.POLLS_VIEW: "See polls, their timetables and what is published of them",
    P.POLLS_MANAGE: "Call, combine, postpone and cancel polls; enter steps of the timetable",
    P.PROJECT_EDIT: "Edit the project of a poll: tasks, risks, budget, lessons",
    P.NOMINATIONS_ENTER: "Enter nomination papers, agents and appointments",
    P.NOMINATIONS_DETERMINE: "Determine nominations, and publish the persons nominated",
    P.NOMINATIONS_DRAFT: "Fill in drafts of nomination papers, as those who are invited to the portal do",
    P.PAPERS_PREPARE: "Prepare notices, ballot papers and other papers of a poll",
    P.PAPERS_APPROVE: "Approve proofs of papers, and publish notices",
    P.ROLLS_KEEP: "Keep the rolls of ratepayers and businesses who vote at a poll",
    P.ELECTORATE_FREEZE: "Freeze the electorate of a poll",
    P.POLL_CARDS_PREPARE: "Prepare poll cards and station registers",
    P.POLL_CARDS_RELEASE: "Release poll cards and station registers",
    P.STATIONS_EDIT: "Edit venues, stations and the polling scheme",
    P.STAFF_VIEW: "See the staff bank and appointments",
    P.STAFF_EDIT: "Edit the staff bank, offers, training and attendance",
    P.STAFF_PLACE: "Place staff, and make appointments",
    P.STAFF_APPLY: "Apply for work at polls, as people do online",
    P.POLLING_DAY_LOG: "Log what happens on polling day",
    P.RISKS_VIEW: "See risk registers",
    P.RISKS_EDIT: "Keep risk registers: risks, scores, controls and actions",
    P.RISKS_ESCALATE: "Put a risk before somebody higher",
    P.PERFORMANCE_VIEW: "See indicators, their figures and the records behind them",
    P.PERFORMANCE_EDIT: "Define indicators, enter targets and actuals, make reports",
    P.PERFORMANCE_SIGN: "Sign off actuals, as the second person",
    P.PLAN_VIEW: "See service plans and what is in them",
    P.PLAN_EDIT: "Import service plans, and edit and confirm what is in them",
    P.PLAN_APPROVE: "Approve and publish service plans that somebody else sent",
    P.FINANCE_ENTER: "Enter and confirm what finance alone does: budgets, estimates, the ledger, virements, the year’s end",
    P.BUDGETS_VIEW: "See budgets, orders and what was spent",
    P.BUDGETS_EDIT: "Draft budgets, note orders, forecast and explain, ask for virements, make budget reports",
    P.YEAR_VIEW: "See the calendar of the year; be sent it by calendar feed and e-mail",
    P.YEAR_SETTLE: "Mark dates of the year as done, with what shows it, and open them again",
    P.YEAR_DISMISS: "Dismiss dates of the year, with a reason",
    P.OFFICE_VIEW: "See the lists of the office: procedures, standards, print jobs, members",
    P.OFFICE_EDIT: "Keep the lists of the office",
    P.BREACHES_VIEW: "See and keep the log of personal data breaches",
    P.TEAM_OWN: "See who holds which post, and their own staff file; log their own development and hours",
    P.TEAM_KEEP: "See and keep everybody's staff files, skills, hours, checks and single points of failure",
    P.CASE_VIEW: "See cases, contacts and campaigns, besides allegations",
    P.CASE_EDIT: "Work on cases and campaigns: enquiries, complaints, requests, letters",
    P.CASE_RELEASE: "Release the answer to a case as the second person",
    P.INTEGRITY_VIEW: "See and work on allegations of electoral offences",
    P.POLLING_DAY_INTEGRITY: "See and log incidents about the integrity of a poll",
}
"""What each permission lets a person do, in plain words."""


def markdown() -> str:
    """Return the matrix as a page of the documentation."""
    head = "| What it lets a person do | Permission | " + " | ".join(TITLES[role] for role in Role) + " |"
    rule = "|---|---|" + ":-:|" * len(Role)
    rows = (
        f"| {WORDS[permission]} | `{permission}` | "
        + " | ".join("yes" if permission in MATRIX[role] else "" for role in Role)
        + " |"
        for permission in Permission
    )
    return "\n".join(["# Roles and permissions", "", INTRODUCTION, "", head, rule, *rows, ""])


INTRODUCTION = (
    "Each person holds one role in an authority. This page is made from `pollwright/access/matrix.py`;"
    " `pollwright permissions` prints it."
)
