"""Names of places -> codes: 深圳市 -> 440300; a name of several places is settled by the section's region."""

from __future__ import annotations

from clusterdb.lexicon import Lexicon


class PlaceResolver:
    """Looks places up; built once from the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_name: dict[str, list[str]] = {}
        for code, region in lexicon.regions.items():
            for name in (region.name_zh, *region.short_names, *region.aliases):
                self._by_name.setdefault(name, []).append(code)

    def resolve(self, name: str, home: str | None) -> tuple[str | None, str]:
        """Code and full name of a place; the code is None for a place that the catalogue lacks."""
        codes = self._by_name.get(name)
        if not codes:
            return None, name
        code = codes[0]
        if len(codes) > 1 and home is not None:
            around = self._by_name.get(home, [])
            inside = [c for c in codes if any(c == h or self._lexicon.contains(h, c) for h in around)]
            code = inside[0] if inside else code
        return code, self._lexicon.regions[code].name_zh

    def province_within(self, name: str) -> str | None:
        """The province of a zone that the catalogue lacks, by the city it is named after: 合肥|高新区."""
        for end in range(len(name) - 1, 1, -1):
            codes = self._by_name.get(name[:end], ())
            if len(codes) == 1:
                return self.province(codes[0])
        return None

    def province(self, code: str | None) -> str | None:
        """The province that a place lies in, or None for the nation and for areas across provinces."""
        if code is None:
            return None
        region = self._lexicon.regions.get(code)
        if region is None:
            return None
        return code if region.kind == "province" else region.province
