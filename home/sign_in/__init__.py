"""Signing in to the admin: tries that are slowed down, and a second factor."""
