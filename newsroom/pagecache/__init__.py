"""Finished pages, in front of Django: served from memory, and doubted in the commit that may have changed them.

What comes in goes through `door`; `requests` says which requests a kept page can answer, and under which key. A page
that is made is recorded (`asking`): the statements that it asked the database, and what these brought. It holds until
PostgreSQL tells (`triggers`, heard by `listening`) that a table it was read from has changed. Then its statements are
asked again, all in one go: where they bring the same rows it is the same page; only where they do not is it made anew.
Pages of one process are on `disk` for the others, and those of today's paper before anybody asks for them (`press`).
"""
