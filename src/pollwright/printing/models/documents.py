"""Documents of polls and of vacancies in their versions, the files of each, and where they were posted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from pollwright.audit.history import ledgered
from pollwright.elections.models import Poll, Vacancy
from pollwright.printing.states import Kind, State


@ledgered()
class Document(models.Model):
    """One version of a document of a poll, of one contest of it, or of a vacancy, which has no poll.

    :cvar number: which version of the document it is, from 1.
    :cvar facts: what it says, as its machine-readable twin publishes it.
    :cvar digest: SHA-256 of what it says without its own reference, day and seal: the same data give the same digest.
    :cvar checks: what was checked, each with what it must be and what the document has.
    :cvar due_from, due_by: its lawful time when it was prepared; null where the law has no such bound.
    :cvar late_reason: why it went out after its time.
    :cvar overtaken: why a published version no longer says what holds; it stands until another amends it.
    :cvar because: why it is void or withdrawn.
    :cvar welsh_needed: texts, in English, of which it wanted the Welsh and none is held.
    """

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    poll = models.ForeignKey("elections.Poll", on_delete=models.PROTECT, null=True, related_name="documents")
    vacancy = models.ForeignKey("elections.Vacancy", on_delete=models.PROTECT, null=True, related_name="documents")
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, null=True, related_name="documents")
    kind = models.CharField(max_length=40, choices=Kind.choices)
    reference = models.CharField(max_length=20)
    number = models.IntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    title = models.CharField(max_length=500)
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    checks = models.JSONField(default=list)
    due_from = models.DateTimeField(null=True)
    due_by = models.DateTimeField(null=True)
    prepared_by = models.CharField(max_length=150)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_at = models.DateTimeField()
    approved_by = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)
    late_reason = models.CharField(max_length=500, blank=True)
    amends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="amended_by")
    overtaken = models.CharField(max_length=500, blank=True)
    because = models.CharField(max_length=500, blank=True)
    welsh_needed = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="document_reference"),
            models.UniqueConstraint(
                fields=["poll", "vacancy", "contest", "kind", "number"],
                nulls_distinct=False,
                name="document_version_once",
            ),
            models.UniqueConstraint(
                fields=["poll", "vacancy", "contest", "kind"],
                condition=Q(state=State.PUBLISHED),
                nulls_distinct=False,
                name="one_version_is_published",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False), name="document_published_at"
            ),
            models.CheckConstraint(
                condition=Q(poll__isnull=True, contest__isnull=True, vacancy__isnull=False)
                | Q(poll__isnull=False, vacancy__isnull=True),
                name="document_of_poll_or_vacancy",
            ),
        ]
        indexes = [models.Index("poll", "kind", "state", name="document_of_a_poll")]

    @property
    def of(self) -> Poll | Vacancy:
        """The poll or the vacancy that it is a document of."""
        if self.poll is not None:
            return self.poll
        if self.vacancy is None:
            raise ValueError("A document is one of a poll or of a vacancy")
        return self.vacancy

    @property
    def rehearsal(self) -> bool:
        """Whether it belongs to a rehearsal; a vacancy is never one."""
        return self.poll is not None and self.poll.rehearsal


@ledgered(frozen=True)
class DocumentFile(models.Model):
    """One form of a document: the PDF, the page, the data, and of a ballot paper its further patterns."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=20)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    pages = models.IntegerField(null=True)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "form"], name="one_file_of_a_form")]


@ledgered()
class PostingPlace(models.Model):
    """A place where notices are posted: an office, a board; in one area, or for all that the authority publishes."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    reference = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "reference"], name="posting_place_reference")]


@ledgered(frozen=True)
class Posting(models.Model):
    """That a document was posted at a place: when, by whom, with a photograph where one was taken."""

    authority = models.ForeignKey("authorities.Authority", on_delete=models.PROTECT)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="postings")
    place = models.ForeignKey(PostingPlace, on_delete=models.PROTECT, related_name="postings")
    reference = models.CharField(max_length=20)
    posted_at = models.DateTimeField()
    posted_by = models.CharField(max_length=150)
    note = models.CharField(max_length=300, blank=True)
    photo = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    photo_sha256 = models.CharField(max_length=64, blank=True)
    logged_by = models.CharField(max_length=150)
    logged_at = models.DateTimeField()

    objects = ScopedManager(authority="authority")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "reference"], name="posting_reference"),
            models.UniqueConstraint(fields=["document", "place"], name="posted_once_at_a_place"),
        ]
