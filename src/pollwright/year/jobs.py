"""What this room does by the clock: the weekly digest."""

from __future__ import annotations

from procrastinate.contrib.django import app

from pollwright.authorities.clock import today
from pollwright.authorities.models import Authority
from pollwright.year.sending import send_digests


@app.periodic(cron="30 6 * * 1")
@app.task(name="pollwright.send_year_digests", queue="upkeep", queueing_lock="send_year_digests")
def send_year_digests(timestamp: int) -> None:
    """Send the weekly digest of every authority, on Monday mornings."""
    for authority_id, code in Authority.objects.order_by("id").values_list("id", "code"):
        send_digests(authority_id, code, on=today(authority_id))
