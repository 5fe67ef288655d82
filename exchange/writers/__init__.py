"""Trails go out: one module for each format, made of the package alone.

Each has ``write(package, updated=None)``, where ``updated`` is when the package was
built. The same package and moment give the same bytes.
"""
