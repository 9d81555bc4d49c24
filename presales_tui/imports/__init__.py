"""What comes in from files: `files` reads text in any encoding we know, the rest makes a `Change` of it."""
