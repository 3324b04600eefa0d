"""Notices and publications in a few facts, for commands and lists."""

from __future__ import annotations

from typing import Any

from pollwright.register.models import Notice, Publication, PublicationFile


def notice_summary(authority_id: int, reference: str) -> dict[str, Any]:
    """Return a notice's dates, counts, proof totals and files."""
    notice = Notice.objects.get(authority=authority_id, reference=reference)
    return {
        "notice": notice.reference,
        "kind": notice.kind,
        "state": notice.state,
        "published_on": notice.published_on,
        "determined_by": notice.determined_by,
        "received_by": notice.received_by,
        **notice.counts,
        "totals": notice.proof.get("totals", {}),
        "approved_by": notice.approved_by,
        "files": _files(notice=notice),
    }


def publication_summary(authority_id: int, reference: str) -> dict[str, Any]:
    """Return a publication's dates, counts, proof totals and files."""
    publication = Publication.objects.get(authority=authority_id, reference=reference)
    counts = {name: value for name, value in publication.counts.items() if name != "districts"}
    return {
        "publication": publication.reference,
        "kind": publication.kind,
        "state": publication.state,
        "published_on": publication.published_on,
        "determined_by": publication.determined_by,
        **counts,
        "districts": len(publication.counts.get("districts", {})),
        "totals": publication.proof.get("totals", {}),
        "approved_by": publication.approved_by,
        "files": _files(publication=publication),
    }


def _files(**paper: Any) -> list[dict[str, Any]]:
    held = PublicationFile.objects.filter(**paper).order_by("edition", "format")
    return [dict(row) for row in held.values("edition", "format", "rows", "sha256")]
