"""How each kind of poll is conducted: by what rules and officers, with which voting system, identification and cards.

The timetable of each kind is in `pollwright.law.timetables`; `franchises` says which franchise goes with which kind, so
that nothing else needs to (handbook 1.1, 1.2).
"""
