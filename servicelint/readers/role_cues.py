"""What only agents say and what only customers say: the evidence that roles are inferred from.

Each cue is a set of phrases with one weight, in natural log odds for the agent: +2.3 says that a speaker who uses one
of them is an agent ten times as likely as a customer, -2.3 the opposite. The weights are rounded judgements, checked by
``benchmarks/role_inference.py``. Phrases are simplified characters without punctuation; text is brought to these before
it is searched. A cue counts once a speaker, however often it is said.
"""

from __future__ import annotations

from typing import NamedTuple


class Cue(NamedTuple):
    """Phrases one of which is evidence for the agent (above 0) or the customer (below 0); ``but`` takes it back."""

    weight: float
    phrases: tuple[str, ...]
    but: tuple[str, ...] = ()


def _cue(weight: float, phrases: str, but: str = "") -> Cue:
    return Cue(weight, tuple(phrases.split()), tuple(but.split()))


CUES: tuple[Cue, ...] = (
    # Openings.
    _cue(3.5, "为您服务 为你服务 很高兴为 竭诚为 帮到您 帮到你 有什么可以帮 有什么能帮 有什么需要帮 可以为您 能为您"),
    _cue(
        2.5, "我是客服 客服中心 客户服务 服务热线 售后服务中心 在线客服", but="打客服 找客服 你们客服 你们售后 问客服"
    ),
    _cue(2.5, "工号 敝姓", but="你工号 你的工号 您工号 您的工号 工号多少 工号是多少 什么工号 报一下工号"),
    _cue(2.0, "服务工程师 服务技术员 服务顾问 实施顾问 跟您约 和您约 与您约 您约的 您预约的 您报修 您报的 您反映"),
    _cue(2.0, "您贵姓 怎么称呼您 怎么称呼 如何称呼 您的姓名 您的联系 您的手机 您的电话是 您的地址 您方便 方便留"),
    # In the talk.
    _cue(
        2.5,
        "帮您 替您 帮你查 帮你看 帮你登记 为您查 为您安 为您登 给您安排 给您登 给您查 跟您核对 和您核对 跟您确认",
    ),
    _cue(2.5, "请您 麻烦您 您稍等 请稍等 请稍候 您稍候 让您久等 久等了 您先 您这边 您放心 您慢慢说 您别急 您别着急"),
    _cue(
        2.5,
        "给您添麻烦 给您带来 给您造成 让您受 换了谁 耽误您 不好意思让您 抱歉让您 打扰您 打扰了 影响您 理解您 您的心情",
    ),
    _cue(1.5, "公司有规定 公司规定 我们一定尽 我们这边 我们的工程师 安排工程师 安排师傅 公司会 给您办"),
    _cue(1.0, "保修期内 过保 在保 检测费 合计", but="多少钱"),
    # Closings.
    _cue(
        3.5,
        "感谢您的 谢谢您的来电 谢谢您来电 感谢来电 谢谢您的 感谢致电 祝您 欢迎拨打 欢迎致电 随时联系我们 满意度 评价",
    ),
    _cue(2.5, "还有其他 还有别的问题 还有没有其他 还有没有别的 还有什么可以 还有什么问题 其他需要 其他问题"),
    _cue(1.5, "您留步 告辞 签个字 签字确认 签名确认 您过目"),
    # What customers say.
    _cue(-3.0, "我要投诉 我就投诉 我得投诉 我投诉 要投诉你 投诉你们 找你们领导 你们领导 叫你们经理 你们经理"),
    _cue(
        -2.0,
        "你们公司 你们客服 你们售后 你们工程师 你们师傅 你们那 你们这 你们家 你们店 你们的 你们到底 你们怎么",
    ),
    _cue(-1.0, "你们 你哋"),
    _cue(-2.5, "师傅你 师傅您 师傅来 师傅好 小姑娘 姑娘 小伙子 谢谢师傅 刘师傅 王师傅 麻烦师傅", but="师傅上门"),
    _cue(-2.0, "我想问一下 我想问 我想咨询 想咨询 我问一下 我就问 咨询一下 我想了解 我要报修 我想报修 我打电话 我打来"),
    _cue(
        -2.0,
        "我家 我们家 我那台 我那个 我这台 我买的 我刚买 我去年 我上个月 我上周 我昨天 我们单位 我们店 我妈 我老公",
    ),
    _cue(-1.0, "坏了 又坏 不能用 用不了 开不了 打不开 上不去 没反应 死机 黑屏 不转了 怎么回事 怎么搞"),
    _cue(-1.0, "贵不贵 这么贵 要钱吗 收费吗 要收费吗 便宜点 便宜一点 退钱 退款 赔我 赔钱"),
    _cue(-1.5, "怎么办 怎么弄 能不能快 什么时候能 多久能 要多久 几点能 什么时候来 几点来 怎么还"),
    _cue(-1.5, "谢谢你 谢了 慢走 麻烦你了 辛苦了", but="您辛苦"),
    _cue(-0.7, "那行 行吧 好吧 谢谢啊"),
    _cue(-2.0, "请进 进来吧 进来进来 喝水 喝口水 喝茶 抽烟 不用脱鞋"),
    _cue(-2.0, "骗人 什么态度 他妈 烦死 气死 急死"),
)
