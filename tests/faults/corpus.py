"""A corpus that the tests of faults make for themselves: reports and plans of provinces, different each, from a seed.

`write_corpus(folder, 40, seed)` writes 40 documents: text, Markdown and HTML, some with side files, some in subfolders
under the same name, some that cannot be read. `change_some` gives a part of them other figures.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

PLACES = ("江苏省", "浙江省", "四川省", "湖北省", "山东省", "福建省", "安徽省", "河南省", "成都市", "武汉市", "青岛市")
PLANS = (
    "到{year}年底，全省累计建成5G基站{a}万座，",
    "力争新增国家级专精特新“小巨人”企业{b}家。",
    "规模以上工业增加值增长{c}%左右，工业投资增长{d}%以上。",
    "推动{b}家规模以上工业企业实施数字化转型，单位工业增加值能耗下降{c}%。",
    "确保第{e}批重点项目{e}个全部开工，总投资超{b}亿元。",
)
RESULTS = (
    "{year}年，全省新建5G基站{a}万座，累计达到{b}万座。",
    "规模以上工业增加值增长{c}%，比上年提高{d}个百分点。",
    "新认定专精特新中小企业{b}家，完成技术改造项目{e}个，",
    "实现软件业务收入{b}亿元，同比增长{d}%；数字经济核心产业增加值占比达{c}%。",
    "全年推动{a}万家企业上云，较{year}年初增加{b}家。",
)
SUFFIXES = (".txt", ".txt", ".md", ".html")


def write_corpus(folder: Path, documents: int, seed: int) -> None:
    """Write a corpus; the same seed gives the same bytes."""
    random = Random(seed)
    for number in range(documents):
        suffix = SUFFIXES[number % len(SUFFIXES)]
        name = f"{number % (documents * 3 // 4):03}{suffix}"  # the last quarter has names of the first
        place = folder / ("", "甲", "乙", "丙")[number % 4] / ("again" if number >= documents * 3 // 4 else "")
        place.mkdir(parents=True, exist_ok=True)
        _write(place / name, random)
        if number % 5 == 0:
            side = f'published_on = {random.randint(2020, 2024)}-01-{random.randint(10, 28)}\nregion = "江苏省"\n'
            (place / name).with_suffix(".toml").write_text(side, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    (folder / "empty.txt").write_bytes(b"")


def change_some(folder: Path, seed: int, share: float = 0.25) -> None:
    """Give some documents other figures."""
    random = Random(seed)
    for path in documents_of(folder):
        if random.random() < share:
            _write(path, random)


def documents_of(folder: Path) -> list[Path]:
    """The documents that can be read, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.name != "empty.txt")


def _write(path: Path, random: Random) -> None:
    place, year = random.choice(PLACES), random.randint(2021, 2025)
    title = f"{place}{year}年工业和信息化工作报告"
    paragraphs = [f"一、{year - 1}年工作总结", *_sentences(RESULTS, year - 1, random)]
    paragraphs += [f"二、{year}年工作安排", *_sentences(PLANS, year, random)]
    if path.suffix == ".html":
        body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
        words = (
            f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
        )
    elif path.suffix == ".md":
        words = f"---\ntitle: {title}\ndate: {year}-01-20\n---\n\n" + "\n\n".join(paragraphs)
    else:
        words = "\n".join([title, "", *paragraphs])
    path.write_text(words + "\n", encoding="utf-8")


def _sentences(patterns: tuple[str, ...], year: int, random: Random) -> list[str]:
    return [
        "".join(
            pattern.format(
                year=year,
                a=round(random.uniform(0.5, 9), 1),
                b=random.randint(20, 900),
                c=round(random.uniform(3, 40), 1),
                d=round(random.uniform(1, 9), 1),
                e=random.randint(3, 30),
            )
            for pattern in random.sample(patterns, 3)
        ).rstrip("，")
        for _ in range(random.randint(2, 6))
    ]
