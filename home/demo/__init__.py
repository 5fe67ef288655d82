"""The demo: two real trails, written and drawn for the project."""
