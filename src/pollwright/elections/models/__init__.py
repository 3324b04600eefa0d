"""The tables of this room."""

from pollwright.elections.models.polls import Combination, Contest, Poll, PollStep

__all__ = ["Combination", "Contest", "Poll", "PollStep"]
