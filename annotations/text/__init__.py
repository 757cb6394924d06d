"""What a text is made of: pure functions over text and offsets, no storage."""
