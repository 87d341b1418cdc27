"""Meeting exports (讯飞听见, 腾讯会议): ``说话人1 00:00`` or a time alone on a line, the words below, a blank line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servicelint.readers.drafts import read_one
from servicelint.readers.heads import find_heads, parse_heads
from servicelint.readers.result import ReadResult
from servicelint.readers.sample import Sample
from servicelint.transcript import Transcript

_NOTICE = re.compile(r"[(（【*—-]*\s?[以本][上文]?[内內]容由\s?AI\s?(?:自动|自動)?生成\S*", re.IGNORECASE)


def read(data: bytes, source: str) -> Iterator[ReadResult]:
    """The one conversation of an export, or its error; a notice at its end that AI wrote it is no part of the talk."""
    yield read_one(data, source, _parse)


def recognises(sample: Sample) -> bool:
    """Whether two lines at least are a speaker and a time without a date, each with words below."""
    lines = sample.text.splitlines()
    heads = find_heads(lines)
    spoken = [head for head in heads if "".join(lines[head.index + 1 : head.index + 3]).strip()]
    return len(spoken) >= 2 and heads[0].stamp.clock is None


def _parse(text: str, source: str) -> Transcript:
    before, end, last = text.rstrip().rpartition("\n")
    return parse_heads(before + end if _NOTICE.fullmatch(last.strip()) else text, source)
