"""The report: what follows from one layer, as one HTML file that needs nothing else.

::

    given       what a report is made of
    safe        text from outside, made harmless and visible
    numbers     what everything is called and linked by, in the whole file
    marking     a text, cut where spans and echoes begin and end
    summary, matrix, claims, register, days, network, beside, figures
                what each part shows
    page        all parts, in one file
    templates/  how they look

It reads a `Case` and texts, and gives a string. Nothing here opens a file or asks for the time, so
that the same case gives the same bytes.
"""
