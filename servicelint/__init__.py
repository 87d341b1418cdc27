"""servicelint lints Chinese service transcripts against rule packs and gives a scored violation report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from servicelint._version import __version__

if TYPE_CHECKING:
    from servicelint.linter import Linter
    from servicelint.pack_loader import load_pack
    from servicelint.readers import read_transcript
    from servicelint.text.folding import fold
    from servicelint.text.tokenizer import tokenize

__all__ = ["Linter", "__version__", "fold", "load_pack", "read_transcript", "tokenize"]

_HOMES = {
    "Linter": "servicelint.linter",
    "load_pack": "servicelint.pack_loader",
    "read_transcript": "servicelint.readers",
    "fold": "servicelint.text.folding",
    "tokenize": "servicelint.text.tokenizer",
}


def __getattr__(name: str) -> Any:
    """Import the library's parts when they are first used: the command line starts without them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'servicelint' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
