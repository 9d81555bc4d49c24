"""Requirements (需求) and the product library."""
