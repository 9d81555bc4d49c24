"""What our mind maps and those of others have in common: how one says that an export of ours wrote it."""

OWN = "presales-outline"
"""Name of an attribute of the topic in the middle."""
OWN_VALUE = "1"
"""Its value: the texts below the topics are Markdown as it was written."""
