"""The JSON of speech recognition and quality inspection vendors: how to tell each, and one small module to read each.

A vendor's module has ``talk(value, at, line)``: the turns and facts of one conversation, where ``at`` is the JSON
pointer of ``value`` in its document and ``line`` the line of all turns. One whose documents hold several conversations
has ``parts(document, at)`` too: the value of each with its pointer. Both raise ShapeError for a value that is not what
the vendor writes.
"""
