"""Kinds and states of the register. The life of an application is law: `pollwright.law.applications`."""

from __future__ import annotations

from enum import StrEnum

from django.db import models


class Category(models.TextChoices):
    """Why a person is registered where they are (handbook 1.1, 1.7, 1.8)."""

    ORDINARY = "ordinary", "Ordinary"
    FORCES = "forces", "HM Forces"
    FORCES_CHILD = "forces_child", "Child of a Forces family"
    CROWN_SERVANT = "crown_servant", "Crown servant"
    BRITISH_COUNCIL = "british_council", "British Council employee"
    OVERSEAS = "overseas", "Overseas"
    LOCAL_CONNECTION = "local_connection", "Declaration of local connection"
    PEER = "peer", "Member of the House of Lords"


class Section(models.TextChoices):
    """Where an entry is printed in its part of the register (REG-400)."""

    ORDINARY = "1-ordinary", "Main body"
    OTHER = "2-other", "Other electors"
    ANONYMOUS = "3-anonymous", "Anonymous"


class AlterationKind(models.TextChoices):
    """What an alteration does to the register (REQ-002)."""

    ADD = "add", "Addition"
    DELETE = "delete", "Deletion"
    AMEND = "amend", "Amendment"


class LineEffect(models.TextChoices):
    """What a line of a notice did to the combined register of its district."""

    OPENED = "opened", "An entry was added"
    CLOSED = "closed", "An entry was removed"
    CHANGED = "changed", "An entry was changed in its district"
    MOVED = "moved", "An entry went to another district"
    NONE = "none", "Overtaken by a later line of the same notice"


class AlterationReason(models.TextChoices):
    """Why the register is altered."""

    APPLICATION = "application", "Application allowed"
    RENEWAL = "renewal", "Declaration renewed"
    NAME = "name", "Change of name"
    MARKER = "marker", "Change of nationality or franchise"
    PREFERENCE = "preference", "Open register choice"
    PROPERTY = "property", "Property corrected"
    DISTRICT = "district", "Change of polling districts"
    DEATH = "death", "Died"
    MOVED = "moved", "No longer resident"
    ELSEWHERE = "elsewhere", "Registered elsewhere"
    TWO_SOURCES = "two_sources", "Not entitled: two sources"
    REVIEW = "review", "Review"
    EXPIRY = "expiry", "Declaration lapsed"
    ANONYMITY = "anonymity", "Anonymous entry made or ended"
    CLERICAL = "clerical", "Clerical error"
    COURT = "court", "Decision of a court"
    RETAINED = "retained", "Objection upheld"


class Outcome(models.TextChoices):
    """How a determination went."""

    ALLOWED = "allowed", "Allowed"
    REJECTED = "rejected", "Rejected"
    DELETED = "deleted", "Deleted"
    RETAINED = "retained", "Kept on the register"
    AMENDED = "amended", "Amended"


class PaperState(models.TextChoices):
    """The life of a notice or a publication, which are prepared, approved and then issued once."""

    DRAFT = "draft", "Draft"
    PREPARING = "preparing", "Being prepared"
    PREPARED = "prepared", "Prepared"
    APPROVED = "approved", "Approved by a second person"
    ISSUED = "issued", "Issued"
    WITHDRAWN = "withdrawn", "Withdrawn before issue"


class DeletionState(models.TextChoices):
    """The life of a case for deleting an entry (REG-252 to 255)."""

    OPEN = "open", "Gathering sources"
    READY = "ready", "Ready to determine"
    REVIEW = "review", "Needs a review"
    APPROVAL = "approval", "Waiting for a second person"
    DELETED = "deleted", "Deletion determined"
    KEPT = "kept", "Kept on the register"


class ObjectionState(models.TextChoices):
    """The life of an objection (REG-232 to 235)."""

    OPEN = "open", "Open"
    HEARING = "hearing", "Hearing fixed"
    ALLOWED = "allowed", "Upheld"
    DISALLOWED = "disallowed", "Disallowed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ReviewState(models.TextChoices):
    """The life of a review of entitlement (REG-255)."""

    OPEN = "open", "Notice to be sent"
    WAITING = "waiting", "Waiting for the elector"
    HEARING = "hearing", "Hearing fixed"
    REMOVED = "removed", "Entry to be removed"
    KEPT = "kept", "Kept on the register"


class QualityKind(models.TextChoices):
    """What the searches for implausible entries find."""

    DUPLICATE = "duplicate", "Perhaps the same person twice"
    CROWDED = "crowded", "Many electors in one home"
    BIRTH = "birth", "Birth date can't be right"
    MARKER = "marker", "Inherited marker can't be right"
    NATIONALITY = "nationality", "Nationality not known"
    VOID = "void", "Electors in a property that can't be lived in"
    EXPIRED = "expired", "Declaration has lapsed"
    UNPLACED = "unplaced", "Elector hangs on no property"


class QualityState(models.TextChoices):
    """The life of a finding of data quality."""

    OPEN = "open", "Open"
    EXPLAINED = "explained", "Looked at: it is right"
    MENDED = "mended", "Mended"


class ApplicationFlag(models.TextChoices):
    """What a person must look at before an application can be made ready; kept in `Application.extra`."""

    NAME_MAY_BE_CUT = "name-may-be-cut", "The name is as long as the form allows, so it may have been cut"
    ADDRESS_NOT_FOUND = "address-not-found", "No property was found for the address"
    OUTSIDE_AREA = "outside-area", "The postcode is not in this authority"
    ELECTOR_NOT_FOUND = "elector-not-found", "The entry that it is about was not found"
    ALREADY_APPLIED = "already-applied", "An application of the same person for the same address is open"
    DUPLICATE = "duplicate", "Somebody of that name and birth is registered already"
    NOT_ENTITLED = "not-entitled", "The facts do not entitle to be registered"
    LATE_DECLARATION = "late-declaration", "The declaration came more than three months after its date"
    NO_NATIONALITY = "no-nationality", "No nationality was given"
    NO_BIRTH = "no-birth", "No date of birth was given"


class TrayState(models.TextChoices):
    """The life of a scan in the tray."""

    WAITING = "waiting", "To be keyed"
    KEYED = "keyed", "Keyed"
    SET_ASIDE = "set_aside", "Set aside"


class ReportKind(models.TextChoices):
    """What another body reports of people."""

    DEATH = "death", "Death"
    MOVE = "move", "Registered elsewhere"


class ReportState(models.TextChoices):
    """The life of a report of another body."""

    MATCHED = "matched", "Became a case"
    DOUBTFUL = "doubtful", "To be picked"
    UNMATCHED = "unmatched", "Nobody found"
    SETTLED = "settled", "Settled by an officer"


class Disposition(StrEnum):
    """What an application is to somebody alike on the register."""

    DUPLICATE = "duplicate"
    MOVED = "moved"
    SECOND_HOME = "second-home"
    STUDENT = "student"
    OTHER_PERSON = "other-person"
