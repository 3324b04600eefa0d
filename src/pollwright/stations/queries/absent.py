"""Who does not come to a station because papers are sent to them or to their proxy by post."""

from __future__ import annotations

from pollwright.elections.queries.absent import ARRANGEMENTS_AT

POSTAL = f"SELECT elector_id FROM ({ARRANGEMENTS_AT}) AS absent WHERE kind IN ('postal', 'postal_proxy')"
"""The `elector_id` of each, once; parameters `authority` and `absent_on`. A proxy who comes to the station counts there."""
