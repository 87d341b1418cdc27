"""Speaker labels: the words that name a role, in both scripts, and one line of a transcript read by them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from servicelint import timestamps
from servicelint.transcript import Role

_WORDS: dict[Role, str] = {
    "agent": """
        客服 坐席 座席 话务员 話務員 接线员 接線員 接线生 接線生 值班员 值班員 值机员 值機員 接待员 接待員 调度员 調度員
        工程师 工程師 技术员 技術員 技服 技师 技師 师傅 師傅 维修员 維修員 维修工 維修工 安装工 安裝工 人员 人員
        服务员 服務員 服务生 服務生 业务员 業務員 营业员 營業員 柜员 櫃員 店员 店員 导购 導購 卖家 賣家 商家
        顾问 顧問 专员 專員 代表 讲师 講師 培训师 培訓師 老师 老師 客户经理 客戶經理 客户服务 客戶服務
        客服中心 客服部 服务台 服務台 服务中心 服務中心 前台
        agent operator representative rep engineer technician advisor adviser consultant trainer instructor staff
        assistant""",
    "customer": """
        客户 客戶 用户 用戶 使用者 顾客 顧客 来电 來電 来电者 來電者 来电人 來電人 客人 买家 買家 消费者 消費者
        会员 會員 业主 業主 车主 車主 机主 機主 访客 訪客 学员 學員 学生 學生 学员代表 學員代表
        customer client user caller trainee student""",
    "action": "动作 動作 操作 action",
    "system": """
        系统 系統 系统提示 系統提示 系统消息 系統消息 系統訊息 系统播报 系統播報 语音播报 語音播報 语音导航 語音導航
        自动语音 自動語音 提示音 机器人 機器人 智能客服 机器人客服 機器人客服 智慧客服
        system ivr ivr语音 ivr語音 bot""",
}
_ROLE_BY_WORD: dict[str, Role] = {word: role for role, words in _WORDS.items() for word in words.split()}

# The hundred commonest family names: 客服王芳 is an agent called 王芳, 客户姓名 is no customer called 姓名.
_FAMILY_NAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂"
    "苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬"
    "段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文"
)
_NAME = rf"[小老阿]\w{{1,2}}|[{_FAMILY_NAMES}][\u4e00-\u9fff]{{0,2}}|先生|女士|小姐|太太|家属|家屬|本人|方"
_NUMBER = r"[a-z]?\d+号?|\d+號|[a-z]|[一二三四五六七八九十甲乙丙丁]号?|[一二三四五六七八九十]號"


def _alternation(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# What comes before a Chinese word may say which one (海尔工程师); an English word stands alone ("reagent" is no agent).
# The leftmost word that explains the rest of the label wins: 系统工程师 is an agent, 客服系统 a system.
_NAMED = re.compile(
    rf"(?:.*?(?P<chinese>{_alternation([word for word in _ROLE_BY_WORD if not word.isascii()])})"
    rf"|(?P<english>{_alternation([word for word in _ROLE_BY_WORD if word.isascii()])}))(?:{_NAME}|{_NUMBER})?"
)
_SEPARATORS = re.compile(r"[\s\-_/·•.()\[\]{}<>【】「」#@&+|*,~—–]+")


@lru_cache(maxsize=4096)
def role_of(label: str) -> Role:
    """The role that a speaker label names, ``unknown`` when it names none (``A``, ``王小姐``).

    A number or a name may stand around the word: ``客服01``, ``客服(小王)``, ``工程师-张三``, ``王师傅``.
    """
    for part in _SEPARATORS.split(fold_label(label)):
        found = _NAMED.fullmatch(part)
        if found:
            return _ROLE_BY_WORD[found["chinese"] or found["english"]]
    return "unknown"


def fold_label(label: str) -> str:
    """The label in half width and lower case without invisible characters: labels equal so are one speaker."""
    visible = (char for char in unicodedata.normalize("NFKC", label) if unicodedata.category(char) != "Cf")
    return "".join(visible).strip().casefold()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a transcript that opens a turn.

    ``column`` (from 1, code points) is the place of ``text[0]`` in the line. ``timestamp`` is the one
    written before the speaker or behind it, None without one. A line with a bracketed timestamp and no
    speaker has the label ``""``.
    """

    role: Role
    label: str
    text: str
    column: int
    timestamp: timestamps.Timestamp | None = None

    @property
    def start(self) -> float | None:
        """Seconds since the start of the talk, or since ``timestamp.clock`` where there is one."""
        return self.timestamp.start if self.timestamp else None

    @property
    def end(self) -> float | None:
        """Seconds, counted as ``start`` is."""
        return self.timestamp.end if self.timestamp else None


