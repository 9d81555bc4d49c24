"""The outline and the records become slides, as data: what stands where, in which size."""
