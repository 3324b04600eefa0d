"""Addresses of cases, contacts and campaigns."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.casework.web import campaigns, cases, numbers

app_name = "casework"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", cases.cases, name="cases"),
    path("contact/", cases.contact_new, name="contact-new"),
    path("contacts/", cases.contacts, name="contacts"),
    path("new/", cases.case_new, name="case-new"),
    path("assign/", cases.assign, name="assign"),
    path("numbers/", numbers.numbers, name="numbers"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns.campaign_new, name="campaign-new"),
    path("campaigns/<str:reference>/", campaigns.campaign, name="campaign"),
    path("campaigns/<str:reference>/<str:name>/", campaigns.campaign_act, name="campaign-act"),
    path("activities/<str:reference>/", campaigns.activity_change, name="activity-change"),
    path("<str:reference>/", cases.case, name="case"),
    path("<str:reference>/<str:name>/", cases.case_act, name="case-act"),
]
