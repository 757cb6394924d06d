"""The places of the program. Screens hold the workspace and turn messages into its methods."""
