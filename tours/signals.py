"""What trails tell those above them."""

from django.dispatch import Signal

# A trail's map has changed. ``page``: the trail.
basemap_renewed = Signal()
