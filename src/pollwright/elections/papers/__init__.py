"""What this room writes out: timetables as data, calendars, papers and documents."""
