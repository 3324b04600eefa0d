"""Kinds and states of the register. The life of an application is law: `pollwright.law.applications`."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """Why a person is registered where they are (handbook 1.1, 1.7, 1.8)."""

    ORDINARY = "ordinary", _("Ordinary")
    FORCES = "forces", _("HM Forces")
    FORCES_CHILD = "forces_child", _("Child of a Forces family")
    CROWN_SERVANT = "crown_servant", _("Crown servant")
    BRITISH_COUNCIL = "british_council", _("British Council employee")
    OVERSEAS = "overseas", _("Overseas")
    LOCAL_CONNECTION = "local_connection", _("Declaration of local connection")
    PEER = "peer", _("Member of the House of Lords")


class Section(models.TextChoices):
    """Where an entry is printed in its part of the register (REG-400)."""

    ORDINARY = "1-ordinary", _("Main body")
    OTHER = "2-other", _("Other electors")
    ANONYMOUS = "3-anonymous", _("Anonymous")


class AlterationKind(models.TextChoices):
    """What an alteration does to the register (REQ-002)."""

    ADD = "add", _("Addition")
    DELETE = "delete", _("Deletion")
    AMEND = "amend", _("Amendment")


class LineEffect(models.TextChoices):
    """What a line of a notice did to the combined register of its district."""

    OPENED = "opened", _("An entry was added")
    CLOSED = "closed", _("An entry was removed")
    CHANGED = "changed", _("An entry was changed in its district")
    MOVED = "moved", _("An entry went to another district")
    NONE = "none", _("Overtaken by a later line of the same notice")


class AlterationReason(models.TextChoices):
    """Why the register is altered."""

    APPLICATION = "application", _("Application allowed")
    RENEWAL = "renewal", _("Declaration renewed")
    NAME = "name", _("Change of name")
    MARKER = "marker", _("Change of nationality or franchise")
    PREFERENCE = "preference", _("Open register choice")
    PROPERTY = "property", _("Property corrected")
    DISTRICT = "district", _("Change of polling districts")
    DEATH = "death", _("Died")
    MOVED = "moved", _("No longer resident")
    ELSEWHERE = "elsewhere", _("Registered elsewhere")
    TWO_SOURCES = "two_sources", _("Not entitled: two sources")
    REVIEW = "review", _("Review")
    EXPIRY = "expiry", _("Declaration lapsed")
    ANONYMITY = "anonymity", _("Anonymous entry made or ended")
    CLERICAL = "clerical", _("Clerical error")
    COURT = "court", _("Decision of a court")
    RETAINED = "retained", _("Objection upheld")


class Outcome(models.TextChoices):
    """How a determination went."""

    ALLOWED = "allowed", _("Allowed")
    REJECTED = "rejected", _("Rejected")
    DELETED = "deleted", _("Deleted")
    RETAINED = "retained", _("Kept on the register")
    AMENDED = "amended", _("Amended")


class PaperState(models.TextChoices):
    """The life of a notice or a publication, which are prepared, approved and then issued once."""

    DRAFT = "draft", _("Draft")
    PREPARING = "preparing", _("Being prepared")
    PREPARED = "prepared", _("Prepared")
    APPROVED = "approved", _("Approved by a second person")
    ISSUED = "issued", _("Issued")
    WITHDRAWN = "withdrawn", _("Withdrawn before issue")


class DeletionState(models.TextChoices):
    """The life of a case for deleting an entry (REG-252 to 255)."""

    OPEN = "open", _("Gathering sources")
    READY = "ready", _("Ready to determine")
    REVIEW = "review", _("Needs a review")
    APPROVAL = "approval", _("Waiting for a second person")
    DELETED = "deleted", _("Deletion determined")
    KEPT = "kept", _("Kept on the register")


class ObjectionState(models.TextChoices):
    """The life of an objection (REG-232 to 235)."""

    OPEN = "open", _("Open")
    HEARING = "hearing", _("Hearing fixed")
    ALLOWED = "allowed", _("Upheld")
    DISALLOWED = "disallowed", _("Disallowed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ReviewState(models.TextChoices):
    """The life of a review of entitlement (REG-255)."""

    OPEN = "open", _("Notice to be sent")
    WAITING = "waiting", _("Waiting for the elector")
    HEARING = "hearing", _("Hearing fixed")
    REMOVED = "removed", _("Entry to be removed")
    KEPT = "kept", _("Kept on the register")


class QualityKind(models.TextChoices):
    """What the searches for implausible entries find."""

    DUPLICATE = "duplicate", _("Perhaps the same person twice")
    CROWDED = "crowded", _("Many electors in one home")
    BIRTH = "birth", _("Birth date can't be right")
    MARKER = "marker", _("Inherited marker can't be right")
    NATIONALITY = "nationality", _("Nationality not known")
    VOID = "void", _("Electors in a property that can't be lived in")
    EXPIRED = "expired", _("Declaration has lapsed")
    UNPLACED = "unplaced", _("Elector hangs on no property")


class QualityState(models.TextChoices):
    """The life of a finding of data quality."""

    OPEN = "open", _("Open")
    EXPLAINED = "explained", _("Looked at: it is right")
    MENDED = "mended", _("Mended")


class ApplicationFlag(models.TextChoices):
    """What a person must look at before an application can be made ready; kept in `Application.extra`."""

    NAME_MAY_BE_CUT = "name-may-be-cut", _("The name is as long as the form allows, so it may have been cut")
    ADDRESS_NOT_FOUND = "address-not-found", _("No property was found for the address")
    OUTSIDE_AREA = "outside-area", _("The postcode is not in this authority")
    ELECTOR_NOT_FOUND = "elector-not-found", _("The entry that it is about was not found")
    ALREADY_APPLIED = "already-applied", _("An application of the same person for the same address is open")
    DUPLICATE = "duplicate", _("Somebody of that name and birth is registered already")
    NOT_ENTITLED = "not-entitled", _("The facts do not entitle to be registered")
    LATE_DECLARATION = "late-declaration", _("The declaration came more than three months after its date")
    NO_NATIONALITY = "no-nationality", _("No nationality was given")
    NO_BIRTH = "no-birth", _("No date of birth was given")


class TrayState(models.TextChoices):
    """The life of a scan in the tray."""

    WAITING = "waiting", _("To be keyed")
    KEYED = "keyed", _("Keyed")
    SET_ASIDE = "set_aside", _("Set aside")


class ReportKind(models.TextChoices):
    """What another body reports of people."""

    DEATH = "death", _("Death")
    MOVE = "move", _("Registered elsewhere")


class ReportState(models.TextChoices):
    """The life of a report of another body."""

    MATCHED = "matched", _("Became a case")
    DOUBTFUL = "doubtful", _("To be picked")
    UNMATCHED = "unmatched", _("Nobody found")
    SETTLED = "settled", _("Settled by an officer")


class Disposition(StrEnum):
    """What an application is to somebody alike on the register."""

    DUPLICATE = "duplicate"
    MOVED = "moved"
    SECOND_HOME = "second-home"
    STUDENT = "student"
    OTHER_PERSON = "other-person"
