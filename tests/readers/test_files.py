"""Files that are read at once, and those that are not."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from servicelint.lazy_turns import LazyTurns
from servicelint.readers import FileReader
from servicelint.readers.sample import SIZE
from servicelint.transcript import Transcript

LINE = "客服：您好\n"


def only(path: Path) -> Transcript:
    (result,) = FileReader().read(str(path))
    assert isinstance(result, Transcript)
    return result


def test_a_short_file_of_usual_lines_is_read_without_making_turns(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LINE * 3, encoding="utf-8")
    assert isinstance(only(path).turns, LazyTurns)
    assert len(only(path).turns) == 3


def test_a_long_file_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    count = SIZE // len(LINE.encode()) + 1
    path.write_text(LINE * count, encoding="utf-8")
    assert len(only(path).turns) == count


def test_what_is_written_to_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)

    def write() -> None:
        with path.open("w", encoding="utf-8") as pipe:
            for _ in range(3):
                pipe.write(LINE)
                pipe.flush()

    writer = threading.Thread(target=write)
    writer.start()
    assert len(only(path).turns) == 3
    writer.join()
