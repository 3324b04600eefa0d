"""Rolls: who votes in polls that are none of the register's electors', by hereditament or by business."""
