"""Names of the kinds of document (tên loại văn bản) as people ask for them: in full, abbreviated, in English."""

VIETNAMESE = (
    "báo cáo", "bài báo", "biên bản", "chỉ thị", "chương trình", "công điện", "công văn", "đề án", "hướng dẫn", "kế hoạch",
    "kết luận", "nghị định", "nghị quyết", "phương án", "quy chế", "quyết định", "thông báo", "thông tư", "tờ trình",
)  # fmt: skip
"""Lower case, as `Report.kind` has them."""

ENGLISH = {
    "article": "bài báo", "circular": "thông tư", "decision": "quyết định", "decree": "nghị định", "directive": "chỉ thị",
    "minutes": "biên bản", "notice": "thông báo", "official letter": "công văn", "plan": "kế hoạch", "report": "báo cáo",
    "resolution": "nghị quyết", "scheme": "đề án",
}  # fmt: skip
"""Singular; "minutes" has none."""

ABBREVIATED = {
    "bb": "biên bản", "bc": "báo cáo", "ct": "chỉ thị", "ctr": "chương trình", "cv": "công văn", "da": "đề án", "hd": "hướng dẫn",
    "kh": "kế hoạch", "kl": "kết luận", "nd": "nghị định", "nq": "nghị quyết", "pa": "phương án", "qc": "quy chế",
    "qd": "quyết định", "tb": "thông báo", "tt": "thông tư", "ttr": "tờ trình",
}  # fmt: skip
"""Folded; as in document numbers: Nghị định 30/2020/NĐ-CP, appendix III."""
