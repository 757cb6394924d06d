"""The desks of a workspace: what a person can do, and take back."""
