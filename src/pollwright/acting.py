"""Who acts: permissions, capacities and the actor. Pure: knows no framework and no clock.

The permission matrix (which role carries which permission) is in `pollwright.access.matrix`, in one place.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from enum import StrEnum


class Permission(StrEnum):
    """One thing that a person may be allowed to do. The value stands in events, pages and the documentation."""

    OWN_ACCOUNT = "own-account.change"
    AUTHORITY_CONFIGURE = "authority.configure"
    USERS_VIEW = "users.view"
    USERS_MANAGE = "users.manage"
    DELEGATIONS_MANAGE = "delegations.manage"
    AUDIT_VIEW = "audit.view"
    AUDIT_SEAL = "audit.seal"
    RETENTION_VIEW = "retention.view"
    RETENTION_RUN = "retention.run"
    JOBS_VIEW = "jobs.view"
    JOBS_CANCEL = "jobs.cancel"
    BACKUP_MAKE = "backup.make"

    PLACES_VIEW = "places.view"
    PLACES_EDIT = "places.edit"
    PLACES_IMPORT = "places.import"
    DISTRICTS_CHANGE = "districts.change"
    PLACE_REVIEWS_EDIT = "place-reviews.edit"
    PLACE_REVIEWS_RELEASE = "place-reviews.release"
    PLACE_REVIEWS_COMMENT = "place-reviews.comment"

    REGISTER_VIEW = "register.view"
    CONTACT_LOG = "contact.log"
    APPLICATIONS_ENTER = "applications.enter"
    APPLICATIONS_DETERMINE = "applications.determine"
    DELETIONS_RECORD = "deletions.record"
    DELETIONS_DETERMINE = "deletions.determine"
    OBJECTIONS_RECORD = "objections.record"
    REVIEWS_MANAGE = "reviews.manage"
    CORRECTIONS_MAKE = "corrections.make"
    ANONYMOUS_VIEW = "anonymous.view"
    PROTECTED_REVEAL = "protected.reveal"
    REGISTER_IMPORT = "register.import"
    NOTICES_PREPARE = "notices.prepare"
    NOTICES_APPROVE = "notices.approve"
    REGISTER_PUBLISH = "register.publish"
    REGISTER_EXPORT = "register.export"
    ARCHIVE_READ = "archive.read"
    DATA_QUALITY_RESOLVE = "data-quality.resolve"

    POLLS_VIEW = "polls.view"
    POLLS_MANAGE = "polls.manage"
    PROJECT_EDIT = "project.edit"
    NOMINATIONS_ENTER = "nominations.enter"
    NOMINATIONS_DETERMINE = "nominations.determine"
    NOMINATIONS_DRAFT = "nominations.draft"
    PAPERS_PREPARE = "papers.prepare"
    PAPERS_APPROVE = "papers.approve"
    ROLLS_KEEP = "rolls.keep"
    ELECTORATE_FREEZE = "electorate.freeze"
    POLL_CARDS_PREPARE = "poll-cards.prepare"
    POLL_CARDS_RELEASE = "poll-cards.release"
    STATIONS_EDIT = "stations.edit"
    STAFF_VIEW = "staff.view"
    STAFF_EDIT = "staff.edit"
    STAFF_PLACE = "staff.place"
    STAFF_APPLY = "staff.apply"
    POLLING_DAY_LOG = "polling-day.log"
    POLLING_DAY_INTEGRITY = "polling-day.integrity"

    RISKS_VIEW = "risks.view"
    RISKS_EDIT = "risks.edit"
    RISKS_ESCALATE = "risks.escalate"
    PERFORMANCE_VIEW = "performance.view"
    PERFORMANCE_EDIT = "performance.edit"
    PERFORMANCE_SIGN = "performance.sign"
    PLAN_VIEW = "plan.view"
    PLAN_EDIT = "plan.edit"
    PLAN_APPROVE = "plan.approve"
    FINANCE_ENTER = "finance.enter"
    BUDGETS_VIEW = "budgets.view"
    BUDGETS_EDIT = "budgets.edit"
    YEAR_VIEW = "year.view"
    YEAR_SETTLE = "year.settle"
    YEAR_DISMISS = "year.dismiss"
    OFFICE_VIEW = "office.view"
    OFFICE_EDIT = "office.edit"
    BREACHES_VIEW = "breaches.view"
    TEAM_OWN = "team.own"
    TEAM_KEEP = "team.keep"

    CASE_VIEW = "casework.view"
    CASE_EDIT = "casework.edit"
    CASE_RELEASE = "casework.release"
    INTEGRITY_VIEW = "integrity.view"


class Role(StrEnum):
    """A role that a person holds in one authority."""

    HEAD = "head"
    SENIOR = "senior"
    OFFICER = "officer"
    CUSTOMER_SERVICE = "customer-service"
    FINANCE = "finance"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Capacity(StrEnum):
    """The capacity in which an act is done, as it stands in determinations and on papers."""

    ERO = "Electoral Registration Officer"
    DEPUTY_ERO = "Deputy Electoral Registration Officer"
    FOR_ERO = "officer on behalf of the Electoral Registration Officer"
    RO = "Returning Officer"
    DEPUTY_RO = "Deputy Returning Officer"
    FOR_RO = "officer on behalf of the Returning Officer"
    CUSTOMER_SERVICE = "customer service officer"
    FINANCE = "finance officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "system administrator"
    SYSTEM = "Pollwright"
    PUBLIC = "member of the public"


POLLS = frozenset(
    {
        Permission.POLLS_VIEW,
        Permission.POLLS_MANAGE,
        Permission.PROJECT_EDIT,
        Permission.NOMINATIONS_ENTER,
        Permission.NOMINATIONS_DETERMINE,
        Permission.NOMINATIONS_DRAFT,
        Permission.PAPERS_PREPARE,
        Permission.PAPERS_APPROVE,
        Permission.ROLLS_KEEP,
        Permission.POLL_CARDS_PREPARE,
        Permission.POLL_CARDS_RELEASE,
        Permission.STATIONS_EDIT,
        Permission.STAFF_VIEW,
        Permission.STAFF_EDIT,
        Permission.STAFF_PLACE,
        Permission.STAFF_APPLY,
        Permission.POLLING_DAY_LOG,
        Permission.POLLING_DAY_INTEGRITY,
    }
)
"""What is done for the Returning Officer. The register is the Electoral Registration Officer's, its freezing too."""

