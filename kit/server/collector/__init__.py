"""The collector: the HTTP service that takes everybody's answers and shows what is safe to show.

It works in the process that serves the pages (``kit serve``) or alone (``kit collect``), and it is
the only part of the kit that reads the store while people answer.
"""
