"""Who follows what is changed underneath the rolls: named here, so that it is known when the program starts."""

from __future__ import annotations

from pollwright.rolls.operations.following import overtake_papers

__all__ = ["overtake_papers"]
