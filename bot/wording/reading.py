"""What the reader of files says, in the language of the page: it says it in English."""

import re

from corpus.language.detect import Language

_VIETNAMESE: tuple[tuple[str, str], ...] = (
    # why a file cannot be read
    (r"is empty", "tệp rỗng"),
    (r"is not a file", "không phải là tệp"),
    (r"cannot be opened \(.*\).*", "không mở được tệp; hãy kiểm tra quyền truy cập"),
    (r"is larger than (\d+) MB.*", r"tệp lớn hơn \1 MB; hãy tách nhỏ rồi nạp lại"),
    (r"is protected by a password.*", "tệp có mật khẩu; hãy bỏ mật khẩu rồi nạp lại"),
    (r"would unpack to .*", "tệp nén khi giải nén quá lớn; hãy giải nén phần cần thiết rồi nạp lại"),
    (r"is damaged in its archive.*", "tệp bị hỏng trong tệp nén; hãy nén lại rồi nạp lại"),
    (
        r"is a damaged (?:zip archive|office or zip file).*",
        "tệp nén hoặc tệp văn phòng bị hỏng; hãy lưu lại rồi nạp lại",
    ),
    (r"has more than ([\d,]+) files.*", r"tệp nén có hơn \1 tệp; hãy giải nén rồi nạp cả thư mục"),
    (r"is a zip archive.*", "là tệp nén; hãy giải nén hoặc nạp cả tệp nén"),
    (r"is damaged .* text; save it as UTF-8.*", "bảng mã văn bản bị hỏng; hãy lưu lại bằng UTF-8 rồi nạp lại"),
    (r"is text in an encoding that is not known.*", "không nhận ra bảng mã; hãy lưu lại bằng UTF-8 rồi nạp lại"),
    (r"is a damaged PDF.*", "tệp PDF bị hỏng; hãy xuất lại rồi nạp lại"),
    (r"is a PDF without pages.*", "tệp PDF không có trang nào; hãy xuất lại rồi nạp lại"),
    (r"is a damaged (Word|Excel|PowerPoint).*", r"tệp \1 bị hỏng; hãy mở, lưu lại rồi nạp lại"),
    (r"is a damaged picture.*", "tệp ảnh bị hỏng; hãy quét lại rồi nạp lại"),
    (r"is a picture of too many pixels.*", "ảnh quá lớn; hãy lưu ở 300 dpi rồi nạp lại"),
    (r"is a picture in which OCR finds no text", "ảnh không nhận dạng được chữ nào"),
    (r"has no text on its pages, and OCR finds none", "các trang không có chữ, nhận dạng cũng không thấy"),
    (r"has no text(?: on its (?:slides|sheets))?", "tệp không có nội dung chữ"),
    (r"is an Excel workbook with too many cells.*", "bảng tính có quá nhiều ô; hãy tách nhỏ rồi nạp lại"),
    (r"is not readable HTML.*", "trang web không đọc được; hãy lưu lại trang rồi nạp lại"),
    (
        r"is not .* although its name says so.*",
        "nội dung không đúng với phần mở rộng của tên tệp; hãy lưu lại rồi nạp lại",
    ),
    (r"is not text but binary data.*", "tệp nhị phân, không phải văn bản; hãy lưu ở định dạng đọc được"),
    (
        r"is .*, which cannot be read; save it as.*",
        "định dạng chưa đọc được; hãy lưu thành .docx, .pdf, .html hoặc .txt rồi nạp lại",
    ),
    (
        r"is a scan without text, which needs OCR.*",
        "bản quét không có lớp chữ, máy chủ chưa cài nhận dạng chữ; hãy báo quản trị",
    ),
    (r"is in an old office format \((.*?)\).*", r"định dạng cũ (\1), máy chủ chưa cài LibreOffice; hãy báo quản trị"),
    (r"is a web page, and its reader is not complete.*", "máy chủ chưa cài đủ phần đọc trang web; hãy báo quản trị"),
    (
        r"(?:cannot be converted by|took) LibreOffice.*",
        "LibreOffice không chuyển đổi được; hãy lưu ở định dạng mới rồi nạp lại",
    ),
    (r"cannot be read by Tesseract.*", "không nhận dạng được chữ; hãy quét lại rồi nạp lại"),
    (r"took longer than ([\d,]+) seconds.*", r"đọc quá \1 giây; hãy tách nhỏ rồi nạp lại"),
    (r"needs more memory than one file may take.*", "tệp cần quá nhiều bộ nhớ; hãy tách nhỏ rồi nạp lại"),
    (r"was not read: reading was stopped", "chưa đọc vì quá trình đọc bị dừng"),
    (r"changed or vanished while it was read.*", "tệp thay đổi hoặc bị xoá trong khi đọc; hãy nạp lại"),
    (r"has the same content as another file that cannot be read.*", "trùng nội dung với một tệp khác không đọc được"),
    (r"ended the reader: .*", "tệp làm hỏng quá trình đọc; hãy lưu lại rồi nạp lại"),
    (r"cannot be read .*", "không đọc được; hãy lưu lại rồi nạp lại"),
    # why a file that was sent is not even opened
    (
        r"has a format that is not read \(no file name ending\)",
        "tên tệp không có phần mở rộng; hãy thêm, ví dụ .docx, .pdf",
    ),
    (
        r"has a format that is not read \((.*)\)",
        r"định dạng \1 chưa đọc được; hãy lưu thành .docx, .pdf, .html hoặc .txt rồi nạp lại",
    ),
    (r"is an archive in an archive.*", "tệp nén nằm trong tệp nén; hãy giải nén rồi nạp lại"),
    (r"is a catalog;.*", "là bảng kê catalog.csv; hãy sửa thông tin ngay trên trang của văn bản"),
    (r"has no file that can be read", "không có tệp nào đọc được"),
    # what is to be known of a report that was read
    (r"(\d+) of (\d+) pages were read by OCR", r"\1/\2 trang được đọc bằng nhận dạng chữ (bản quét)"),
    (r"OCR is unsure of page (.*)", r"nhận dạng chữ không chắc chắn ở trang \1"),
    (r"the text was converted from (.*) to Unicode", r"văn bản được chuyển mã từ \1 sang Unicode"),
    (
        r"(\d+%) of the page's text is menus and links and was left out",
        r"đã bỏ \1 nội dung trang web là trình đơn, liên kết",
    ),
)
_KEPT = " (its last good version stays in the library)"


def reading_words(message: str, language: Language) -> str:
    """A failure or a warning of reading in words of this language; as it is where there are none for it."""
    if language == "en":
        return message
    plain, kept, _ = message.partition(_KEPT)
    for pattern, words in _VIETNAMESE:
        if found := re.fullmatch(pattern, plain, re.DOTALL):
            return found.expand(words) + (" (bản đọc được trước đó vẫn còn trong kho)" if kept else "")
    return message
