"""Addresses of polls, contests and timetables."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.elections.web import calling, polls, programme, timetables

urlpatterns: list[URLPattern | URLResolver] = [
    path("", polls.polls, name="polls"),
    path("programme/", programme.programme, name="programme"),
    path("ordinary/", programme.ordinary, name="ordinary"),
    path("new/", calling.poll_new, name="poll-new"),
    path("new/contests/", calling.poll_new_contests, name="poll-new-contests"),
    path("new/parishes/", calling.parishes_new, name="parishes-new"),
    path("contests/", polls.contests, name="contests"),
    path("contests/<str:reference>/", polls.contest, name="contest"),
    path("contests/<str:reference>/seats/", polls.seats, name="contest-seats"),
    path("contests/<str:reference>/cards/", polls.cards_asked, name="contest-cards"),
    path("of/<str:reference>/", polls.poll, name="poll"),
    path("of/<str:reference>/contests/", polls.poll_contests, name="poll-contests"),
    path("of/<str:reference>/withdraw/", polls.withdraw, name="poll-withdraw"),
    path("of/<str:reference>/timetable/", timetables.timetable, name="timetable"),
    path("of/<str:reference>/timetable/recount/", timetables.recount, name="timetable-recount"),
    path("of/<str:reference>/timetable/fix/", timetables.fix, name="timetable-fix"),
    path("of/<str:reference>/timetable/shift/", timetables.shift, name="timetable-shift"),
    path("of/<str:reference>/timetable/file/<str:form>/", timetables.timetable_file, name="timetable-file"),
    path("of/<str:reference>/timetable/<str:name>/", timetables.step, name="step"),
]
