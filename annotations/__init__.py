"""The subject of diptych: documents, spans, who claims what on whose word, and what is the same.

No terminal lives here: everything below can be used from a script. Start at
`annotations.workspace.Workspace`.

Offsets everywhere are codepoints of the stored text, half-open ``[start, end)``.
"""
