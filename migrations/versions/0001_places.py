"""The provinces, regions and what lies in what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "provinces",
        sa.Column(
            "province_code", sa.Text(), nullable=False, comment="GB/T 2260 code, six digits / 国标行政区划代码（六位）"
        ),
        sa.Column("iso_code", sa.Text(), nullable=False, comment="ISO 3166-2 code (CN-GD) / ISO 3166-2 代码"),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.Column("short_name_zh", sa.Text(), nullable=False, comment="name without 省, 市, 自治区 / 简短名称（广东）"),
        sa.Column("letter_zh", sa.Text(), nullable=False, comment="one-character name / 简称（粤）"),
        sa.CheckConstraint("iso_code ~ '^CN-[A-Z]{2}$'", name=op.f("ck_provinces_iso_code")),
        sa.CheckConstraint("province_code ~ '^[1-9][0-9]0000$'", name=op.f("ck_provinces_province_code")),
        sa.PrimaryKeyConstraint("province_code", name=op.f("pk_provinces")),
        sa.UniqueConstraint("iso_code", name=op.f("uq_provinces_iso_code")),
        comment="the 34 provinces, autonomous regions, municipalities and SARs / 34 个省级行政区",
    )
    op.create_table(
        "regions",
        sa.Column(
            "region_code",
            sa.Text(),
            nullable=False,
            comment="GB/T 2260 code, or x-… for a place without one / 国标代码，非行政区以 x- 开头",
        ),
        sa.Column("name_zh", sa.Text(), nullable=False, comment="name in Chinese / 中文名称"),
        sa.Column("name_en", sa.Text(), nullable=False, comment="name in English / 英文名称"),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="nation, province, prefecture, county, zone, informal or subarea / 类型",
        ),
        sa.Column("parent_code", sa.Text(), nullable=True, comment="the region that it is part of / 上级区域"),
        sa.Column(
            "province_code",
            sa.Text(),
            nullable=True,
            comment="the one province that it lies in, or NULL / 所在省级行政区",
        ),
        sa.Column(
            "admin_parent_code",
            sa.Text(),
            nullable=True,
            comment="who administers it, where that is not where it lies (深汕: Shenzhen) / 行政管理上级",
        ),
        sa.Column(
            "geo_parent_code",
            sa.Text(),
            nullable=True,
            comment="where it lies, where another administers it (深汕: Shanwei) / 地理所在上级",
        ),
        sa.Column(
            "is_partial",
            sa.Boolean(),
            nullable=False,
            comment="true where it holds only parts of its members / 是否只含成员的一部分",
        ),
        sa.Column("valid_from_on", sa.Date(), nullable=True, comment="first day of this code / 起用日期"),
        sa.Column("valid_to_on", sa.Date(), nullable=True, comment="last day of this code, or NULL / 停用日期"),
        sa.Column("note", sa.Text(), nullable=True, comment="remark / 备注"),
        sa.CheckConstraint(
            "kind IN ('nation', 'province', 'prefecture', 'county', 'zone', 'informal', 'subarea')",
            name=op.f("ck_regions_kind"),
        ),
        sa.CheckConstraint(
            "region_code NOT IN (parent_code, admin_parent_code, geo_parent_code)", name=op.f("ck_regions_own_parent")
        ),
        sa.CheckConstraint("valid_from_on <= valid_to_on", name=op.f("ck_regions_valid_ordered")),
        sa.ForeignKeyConstraint(
            ["admin_parent_code"], ["regions.region_code"], name=op.f("fk_regions_admin_parent_code")
        ),
        sa.ForeignKeyConstraint(["geo_parent_code"], ["regions.region_code"], name=op.f("fk_regions_geo_parent_code")),
        sa.ForeignKeyConstraint(["parent_code"], ["regions.region_code"], name=op.f("fk_regions_parent_code")),
        sa.ForeignKeyConstraint(["province_code"], ["provinces.province_code"], name=op.f("fk_regions_province_code")),
        sa.PrimaryKeyConstraint("region_code", name=op.f("pk_regions")),
        comment="every place that a claim may be about / 各类区域：全国、省、市、县、功能区与习惯区域",
    )
    op.create_index(op.f("ix_regions_parent_code"), "regions", ["parent_code"], unique=False)
    op.create_index(op.f("ix_regions_province_code"), "regions", ["province_code"], unique=False)
    op.create_table(
        "region_members",
        sa.Column("ancestor_code", sa.Text(), nullable=False, comment="the region that holds / 上位区域"),
        sa.Column("descendant_code", sa.Text(), nullable=False, comment="the region held / 下位区域"),
        sa.Column("hierarchy", sa.Text(), nullable=False, comment="administrative, geographic or informal / 层级类型"),
        sa.Column(
            "is_whole",
            sa.Boolean(),
            nullable=False,
            comment="false where only part of the descendant lies in the ancestor / 是否全部位于上位区域",
        ),
        sa.CheckConstraint(
            "hierarchy IN ('administrative', 'geographic', 'informal')", name=op.f("ck_region_members_hierarchy")
        ),
        sa.CheckConstraint("ancestor_code <> descendant_code", name=op.f("ck_region_members_no_self")),
        sa.ForeignKeyConstraint(
            ["ancestor_code"], ["regions.region_code"], name=op.f("fk_region_members_ancestor_code")
        ),
        sa.ForeignKeyConstraint(
            ["descendant_code"], ["regions.region_code"], name=op.f("fk_region_members_descendant_code")
        ),
        sa.PrimaryKeyConstraint("ancestor_code", "descendant_code", "hierarchy", name=op.f("pk_region_members")),
        comment="which region lies in which, all levels at once; each hierarchy is complete / 区域包含关系（传递闭包）",
    )
    op.create_index(
        "ix_region_members_descendant_code", "region_members", ["descendant_code", "ancestor_code"], unique=False
    )


def downgrade() -> None:
    op.drop_table("region_members")
    op.drop_table("regions")
    op.drop_table("provinces")