_FOR_POLLS = {
    Capacity.ERO: Capacity.RO,
    Capacity.DEPUTY_ERO: Capacity.DEPUTY_RO,
    Capacity.FOR_ERO: Capacity.FOR_RO,
}


def capacity_under(permission: Permission, capacity: Capacity) -> Capacity:
    """Return the capacity in which an act under `permission` is done by one who sits in `capacity`.

    The same people run registration and polls, in two offices (RPA 1983 ss. 8, 24, 28 and 35).
    """
    return _FOR_POLLS.get(capacity, capacity) if permission in POLLS else capacity


class Channel(StrEnum):
    """The door by which an act came in."""

    WEB = "web"
    API = "api"
    COMMAND = "command"
    JOB = "job"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, the system or the public, acting in one authority and one capacity.

    `person_id` is None for the system and the public. `name` and `role` are copied into every event, so the trail can
    be read after the person has left.
    """

    authority_id: int
    authority_code: str
    name: str
    capacity: Capacity
    permissions: frozenset[Permission]
    channel: Channel
    person_id: int | None = None
    role: Role | None = None
    request_id: uuid.UUID = field(default_factory=uuid.uuid4)

    def may(self, permission: Permission) -> bool:
        """Return whether this actor carries `permission`."""
        return permission in self.permissions


def system(authority_id: int, authority_code: str, channel: Channel = Channel.JOB) -> Actor:
    """Return the system itself acting in an authority, with every permission (for scheduled work)."""
    return Actor(authority_id, authority_code, "Pollwright", Capacity.SYSTEM, frozenset(Permission), channel)
