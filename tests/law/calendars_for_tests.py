"""The calendars that the tests of the law share."""

from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation

ENGLAND = calendar_for(Nation.ENGLAND)
WALES = calendar_for(Nation.WALES)
SCOTLAND = calendar_for(Nation.SCOTLAND)
