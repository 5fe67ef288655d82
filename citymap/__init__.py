"""A city's own map: basemap, walking graph and router made from one OSM extract."""
