"""The text layer: folding, sentences, spellings and words. It knows nothing of rules and transcripts."""
