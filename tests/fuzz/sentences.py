"""Sentences as reports write them, put together at random: openers, places, measures, verbs, figures, lists, tables.

They are grammatical more often than not, so that they reach the rules which a heap of words does not; hostile pieces
(ten thousand digits, impossible dates, turned and stacked characters, brackets that never close) stand among them.
"""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from tests.unit.writing import document

from clusterdb.model import Document
from clusterdb.read.cleaning import clean_line


def _one(*words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words)


_YEARS = st.integers(1990, 2060).map(str) | _one(
    "2021", "2022", "2025", "0000", "9999", "20225", "二〇二五", "２０２５"
)
_OPENERS = st.one_of(
    st.builds("到{}年底，".format, _YEARS),
    st.builds("{}年，".format, _YEARS),
    st.builds("{}—{}年，".format, _YEARS, _YEARS),
    st.builds("截至{}年{}月{}日，".format, _YEARS, st.integers(0, 99), st.integers(0, 99)),
    _one(
        "今年以来，",
        "去年，",
        "“十四五”期间，",
        "前三季度，",
        "未来三年，",
        "力争",
        "确保",
        "上半年",
        "13月45日，",
        "2月30日，",
        "",
    ),
)
_PLACES = _one(
    "全省",
    "我市",
    "广东省",
    "深圳市",
    "珠三角",
    "朝阳区",
    "全国",
    "省内外",
    "第三师图木舒克市",
    "各县（市、区）",
    "",
    "东北",
    "浦东",
)
_MEASURES = _one(
    *(
        "5G基站",
        "规模以上工业增加值",
        "专精特新“小巨人”企业",
        "地区生产总值",
        "单位GDP能耗",
        "研发投入强度",
        "城镇调查失业率",
    ),
    *(
        "PM2.5平均浓度",
        "技改投资",
        "上云企业",
        "超100亿元的企业",
        "“百千万”工程",
        "WTI原油",
        "一般公共预算收入",
        "产业集群",
        "AI",
        "X",
    ),
)
_VERBS = _one(
    "建成",
    "新增",
    "达到",
    "增长",
    "下降",
    "同比增长",
    "提高到",
    "由",
    "累计",
    "占",
    "居全国第",
    "突破",
    "实现",
    "减少",
    "分别为",
    "",
    "翻",
)
_BOUNDS = _one("", "超", "近", "约", "不低于", "不超过", "至少", "力争达到", "由3万增加到", "比上年", "第")
_DIGITS = st.one_of(
    st.integers(0, 10**9).map(str),
    st.decimals(-1000, 10**6, places=2, allow_nan=False).map(str),
    _one(
        "2.5",
        "1,200",
        "1，200",
        "1/3",
        "三分之一",
        "百分之三点五",
        "两千三百",
        "十几",
        "数百",
        "０.５",
        "1.2.3",
        "1e9",
        "²",
        "٣",
        "Ⅷ",
        "①",
    ),
    _one(
        "3—5",
        "3至5",
        "5-3",
        "1+20",
        "+5",
        "-3",
        "±2",
        "10万至2",
        "一点五",
        "半",
        "3.",
        ".5",
        "00",
        "1" * 400,
        "9" * 25 + ".5",
    ),
)
_UNITS = _one(
    *(
        "万座",
        "家",
        "亿元",
        "%",
        "个百分点",
        "万户",
        "万千瓦时",
        "亿斤",
        "吨标准煤/万元",
        "名",
        "倍",
        "成",
        "位",
        "强",
        "项",
        "公里",
    ),
    *(
        "个",
        "年",
        "月",
        "号",
        "多家",
        "余万人次",
        "万",
        "℃",
        "微克/立方米",
        "％",
        "‰",
        "万美元",
        "天",
        "EFLOPS",
        "",
        "以上的县",
        "/",
    ),
)
_TAILS = _one(
    "以上",
    "以内",
    "左右",
    "以下",
    "，居全国首位",
    "，完成年度目标的120%",
    "（不含5家）",
    "、",
    "和",
    "；其中",
    "，较上年多3",
    "，",
    "",
)
_ENDS = _one("。", "。", "；", "\n", "！", "，", "")
_HOSTILE = st.one_of(
    st.builds(
        lambda piece, times: piece * times,
        st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=4),
        st.integers(1, 60),
    ),
    st.builds(
        lambda piece, times: piece * times,
        _one(
            "（",
            "“",
            "》",
            "、1",
            "，",
            "万",
            "亿",
            "百分之",
            "第",
            "1,",
            "10年",
            "到",
            "的",
            "增长",
            "2025年",
            "分别",
            "—",
        ),
        st.integers(1, 120),
    ),
    _one(
        "\u202e",
        "\u0301" * 30,
        "'; DROP TABLE targets; --",
        "%s%(x)s{0}$1",
        "\\copy",
        "=1+1",
        "&#49;",
        "<b>9</b>",
        "𠮷",
        "👨‍👩‍👧",
        "\ufe0f",
    ),
)
_FIGURES = st.builds("".join, st.tuples(_BOUNDS, _DIGITS, _UNITS, _TAILS))
_CLAUSES = st.builds("".join, st.tuples(_PLACES, _MEASURES, _VERBS, _FIGURES))
_LISTS = st.builds("{}、{}分别{}{}、{}".format, _MEASURES, _MEASURES, _VERBS, _FIGURES, _FIGURES)
_SENTENCES = st.builds("".join, st.tuples(_OPENERS, st.one_of(_CLAUSES, _CLAUSES, _LISTS, _HOSTILE), _ENDS))
_LINES = st.one_of(
    st.lists(_SENTENCES, min_size=1, max_size=4).map("".join),
    st.builds("## {}年{}".format, _YEARS, _one("工作总结", "重点工作安排", "主要目标", "名词解释", "回顾")),
    st.builds("# {}".format, _SENTENCES),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of a few such lines, as a reader would give it."""
    return document(
        *(clean for line in draw(st.lists(_LINES, min_size=1, max_size=4)) if (clean := clean_line(line))),
        title=draw(st.none() | _SENTENCES.map(lambda words: clean_line(words) or None)),
        issuer=draw(st.none() | _one("山东省人民政府", "工业和信息化部", "深圳市", "某公司", "'; --")),
        published=draw(st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str)),  # what readers give
        kind=draw(_one("other", "plan", "government_work_report", "news", "statistics")),
        context_year=draw(st.none() | st.integers(1949, 2100)),
    )
