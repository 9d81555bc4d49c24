"""Markdown to blocks: what a body says, whatever it is drawn as."""
