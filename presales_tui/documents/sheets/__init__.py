"""Documents to work on: sheets that come back as they went."""
