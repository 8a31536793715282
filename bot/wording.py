"""Every sentence that a user may see, in Vietnamese and in English."""

from dataclasses import dataclass

from corpus.language import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """The strings of one language; `{}` fields are filled with `str.format`."""

    # sources
    document: str
    number_word: str
    dated: str
    of: str
    page_abbreviation: str
    according_to: str
    replaced_by: str
    repealed_by: str
    read_by_ocr: str
    aspects: dict[str, str]
    # answers
    not_in_reports: str
    nothing_matched: str
    no_question: str
    empty_library: str
    empty_scope: str
    nearest: str
    # page
    app_title: str
    app_subtitle: str
    ask_placeholder: str
    ask: str
    stop: str
    clear: str
    examples: str
    evidence: str
    evidence_hint: str
    sources: str
    open_passage: str
    open_original: str
    agency: str
    kind: str
    years: str
    any: str
    language: str
    searched_as: str
    leaning: str
    searched: str
    library_line: str
    library_empty_line: str
    checked: str
    declined_title: str
    answer_label: str
    question_label: str
    issued: str
    issued_by: str
    page_word: str
    report_not_found: str
    back: str
    passage_shown: str
    limits: str
    failed: str
    you: str


VIETNAMESE = Wording(
    document="văn bản",
    number_word="số",
    dated="ngày",
    of="của",
    page_abbreviation="tr.",
    according_to="Theo {source}:",
    replaced_by="đã bị thay thế bởi văn bản số {number}",
    repealed_by="đã bị bãi bỏ bởi văn bản số {number}",
    read_by_ocr="văn bản quét, độ tin cậy nhận dạng {percent} %",
    aspects={"result": "kết quả", "estimate": "ước thực hiện", "plan": "kế hoạch", "direction": "chỉ đạo"},
    not_in_reports=(
        "Không tìm thấy nội dung trả lời trong các báo cáo hiện có "
        "(đã tìm trong {passages} đoạn của {reports} văn bản)."
    ),
    nothing_matched="Không có đoạn văn nào khớp với câu hỏi (đã tìm trong {reports} văn bản).",
    no_question="Vui lòng nhập câu hỏi bằng chữ.",
    empty_library="Kho chưa có văn bản nào. Hãy nạp văn bản bằng lệnh: hoidap sync <thư mục>.",
    empty_scope="Không có văn bản nào thuộc phạm vi đã chọn. Hãy bỏ bớt điều kiện lọc.",
    nearest="Những đoạn gần nhất, để tham khảo:",
    app_title="Hỏi đáp báo cáo",
    app_subtitle="Trả lời từ văn bản chính thức, kèm trích dẫn nguyên văn đến từng trang.",
    ask_placeholder="Nhập câu hỏi, có dấu hoặc không dấu…",
    ask="Hỏi",
    stop="Dừng",
    clear="Cuộc hỏi đáp mới",
    examples="Câu hỏi gợi ý",
    evidence="Căn cứ",
    evidence_hint="Đoạn văn được trích dẫn sẽ hiện ở đây.",
    sources="Nguồn",
    open_passage="Xem đoạn trích trong văn bản",
    open_original="Mở tệp gốc",
    agency="Cơ quan ban hành",
    kind="Loại văn bản",
    years="Năm báo cáo",
    any="Tất cả",
    language="Ngôn ngữ",
    searched_as="Đã tìm: {question}",
    leaning="Ưu tiên: {what}",
    searched="Đã tìm trong {passages} đoạn của {reports} văn bản",
    library_line="{reports} văn bản, số liệu các năm {first}–{last}",
    library_empty_line="Kho chưa có văn bản nào.",
    checked="{count}/{count} trích dẫn đúng nguyên văn",
    declined_title="Không có trong các báo cáo",
    answer_label="Trả lời",
    question_label="Câu hỏi",
    issued="Ngày ban hành",
    issued_by="Cơ quan ban hành",
    page_word="Trang",
    report_not_found="Không tìm thấy văn bản này.",
    back="Về trang hỏi đáp",
    passage_shown="Đoạn được trích dẫn được tô đậm bên dưới.",
    limits="Phạm vi tìm kiếm",
    failed="Đã xảy ra lỗi khi trả lời. Vui lòng thử lại.",
    you="Bạn",
)
ENGLISH = Wording(
    document="document",
    number_word="No.",
    dated="of",
    of="by",
    page_abbreviation="p.",
    according_to="According to {source}:",
    replaced_by="replaced by document No. {number}",
    repealed_by="repealed by document No. {number}",
    read_by_ocr="scanned document, recognition confidence {percent} %",
    aspects={"result": "results", "estimate": "estimates", "plan": "plans", "direction": "instructions"},
    not_in_reports=(
        "The reports at hand do not seem to answer this (searched {passages} passages of {reports} documents)."
    ),
    nothing_matched="No passage matches the question (searched {reports} documents).",
    no_question="Please type a question in words.",
    empty_library="The library is empty. Add documents with: hoidap sync <folder>.",
    empty_scope="No document lies within the limits chosen. Remove some of the filters.",
    nearest="The nearest passages, for reference:",
    app_title="Ask the reports",
    app_subtitle="Answers from official documents, quoted word for word down to the page.",
    ask_placeholder="Type a question…",
    ask="Ask",
    stop="Stop",
    clear="New conversation",
    examples="Example questions",
    evidence="Evidence",
    evidence_hint="The passages cited will be shown here.",
    sources="Sources",
    open_passage="See the passage in the document",
    open_original="Open the original file",
    agency="Issuing agency",
    kind="Kind of document",
    years="Reporting year",
    any="All",
    language="Language",
    searched_as="Searched: {question}",
    leaning="Preferred: {what}",
    searched="Searched {passages} passages of {reports} documents",
    library_line="{reports} documents, reporting years {first}–{last}",
    library_empty_line="The library is empty.",
    checked="{count}/{count} citations verbatim",
    declined_title="Not in these reports",
    answer_label="Answer",
    question_label="Question",
    issued="Issued",
    issued_by="Issued by",
    page_word="Page",
    report_not_found="There is no such document.",
    back="Back to the questions",
    passage_shown="The passage cited is marked below.",
    limits="Search scope",
    failed="Something went wrong while answering. Please try again.",
    you="You",
)


def wording(language: Language) -> Wording:
    """The strings for an ISO 639-1 code; English for any but Vietnamese."""
    return VIETNAMESE if language == "vi" else ENGLISH
