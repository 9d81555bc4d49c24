"""One program for each figure that the project holds itself to."""
