"""What a single firm, project or person does, in press texts: a scene, a quotation, an example, but no result of the region.

在晋江，一家鞋企的车间内，30多条生产线高速运转。“我们…库存下降了23%。”该企业总监说。 Such a stretch ends with the paragraph, or
where the text speaks of 全市 and 全省 again.
"""

from __future__ import annotations

import re

from clusterdb.model import Clause, Role, Span

_ONE_FIRM = re.compile(
    r"(?:一家|某|这家)[^，。；、0-9]{0,14}?(?:企业|公司|工厂|车间|门店|合作社|厂)(?:，|内|里|的|为例|生产|负责人|老板|今年|去年|近)"
    r"|(?:^|[，。“])\s*(?:该|这家)(?:企业|公司|厂|集团|项目)"
    r"|[一-龥（）()]{2}(?:有限公司|股份公司|有限责任公司)(?!等)"
    r"|(?:龙头企业|链主企业|“链主”企业|领军企业|头部企业|行业龙头|[一-龥]{2}龙头)[“]?[一-龥A-Za-z]{2,8}[”]?(?=近|累计|投入|全年|建成|实现|今年|去年|营收|年产|先后|自主)"
    r"|以[^，。；]{2,24}(?:企业|公司|集团)为例"
)
#: What all of them hold one of; few sentences do.
_HINT = re.compile("一家|某|这家|该|公司|龙头|链主|领军|头部|为例")
_SCENE = re.compile(
    r"塔吊|挖掘机|轰鸣|车间(?:内|里)|记者(?:看到|走进|来到)|映入眼帘|高速运转|机械臂|一派繁忙|热火朝天|生产线上|项目(?:建设)?现场"
)
_QUOTED = re.compile(r"^\s*[“\"](?P<words>[^”\"]*)[”\"]?")
_OWN = re.compile(r"我们(?!市|省|县|区|将|要|力争)|公司|工厂|厂里|订单|客户|合作社")
_OFFICIAL = re.compile(
    r"[局厅市县区镇省长书记主任处科委办]{1,3}(?:长|书记|主任|负责人|负责同志)|有关负责人|相关负责人|发言人"
)
_FIRM_VOICE = re.compile(
    r"董事长|总经理|总裁|经理|总监|厂长|创始人|工程师|项目负责人|企业负责人|店长|理事长|种植户|老板"
)
_WHOLE = re.compile(r"集群|园区|全省|全市|全县|全区|我省|我市|我县|我区|全国|截至|据统计|数据显示|据介绍")


class Firms:
    """Follows the clauses of one document in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._paragraph: Span | None = None
        self._sentence: Span | None = None
        self._inside = False

    def tells_of_one(self, clause: Clause) -> bool:
        """True where a press text tells of one firm, project or person."""
        if clause.section.role != Role.OTHER or clause.is_heading:
            return False
        if clause.paragraph is not self._paragraph and clause.paragraph != self._paragraph:
            self._paragraph, self._sentence, self._inside = clause.paragraph, None, False
        if clause.sentence is not self._sentence and clause.sentence != self._sentence:
            self._sentence = clause.sentence
            self._inside = self._about(clause.sentence)
        return self._inside

    def _about(self, sentence: Span) -> bool:
        words = sentence.of(self._text)
        quoted = _QUOTED.match(words)
        if quoted is not None:
            # the speaker stands in the sentence itself, or in the one behind it
            voice = self._text[sentence.start : sentence.end + 60]
            firm = _FIRM_VOICE.search(voice) is not None or (self._inside and not _OFFICIAL.search(voice))
            return (firm and _OWN.search(quoted["words"]) is not None) or (firm and self._inside)
        if (_HINT.search(words) is not None and _ONE_FIRM.search(words) is not None) or _SCENE.search(
            words
        ) is not None:
            return True
        return self._inside and _WHOLE.search(words) is None
