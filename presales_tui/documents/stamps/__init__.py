"""How a deck is known again: every slide carries its stamp, the deck the list of them."""
