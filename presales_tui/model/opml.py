"""What our OPML files and those of others have in common: the names of two attributes of an outline."""

NOTE = "_note"
"""The text below a heading; the name that outliners agree on."""
NAMESPACE = "urn:presales:outline"
NOTES = f"{{{NAMESPACE}}}notes"
"""Speaker notes, as a parser names the attribute."""
ANSWERS = f"{{{NAMESPACE}}}requirements"
"""Attribute with the refs of the requirements that a section answers."""
