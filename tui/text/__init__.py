"""Text on its way to the screen: made safe, wrapped, walked through. No widgets.

Offsets are codepoints of the stored text, half-open ``[start, end)``. Display text has a codepoint
for each codepoint of the stored text, so that one offset serves both. Widths are terminal cells as
`rich.cells.cell_len` measures them, because that is how Textual measures what it paints.
"""
