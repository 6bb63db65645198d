"""Which titles are alike, and which posts are meant to bear like titles."""
