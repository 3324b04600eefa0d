"""How long it is kept who commented on a review; what was said is published and stays."""

from __future__ import annotations

from pollwright.oversight.kinds import RetentionKind, declare

declare(
    RetentionKind(
        name="place-review-comments",
        title="Names and addresses of those who commented on a review of polling places",
        starts_with="the publication of the results; of an abandoned review the planned day of them",
        months=24,
        source="local choice",
        due=(
            "SELECT c.id, c.reference::text, r.results_on FROM place_reviews_comment c"
            " JOIN place_reviews_placereview r ON r.id = c.review_id"
            " WHERE c.authority_id = %(authority)s AND c.removed_on IS NULL AND r.state IN ('finished', 'abandoned')"
            " AND r.results_on <= %(latest)s"
        ),
        remove=(
            "UPDATE place_reviews_comment SET name = '', contact = '', removed_on = clock_timestamp()::date"
            " WHERE id IN (SELECT id FROM due)",
        ),
    )
)
