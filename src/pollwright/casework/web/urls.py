"""Addresses of cases, contacts and campaigns."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.casework.web import answers, campaigns, cases, numbers, registered, taken

app_name = "casework"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", cases.cases, name="cases"),
    path("contact/", cases.contact_new, name="contact-new"),
    path("contacts/", cases.contacts, name="contacts"),
    path("new/", cases.case_new, name="case-new"),
    path("assign/", cases.assign, name="assign"),
    path("numbers/", numbers.numbers, name="numbers"),
    path("disclosures/", answers.disclosures, name="disclosures"),
    path("answers/", answers.answers, name="answers"),
    path("answers/new/", answers.answer_new, name="answer-new"),
    path("answers/<str:reference>/", answers.answer, name="answer"),
    path("answers/<str:reference>/<str:name>/", answers.answer_act, name="answer-act"),
    path("registered/", registered.registered, name="registered"),
    path("registered/adults/", registered.adults_take, name="adults-take"),
    path("tables/<slug:table>/", taken.take, name="table-take"),
    path("activities/", campaigns.activities, name="activities"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns.campaign_new, name="campaign-new"),
    path("campaigns/<str:reference>/", campaigns.campaign, name="campaign"),
    path("campaigns/<str:reference>/<str:name>/", campaigns.campaign_act, name="campaign-act"),
    path("activities/<str:reference>/", campaigns.activity_change, name="activity-change"),
    path("<str:reference>/", cases.case, name="case"),
    path("<str:reference>/<str:name>/", cases.case_act, name="case-act"),
]
