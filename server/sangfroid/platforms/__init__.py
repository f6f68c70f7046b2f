"""What each platform allows in a reply, as data."""
