"""The screens and dialogs of the workbench, one file each."""
