"""Addresses of polling day."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission
from pollwright.elections.web.poll_links import declare_found_link
from pollwright.polling_day.web import accounts, desk, late, logs, runs, stations, supplies

app_name = "polling_day"
AT = "desks/<str:reference>"
STATION = f"{AT}/stations/<str:scheme>/<int:number>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.desks, name="desks"),
    path("desks/new/", desk.desk_new, name="desk-new"),
    path(f"{AT}/", desk.desk, name="desk"),
    path(f"{AT}/do/<str:name>/", desk.desk_act, name="desk-act"),
    path(f"{AT}/calls/", logs.calls, name="calls"),
    path(f"{AT}/incidents/", logs.incidents, name="incidents"),
    path(f"{AT}/visits/", logs.visits, name="visits"),
    path(f"{AT}/late/", late.late, name="late"),
    path(f"{AT}/late/add/", late.late_add, name="late-add"),
    path(f"{AT}/late/correct/", late.late_correct, name="late-correct"),
    path(f"{AT}/late/proxy/", late.late_proxy, name="late-proxy"),
    path(f"{AT}/ballot-papers/", stations.paper_ranges, name="ranges"),
    path(f"{AT}/turnout/", stations.turnout, name="turnout"),
    path(f"{AT}/accounts/", accounts.accounts, name="accounts"),
    path(f"{AT}/invent/", accounts.invent, name="invent"),
    path(f"{AT}/boxes/", stations.board, name="boxes"),
    path(f"{AT}/boxes.pdf", supplies.box_labels, name="box-labels"),
    path(f"{AT}/packing/", supplies.packing, name="packing"),
    path(f"{AT}/packing.pdf", supplies.packing_paper, name="packing-pdf"),
    path(f"{AT}/runs/", runs.runs, name="runs"),
    path(f"{AT}/runs/new/", runs.run_new, name="run-new"),
    path(f"{STATION}/", stations.station, name="station"),
    path(f"{STATION}/accounts/<str:contest>/", accounts.account, name="account"),
    path(f"{STATION}/packing/", supplies.packing_check, name="packing-check"),
    path(f"{STATION}/amendments.pdf", stations.amendments, name="amendments"),
    path("calls/<str:reference>/", logs.call, name="call"),
    path("calls/<str:reference>/answer/", logs.call_answer, name="call-answer"),
    path("incidents/<str:reference>/", logs.incident, name="incident"),
    path("incidents/<str:reference>/close/", logs.incident_close, name="incident-close"),
    path("visits/<str:reference>/", logs.visit, name="visit"),
    path("late/<str:reference>/", late.late_change, name="late-change"),
    path("late/<str:reference>/acknowledge/", late.late_acknowledge, name="late-acknowledge"),
    path("ballot-papers/<str:reference>/", stations.paper_range, name="range"),
    path("ballot-papers/<str:reference>/take-back/", stations.range_back, name="range-back"),
    path("boxes/<str:reference>/", stations.box, name="box"),
    path("boxes/<str:reference>/<str:name>/", stations.box_act, name="box-act"),
    path("runs/<str:reference>/", runs.run, name="run"),
    path("runs/<str:reference>/sheet.pdf", runs.run_sheet, name="run-sheet"),
    path("runs/<str:reference>/<str:name>/", runs.run_act, name="run-act"),
    path("sundries/", supplies.sundries, name="sundries"),
    path("sundries/new/", supplies.sundry_new, name="sundry-new"),
    path("sundries/fill/", supplies.sundries_fill, name="sundries-fill"),
    path("sundries/<str:reference>/", supplies.sundry, name="sundry"),
    path("equipment/", supplies.assets, name="assets"),
    path("equipment/new/", supplies.asset_new, name="asset-new"),
    path("equipment/<str:reference>/", supplies.asset, name="asset"),
    path("equipment/<str:reference>/change/", supplies.asset_change, name="asset-change"),
]

declare_found_link(_("Desk of the day"), desk.address_for, Permission.POLLING_DAY_LOG)
