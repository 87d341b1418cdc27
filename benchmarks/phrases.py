"""Fifty phrases that agents must not say, for all contenders of the benchmark alike, and packs of phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from servicelint.text.spelling import spellings

FIFTY = (
    "不知道", "不清楚", "没办法", "不可能", "做不到", "办不到", "无能为力", "不归我管", "我们不管", "不关我事",
    "随便你", "爱买不买", "有本事去投诉", "投诉也没用", "找别人去", "问别人去", "自己想办法", "自己看说明书",
    "说了几遍了", "听不懂吗", "急什么", "等着吧", "没空", "忙不过来", "人手不够", "快点说", "有完没完", "烦死了",
    "你什么态度", "凭什么", "谁叫你", "活该", "怪谁呢", "讲不讲理", "懒得跟你说", "规定就是这样", "这是规定",
    "门都没有", "想得美", "你以为你是谁", "神经病", "有病啊", "闭嘴", "滚开", "白痴", "别再打来", "别投诉",
    "给个好评", "加我微信", "现金给我",
)  # fmt: skip


def as_written(phrases: Iterable[str]) -> dict[str, str]:
    """Phrases that are said just as they are written in a pack."""
    return {phrase: phrase for phrase in phrases}


def pack_of(phrases: Mapping[str, str]) -> str:
    """A pack of one rule a phrase: agents only, both scripts, an exception each, and a greeting and a farewell.

    The keys are the phrases as packs write them, the values what is said.
    """
    rules = "".join(
        f"- id: phrase-{number}\n  check: forbidden\n  title: {said}\n  severity: major\n"
        f"  phrases: ['{phrase}']\n  unless: ['如果{phrase}']\n  examples: {{bad: [{said}], good: [如果{said}]}}\n"
        for number, (phrase, said) in enumerate(phrases.items())
    )
    courtesies = "".join(
        f"- id: {name}\n  check: required\n  title: {phrase}\n  scope: {scope}\n  phrases: [{phrase}]\n"
        f"  examples: {{bad: [喂], good: [{phrase}]}}\n"
        for name, phrase, scope in (("greets", "您好", "first 1 turn"), ("says-goodbye", "再见", "last 1 turn"))
    )
    return f"pack: phrases\nrules:\n{rules}{courtesies}"


def spellings_of(phrases: Iterable[str]) -> list[str]:
    """The phrases in all spellings of both scripts, as a careful user of ripgrep would list them."""
    return sorted({text for phrase in phrases for text in (spellings(phrase, 64) or {phrase})})
