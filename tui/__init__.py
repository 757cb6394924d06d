"""The terminal face of diptych: the command line and the screens."""
