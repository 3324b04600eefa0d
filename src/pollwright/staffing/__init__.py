"""Staff of polls: the bank of people, who is needed, who is appointed, briefings, standby and hours."""
