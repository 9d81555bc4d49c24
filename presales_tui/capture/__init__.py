"""Capture: marks in a line of notes become typed records.

This room builds `Change`s and never touches a store. Import from the module that holds the subject:
`marks` (one line), `notes` (which lines of a whole note may carry a mark), `minutes` (the edits).
"""