def parse_line(line: str) -> Line | None:
    """The turn that ``line`` opens, or None when it names no speaker and goes on with the turn before.

    An indented line opens a turn only when it has a timestamp or its label names a role.
    """
    stamp = timestamps.leading_timestamp(line)
    start = stamp.stop if stamp else 0
    head = _find_label(line, start)
    if head is None:
        if stamp is None or not stamp.bracketed:
            return None
        return Line("unknown", "", line[start:], start + 1, stamp)
    label, offset, inner = head
    role = role_of(label)
    if role == "unknown" and stamp is None and line[:1].isspace():
        return None
    return Line(role, label, line[offset:], offset + 1, stamp or inner)


def split_label(line: str) -> tuple[str, int] | None:
    """The speaker label that ``line`` begins with and the offset of the text behind its colon, or None."""
    head = _find_label(line, 0)
    return head[:2] if head else None


# The colon of a URL or of C:\ ends no label.
# Runs of spaces are bounded, here and in timestamps, so that a long blank line costs no more than a short one;
# the look ahead lets go of most lines without a speaker at once.
_HEAD = re.compile(
    r"(?=[^:：]{1,100}[:：])\s{0,40}(?P<label>[^:：]{1,32}?)\s{0,8}"
    rf"(?:{timestamps.PATTERN})?\s{{0,8}}[:：](?!//|\\)\s*"
)
_CUT_TIME = re.compile(r"(?:^|[\s\[［(（【<T午晨晚早夜天日号號到至于於约約在]|周[一二三四五六日])\d{1,2}$")
_TWO_DIGITS = re.compile(r"\d{2}(?!\d)")
_PUNCTUATION = re.compile(r"[，。！？；、,!?;…“”\"'‘’《》=\\]")
_OPENING, _CLOSING = re.compile(r"[(\[（［【<「{]"), re.compile(r"[)\]）］】>」}]")
# What Chinese sentences are full of and labels are not.
_SENTENCE = re.compile("[的是您你请請]|联系|聯絡|聯繫|拨打|撥打|如下")
_FIELD = re.compile(
    "(?:日期|时间|時間|时长|時長|编号|編號|号码|號碼|单号|單號|工号|工號|账号|帳號|电话|電話|手机|手機|地址|地点|地點|姓名|名称|名稱"
    "|主题|主題|标题|標題|类型|類型|类别|類別|渠道|来源|來源|型号|型號|产品|產品|备注|備註|文件|录音|錄音|状态|狀態|结果|結果|部门|部門"
    "|品牌|方式|金额|金額|原因|步骤|步驟|价格|價格|邮箱|郵箱|网址|網址|注意|例如)$"
)


def _find_label(line: str, start: int) -> tuple[str, int, timestamps.Timestamp | None] | None:
    """The label from ``start`` on, the offset of the text, and a timestamp between the label and the colon."""
    found = _HEAD.match(line, start)
    if found is None or not is_label(found["label"]):
        return None
    if not found["stamp"] and _CUT_TIME.search(found["label"]) and _TWO_DIGITS.match(line, found.end()):
        return None  # the colon of 10:30
    stamp = timestamps.read_timestamp(found) if found["stamp"] else None
    return found["label"], found.end(), stamp


@lru_cache(maxsize=4096)
def is_label(label: str) -> bool:
    """Whether these words before a colon name a speaker, rather than begin a sentence or a field of a form."""
    if not any(map(str.isalpha, label)) or _PUNCTUATION.search(label) or _SENTENCE.search(label):
        return False
    if _FIELD.search(label) or len(_OPENING.findall(label)) != len(_CLOSING.findall(label)):
        return False
    if role_of(label) != "unknown":
        return True
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in label)
    return chinese <= 6 and len(label) <= 24 and len(label.split()) <= 3
