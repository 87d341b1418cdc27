"""Measuring a pack on labelled talk: how often what it says is right, and how much it misses."""
