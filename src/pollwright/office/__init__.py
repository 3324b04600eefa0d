"""The lists of the office: procedures, standards, assessments, breaches, print jobs, returns, members, on one pattern."""
