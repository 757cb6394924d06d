"""Agreement between annotators, verdicts on their work, and what is made of both."""
