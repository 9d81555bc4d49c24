"""The solution outline (方案)."""
