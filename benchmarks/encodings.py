"""How often a file's encoding is told rightly: made-up files of known encoding, read by servicelint.

    python benchmarks/encodings.py [--files 500] [--seed 20261201] [--compare]

The talk is that of ``corpora/`` (simplified, Taiwan and Hong Kong writing, written by hand), cut into turns and put
together anew; servicelint tells encodings by a table of characters that comes from jieba's dictionary, which none of
this talk was taken from. A file is right when the text that is read is the text that was written, to the character.
``--compare`` runs charset-normalizer and chardet over the same files, where they are installed.
"""

from __future__ import annotations

import argparse
import codecs
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from servicelint.errors import TranscriptError
from servicelint.readers.decoding import decode

CORPORA = Path(__file__).parent.parent / "corpora"
# Everyday Cantonese, for the characters that only Hong Kong's supplement to Big5 has.
CANTONESE = (
    "你好，請問有咩可以幫到你？",
    "唔好意思，嗰部機而家仲未整好。",
    "我哋嘅師傅聽日朝早會過嚟睇吓。",
    "佢話喺舖頭買咗成個月啦，點解仲未收到嘢？",
    "啲零件要訂㗎，大概要等多幾日。",
    "咁樣啦，我幫你跟進返先，有消息即刻覆你。",
    "冇問題，麻煩晒你。",
    "個屏幕成日閃吓閃吓，啱啱先至換過㗎喎。",
)
LABELS = {"hans": ("客服", "客户"), "tw": ("客服", "客戶"), "hk": ("客服", "客戶"), "yue": ("客服", "客戶")}
# name: writing of the talk, codec, byte order mark
ENCODINGS: Mapping[str, tuple[tuple[str, ...], str, bytes]] = {
    "UTF-8": (("hans", "tw", "hk", "yue"), "utf-8", b""),
    "UTF-8 with a mark": (("hans", "tw", "hk", "yue"), "utf-8", codecs.BOM_UTF8),
    "UTF-16 LE with a mark": (("hans", "tw", "hk", "yue"), "utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-16 BE with a mark": (("hans", "tw", "hk", "yue"), "utf-16-be", codecs.BOM_UTF16_BE),
    "UTF-16 LE without, simplified": (("hans",), "utf-16-le", b""),
    "UTF-16 BE without, simplified": (("hans",), "utf-16-be", b""),
    "UTF-16 LE without, traditional": (("tw", "hk", "yue"), "utf-16-le", b""),
    "UTF-16 BE without, traditional": (("tw", "hk", "yue"), "utf-16-be", b""),
    "GBK, simplified": (("hans",), "gbk", b""),
    "GB18030, simplified": (("hans",), "gb18030", b""),
    "GB18030, traditional": (("tw", "hk", "yue"), "gb18030", b""),
    "Big5 (cp950), Taiwan": (("tw",), "cp950", b""),
    "Big5 (cp950), Hong Kong": (("hk",), "cp950", b""),
    "Big5-HKSCS, Cantonese": (("hk", "yue"), "big5hkscs", b""),
}
SIZES = {"1-5 KB": (1_000, 5_000), "300 bytes": (300, 300), "60 bytes": (60, 60)}

Decoder = Callable[[bytes], str | None]


def sentences() -> dict[str, list[str]]:
    """The turns of the labelled corpora by their writing."""
    found: dict[str, list[str]] = {"hans": [], "tw": [], "hk": [], "yue": list(CANTONESE)}
    for path in sorted((CORPORA / "labelled").glob("*.labels.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found[row["script"]] += [row["text"], *(turn["text"] for turn in row["context"])]
    return found


class Talk:
    """Makes conversations of a size in a writing, of turns that an encoding has all characters for."""

    def __init__(self, turns: Mapping[str, Sequence[str]], seed: int) -> None:
        self._turns = turns
        self._random = random.Random(seed)

    def file(self, writings: Sequence[str], codec: str, size: tuple[int, int]) -> bytes:
        """The bytes of one file without a mark."""
        wanted = self._random.randint(*size)
        writing = self._random.choice(writings)
        timed = self._random.random() < 0.5 and wanted > 100
        text = ""
        while len(text.encode(codec)) < wanted:
            turn = self._turn(writing, timed, text.count("\n") * 7)
            try:
                turn.encode(codec)
            except UnicodeEncodeError:
                continue
            text += turn
        return text.encode(codec)

    def _turn(self, writing: str, timed: bool, seconds: int) -> str:
        time = f"[{seconds // 60:02}:{seconds % 60:02}] " if timed else ""
        return f"{time}{self._random.choice(LABELS[writing])}：{self._random.choice(self._turns[writing])}\n"


def ours(data: bytes) -> str | None:
    """What servicelint reads."""
    try:
        return decode(data, "file.txt")
    except TranscriptError:
        return None


def others() -> Iterator[tuple[str, Decoder]]:
    """The detectors that are installed."""
    for module, name in (("charset_normalizer", "charset-normalizer"), ("chardet", "chardet")):
        try:
            detect = import_module(module).detect
        except ImportError:
            continue
        yield name, _by_name(detect)


def _by_name(detect: Callable[[bytes], Mapping[str, str | None]]) -> Decoder:
    def decoded(data: bytes) -> str | None:
        try:
            return data.decode(detect(data)["encoding"] or "utf-8").removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            return None

    return decoded


def measure(decoders: Mapping[str, Decoder], files: int, seed: int) -> None:
    """Print the share of files that each decoder reads rightly, and its time a file."""
    talk = Talk(sentences(), seed)
    for size, bounds in SIZES.items():
        print(f"\n| {files} files of {size} each | " + " | ".join(f"{name}: right, µs" for name in decoders) + " |")
        print("| --- |" + " ---: |" * len(decoders))
        for encoding, (writings, codec, mark) in ENCODINGS.items():
            batch = [talk.file(writings, codec, bounds) for _ in range(files)]
            cells = (_cell(decoder, batch, codec, mark) for decoder in decoders.values())
            print(f"| {encoding} | " + " | ".join(cells) + " |")


def _cell(decoder: Decoder, batch: Sequence[bytes], codec: str, mark: bytes) -> str:
    began = time.perf_counter()
    read = [decoder(mark + data) for data in batch]
    each = (time.perf_counter() - began) / len(batch)
    right = sum(text == data.decode(codec) for text, data in zip(read, batch, strict=True))
    return f"{right / len(batch):.1%}, {each * 1e6:,.0f}"


def measure_damage(files: int, seed: int) -> None:
    """Print how many damaged files are refused; one that is read as something else would be linted unnoticed."""
    talk = Talk(sentences(), seed + 1)
    chance = random.Random(seed + 2)

    def file(writing: str, codec: str) -> bytes:
        return talk.file((writing,), codec, SIZES["1-5 KB"])

    kinds: dict[str, Callable[[], bytes]] = {
        "GB18030, then UTF-8": lambda: file("hans", "gb18030") + file("hans", "utf-8"),
        "UTF-8, then GB18030": lambda: file("hans", "utf-8") + file("hans", "gb18030"),
        "Big5, then GB18030": lambda: file("tw", "cp950") + file("hans", "gb18030"),
        "Big5, then UTF-8": lambda: file("tw", "cp950") + file("tw", "utf-8"),
        "UTF-8 with one byte changed to 0xFF": lambda: _struck(file("hans", "utf-8"), chance),
        "UTF-8 cut off within a character": lambda: (file("hans", "utf-8") + "好".encode())[:-1],
        "GB18030 cut off within a character": lambda: (file("hans", "gb18030") + "好".encode("gb18030"))[:-1],
        "UTF-8 read as GBK, saved as UTF-8": lambda: file("hans", "utf-8").decode("gbk", "replace").encode(),
        "GBK read as Latin 1, saved as UTF-8": lambda: file("hans", "gbk").decode("latin-1").encode(),
        "random bytes": lambda: chance.randbytes(3_000),
        "random bytes without NUL": lambda: chance.randbytes(3_000).replace(b"\0", b"\1"),
    }
    print("\n| damaged | refused |\n| --- | ---: |")
    for name, make in kinds.items():
        print(f"| {name} | {sum(ours(make()) is None for _ in range(files)) / files:.1%} |")


def _struck(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + b"\xff" + data[place + 1 :]


def main() -> None:
    """Measure as the arguments say."""
    parser = argparse.ArgumentParser(description="How often a file's encoding is told rightly.")
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20261201)
    parser.add_argument("--compare", action="store_true")
    options = parser.parse_args()
    measure({"servicelint": ours, **(dict(others()) if options.compare else {})}, options.files, options.seed)
    measure_damage(options.files, options.seed)


if __name__ == "__main__":
    main()
