"""What works tell the rooms above."""

from django.dispatch import Signal

# The names under a work, or one of them, are others now. ``work``: saved.
credits_changed = Signal()
