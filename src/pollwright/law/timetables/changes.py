"""Why a timetable that was counted can change (handbook T-07, T-21)."""

from typing import Final

from pollwright.law.sources import RPA_1985, Source
from pollwright.law.timetables.instruments import LOCAL_RULES_2006

NEW_HOLIDAY: Final = Source(LOCAL_RULES_2006, "r 2: days appointed since", "T-07")
"""A day proclaimed late is passed over in timetables that run already."""
MOVED: Final = Source(RPA_1985, "s 20", "T-21", confirmed=False)
"""A demise of the Crown moves what is left of the timetable of a general election."""
