"""Units, metrics, clusters and the lookup tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bases",
        sa.Column("basis", sa.Text(), nullable=False, comment="basis / 口径"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.CheckConstraint("basis <> ''", name=op.f("ck_bases_basis_said")),
        sa.PrimaryKeyConstraint("basis", name=op.f("pk_bases")),
        comment="what a figure measures of its metric / 口径",
    )
    op.create_table(
        "comparators",
        sa.Column("comparator", sa.Text(), nullable=False, comment="comparator / 比较词"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.CheckConstraint("comparator <> ''", name=op.f("ck_comparators_comparator_said")),
        sa.PrimaryKeyConstraint("comparator", name=op.f("pk_comparators")),
        comment="how a figure bounds the value / 比较词",
    )
    op.create_table(
        "comparison_classes",
        sa.Column("class_code", sa.Text(), nullable=False, comment="class / 类别"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.Column("sort_order", sa.SmallInteger(), nullable=False, comment="order in which to show / 排序"),
        sa.CheckConstraint("class_code <> ''", name=op.f("ck_comparison_classes_class_code_said")),
        sa.PrimaryKeyConstraint("class_code", name=op.f("pk_comparison_classes")),
        comment="what a result can say of a target / 可比性类别",
    )
    op.create_table(
        "comparison_reasons",
        sa.Column("reason_code", sa.Text(), nullable=False, comment="reason / 原因"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.CheckConstraint("reason_code <> ''", name=op.f("ck_comparison_reasons_reason_code_said")),
        sa.PrimaryKeyConstraint("reason_code", name=op.f("pk_comparison_reasons")),
        comment="why a comparison has its class / 可比性原因",
    )
    op.create_table(
        "hedges",
        sa.Column("hedge", sa.Text(), nullable=False, comment="hedge / 语气"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.CheckConstraint("hedge <> ''", name=op.f("ck_hedges_hedge_said")),
        sa.PrimaryKeyConstraint("hedge", name=op.f("pk_hedges")),
        comment="how firmly it is said / 语气",
    )
    op.create_table(
        "ordinal_levels",
        sa.Column("scale_code", sa.Text(), nullable=False, comment="scale: coverage or fulfilment / 等级体系"),
        sa.Column("level_code", sa.Text(), nullable=False, comment="level (full, continuous, met) / 等级"),
        sa.Column(
            "level_rank", sa.SmallInteger(), nullable=False, comment="place in the order, 1 the lowest / 次序（1 最低）"
        ),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.CheckConstraint("level_rank >= 1", name=op.f("ck_ordinal_levels_level_rank")),
        sa.PrimaryKeyConstraint("scale_code", "level_code", name=op.f("pk_ordinal_levels")),
        comment="levels that are words, in their order (the order is ours) / 文字等级及其次序",
    )
    op.create_table(
        "parameters",
        sa.Column("name", sa.Text(), nullable=False, comment="parameter / 参数"),
        sa.Column(
            "value",
            sa.Numeric(),
            nullable=False,
            comment="its value: change it here and the views follow / 取值（可修改）",
        ),
        sa.Column("default_value", sa.Numeric(), nullable=False, comment="the value that the project ships / 默认值"),
        sa.Column("note", sa.Text(), nullable=False, comment="what it does / 说明"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_parameters")),
        comment="thresholds of the comparison / 比较所用的阈值",
    )
    op.create_table(
        "section_roles",
        sa.Column("role", sa.Text(), nullable=False, comment="role / 章节作用"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.CheckConstraint("role <> ''", name=op.f("ck_section_roles_role_said")),
        sa.PrimaryKeyConstraint("role", name=op.f("pk_section_roles")),
        comment="what a section is for / 章节作用",
    )
    op.create_table(
        "skip_reasons",
        sa.Column("reason_code", sa.Text(), nullable=False, comment="reason / 原因"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.CheckConstraint("reason_code <> ''", name=op.f("ck_skip_reasons_reason_code_said")),
        sa.PrimaryKeyConstraint("reason_code", name=op.f("pk_skip_reasons")),
        comment="why a figure is nobody's claim / 数字未作为陈述的原因",
    )
    op.create_table(
        "statuses",
        sa.Column("status_code", sa.Text(), nullable=False, comment="status / 状态"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.Column("sort_order", sa.SmallInteger(), nullable=False, comment="order in which to show / 排序"),
        sa.CheckConstraint("status_code <> ''", name=op.f("ck_statuses_status_code_said")),
        sa.PrimaryKeyConstraint("status_code", name=op.f("pk_statuses")),
        comment="what became of a target / 目标完成状态",
    )
    op.create_table(
        "units",
        sa.Column("unit_code", sa.Text(), nullable=False, comment="canonical unit (count, CNY, %, t) / 标准单位"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.Column("dimension", sa.Text(), nullable=False, comment="what it measures (count, money, mass) / 量纲"),
        sa.CheckConstraint("dimension <> ''", name=op.f("ck_units_dimension_said")),
        sa.PrimaryKeyConstraint("unit_code", name=op.f("pk_units")),
        comment="canonical units; every figure is stored in one of them / 标准单位",
    )
    op.create_index(op.f("ix_units_dimension"), "units", ["dimension"], unique=False)
    op.create_table(
        "metrics",
        sa.Column("metric_code", sa.Text(), nullable=False, comment="code of the measured thing / 指标代码"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.Column("family", sa.Text(), nullable=False, comment="subject family / 指标族"),
        sa.Column("unit_code", sa.Text(), nullable=False, comment="its usual unit / 常用单位"),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="stock, flow, ratio, index, rate, ordinal, milestone or claim / 类型",
        ),
        sa.Column("default_basis", sa.Text(), nullable=True, comment="basis where the text says none / 默认口径"),
        sa.Column(
            "is_additive",
            sa.Boolean(),
            nullable=False,
            comment="true where sums over regions make sense / 是否可跨区域相加",
        ),
        sa.Column("direction", sa.Text(), nullable=False, comment="up: more is better; down: less is / 方向"),
        sa.Column(
            "level", sa.Text(), nullable=True, comment="level at which it is awarded (国家级, 省级), or any / 级别"
        ),
        sa.Column("note", sa.Text(), nullable=True, comment="remark / 备注"),
        sa.CheckConstraint(
            "default_basis IN ('stock', 'flow', 'growth', 'share', 'rank', 'coverage', 'fulfilment', 'gap')",
            name=op.f("ck_metrics_default_basis"),
        ),
        sa.CheckConstraint("direction IN ('up', 'down')", name=op.f("ck_metrics_direction")),
        sa.CheckConstraint(
            "kind IN ('stock', 'flow', 'ratio', 'index', 'rate', 'ordinal', 'milestone', 'claim')",
            name=op.f("ck_metrics_kind"),
        ),
        sa.ForeignKeyConstraint(["unit_code"], ["units.unit_code"], name=op.f("fk_metrics_unit_code")),
        sa.PrimaryKeyConstraint("metric_code", name=op.f("pk_metrics")),
        comment="the measured things of the catalogue / 指标目录",
    )
    op.create_index(op.f("ix_metrics_family"), "metrics", ["family"], unique=False)
    op.create_table(
        "cluster_schemes",
        sa.Column("scheme_code", sa.Text(), nullable=False, comment="scheme (GD-2020) / 集群体系"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.Column("region_code", sa.Text(), nullable=True, comment="whose scheme it is / 所属区域"),
        sa.Column("valid_from_on", sa.Date(), nullable=True, comment="in force from / 起始日期"),
        sa.Column("source", sa.Text(), nullable=True, comment="where it was read / 出处"),
        sa.ForeignKeyConstraint(["region_code"], ["regions.region_code"], name=op.f("fk_cluster_schemes_region_code")),
        sa.PrimaryKeyConstraint("scheme_code", name=op.f("pk_cluster_schemes")),
        comment="lists of clusters, each by one government at one time / 集群体系",
    )
    op.create_table(
        "metric_aliases",
        sa.Column("metric_code", sa.Text(), nullable=False, comment="metric / 指标"),
        sa.Column("alias", sa.Text(), nullable=False, comment="words that documents use for it / 文中用语"),
        sa.CheckConstraint("alias <> ''", name=op.f("ck_metric_aliases_alias_said")),
        sa.ForeignKeyConstraint(["metric_code"], ["metrics.metric_code"], name=op.f("fk_metric_aliases_metric_code")),
        sa.PrimaryKeyConstraint("metric_code", "alias", name=op.f("pk_metric_aliases")),
        comment="the words by which a metric is known / 指标别名",
    )
    op.create_table(
        "metric_relations",
        sa.Column("metric_code", sa.Text(), nullable=False, comment="metric / 指标"),
        sa.Column("related_code", sa.Text(), nullable=False, comment="the other metric / 关联指标"),
        sa.Column(
            "relation",
            sa.Text(),
            nullable=False,
            comment="the metric is a subset (superset, narrower …) of the other / 关系",
        ),
        sa.CheckConstraint(
            "relation IN ('subset', 'superset', 'narrower', 'related', 'growth_of', 'flow_of', 'share_of')",
            name=op.f("ck_metric_relations_relation"),
        ),
        sa.CheckConstraint("metric_code <> related_code", name=op.f("ck_metric_relations_no_self")),
        sa.ForeignKeyConstraint(["metric_code"], ["metrics.metric_code"], name=op.f("fk_metric_relations_metric_code")),
        sa.ForeignKeyConstraint(
            ["related_code"], ["metrics.metric_code"], name=op.f("fk_metric_relations_related_code")
        ),
        sa.PrimaryKeyConstraint("metric_code", "related_code", "relation", name=op.f("pk_metric_relations")),
        comment="how metrics hang together: 中小企业上云 is a subset of 企业上云 / 指标之间的关系",
    )
    op.create_index("ix_metric_relations_related_code", "metric_relations", ["related_code"], unique=False)
    op.create_table(
        "clusters",
        sa.Column("cluster_code", sa.Text(), nullable=False, comment="cluster or group of clusters / 集群代码"),
        sa.Column("scheme_code", sa.Text(), nullable=False, comment="scheme / 集群体系"),
        sa.Column("parent_code", sa.Text(), nullable=True, comment="the group that it is in / 所属组"),
        sa.Column("tier", sa.Text(), nullable=True, comment="tier in its scheme (pillar, emerging, group) / 层级"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.Column("region_code", sa.Text(), nullable=True, comment="where it is / 所在区域"),
        sa.Column(
            "is_confirmed", sa.Boolean(), nullable=False, comment="true where a source was seen for it / 是否已有出处"
        ),
        sa.Column("note", sa.Text(), nullable=True, comment="remark / 备注"),
        sa.CheckConstraint("parent_code <> cluster_code", name=op.f("ck_clusters_own_parent")),
        sa.ForeignKeyConstraint(["parent_code"], ["clusters.cluster_code"], name=op.f("fk_clusters_parent_code")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.region_code"], name=op.f("fk_clusters_region_code")),
        sa.ForeignKeyConstraint(["scheme_code"], ["cluster_schemes.scheme_code"], name=op.f("fk_clusters_scheme_code")),
        sa.PrimaryKeyConstraint("cluster_code", name=op.f("pk_clusters")),
        comment="industrial clusters and their groups / 产业集群及其分组",
    )
    op.create_index(op.f("ix_clusters_parent_code"), "clusters", ["parent_code"], unique=False)
    op.create_index(op.f("ix_clusters_scheme_code"), "clusters", ["scheme_code"], unique=False)
    op.create_table(
        "cluster_regions",
        sa.Column("cluster_code", sa.Text(), nullable=False, comment="cluster / 集群"),
        sa.Column("region_code", sa.Text(), nullable=False, comment="region / 区域"),
        sa.Column("role", sa.Text(), nullable=False, comment="core, base … / 角色"),
        sa.ForeignKeyConstraint(
            ["cluster_code"], ["clusters.cluster_code"], name=op.f("fk_cluster_regions_cluster_code")
        ),
        sa.ForeignKeyConstraint(["region_code"], ["regions.region_code"], name=op.f("fk_cluster_regions_region_code")),
        sa.PrimaryKeyConstraint("cluster_code", "region_code", "role", name=op.f("pk_cluster_regions")),
        comment="which regions a cluster grows in / 集群分布",
    )


def downgrade() -> None:
    op.drop_table("cluster_regions")
    op.drop_table("clusters")
    op.drop_table("metric_relations")
    op.drop_table("metric_aliases")
    op.drop_table("cluster_schemes")
    op.drop_table("metrics")
    op.drop_table("units")
    op.drop_table("statuses")
    op.drop_table("skip_reasons")
    op.drop_table("section_roles")
    op.drop_table("parameters")
    op.drop_table("ordinal_levels")
    op.drop_table("hedges")
    op.drop_table("comparison_reasons")
    op.drop_table("comparison_classes")
    op.drop_table("comparators")
    op.drop_table("bases")
