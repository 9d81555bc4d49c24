"""A sheet becomes records of one kind: columns recognised, rows planned, one change made of them.

What kind, which columns it has and what they are called is a `Form`: one for requirements, one for issues.
"""
