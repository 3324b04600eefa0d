"""Posts and the people who hold them: skills, development, hours, checks, and single points of failure."""
