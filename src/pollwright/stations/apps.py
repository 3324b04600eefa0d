"""The Django app of this room."""

from django.apps import AppConfig

from pollwright.elections.queries.cards_stations import declare_stations
from pollwright.stations.queries.for_cards import scheme_for


class StationsConfig(AppConfig):
    """Venues, polling stations and polling schemes."""

    name = "pollwright.stations"
    label = "stations"

    def ready(self) -> None:
        """Tell elections at which station each elector votes."""
        declare_stations(scheme_for)
