"""What trails tell those above them."""

from django.dispatch import Signal

# A trail's map has changed. ``page``: the trail.
basemap_renewed = Signal()
# Who else than trails holds files of maps? Receivers answer with their media names.
naming_map_files = Signal()
# What does the site say of itself in a trail's package? ``page``: the trail. Receivers
# answer with a dictionary of ``publisher`` and ``licence`` (a code of ours).
describing_site = Signal()
# A trail's package was renewed or withdrawn. ``page``: the trail.
package_renewed = Signal()
