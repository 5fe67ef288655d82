"""The audio desk: makes what phones play out of what editors upload.

Pure modules: they know ffmpeg and numbers, neither Django nor the database.
"""
