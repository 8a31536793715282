"""Who signed, however the block is set."""

import pytest

from tests.corpus.small_reports import report_from

HEAD = (
    "UBND TỈNH LAM GIANG\nSỞ NỘI VỤ\nSố: 12/QĐ-SNV\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Lam Giang, ngày 5 tháng 3 năm 2025\nQUYẾT ĐỊNH\nVề việc ban hành quy chế\nCăn cứ Luật Tổ chức chính quyền địa phương;\n"
    "Điều 1. Ban hành quy chế.\nĐiều 2. Sở chịu trách nhiệm thi hành.\nNơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n"
)


@pytest.mark.parametrize(
    ("block", "signer"),
    [
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nNGUYỄN VĂN A", "Nguyễn Văn A"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNGUYỄN THỊ HỒNG GẤM", "Nguyễn Thị Hồng Gấm"),
        ("GIÁM ĐỐC\n(Đã ký): Trần Văn Bình", "Trần Văn Bình"),
        ("TM. CHÍNH PHỦ\nKT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG (Đã ký) Hồ Văn Dũng", "Hồ Văn Dũng"),
        ("KT. BỘ TRƯỞNG THỨ TRƯỞNG Mai Văn Khôi", "Mai Văn Khôi"),
        ("BỘ TRƯỞNG\nĐại tướng Phan Văn Gia", "Phan Văn Gia"),
        ("CHỦ TỊCH\n(Đã ký)\nPGS.TS. Lưu Thị B", "Lưu Thị B"),
        ("GIÁM ĐỐC\n[đã ký]\nTS. LÊ MINH", "Lê Minh"),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", None),
        ("BỘ TRƯỞNG\nCHỈ THỊ\nHà Văn Lộc", "Hà Văn Lộc"),
        ("THỦ TƯỚNG\nQUYẾT ĐỊNH", None),
        ("CHỦ TỊCH\n(Đã ký)", None),
    ],
)
def test_signer(block: str, signer: str | None) -> None:
    assert report_from(HEAD + block).signer == signer
