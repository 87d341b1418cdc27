"""Which Taiwan words folding translates: the decisions, as data.

OpenCC's TWPhrasesRev is made for whole texts known to be Taiwanese. We fold texts of unknown origin, mainland ones
above all, and both scripts alike (a Hong Kong 資料 is a mainland 资料), so an entry is used only if

* it may be heard in service talk: no programmers' terms, no countries, no chemical elements;
* its simplified form says nothing else to a mainlander: not 回拨 (to call back; 回调 is a callback function),
  登出 (注销 closes the account), 外挂 (an air conditioner hangs outside), 程序, 文件, 执行, 过载, 社群, 贴上,
  nor 查询, which is as common as 查找;
* it is not made up by two common words side by side, as 整合 in 调整|合同, 载入 in 下载|入口, 快取 in 赶快|取消,
  多工 in 很多|工作, 除错 in 删除|错误, 网络卡 in 网络|卡顿; where that is rare, a guard keeps it.

All words are in simplified characters, as entries are matched after the characters are folded.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TRANSLATED = _words("""
    使用者 使用者名称 终端使用者 软体 硬体 韧体 程式 程式码 作业系统 伺服器 资料 资料库 资料夹 档案 资讯 资讯科技
    讯息 简讯 讯号 网路 网际网路 乙太网 区域网 宽频 频宽 行动硬碟 部落格 入口网站 云端储存 云端计算 远端 连线 连结 登入
    视讯 视讯会议 视讯通话 影片 录影 截图 撷取 画素 解析度 高画质 萤幕 触控 触控式萤幕 蓝色画面 蓝芽 飞航模式 视窗 选单
    下拉选单 栏位 字元 剪贴簿 位址 位址列 介面 介面卡 滑鼠 印表机 列印 影印 扫描器 硬碟 磁碟 光碟 光碟机 随身碟
    记忆体 快闪记忆体 显示卡 音效卡 主机板 晶片 二极体 三极体 电晶体 积体电路 破图 函式 感测 镭射 奈米 塑胶 装置 模组
    桌上型电脑 膝上型电脑 空气清净机 联络 搜寻 检视 设定 开启 储存 新增 点选 传送 解除安装 重灌 重新命名 最佳化
    预设值 支援 相容 透过 效能 价效比 优先顺序 智慧 人工智慧 许可权 金钥 骇客 宕机 遮蔽 稽核 专案 来电转驳 结束通话
    计程车 脚踏车 泡面 速食面 冰棒 咖哩 乳酪
""")

GUARDS = _words("""
    安装置 电影片 投影片 摄影片 新增加 储存放 连结果 连结算 连结账 连结束 连结婚 连结清 相容易 相容忍 方程式 网路由
    检视频 检视力 软体验 软体动物 电视窗 电视讯 视频宽 频宽度 模组织 选单独 点选择 点选购 点选中 列印刷 感测试
    敏感测 手感测 画素材 金钥匙 有效能 无效能 地区域网
""")
"""Strings left as they are, lest a key be seen across the border of two words: 网路 in 上(网路由)器."""

UNUSED_SCRIPT = frozenset({"么么"})
"""Script phrases, in folded characters, that misread mainland wording: 么么 is not 幺麽."""

SCRIPT = {"甚么": "什么"}
"""Script phrases, in folded characters, that TSPhrases lacks: 甚麼 is how Hong Kong and Taiwan write 什么."""

READINGS = {
    **{"么": "么", "麼": "么", "麽": "么", "幺": "么", "抬": "抬", "擡": "抬"},
    **{"矽": "硅", "锺": "钟", "钜": "巨", "𫫇": "恶", "冑": "胄", "妳": "你"},
}
"""Characters read otherwise than OpenCC's character tables read them.

TWVariantsRev takes 么 for 幺, which would turn the mainland 什么 into 什幺; Taiwan writes 么 for both, so 幺 (said for
the digit one) goes with it. 抬 becomes 擡, which no table takes back.
锺, 钜 and their like live on in single names only; 妳 is Taiwan's 你 to a woman; 矽 is the one word of a single
character that is translated.
"""
