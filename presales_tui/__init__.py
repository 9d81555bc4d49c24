"""presales: a terminal workbench for presales engineers (售前工程师)."""

__version__ = "0.1.0"
