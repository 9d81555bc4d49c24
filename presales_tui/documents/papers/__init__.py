"""Documents to read: Word and Markdown, and pages of the workbench that read like one."""
