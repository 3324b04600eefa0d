"""Papers: typed inputs set by Typst templates as tagged, archivable PDF. Knows no room, no database and no clock."""
