"""Quality checks: named rules over the requirements and how they are answered, without a model.

    for finding in checker.check(Subject(requirements, opportunity, sections, criteria)): ...

A finding that is right as it is can be accepted with a reason; the record keeps it.
"""
