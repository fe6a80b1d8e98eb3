"""Grammar that is no vocabulary: marks, brackets, and phrases said of a figure and not of its measure."""

from __future__ import annotations

import re

#: What may stand before a paragraph, a sentence or a point: （一）, 一、, 1., 一是.
LIST_MARK = re.compile(
    r"(?:[（(][一二三四五六七八九十0-9]+[）)]|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.．](?![0-9])|——|[一二三四五六七八九十]是|第[一二三四五六七八九十](?=[，,])|●)\s*"
)
#: What such a mark begins with.
LIST_OPENERS = frozenset("（(一二三四五六七八九十0123456789—第●")
#: A verb with one of these behind it is the head of a noun: 服务业, 生产总值, 保障性住房.
NOUN_TAIL = frozenset("业性额量率值型化力度")
#: 连续15年, 在全国…评价中, 由全国第九: said of the figure, not of the measure.
PHRASE = re.compile(
    r"受[^，。、]{2,12}(?:影响|拖累|带动|拉动)$|(?:已经?)?连续[0-9一二三四五六七八九十两多数]+个?(?:年|月|季度|次|届)(?:以上)?$|在[^，。、]{2,16}(?:中|上|方面)$"
    r"|(?<![同环占对])(?:比|较)[^，。、]{1,12}(?:高|低|快|多)出?$|(?<!或)(?:高于|低于|高出|快于|好于)[^，。、]{1,14}$"
    r"|(?:比|较)(?:上月|上季度?|上期|上次|上届|上一届|上一次|[0-9两三四五十]+年前)$|(?:比|较)(?:年初|上年末|上年底|去年底|上季末|上月末)$|(?:比|较|同)(?:上年|去年)同期$"
    r"|超过?全国平均(?:水平)?$|(?:稳定|保持|维持)在全国$|(?:比|较|与)[“”十一二三四五末期规划]{3,8}(?:末|期末|时期|初)?$"
    r"|(?:突破|迈上|跨上|跃上|迈过|跨过|站上)[^，。、]{1,10}(?:关口|台阶|大关|门槛)$"
    r"|(?<![第每近])[两三四五六七八九十]年(?:来|间|累计)?$"
    r"|(?:由|从)[^，。、]{0,10}第[0-9一二三四五六七八九十]+(?:位|名)?$"
)
#: A bracket at the end: 社会融资规模（增量）.
BRACKET = re.compile(r"[（(][^（）()]*[）)]\s*$")
#: Places that a bare name stands for as a whole.
ADMINISTERED = frozenset({"province", "prefecture", "county"})
#: One-character verbs that say what became of something.
STATING = frozenset("居获被已均达为占超")
#: Medals are counted without a counter, and behind their event.
MEDALS = ("金", "银", "铜")
#: Where medals were won: 在巴黎奥运会上勇夺4金.
EVENT = re.compile(r"在(?P<event>[^，。、；]{2,16})上")
#: 集群已培育…, 集群拥有…: what stands before owns or did it, what follows is counted.
HAD = re.compile(r"已经?(?:累计)?|累计|拥有|坐拥|现有|共有")
OWNING = ("拥有", "坐拥", "现有", "共有")
#: Words whose last character is no verb or adverb of its own: 占比, 签约, 公共.
COMPOUNDS = frozenset(
    [
        "原则",
        "规则",
        "准则",
        "细则",
        "冷却",
        "方便",
        "轻便",
        "日均",
        "月均",
        "周均",
        "单均",
        "占比",
        "许可",
        "认可",
        "签约",
        "节约",
        "同比",
        "环比",
        "对比",
        "税比",
        "公共",
        "国有",
        "私有",
        "所有",
        "自有",
        "共有",
        "民有",
        "行为",
        "作为",
        "存在",
        "内在",
        "外在",
        "人均",
        "户均",
        "亩均",
    ]
)
#: Titles that begin with 全国: 全国重点实验室, 全国文明城市.
NATIONAL = (
    "重点实验室",
    "文明",
    "示范",
    "百强",
    "先进",
    "劳动模范",
    "五一",
    "一流",
    "优秀",
    "重点文物",
    "乡村旅游重点",
)
#: Measures that end in 比: of 收入比上年 the 比 compares.
RATIOS = ("居民收入比", "城乡收入比", "收支比", "产出比", "之比", "倍差比", "抚养比", "师生比", "医护比")
#: Units of what is done once and again, and of all that is counted.
TIMES_DONE = frozenset({"person-times", "enterprise-times", "household-times"})
COUNTED = TIMES_DONE | {"count", "persons"}
#: Behind a place these make it a building's name: 兰州|中川国际机场, 宁波|舟山港.
FACILITY = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:国际)?(?:机场|口岸|商贸城|高铁站|码头|港(?![澳币元股资商口]))")
#: What was done to the things counted, behind their name.
CAUSING = re.compile(r"让(?=.{3})")
IN_PROVINCE = re.compile(r"在[川粤鄂苏琼甘辽冀鲁豫湘赣皖浙闽滇黔陕晋吉黑桂渝京津沪]$")
#: An amount that is a scale or a mark: 达到万亿元|规模, 营业收入超百亿元|的食品企业达到6家.
SCALE = re.compile(r"(?:级)?规模(?=[，。；、！\n]|$)")
COUNTS_THEM = re.compile(
    r"的[^，。；、0-9]{2,14}?(?:企业|集群|产业|园区|项目|公司|基地|商户|县|镇|市|区)(?:数量|总数)?(?:已|增至|达到?|有|为|突破|超过?|新增|约|增加到)*(?=[0-9])"
)
PASSES = re.compile(r"(?:超|超过|过|逾|突破|达到?)$")
REACHES = re.compile(r"(?:达到|突破|超过)$")
