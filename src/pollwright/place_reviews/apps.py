"""The Django app of this room."""

from django.apps import AppConfig


class PlaceReviewsConfig(AppConfig):
    """Reviews of polling districts and places."""

    name = "pollwright.place_reviews"
    label = "place_reviews"
