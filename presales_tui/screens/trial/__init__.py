"""The trial (试用)."""
