"""Addresses of rolls."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission
from pollwright.elections.web.poll_links import declare_found_link
from pollwright.rolls.web import allotting, papers, rolls
from pollwright.rolls.web.terms import roll_of_poll

app_name = "rolls"
urlpatterns: list[URLPattern | URLResolver] = [
    path("papers/<str:reference>/", papers.papers, name="papers-one"),
    path("papers/<str:reference>/release/", papers.papers_release, name="papers-release"),
    path("papers/<str:reference>/cards.pdf", papers.papers_looked_at, name="papers-looked-at"),
    path("papers/<str:reference>/file/<str:part>/", papers.papers_file, name="papers-file"),
    path("papers/<str:reference>/<str:name>/", papers.papers_act, name="papers-act"),
    path("<str:reference>/", rolls.roll, name="roll"),
    path("<str:reference>/take/", rolls.take, name="take"),
    path("<str:reference>/add/", rolls.add, name="add"),
    path("<str:reference>/freeze/", rolls.freeze, name="freeze"),
    path("<str:reference>/open/", rolls.open_again, name="open"),
    path("<str:reference>/remove/", allotting.remove, name="remove"),
    path("<str:reference>/allot/", allotting.allot, name="allot"),
    path("<str:reference>/invent/", allotting.invent, name="invent"),
    path("<str:reference>/papers/", papers.papers_of_roll, name="papers"),
    path("<str:reference>/papers/new/", papers.papers_new, name="papers-new"),
    path("<str:reference>/roll.pdf", rolls.roll_file, name="file"),
    path("<str:reference>/votes/<int:number>/", rolls.vote, name="vote"),
    path("<str:reference>/votes/<int:number>/<str:name>/", rolls.vote_act, name="vote-act"),
]

declare_found_link(_("Roll of voters"), roll_of_poll, Permission.POLLS_VIEW)
