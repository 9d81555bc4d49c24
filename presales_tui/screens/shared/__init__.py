"""What every main screen is made of."""
