"""People (干系人) and follow-up (跟进)."""
