"""The conversations as each vendor writes them, by small encoders that know nothing of the readers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from tests.readers.conversations import Said

Encode = Callable[[Sequence[Said]], Any]


def model(talk: Sequence[Said]) -> Any:
    turns = [
        {"role": one.role, "text": one.text, "start": one.start / 1000, "end": one.end / 1000, "label": one.role}
        for one in talk
    ]
    return {"turns": turns}


def iflytek_1(talk: Sequence[Said]) -> Any:
    return [
        {"bg": str(one.start), "ed": str(one.end), "onebest": one.text, "speaker": "1" if one.role == "agent" else "2"}
        for one in talk
    ]


def iflytek_1_raw(talk: Sequence[Said]) -> Any:
    return {"data": json.dumps(iflytek_1(talk), ensure_ascii=False), "err_no": 0, "failed": None, "ok": 0}


def _iflytek_best(one: Said) -> Any:
    words = [
        {"wb": 0, "we": 9, "cw": [{"w": one.text[cut : cut + 2], "wp": "n"}, {"w": "另"}]}
        for cut in range(0, len(one.text), 2)
    ]
    number = "1" if one.role == "agent" else "2"
    return {"st": {"bg": str(one.start), "ed": str(one.end), "rl": number, "rt": [{"ws": words}]}}


def _iflytek_lattice(talk: Sequence[Said], in_string: bool) -> list[Any]:
    return [
        {
            "lid": str(number),
            "begin": str(one.start),
            "end": str(one.end),
            "spk": "段落-0",
            "json_1best": json.dumps(_iflytek_best(one)) if in_string else _iflytek_best(one),
        }
        for number, one in enumerate(talk)
    ]


def iflytek_2(talk: Sequence[Said]) -> Any:
    order = {"lattice": _iflytek_lattice(talk, True), "lattice2": _iflytek_lattice(talk[:1], False)}
    content = {"orderInfo": {"orderId": "DK1"}, "orderResult": json.dumps(order, ensure_ascii=False)}
    return {"code": "000000", "content": content}


def iflytek_2_objects(talk: Sequence[Said]) -> Any:
    return {"lattice": _iflytek_lattice(talk, False)}


def iflytek_lattice2(talk: Sequence[Said]) -> Any:
    return {"content": {"orderResult": json.dumps({"lattice2": _iflytek_lattice(talk, False)})}}


def tencent(talk: Sequence[Said]) -> Any:
    detail = [
        {
            "FinalSentence": one.text,
            "SliceSentence": " ".join(one.text),
            "StartMs": one.start,
            "EndMs": one.end,
            "SpeechSpeed": 4.1,
            "WordsNum": len(one.text),
            "Words": [{"Word": one.text, "OffsetStartMs": 0, "OffsetEndMs": 9}],
            "SpeakerId": int(one.role == "customer"),
        }
        for one in talk
    ]
    data = {"TaskId": 7, "Status": 2, "StatusStr": "success", "Result": "", "ResultDetail": detail, "AudioDuration": 9}
    return {"Response": {"Data": data, "RequestId": "r"}}


def tencent_flat(talk: Sequence[Said]) -> Any:
    lines = [
        f"[{one.start // 60000}:{one.start % 60000 / 1000:.3f},{one.end // 60000}:{one.end % 60000 / 1000:.3f},"
        f"{int(one.role == 'customer')}]  {one.text}\n"
        for one in talk
    ]
    return {"Response": {"Data": {"TaskId": 7, "Result": "".join(lines), "ResultDetail": None}}}


def volcengine(talk: Sequence[Said]) -> Any:
    utterances = [
        {
            "additions": {"speaker": "1" if one.role == "agent" else "2"},
            "start_time": one.start,
            "end_time": one.end,
            "text": one.text,
            "words": [{"text": char, "start_time": one.start, "end_time": one.end} for char in one.text],
        }
        for one in talk
    ]
    return {"audio_info": {"duration": 60000}, "result": {"text": "", "utterances": utterances}}


def aliyun(talk: Sequence[Said]) -> Any:
    """Channel after channel, as the vendor does."""
    sentences = [
        {
            "BeginTime": one.start,
            "EndTime": one.end,
            "Text": one.text,
            "ChannelId": int(one.role == "customer"),
            "SpeakerId": "1",
            "SpeechRate": 200,
            "EmotionValue": 6.0,
            "SilenceDuration": 0,
        }
        for one in sorted(talk, key=lambda one: one.role)
    ]
    return {"TaskId": "t", "StatusText": "SUCCESS", "BizDuration": 60000, "Result": {"Sentences": sentences}}


def tingwu(talk: Sequence[Said]) -> Any:
    paragraphs = []
    for number, one in enumerate(talk):
        middle = (one.start + one.end) // 2
        pieces = (one.text[:1], one.start, middle), (one.text[1:], middle, one.end)
        words = [{"Id": 10 * number, "Text": text, "Start": start, "End": end} for text, start, end in pieces]
        speaker = "1" if one.role == "agent" else "2"
        paragraphs.append({"ParagraphId": str(number), "SpeakerId": speaker, "Words": words})
    return {"TaskId": "t", "Transcription": {"Paragraphs": paragraphs, "AudioInfo": {"Duration": 60000}}}


def sca(talk: Sequence[Said]) -> Any:
    return {
        "dialogue": [
            {
                "begin": one.start,
                "end": one.end,
                "role": "客服" if one.role == "agent" else "客户",
                "identity": "甲",
                "words": one.text,
                "emotionValue": 5,
                "hourMinSec": "00:00:00",
            }
            for one in talk
        ]
    }


def sca_tickets(talk: Sequence[Said]) -> Any:
    return {"tickets": [{"tid": "t-1", "callType": 3, "customerServiceId": "B7"} | sca(talk)]}


def paraformer(talk: Sequence[Said]) -> Any:
    sentences = [
        {
            "begin_time": one.start,
            "end_time": one.end,
            "text": one.text,
            "sentence_id": number,
            "speaker_id": int(one.role == "customer"),
            "words": [],
        }
        for number, one in enumerate(talk, 1)
    ]
    transcript = {"channel_id": 0, "content_duration_in_milliseconds": 9, "text": "", "sentences": sentences}
    return {"file_url": "x", "properties": {"original_duration_in_milliseconds": 9}, "transcripts": [transcript]}


def paraformer_channels(talk: Sequence[Said]) -> Any:
    document = paraformer(talk)
    (whole,) = document["transcripts"]
    document["transcripts"] = [
        whole
        | {"channel_id": channel, "sentences": [one for one in whole["sentences"] if one["speaker_id"] == channel]}
        for channel in (0, 1)
    ]
    return document


def funasr(talk: Sequence[Said]) -> Any:
    info = [{"start": one.start, "end": one.end, "text": one.text, "spk": int(one.role == "customer")} for one in talk]
    return [{"key": "rand_key_1", "text": "", "sentence_info": info}]


def sensevoice(talk: Sequence[Said]) -> Any:
    info = [
        {
            "start": one.start,
            "end": one.end,
            "sentence": f"<|zh|><|NEUTRAL|><|Speech|><|withitn|>{one.text}",
            "spk": int(one.role == "customer"),
        }
        for one in talk
    ]
    return [{"text": "<|zh|>", "sentence_info": info}]


def _segments(talk: Sequence[Said], speaker: str, tag: str = "") -> Any:
    return {
        "segments": [
            {
                "start": one.start / 1000,
                "end": one.end / 1000,
                "text": tag + one.text,
                "speaker": f"{speaker}{int(one.role == 'customer')}",
                "words": [{"word": char, "start": 0.1, "end": 0.2, "score": 0.9} for char in one.text],
            }
            for one in talk
        ]
    }


def funasr_verbose(talk: Sequence[Said]) -> Any:
    return _segments(talk, "SPK", "<|zh|>")


def whisperx(talk: Sequence[Said]) -> Any:
    return _segments(talk, "SPEAKER_0") | {"word_segments": [], "language": "zh"}


def contact_lens(talk: Sequence[Said]) -> Any:
    return {
        "Channel": "VOICE",
        "CustomerMetadata": {"ContactId": "c-1"},
        "Participants": [
            {"ParticipantId": "p-1", "ParticipantRole": "AGENT"},
            {"ParticipantId": "p-2", "ParticipantRole": "CUSTOMER"},
        ],
        "Transcript": [
            {
                "Id": str(one.start),
                "ParticipantId": "p-1" if one.role == "agent" else "p-2",
                "Content": one.text,
                "BeginOffsetMillis": one.start,
                "EndOffsetMillis": one.end,
                "Sentiment": "NEUTRAL",
            }
            for one in talk
        ],
        "Version": "1.1.0",
    }


def call_analytics(talk: Sequence[Said]) -> Any:
    turns = [
        {
            "ParticipantRole": one.role.upper(),
            "Content": one.text,
            "BeginOffsetMillis": one.start,
            "EndOffsetMillis": one.end,
            "Items": [],
        }
        for one in talk
    ]
    return {"JobName": "j", "Participants": [{"ParticipantRole": "AGENT"}], "Transcript": turns}


def _google_segment(one: Said) -> dict[str, Any]:
    middle = (one.start + one.end) / 2000
    return {
        "text": one.text,
        "confidence": 0.9,
        "languageCode": "zh-CN",
        "words": [
            {"startOffset": f"{one.start / 1000}s", "endOffset": f"{middle}s", "word": one.text[:1]},
            {"startOffset": f"{middle}s", "endOffset": f"{one.end / 1000}s", "word": one.text[1:]},
        ],
        "channelTag": 1 if one.role == "customer" else 2,
    }


def google(talk: Sequence[Said]) -> Any:
    roles = {"agent": "HUMAN_AGENT", "customer": "END_USER"}
    segments = [_google_segment(one) | {"segmentParticipant": {"role": roles[one.role]}} for one in talk]
    transcript = {"transcript": {"transcriptSegments": segments}}
    return {"conversation": {"name": "projects/p/conversations/c-9", "medium": "PHONE_CALL"} | transcript}


def google_channels(talk: Sequence[Said]) -> Any:
    segments = [_google_segment(one) for one in talk]
    return {
        "callMetadata": {"customerChannel": 1, "agentChannel": 2},
        "transcript": {"transcriptSegments": segments},
    }


def huawei(talk: Sequence[Said]) -> Any:
    return [
        {
            "role": "AGENT" if one.role == "agent" else "USER",
            "beginTime": one.start,
            "endTime": one.end,
            "content": one.text,
        }
        for one in talk
    ]
