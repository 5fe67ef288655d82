"""What trails tell those above them."""

from django.dispatch import Signal

# A trail's map has changed. ``page``: the trail.
basemap_renewed = Signal()
# What a translation's page says of its age has changed. ``page``: the trail.
drift_changed = Signal()
# Who else than trails holds files of maps? Receivers answer with their media names.
naming_map_files = Signal()
# What does the site say of itself, and of its trails? ``page``: the trail. Receivers
# answer with a dictionary of ``publisher`` and ``licence`` (a code of ours), and of
# ``trigger_threshold``: how many stories in 100 are to start on time, or None.
describing_site = Signal()
# A trail's package was renewed or withdrawn. ``page``: the trail.
package_renewed = Signal()
# A walker has reported a problem. ``report``: saved.
problem_reported = Signal()
# Sizes of a trail's pictures were made. ``page``: the trail.
pictures_sized = Signal()
