"""A planned slide as PresentationML. Nothing here decides what fits; that is in the plan.

Slides are written as XML text and handed to python-pptx as finished parts: its own way of adding a
slide costs six times as much and more with every slide there is already.
"""
