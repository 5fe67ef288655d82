"""A city's own map, made from one OpenStreetMap extract."""
