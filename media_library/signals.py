"""What works tell the rooms above."""

from django.dispatch import Signal

# What is public of a work, beside its own fields, has changed: whom it names, or
# whether it may be published. ``work``: saved.
work_changed = Signal()
