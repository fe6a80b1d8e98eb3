"""Places: provinces, regions of every kind, and which lies in which."""

from __future__ import annotations

from sqlalchemy import Boolean, Date, ForeignKey, Index, Table

from clusterdb.db.tables.base import check, column, metadata, names, one_of

REGION_KINDS = ("nation", "province", "prefecture", "county", "zone", "informal", "subarea")
HIERARCHIES = ("administrative", "geographic", "informal")

provinces = Table(
    "provinces",
    metadata,
    column("province_code", "GB/T 2260 code, six digits / 国标行政区划代码（六位）", key=True),
    column("iso_code", "ISO 3166-2 code (CN-GD) / ISO 3166-2 代码", unique=True),
    *names(),
    column("short_name_zh", "name without 省, 市, 自治区 / 简短名称（广东）"),
    column("letter_zh", "one-character name / 简称（粤）"),
    check("province_code", "province_code ~ '^[1-9][0-9]0000$'"),
    check("iso_code", "iso_code ~ '^CN-[A-Z]{2}$'"),
    comment="the 34 provinces, autonomous regions, municipalities and SARs / 34 个省级行政区",
)

regions = Table(
    "regions",
    metadata,
    column("region_code", "GB/T 2260 code, or x-… for a place without one / 国标代码，非行政区以 x- 开头", key=True),
    *names(),
    column("kind", "nation, province, prefecture, county, zone, informal or subarea / 类型"),
    column(
        "parent_code",
        "the region that it is part of / 上级区域",
        ForeignKey("regions.region_code"),
        null=True,
        index=True,
    ),
    column(
        "province_code",
        "the one province that it lies in, or NULL / 所在省级行政区",
        ForeignKey("provinces.province_code"),
        null=True,
        index=True,
    ),
    column(
        "admin_parent_code",
        "who administers it, where that is not where it lies (深汕: Shenzhen) / 行政管理上级",
        ForeignKey("regions.region_code"),
        null=True,
    ),
    column(
        "geo_parent_code",
        "where it lies, where another administers it (深汕: Shanwei) / 地理所在上级",
        ForeignKey("regions.region_code"),
        null=True,
    ),
    column("is_partial", "true where it holds only parts of its members / 是否只含成员的一部分", type_=Boolean()),
    column("valid_from_on", "first day of this code / 起用日期", type_=Date(), null=True),
    column("valid_to_on", "last day of this code, or NULL / 停用日期", type_=Date(), null=True),
    column("note", "remark / 备注", null=True),
    one_of("kind", REGION_KINDS),
    check("own_parent", "region_code NOT IN (parent_code, admin_parent_code, geo_parent_code)"),
    check("valid_ordered", "valid_from_on <= valid_to_on"),
    comment="every place that a claim may be about / 各类区域：全国、省、市、县、功能区与习惯区域",
)

region_members = Table(
    "region_members",
    metadata,
    column("ancestor_code", "the region that holds / 上位区域", ForeignKey("regions.region_code"), key=True),
    column("descendant_code", "the region held / 下位区域", ForeignKey("regions.region_code"), key=True),
    column("hierarchy", "administrative, geographic or informal / 层级类型", key=True),
    column(
        "is_whole",
        "false where only part of the descendant lies in the ancestor / 是否全部位于上位区域",
        type_=Boolean(),
    ),
    one_of("hierarchy", HIERARCHIES),
    check("no_self", "ancestor_code <> descendant_code"),
    Index("ix_region_members_descendant_code", "descendant_code", "ancestor_code"),
    comment="which region lies in which, all levels at once; each hierarchy is complete / 区域包含关系（传递闭包）",
)
