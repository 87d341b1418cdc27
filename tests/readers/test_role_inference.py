"""Roles told by what is said: of which speakers, how surely, and when not at all."""

from __future__ import annotations

import pytest

from servicelint.readers.role_cues import CUES
from servicelint.readers.role_inference import MARGIN, evidence, inferred_roles
from servicelint.transcript import Role, Turn

AGENT = "您好，很高兴为您服务，请问有什么可以帮您？"
CUSTOMER = "我家洗衣机坏了，你们到底什么时候来？"
CHECK = "请您稍等，我帮您查一下。"
THANKS = "感谢您的来电，祝您生活愉快，再见。"
COMPLAINT = "我要投诉，你们公司什么态度。"


def talk(*turns: tuple[str, str], **known: Role) -> list[Turn]:
    return [Turn(known.get(label, "unknown"), text, label=label) for label, text in turns]


def roles(*turns: tuple[str, str], **known: Role) -> dict[str, Role]:
    return {label: told.role for label, told in inferred_roles(talk(*turns, **known)).items()}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(AGENT, CUSTOMER, id="simplified"),
        pytest.param(
            "您好，很高興為您服務，請問有什麼可以幫您？", "我家洗衣機壞了，你們到底什麼時候來？", id="traditional"
        ),
        pytest.param("您 好 很 高 兴 为 您 服 务", "我 家 洗 衣 机 坏 了", id="a space between all characters"),
        pytest.param("您好，请问有什么可以_帮您？", "我想，问一下，怎么办", id="pause marks and commas"),
        pytest.param(f"嗯\n{CHECK}", "我要投诉你", id="a turn of several lines"),
    ],
)
def test_two_speakers(first: str, second: str) -> None:
    assert roles(("A", first), ("B", second)) == {"A": "agent", "B": "customer"}
    assert roles(("A", second), ("B", first)) == {"A": "customer", "B": "agent"}


def test_the_confidence_grows_with_the_evidence_and_is_never_certain() -> None:
    little = inferred_roles(talk(("A", "您好，客服中心，请您讲"), ("B", "喂")))
    much = inferred_roles(talk(("A", AGENT + CHECK + THANKS), ("B", CUSTOMER + COMPLAINT)))
    assert MARGIN <= little["A"].confidence < much["A"].confidence
    assert much["A"].confidence == much["B"].confidence == 0.99


def test_a_cue_counts_once() -> None:
    assert evidence([AGENT] * 2) == evidence([AGENT])


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param([("A", "喂"), ("B", "嗯")], id="nothing is said that tells"),
        pytest.param([("A", AGENT)], id="one speaker alone"),
        pytest.param([("", AGENT), ("", CUSTOMER)], id="turns without a speaker"),
        pytest.param([("A", AGENT), ("B", CUSTOMER), ("", "喂")], id="some turns without a speaker"),
        pytest.param([("A", AGENT), ("B", CUSTOMER), ("C", COMPLAINT), ("D", "嗯")], id="four speakers"),
        pytest.param([("A", AGENT), ("B", "您好，工号1023为您服务")], id="two who sound like agents"),
        pytest.param([("A", CUSTOMER), ("B", COMPLAINT)], id="two who sound like customers"),
        pytest.param([("A", "你的工号多少"), ("B", "什么")], id="the agent's number is asked for"),
    ],
)
def test_left_unknown(turns: list[tuple[str, str]]) -> None:
    assert roles(*turns) == {}


def test_three_speakers() -> None:
    turns = [("A", AGENT + CHECK), ("B", CUSTOMER + COMPLAINT), ("C", "您好，工号1023，让您久等了，" + THANKS)]
    assert roles(*turns) == {"A": "agent", "B": "customer", "C": "agent"}
    assert roles(*turns[:2], ("C", "嗯")) == {}, "one of three who cannot be told leaves all unknown"
    assert roles(turns[0], turns[2], ("B", AGENT)) == {}, "nobody is the customer"


@pytest.mark.parametrize(
    ("turns", "known", "expected"),
    [
        pytest.param([("A", AGENT), ("B", "我家的坏了")], {"A": "agent"}, {"B": "customer"}, id="beside an agent"),
        pytest.param([("A", CUSTOMER), ("B", CHECK)], {"A": "customer"}, {"B": "agent"}, id="beside a customer"),
        pytest.param([("A", AGENT), ("B", THANKS)], {"A": "agent"}, {}, id="a second agent beside an agent"),
        pytest.param([("A", AGENT), ("B", "嗯")], {"A": "agent"}, {}, id="one who says nothing that tells"),
        pytest.param([("A", "喂"), ("B", CUSTOMER), ("C", THANKS)], {"A": "agent"}, {}, id="two beside an agent"),
        pytest.param(
            [("A", "喂"), ("B", "嗯"), ("C", THANKS)], {"A": "agent", "B": "customer"}, {}, id="both sides are known"
        ),
        pytest.param(
            [("IVR", "请按一"), ("A", AGENT), ("B", CUSTOMER)],
            {"IVR": "system"},
            {"A": "agent", "B": "customer"},
            id="beside an announcement",
        ),
    ],
)
def test_beside_known_roles(turns: list[tuple[str, str]], known: dict[str, Role], expected: dict[str, Role]) -> None:
    assert roles(*turns, **known) == expected


def test_one_speaker_by_two_writings_of_a_label() -> None:
    told = roles(("Ａ", AGENT), ("a", THANKS), ("B", CUSTOMER))
    assert told == {"Ａ": "agent", "a": "agent", "B": "customer"}


WHOLE = [("A", AGENT), ("B", CUSTOMER), ("A", CHECK), ("B", COMPLAINT), ("A", THANKS), ("B", "谢谢你，那行")]


def swapped(turns: list[tuple[str, str]], *which: int) -> list[tuple[str, str]]:
    return [("AB"[label == "A"], text) if n in which else (label, text) for n, (label, text) in enumerate(turns)]


def test_speakers_that_a_diarisation_mixed_up() -> None:
    sure = inferred_roles(talk(*WHOLE))["A"].confidence
    assert sure == 0.99
    assert roles(*swapped(WHOLE, 3, 4, 5)) == {}, "swapped from the middle on"
    assert roles(*swapped(WHOLE, 1, 4)) == {}, "merged"
    assert roles(*[("A", text) for _, text in WHOLE]) == {}, "merged into one"


def test_cues_are_written_as_text_is_searched() -> None:
    for weight, phrases, but in CUES:
        assert weight
        for phrase in (*phrases, *but):
            # Agents' cues may not be taken back by what they do not contain.
            assert evidence([phrase]) == evidence([phrase + "。"])
            assert phrase.isalpha()
        assert evidence([phrases[0]]) != evidence([""]), phrases[0]
