"""The screens: a room for each, `shared` for what all are made of, `dialogs` for what several open."""
