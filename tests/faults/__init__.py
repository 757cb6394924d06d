"""What must hold when things go wrong: kills, full disks, hostile files."""
