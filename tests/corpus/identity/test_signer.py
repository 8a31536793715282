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


BELOW = "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n"


@pytest.mark.parametrize(
    ("block", "signer"),
    [
        ("- Phó Chủ tịch\nNguyễn Thành Sinh;\n- Lưu: VT.\nGIÁM ĐỐC", None),
        ("- Phó Chủ tịch\nNguyễn Thành Sinh\n- Lưu: VT.\nGIÁM ĐỐC", None),
        ("Như Điều 2\nSở Công Thương\nGIÁM ĐỐC", None),
        (BELOW + "GIÁM ĐỐC\nKý bởi:\nLê Văn Khác\nThời gian ký: 05/03/2025\nTrần Văn Bình", "Trần Văn Bình"),
        (BELOW + "GIÁM ĐỐC\nSignature Not Verified\nNgười ký: Lê Văn Khác", None),
        (BELOW + "GIÁM ĐỐC\nTHÀNH PHỐ HUẾ", None),
        (BELOW + "PHÓ CHỦ TỊCH\nĐOÀN THÁI SƠN", "Đoàn Thái Sơn"),
        (BELOW + "KT GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn An", "Nguyễn Văn An"),
        (BELOW + "TM. Ủy ban nhân dân\nChủ tịch\nNguyễn Văn An", "Nguyễn Văn An"),
        (BELOW + "NGƯỜI LẬP\nLê Thị Lan\nGIÁM ĐỐC\nTrần Văn Bình", "Trần Văn Bình"),
        (BELOW + "KT. BỘ TRƯỞNG BỘ TÀI CHÍNH\nTHỨ TRƯỞNG\nNguyễn Văn An\nKT. BỘ TRƯỞNG BỘ CÔNG AN\nTHỨ TRƯỞNG\nTrần Văn Bình",
         "Nguyễn Văn An, Trần Văn Bình"),
    ],
)  # fmt: skip
def test_no_name_but_those_below_a_post(block: str, signer: str | None) -> None:
    assert report_from(HEAD.removesuffix(BELOW) + "Nơi nhận:\n" + block.removeprefix("Nơi nhận:\n")).signer == signer


@pytest.mark.parametrize(
    ("line", "signer"),
    [
        ("Signed by John A. Smith", "John A. Smith"),
        ("(Signed) Jane Doe", "Jane Doe"),
        ("/s/ Jane Doe", "Jane Doe"),
        ("Signed into law in 2023, the act is in force.", None),
    ],
)
def test_english(line: str, signer: str | None) -> None:
    text = f"Annual Report 2023\nMinistry of Finance\nThe budget of the year was executed as planned.\nRevenue rose.\n{line}\nDirector"
    assert report_from(text).signer == signer
