"""What diptych promises, checked: one folder for each room of the program."""
