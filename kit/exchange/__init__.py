"""Other people's formats, one file each: what the municipality takes out, and what is read back.

``cells``        how a single value stands in a CSV file, and how it is read again
``tables``       a table with its columns described, before it is a file
``answers``      a questionnaire's answers as columns
``wide`` ``long`` ``scores`` ``codebook``      the four tables
``spreadsheet``  a CSV file that somebody else's program may have saved
``wide_reading`` answers from a wide table
``personal``     what personal data there is, in words
``datapackage``  ``datapackage.json``, which describes them all (Data Package v2)
``folder``       all of it as a new folder, whole or not at all
"""
