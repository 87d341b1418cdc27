"""Which vendor wrote a JSON document: told by the few keys that only its documents have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from servicelint.readers.sample import Sample

Recogniser = Callable[[dict[str, Any]], bool]


def recognises(name: str, sample: Sample) -> bool:
    """Whether the document of a file, or the first of its list, is of the vendor (``json`` is our own model)."""
    return vendor_of(sample.document) == name


def vendor_of(document: object) -> str | None:
    """The name of the vendor in the registry of formats, ``json`` for our own model, None for neither."""
    value = _first(document)
    if value is None:
        return None
    return next((name for name in _possible(tuple(value)) if _RECOGNISERS[name](value)), None)


def inner(value: object, *keys: str) -> Any:
    """The value at a path of keys, or None where the path breaks off."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def _first(document: object) -> dict[str, Any] | None:
    """The object that tells the vendor: the document, or the first item of a list."""
    while isinstance(document, list) and document:
        document = document[0]
    return document if isinstance(document, dict) else None


def _first_of(value: object) -> dict[str, Any]:
    """The first item of a list of objects; empty where there is none."""
    return (_first(value) or {}) if isinstance(value, list) else {}


def _is_model(value: dict[str, Any]) -> bool:
    return isinstance(value.get("turns"), list)


def _is_iflytek(value: dict[str, Any]) -> bool:
    data = value.get("data")
    return (
        "onebest" in value
        or (isinstance(data, str) and '"onebest"' in data)
        or "onebest" in _first_of(data)
        or "orderResult" in value
        or inner(value, "content", "orderResult") is not None
        or "json_1best" in _first_of(value.get("lattice"))
        or "json_1best" in _first_of(value.get("lattice2"))
    )


def _is_tencent(value: dict[str, Any]) -> bool:
    data = inner(value, "Response", "Data") or value.get("Data") or value
    if not isinstance(data, dict):
        return False
    return "ResultDetail" in data or (isinstance(data.get("Result"), str) and "TaskId" in data)


def _is_volcengine(value: dict[str, Any]) -> bool:
    holder = next((value[key] for key in ("result", "resp") if isinstance(value.get(key), dict)), value)
    return isinstance(holder.get("utterances"), list)


def _is_tingwu(value: dict[str, Any]) -> bool:
    return "Paragraphs" in value or inner(value, "Transcription", "Paragraphs") is not None


def _is_aliyun(value: dict[str, Any]) -> bool:
    return isinstance(value.get("Sentences"), list) or inner(value, "Result", "Sentences") is not None


def _is_sca(value: dict[str, Any]) -> bool:
    return isinstance(value.get("dialogue"), list) or isinstance(value.get("tickets"), list)


def _is_paraformer(value: dict[str, Any]) -> bool:
    return "sentences" in _first_of(value.get("transcripts"))


def _is_funasr(value: dict[str, Any]) -> bool:
    text = value.get("text")
    return (
        isinstance(value.get("sentence_info"), list)
        or (isinstance(text, str) and (text.lstrip().startswith("<|") or isinstance(value.get("key"), str)))
        or str(_first_of(value.get("segments")).get("text")).lstrip().startswith("<|")
        or str(_first_of(value.get("segments")).get("speaker")).startswith("SPK")
    )


def _is_whisper(value: dict[str, Any]) -> bool:
    return _first_of(value.get("segments")).keys() >= {"start", "text"} or value.get("segments") == []


def _is_aws(value: dict[str, Any]) -> bool:
    return isinstance(value.get("Transcript"), list)


def _is_google(value: dict[str, Any]) -> bool:
    holder = value.get("conversation", value)
    return inner(holder, "transcript", "transcriptSegments") is not None or "transcriptSegments" in value


def _is_huawei(value: dict[str, Any]) -> bool:
    return value.keys() >= {"role", "content"} and ("beginTime" in value or "endTime" in value)


_KEYS: Mapping[str, tuple[str, ...]] = {
    "json": ("turns",),
    "iflytek": ("onebest", "data", "orderResult", "content", "lattice", "lattice2"),
    "tencent": ("Response", "Data", "ResultDetail", "Result"),
    "volcengine": ("result", "resp", "utterances"),
    "tingwu": ("Paragraphs", "Transcription"),
    "aliyun": ("Sentences", "Result"),
    "sca": ("dialogue", "tickets"),
    "paraformer": ("transcripts",),
    "funasr": ("sentence_info", "text", "segments"),
    "whisper": ("segments",),
    "aws": ("Transcript",),
    "google": ("conversation", "transcript", "transcriptSegments"),
    "huawei": ("role",),
}
"""The keys of which a vendor's object has one at least: most of the vendors need not be asked."""


@lru_cache(maxsize=256)
def _possible(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The vendors that may have written an object with these keys."""
    return tuple(name for name in _RECOGNISERS if any(key in keys for key in _KEYS[name]))


_RECOGNISERS: Mapping[str, Recogniser] = {
    "json": _is_model,
    "iflytek": _is_iflytek,
    "tencent": _is_tencent,
    "volcengine": _is_volcengine,
    "tingwu": _is_tingwu,
    "aliyun": _is_aliyun,
    "sca": _is_sca,
    "paraformer": _is_paraformer,
    "funasr": _is_funasr,
    "whisper": _is_whisper,
    "aws": _is_aws,
    "google": _is_google,
    "huawei": _is_huawei,
}
