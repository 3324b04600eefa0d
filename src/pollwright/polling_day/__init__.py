"""The day of the poll: its desk, late changes, papers, boxes, supplies, equipment and deliveries."""
