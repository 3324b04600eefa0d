"""One table for every list: search, filters, sort, paging by key, columns, bulk acts, downloads."""

from pollwright.pages.tables.answers import OnlyLooked, redirection, requested, table_response
from pollwright.pages.tables.asked import TableRequest, TableSpec
from pollwright.pages.tables.at_hand import page_of
from pollwright.pages.tables.columns import Column, Kind, SortColumn
from pollwright.pages.tables.display import BulkAction, TableView, display
from pollwright.pages.tables.filters import (
    ChoiceFilter,
    DateRange,
    DateRangeFilter,
    MultiChoiceFilter,
    TextFilter,
    YesNoFilter,
)
from pollwright.pages.tables.keysets import Cursor, Keyset, keyset_clause, keyset_queryset
from pollwright.pages.tables.paging import Page, Total, capped_count, every_row
from pollwright.pages.tables.searching import either, every_word, in_days
from pollwright.pages.tables.selections import Selection

__all__ = [
    "BulkAction",
    "ChoiceFilter",
    "Column",
    "Cursor",
    "DateRange",
    "DateRangeFilter",
    "Keyset",
    "Kind",
    "MultiChoiceFilter",
    "OnlyLooked",
    "Page",
    "Selection",
    "SortColumn",
    "TableRequest",
    "TableSpec",
    "TableView",
    "TextFilter",
    "Total",
    "YesNoFilter",
    "capped_count",
    "display",
    "either",
    "every_row",
    "every_word",
    "in_days",
    "keyset_clause",
    "keyset_queryset",
    "page_of",
    "redirection",
    "requested",
    "table_response",
]
