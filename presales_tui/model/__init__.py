"""Records, scales and rules that need no input or output.

Nothing here reads a file, a clock or a terminal: the time, where a rule needs it, is an argument.
Import from the module that holds the subject (`presales_tui.model.requirement`), so that a command
loads only the records it works on.
"""
