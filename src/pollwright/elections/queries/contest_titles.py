"""What a contest is called on papers."""

from __future__ import annotations

from pollwright.elections.models import Contest


def title_of(contest: Contest) -> tuple[str, str]:
    """Return what a contest is called on papers, in English and in Welsh ("" where the Welsh of a part is missing)."""
    poll = contest.poll
    if contest.name in poll.title:
        return poll.title, poll.title_cy
    whole = poll.title_cy and contest.name_cy
    return f"{poll.title}: {contest.name}", f"{poll.title_cy}: {contest.name_cy}" if whole else ""
