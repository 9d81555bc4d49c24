"""What dialogs and main screens both stand on: the screen, the dialog, the form, saving, long work."""
