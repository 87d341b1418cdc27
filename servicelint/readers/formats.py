"""The registry of transcript formats, and how a file's format is told from its content.

The contract of a reader module (``tables.py``, ``subtitles.py``, ``bank_html.py``, ``meeting.py``, ``chat.py``):

- ``read(data: bytes, source: str) -> Iterator[ReadResult]`` yields the conversations in order, and a TranscriptError in
  the place of each that cannot be read. It raises nothing that a user can mend.
- ``recognises(sample: Sample) -> bool`` says from the content whether the file is of this format. It never raises, is
  cheap, and says no in doubt: what nobody recognises is read as plain text. For a file whose suffix is the format's own
  and means nothing else (.srt), ``sample.suffix`` may decide.
- The module is imported when detection first gets to it, so it imports no heavy library at its top: what needs one
  (openpyxl) stands in a second module that ``read`` imports.

A format is hooked in by one line of FORMATS, from the most specific to plain text. Detection asks in that order: JSON
formats where the text begins like JSON, the others where it does not. A file whose first line is a turn of our own
plain text, or opens its front matter, is not asked about at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Any

from servicelint.readers.result import Reader, ReadResult
from servicelint.readers.sample import Sample

Recogniser = Callable[[Sample], bool]


@dataclass(frozen=True, slots=True)
class Format:
    """A transcript format: its name for ``--input-format``, one English line about it, and how to tell and read it.

    ``suffixes`` are in lower case with their dot; files of folders are taken by them. ``read_sample`` is set where
    reading can go on from what detection has parsed already.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Reader
    recognises: Recogniser
    read_sample: Callable[[Sample], Iterator[ReadResult]] | None = None
    is_json: bool = False


class Lazy:
    """A function of a module that is imported when it is first called, with arguments that come before the caller's."""

    def __init__(self, module: str, name: str, *first: object) -> None:
        self._place = module, name
        self._first = first
        self._function: Callable[..., Any] | None = None

    def __call__(self, *arguments: Any) -> Any:
        if self._function is None:
            self._function = getattr(import_module(f"servicelint.readers.{self._place[0]}"), self._place[1])
        return self._function(*self._first, *arguments)


_vendor_of = Lazy("vendors.recognition", "vendor_of")


def _format(module: str, name: str, title: str, *suffixes: str) -> Format:
    return Format(name, title, suffixes, Lazy(module, "read"), Lazy(module, "recognises"))


def _vendor(name: str, title: str) -> Format:
    return Format(
        name,
        title,
        (".json", ".jsonl", ".ndjson"),
        Lazy("json_files", "read_vendor", name),
        Lazy("vendors.recognition", "recognises", name),
        Lazy("json_files", "read_vendor_sample", name),
        is_json=True,
    )


MODEL = Format(
    "json",
    "JSON in servicelint's own model, one conversation or a list of them",
    (".json",),
    Lazy("json_files", "read_json"),
    Lazy("vendors.recognition", "recognises", "json"),
    Lazy("json_files", "read_json_sample"),
    is_json=True,
)
LINES = Format(
    "jsonl",
    "one JSON conversation a line, in servicelint's own model or a vendor's",
    (".jsonl", ".ndjson"),
    Lazy("json_lines", "read"),
    Lazy("json_lines", "recognises"),
)
TEXT = Format(
    "text",
    "plain text, one turn a line: speaker, colon, words",
    (".txt",),
    Lazy("text", "read"),
    Lazy("text", "recognises"),
)

FORMATS: tuple[Format, ...] = (
    LINES,
    MODEL,
    _vendor("iflytek", "iFlytek speech transcription, version 1 and 2"),
    _vendor("tencent", "Tencent Cloud recording recognition"),
    _vendor("volcengine", "Volcengine speech recognition"),
    _vendor("tingwu", "Alibaba Cloud Tingwu"),
    _vendor("aliyun", "Alibaba Cloud recording transcription and contact centre"),
    _vendor("sca", "Alibaba Cloud smart conversation analysis"),
    _vendor("paraformer", "DashScope Paraformer"),
    _vendor("funasr", "FunASR and SenseVoice"),
    _vendor("whisper", "Whisper and WhisperX"),
    _vendor("aws", "Amazon Connect Contact Lens and Transcribe Call Analytics"),
    _vendor("google", "Google Contact Center AI"),
    _vendor("huawei", "Huawei Cloud quality inspection"),
    _format("tables", "table", "a table, one row a turn or one row a conversation", ".csv", ".tsv", ".xlsx"),
    _format("subtitles", "subtitles", "subtitles: SRT or WebVTT", ".srt", ".vtt"),
    _format("bank_html", "bank-html", "list of turns in HTML, of bank quality inspection", ".html", ".htm"),
    _format("meeting", "meeting", "meeting export: speaker and time on one line, the words below", ".txt"),
    _format("chat", "chat", "chat export: time and speaker on one line, the message below; or tab-separated", ".txt"),
    TEXT,
)
"""The built-in formats in the order of detection; the last is what an unrecognised text is read as."""

BY_NAME: Mapping[str, Format] = MappingProxyType({format.name: format for format in FORMATS})

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {suffix: format.name for format in (*FORMATS, MODEL, LINES) for suffix in format.suffixes}
)
"""The suffixes of the files that are taken from folders, with the most general format that each stands for."""


def detect(sample: Sample) -> Format:
    """The built-in format of a file by its content; where none is recognised, our JSON model or plain text."""
    return recognised(sample) or last_resort(sample)


def recognised(sample: Sample) -> Format | None:
    """The built-in format that recognises the file, or None."""
    if sample.is_plain:
        return TEXT
    if LINES.recognises(sample):
        return LINES
    if sample.is_json:
        return BY_NAME.get(_vendor_of(sample.document) or "")
    return next((format for format in FORMATS if not format.is_json and format.recognises(sample)), None)


def last_resort(sample: Sample) -> Format:
    """What a file that nobody recognises is read as, so that its error is told: our JSON model or plain text."""
    return MODEL if sample.is_json else TEXT
