"""The printer's counts of the packets of an order, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.operations.printer_counts import Differs, refuse_strangers
from pollwright.printing.events.printing import OrderComplete, PacketCounted
from pollwright.printing.models import PrintPacket
from pollwright.printing.operations.orders import order_in_hand
from pollwright.printing.states import OrderState

COLUMNS = ("station", "papers")


@operation(Permission.PAPERS_PREPARE)
def enter_packet_counts(
    *, actor: Actor, reference: str, version: int, counts: Mapping[int, int], at: datetime
) -> list[Differs]:
    """Enter how many papers the printer says some packets hold; return those that differ, which stay as alarms.

    When every packet of the order has its right count, the order is complete.

    :raises CountsUnreadable: where a station has no packet in the order; none of the counts is kept then.
    """
    order = order_in_hand(actor, reference, version, OrderState.RELEASED)
    held = PrintPacket.objects.select_for_update().filter(order=order).order_by("station")
    packets = {one.station: one for one in held}
    sent = {station: one.last - one.first + 1 for station, one in packets.items()}
    refuse_strangers(counts, sent, COLUMNS)
    for station, counted in counts.items():
        packet = packets[station]
        packet.counted, packet.counted_by, packet.counted_at = counted, actor.name, at
        record(PacketCounted(reference, station, sent[station], counted), actor=actor, subjects=[order])
    PrintPacket.objects.bulk_update([packets[one] for one in counts], ["counted", "counted_by", "counted_at"])
    order.version += 1
    if all(one.counted == sent[station] for station, one in packets.items()):
        order.state, order.completed_at = OrderState.COMPLETE, at
        record(OrderComplete(reference, order.total), actor=actor, subjects=[order])
    order.save(update_fields=["state", "completed_at", "version"])
    return [Differs(one, sent[one], count) for one, count in sorted(counts.items()) if sent[one] != count]
