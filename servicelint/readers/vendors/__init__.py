"""The JSON of speech recognition and quality inspection vendors: how to tell each, and one small module to read each.

A vendor's module has ``talk(value, at)``: what is said in one conversation and the facts beside it, where ``at`` is
the JSON pointer of ``value`` in its document. One whose documents hold several conversations has
``parts(document, at)`` too: the value of each with its pointer. Both raise ShapeError for a value that is not what the
vendor writes.
"""
