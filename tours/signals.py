"""What trails tell those above them."""

from django.dispatch import Signal

# A trail's map has changed. ``page``: the trail.
basemap_renewed = Signal()
# Who else than trails holds files of maps? Receivers answer with their media names.
naming_map_files = Signal()
