"""The outline itself: generated from a template and the records, and written to go elsewhere."""
