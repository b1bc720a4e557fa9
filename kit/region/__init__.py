"""What a municipality hands to its region, and what a region sees of many of them.

``shape``       what a package holds
``tables``      its tables as CSV, written and read to the letter
``describing``  what of a questionnaire has to be alike for figures to be compared
``packing``     one zip of it, and out again without trust
``words``       figures in words
``page``        the same to read, for a person
``writing``     a package from a safe table and a plan
``reading``     a package from bytes, or every reason why not
``gathering``   which of many packages count
``combining``   figures of many municipalities, closed under disclosure
``deeds``       actions that others tried, and who looks for the same
``pictures``    the figures drawn
``sentences``   what pictures show, and what cannot be compared
``report``      all of it as plain JSON, for the page and for the documents
"""
