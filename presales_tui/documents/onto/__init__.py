"""Exporting onto a deck that a colleague has worked on: what they did stays."""
