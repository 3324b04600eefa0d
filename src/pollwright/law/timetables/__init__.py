"""The statutory timetables of polls: dated rule-sets by kind of poll and nation, and the working out of their dates.

Rules are data. Each names its step, how its day is found (so many days before the poll, after the writ, between two
others), by what time, which days are passed over, and its source. A poll's day and nation choose the rule-set, so the
timetable of an old poll still explains itself after the law has changed.
"""
