"""What is measured and where it is grown: units, metrics, clusters and the lookup tables."""

from __future__ import annotations

from sqlalchemy import Boolean, Date, ForeignKey, Index, Numeric, SmallInteger, Table

from clusterdb.db.tables.base import check, column, lookup, metadata, names, one_of
from clusterdb.model import Basis

METRIC_KINDS = ("stock", "flow", "ratio", "index", "rate", "ordinal", "milestone", "claim")
METRIC_RELATIONS = ("subset", "superset", "narrower", "related", "growth_of", "flow_of", "share_of")

units = Table(
    "units",
    metadata,
    column("unit_code", "canonical unit (count, CNY, %, t) / 标准单位", key=True),
    *names(),
    column("dimension", "what it measures (count, money, mass) / 量纲", index=True),
    check("dimension_said", "dimension <> ''"),
    comment="canonical units; every figure is stored in one of them / 标准单位",
)

metrics = Table(
    "metrics",
    metadata,
    column("metric_code", "code of the measured thing / 指标代码", key=True),
    *names(),
    column("family", "subject family / 指标族", index=True),
    column("unit_code", "its usual unit / 常用单位", ForeignKey("units.unit_code")),
    column("kind", "stock, flow, ratio, index, rate, ordinal, milestone or claim / 类型"),
    column("default_basis", "basis where the text says none / 默认口径", null=True),
    column("is_additive", "true where sums over regions make sense / 是否可跨区域相加", type_=Boolean()),
    column("direction", "up: more is better; down: less is / 方向"),
    column("level", "level at which it is awarded (国家级, 省级), or any / 级别", null=True),
    column("note", "remark / 备注", null=True),
    one_of("kind", METRIC_KINDS),
    one_of("default_basis", Basis),
    one_of("direction", ("up", "down")),
    comment="the measured things of the catalogue / 指标目录",
)

metric_aliases = Table(
    "metric_aliases",
    metadata,
    column("metric_code", "metric / 指标", ForeignKey("metrics.metric_code"), key=True),
    column("alias", "words that documents use for it / 文中用语", key=True),
    check("alias_said", "alias <> ''"),
    comment="the words by which a metric is known / 指标别名",
)

metric_relations = Table(
    "metric_relations",
    metadata,
    column("metric_code", "metric / 指标", ForeignKey("metrics.metric_code"), key=True),
    column("related_code", "the other metric / 关联指标", ForeignKey("metrics.metric_code"), key=True),
    column("relation", "the metric is a subset (superset, narrower …) of the other / 关系", key=True),
    one_of("relation", METRIC_RELATIONS),
    check("no_self", "metric_code <> related_code"),
    Index("ix_metric_relations_related_code", "related_code"),
    comment="how metrics hang together: 中小企业上云 is a subset of 企业上云 / 指标之间的关系",
)

ordinal_levels = Table(
    "ordinal_levels",
    metadata,
    column("scale_code", "scale: coverage or fulfilment / 等级体系", key=True),
    column("level_code", "level (full, continuous, met) / 等级", key=True),
    column("level_rank", "place in the order, 1 the lowest / 次序（1 最低）", type_=SmallInteger()),
    *names(),
    check("level_rank", "level_rank >= 1"),
    comment="levels that are words, in their order (the order is ours) / 文字等级及其次序",
)

cluster_schemes = Table(
    "cluster_schemes",
    metadata,
    column("scheme_code", "scheme (GD-2020) / 集群体系", key=True),
    *names(),
    column("region_code", "whose scheme it is / 所属区域", ForeignKey("regions.region_code"), null=True),
    column("valid_from_on", "in force from / 起始日期", type_=Date(), null=True),
    column("source", "where it was read / 出处", null=True),
    comment="lists of clusters, each by one government at one time / 集群体系",
)

clusters = Table(
    "clusters",
    metadata,
    column("cluster_code", "cluster or group of clusters / 集群代码", key=True),
    column("scheme_code", "scheme / 集群体系", ForeignKey("cluster_schemes.scheme_code"), index=True),
    column(
        "parent_code", "the group that it is in / 所属组", ForeignKey("clusters.cluster_code"), null=True, index=True
    ),
    column("tier", "tier in its scheme (pillar, emerging, group) / 层级", null=True),
    *names(),
    column("region_code", "where it is / 所在区域", ForeignKey("regions.region_code"), null=True),
    column("is_confirmed", "true where a source was seen for it / 是否已有出处", type_=Boolean()),
    column("note", "remark / 备注", null=True),
    check("own_parent", "parent_code <> cluster_code"),
    comment="industrial clusters and their groups / 产业集群及其分组",
)

cluster_regions = Table(
    "cluster_regions",
    metadata,
    column("cluster_code", "cluster / 集群", ForeignKey("clusters.cluster_code"), key=True),
    column("region_code", "region / 区域", ForeignKey("regions.region_code"), key=True),
    column("role", "core, base … / 角色", key=True),
    comment="which regions a cluster grows in / 集群分布",
)

bases = lookup("bases", "basis", "what a figure measures of its metric / 口径", "basis / 口径")
comparators = lookup("comparators", "comparator", "how a figure bounds the value / 比较词", "comparator / 比较词")
hedges = lookup("hedges", "hedge", "how firmly it is said / 语气", "hedge / 语气")
section_roles = lookup("section_roles", "role", "what a section is for / 章节作用", "role / 章节作用")
skip_reasons = lookup(
    "skip_reasons", "reason_code", "why a figure is nobody's claim / 数字未作为陈述的原因", "reason / 原因"
)
comparison_classes = lookup(
    "comparison_classes",
    "class_code",
    "what a result can say of a target / 可比性类别",
    "class / 类别",
    column("sort_order", "order in which to show / 排序", type_=SmallInteger()),
)
comparison_reasons = lookup(
    "comparison_reasons", "reason_code", "why a comparison has its class / 可比性原因", "reason / 原因"
)
statuses = lookup(
    "statuses",
    "status_code",
    "what became of a target / 目标完成状态",
    "status / 状态",
    column("sort_order", "order in which to show / 排序", type_=SmallInteger()),
)

parameters = Table(
    "parameters",
    metadata,
    column("name", "parameter / 参数", key=True),
    column("value", "its value: change it here and the views follow / 取值（可修改）", type_=Numeric()),
    column("default_value", "the value that the project ships / 默认值", type_=Numeric()),
    column("note", "what it does / 说明"),
    comment="thresholds of the comparison / 比较所用的阈值",
)
