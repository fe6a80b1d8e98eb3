"""How a figure looks on a terminal. In: value, comparator, unit, basis. Out: `≥ 2.5万`, `+5.5%`, `CNY 700 bn`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from clusterdb.cli.terminal import number

_MARKS = {"gt": "> ", "ge": "≥ ", "lt": "< ", "le": "≤ ", "approx": "≈ "}
# from how much on, in what, and its word
_ZH_SCALES = ((1e12, 1e12, "万亿"), (1e8, 1e8, "亿"), (1e4, 1e4, "万"))
_EN_SCALES = ((1e12, 1e12, " tn"), (1e9, 1e9, " bn"), (1e7, 1e6, " m"))
# a scale that would need more decimals than this gives way to a smaller one: no printed digit is rounded away
_DECIMALS = 4
_LONGEST = 1_000_000
_LEVELS = {
    "full": ("全覆盖", "full coverage"),
    "continuous": ("连续覆盖", "continuous coverage"),
    "broad": ("广覆盖", "broad coverage"),
    "covered": ("覆盖", "covered"),
    "deep": ("深度覆盖", "deep coverage"),
    "exceeded": ("超额完成", "exceeded"),
    "met": ("完成", "met"),
    "missed": ("未完成", "missed"),
}


def figure(row: Any, lang: str, prefix: str = "", value: str = "value") -> str:
    """The figure of a row whose columns begin with `prefix`; an empty string where there is none.

    `value` names the column with the number, where it is not called so.
    """
    amount = row.get(f"{prefix}{value}")
    level = row.get(f"{prefix}level")
    if amount is None:
        return _LEVELS.get(level, (level, level))[lang == "en"] if level else ""
    unit_code = row.get(f"{prefix}unit_code") or row["unit_code"]
    basis = row.get(f"{prefix}basis") or row.get("basis")
    comparator = row.get(f"{prefix}comparator") or "eq"
    if basis == "rank":
        return _rank(amount, comparator, lang)
    word = row.get(f"unit_{lang}") if unit_code == row.get("unit_code") else _unit_name(unit_code, lang)
    signed = basis in {"growth", "gap"}
    high = row.get(f"{prefix}{value}_high")
    if comparator == "range" and high is not None:
        return (
            f"{amount_text(amount, unit_code, word, lang, signed)} – {amount_text(high, unit_code, word, lang, signed)}"
        )
    return _MARKS.get(comparator, "") + amount_text(amount, unit_code, word, lang, signed)


def amount_text(amount: float, unit_code: str, unit: str | None, lang: str, signed: bool = False) -> str:
    """A number with its unit: 25000 count -> `2.5万` or `25,000`; 5.5 % of growth -> `+5.5%`."""
    sign = "+" if signed and amount > 0 else ""
    if unit_code == "%":
        return f"{sign}{number(amount)}%"
    scaled = sign + _scaled(amount, _ZH_SCALES if lang == "zh" else _EN_SCALES)
    if unit_code == "count":
        return scaled
    if lang == "en" and unit_code in {"CNY", "USD"}:
        return f"{unit_code} {scaled}"
    return f"{scaled}{'' if lang == 'zh' else ' '}{unit or unit_code}"


def _unit_name(code: str, lang: str) -> str:
    """A unit's name, for a result in another unit than its target's: the views label the target's alone."""
    from clusterdb.lexicon import load_lexicon

    unit = load_lexicon().units.get(code)
    return code if unit is None else unit.zh if lang == "zh" else unit.en


def _rank(amount: float, comparator: str, lang: str) -> str:
    if lang == "zh":
        return f"前{number(amount)}" if comparator in {"le", "lt"} else f"第{number(amount)}"
    return f"top {number(amount)}" if comparator in {"le", "lt"} else f"no. {number(amount)}"


def _scaled(amount: float, scales: tuple[tuple[float, float, str], ...]) -> str:
    """The amount in the largest scale that shows all of it: 1.5e12 -> 1.5万亿, but 135673.16亿 stays as it is."""
    # a double holds 15 digits; what follows is noise
    exact = Decimal(f"{amount:.15g}")
    for least, scale, word in scales:
        if abs(amount) >= least:
            in_scale = (exact / Decimal(scale)).normalize()
            if -int(in_scale.as_tuple().exponent) <= _DECIMALS and abs(in_scale) < _LONGEST:
                # a word of Chinese stands right behind the figure, and the figure needs no commas
                return f"{in_scale:,f}{word}" if word[0] == " " else f"{in_scale:f}{word}"
    return number(amount)
