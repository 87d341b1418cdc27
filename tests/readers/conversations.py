"""Ten invented conversations that are kept in every format: each reader must yield the same turns."""

from __future__ import annotations

from typing import NamedTuple

from servicelint.transcript import Role, Transcript, Turn


class Said(NamedTuple):
    """A turn; ``start`` and ``end`` are milliseconds."""

    role: Role
    text: str
    start: int
    end: int


def _talk(*lines: str) -> tuple[Said, ...]:
    """A second for each two characters, half a second between the turns."""
    talk, clock = [], 500
    for line in lines:
        mark, text = line.split(" ", 1)
        end = clock + 500 * len(text)
        talk.append(Said("agent" if mark == "A" else "customer", text, clock, end))
        clock = end + 500
    return tuple(talk)


CONVERSATIONS = {
    "polite": _talk(
        "A 您好，请问有什么可以帮您？",
        "C 我想问一下发票什么时候寄。",
        "A 明天寄出，三天内能收到。",
        "C 好的，谢谢。",
        "A 感谢您的来电，再见。",
    ),
    "curt": _talk("C 喂，你们几点关门？", "A 这个我不知道。", "C 那谁知道？", "A 随便你问谁。"),
    "traditional": _talk("A 您好，很高興為您服務。", "C 我的訂單還沒到。", "A 這個我不知道，您再等等。", "C 好吧。"),
    "quotation": _talk(
        'A 您好，页面上写着"已发货"，您看到了吗？',
        "C 看到了：写的是 A\\B 路, 3/4 号",
        "A 好的，随便哪天都可以签收。",
    ),
    "no punctuation": _talk(
        "C 你好我的宽带断了", "A 您好帮您看一下", "C 要多久", "A 不知道要看师傅", "C 那我等吧", "A 好的再见"
    ),
    "masks": _talk(
        "A 您好，请报一下尾号。", "C [数字x]，姓[姓名x]。", "A 收到，订单 _ 已查到[微笑]。", "C 谢谢😀", "A 再见。"
    ),
    "short": _talk("C 喂", "A 不知道"),
    "long": _talk(
        "A 您好，这里是客户服务中心，请问有什么可以帮您？",
        "C 是这样，我上个月买的洗衣机，前天开始就不脱水了，我按说明书试了三遍都不行，你们能不能派人来看看？",
        "A 给您添麻烦了，我马上为您登记上门维修，请问明天上午方便吗？",
        "C 明天不行，后天吧。",
        "A 好的，后天上午师傅会先联系您，还有其他可以帮到您的吗？",
        "C 没有了。",
        "A 感谢您的来电，祝您生活愉快，再见。",
    ),
    "english": _talk("A Hello, 您好。", "C My order ID is AB-12, <b> & 'c'", "A OK，這個我不知道。"),
    "same speaker twice": _talk(
        "A 您好。", "A 请讲。", "C 我要退款。", "C 听到了吗？", "A 不知道能不能退。", "A 您稍等。"
    ),
}


def expected(name: str) -> Transcript:
    """The conversation as a transcript of the bare essentials."""
    turns = tuple(Turn(one.role, one.text, one.start / 1000, one.end / 1000) for one in CONVERSATIONS[name])
    return Transcript(name, turns)
