"""What this room tells those above it."""

from django.dispatch import Signal

# A city's map has been built or renewed. ``name``: the city.
city_built = Signal()
