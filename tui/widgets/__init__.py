"""What screens are made of. Widgets show and send messages; they never touch the store."""
