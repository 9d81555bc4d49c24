"""Search: everything in every record of every client, found as it is typed."""
