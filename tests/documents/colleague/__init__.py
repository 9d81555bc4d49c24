"""A colleague who works on a deck, seeded: what they do to it, and the facts that must still hold later."""
