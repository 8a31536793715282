"""Old and new names after the mergers of 2025: whoever asks for one of them also means the other.

Provinces: Nghị quyết số 202/2025/QH15. Departments: Nghị định số 45/2025/NĐ-CP, article 8. Names are those of ordinary text,
without "tỉnh", "thành phố" and "Sở".
"""

PROVINCES: dict[str, tuple[str, ...]] = {
    "Tuyên Quang": ("Hà Giang",),
    "Lào Cai": ("Yên Bái",),
    "Thái Nguyên": ("Bắc Kạn",),
    "Phú Thọ": ("Vĩnh Phúc", "Hòa Bình"),
    "Bắc Ninh": ("Bắc Giang",),
    "Hưng Yên": ("Thái Bình",),
    "Hải Phòng": ("Hải Dương",),
    "Ninh Bình": ("Hà Nam", "Nam Định"),
    "Quảng Trị": ("Quảng Bình",),
    "Đà Nẵng": ("Quảng Nam",),
    "Quảng Ngãi": ("Kon Tum",),
    "Gia Lai": ("Bình Định",),
    "Khánh Hòa": ("Ninh Thuận",),
    "Lâm Đồng": ("Đắk Nông", "Bình Thuận"),
    "Đắk Lắk": ("Phú Yên",),
    "Thành phố Hồ Chí Minh": ("Bình Dương", "Bà Rịa - Vũng Tàu"),
    "Đồng Nai": ("Bình Phước",),
    "Tây Ninh": ("Long An",),
    "Cần Thơ": ("Sóc Trăng", "Hậu Giang"),
    "Vĩnh Long": ("Bến Tre", "Trà Vinh"),
    "Đồng Tháp": ("Tiền Giang",),
    "Cà Mau": ("Bạc Liêu",),
    "An Giang": ("Kiên Giang",),
}
"""Province since 1/7/2025 to those that were merged into it."""

DEPARTMENTS: dict[str, tuple[str, ...]] = {
    "Nội vụ": ("Lao động - Thương binh và Xã hội",),
    "Tài chính": ("Kế hoạch và Đầu tư",),
    "Xây dựng": ("Giao thông vận tải",),
    "Nông nghiệp và Môi trường": ("Nông nghiệp và Phát triển nông thôn", "Tài nguyên và Môi trường"),
    "Khoa học và Công nghệ": ("Thông tin và Truyền thông",),
    "Dân tộc và Tôn giáo": ("Ban Dân tộc",),
}
"""Field of a ministry or department since 1/3/2025 to those whose duties it took over."""
