"""Addresses of reviews of polling districts and places."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pollwright.place_reviews.web import commenting, hearing, maps, papers, reviews

app_name = "place_reviews"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", reviews.reviews, name="reviews"),
    path("new/", reviews.review_new, name="review-new"),
    path("comments/<str:reference>/", hearing.comment, name="comment"),
    path("comments/<str:reference>/do/<str:name>/", hearing.comment_act, name="comment-act"),
    path("papers/<str:reference>/", papers.paper, name="paper"),
    path("papers/<str:reference>/posting-list.pdf", papers.posting_list, name="posting-list"),
    path("papers/<str:reference>/do/<str:name>/", papers.paper_act, name="paper-act"),
    path("appeals/<str:reference>/<str:name>/", papers.appeal_act, name="appeal-act"),
    path("say/<str:code>/<str:reference>/", commenting.say, name="say"),
    path("say/<str:code>/<str:reference>/received/", commenting.said, name="said"),
    path("<str:reference>/", reviews.review, name="review"),
    path("<str:reference>/do/<str:name>/", reviews.review_act, name="review-act"),
    path("<str:reference>/districts/", reviews.districts, name="districts"),
    path("<str:reference>/districts/<str:code>/", reviews.district, name="district"),
    path("<str:reference>/districts/<str:code>/<str:name>/", reviews.district_act, name="district-act"),
    path("<str:reference>/comments/", hearing.comments, name="comments"),
    path("<str:reference>/comments/new/", hearing.comment_new, name="comment-new"),
    path("<str:reference>/map/", maps.map_page, name="map"),
]
