"""What follows from the annotation: the Board, the register, the timeline, and why.

Each is a place of its own; all look at one `Case`, which is reckoned away from the keys.
"""
