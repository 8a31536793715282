"""Every word of the page that `hoidap evaluate --html` writes, in Vietnamese and in English."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.evaluation.figures.outcome import FailureKind
from corpus.language.detect import Language


@dataclass(frozen=True, slots=True)
class EvaluationWords:
    """The strings of one language; `{}` fields are filled with `str.format`."""

    title: str
    questions: str
    """With `{count}`."""
    passages: str
    """With `{count}`."""
    settings: str
    """With `{version}`, `{encoder}`, `{recipe}`."""
    figure: str
    value: str
    interval: str
    over: str
    by_tag: str
    tag: str
    asked: str
    curves: str
    risk_coverage: str
    coverage: str
    risk: str
    confidence_curve: str
    """ROC, with `{auroc}`."""
    false_answers: str
    true_answers: str
    compared: str
    """With `{questions}`, `{old}`, `{new}`."""
    before: str
    now: str
    p: str
    better: str
    worse: str
    significant: str
    failures: str
    """With `{count}` and `{questions}`."""
    no_failures: str
    expected: str
    expected_nothing: str
    cited: str
    cited_nothing: str
    right: str
    wrong: str
    page: str
    after: str
    """Before the questions of the conversation."""
    gold_answers: str
    said: str
    kinds: Mapping[FailureKind, str]
    figures: Mapping[str, str]
    """By their place in the JSON; those that there are not go by their place."""
    marks: Mapping[int, str]
    """What stands in the place of the comma between thousands and of the decimal point."""

    def label(self, figure: str) -> str:
        return self.figures.get(figure, figure)

    def number(self, value: float | None) -> str:
        """Shares to three places, all else to one."""
        return "–" if value is None else (f"{value:.3f}" if abs(value) <= 1 else f"{value:,.1f}").translate(self.marks)

    def whole(self, count: int) -> str:
        return f"{count:,}".translate(self.marks)


VIETNAMESE = EvaluationWords(
    title="Kết quả đánh giá: {dataset}",
    questions="{count} câu hỏi",
    passages="{count} văn bản",
    settings="hoidap {version}, bộ mã hóa {encoder}, quy cách chỉ mục {recipe}",
    figure="Chỉ số",
    value="Giá trị",
    interval="Khoảng tin cậy 95 %",
    over="Tính trên",
    by_tag="Theo nhãn",
    tag="Nhãn",
    asked="Số câu hỏi",
    curves="Đồ thị",
    risk_coverage="Tỷ lệ trả lời và tỷ lệ sai theo ngưỡng trả lời",
    coverage="tỷ lệ câu hỏi được trả lời",
    risk="tỷ lệ sai",
    confidence_curve="Phân biệt câu hỏi có và không có câu trả lời (AUROC {auroc})",
    false_answers="câu hỏi không có câu trả lời mà vẫn được trả lời",
    true_answers="câu hỏi có câu trả lời được trả lời",
    compared="So với lần đánh giá trước: {questions} câu hỏi chung; {old} câu chỉ có ở lần trước, {new} câu chỉ có ở lần này",
    before="Trước",
    now="Nay",
    p="p",
    better="Tốt hơn",
    worse="Kém hơn",
    significant="có ý nghĩa thống kê ở mức 5 %",
    failures="Câu hỏi chưa đạt: {count} trên {questions}",
    no_failures="Không có câu hỏi nào chưa đạt.",
    expected="Đoạn cần trích dẫn",
    expected_nothing="Không có: các báo cáo không trả lời câu hỏi này.",
    cited="Đoạn được trích dẫn",
    cited_nothing="Không có: hệ thống không trả lời.",
    right="đúng",
    wrong="không đúng đoạn cần trích dẫn",
    page="trang",
    after="Sau các câu hỏi",
    gold_answers="Câu trả lời đúng",
    said="Hệ thống trả lời",
    kinds={
        "answered": "trả lời câu hỏi mà báo cáo không có câu trả lời",
        "declined": "không trả lời dù báo cáo có câu trả lời",
        "not cited": "không trích dẫn đoạn cần trích dẫn",
        "not carried": "có câu không được đoạn trích dẫn chứng minh",
        "not verbatim": "có đoạn trích không đúng nguyên văn",
    },
    figures={
        "retrieval.hit@1": "Đoạn đúng đứng đầu",
        "retrieval.hit@3": "Đoạn đúng trong 3 đoạn đầu",
        "retrieval.hit@10": "Đoạn đúng trong 10 đoạn đầu",
        "retrieval.recall@10": "Độ bao phủ trong 10 đoạn đầu",
        "retrieval.mrr@10": "MRR@10",
        "retrieval.ndcg@10": "nDCG@10",
        "answers.containment@1": "Câu trả lời có trong 1 câu trích đầu",
        "answers.containment@3": "Câu trả lời có trong 3 câu trích đầu",
        "answers.containment@5": "Câu trả lời có trong 5 câu trích đầu",
        "answers.token_f1": "F1 theo từ",
        "answers.figure_match": "Đúng số liệu",
        "citations.quote_validity": "Trích đúng nguyên văn",
        "citations.precision": "Trích dẫn đúng đoạn",
        "citations.recall": "Câu hỏi được trích dẫn đúng đoạn",
        "citations.marker_validity": "Ký hiệu trích dẫn hợp lệ",
        "citations.alce_precision": "Độ chính xác của trích dẫn (ALCE)",
        "citations.alce_recall": "Độ đầy đủ của trích dẫn (ALCE)",
        "citations.alce_precision_nli": "Độ chính xác của trích dẫn (ALCE, mô hình suy luận)",
        "citations.alce_recall_nli": "Độ đầy đủ của trích dẫn (ALCE, mô hình suy luận)",
        "citations.alce_precision_model": "Độ chính xác của trích dẫn (ALCE, mô hình ngôn ngữ)",
        "citations.alce_recall_model": "Độ đầy đủ của trích dẫn (ALCE, mô hình ngôn ngữ)",
        "refusal.precision": "Từ chối đúng",
        "refusal.recall": "Câu hỏi không có câu trả lời được từ chối",
        "refusal.auroc": "AUROC của việc trả lời hay từ chối",
        "refusal.auroc_leave_gold_out": "AUROC khi bỏ đoạn đúng ra",
        "claims.auroc": "AUROC của việc kiểm tra nhận định",
        "speed.query_ms_p50": "Tìm kiếm, trung vị (ms)",
        "speed.query_ms_p95": "Tìm kiếm, 95 % (ms)",
        "speed.answer_ms_p95": "Trả lời, 95 % (ms)",
    },
    marks={ord(","): ".", ord("."): ","},
)
ENGLISH = EvaluationWords(
    title="Evaluation: {dataset}",
    questions="{count} questions",
    passages="{count} documents",
    settings="hoidap {version}, encoder {encoder}, index recipe {recipe}",
    figure="Figure",
    value="Value",
    interval="95 % interval",
    over="Over",
    by_tag="By tag",
    tag="Tag",
    asked="Questions",
    curves="Curves",
    risk_coverage="Coverage and risk by the threshold of answering",
    coverage="share of questions answered",
    risk="share wrong",
    confidence_curve="Answerable told from unanswerable questions (AUROC {auroc})",
    false_answers="unanswerable questions answered",
    true_answers="answerable questions answered",
    compared="Compared with an earlier evaluation: {questions} questions in common; {old} only then, {new} only now",
    before="Before",
    now="Now",
    p="p",
    better="Better",
    worse="Worse",
    significant="significant at the level of 5 %",
    failures="Questions that failed: {count} of {questions}",
    no_failures="No question failed.",
    expected="Expected",
    expected_nothing="Nothing: the reports do not answer this.",
    cited="Cited",
    cited_nothing="Nothing: the question was not answered.",
    right="right",
    wrong="not an expected passage",
    page="page",
    after="After the questions",
    gold_answers="Right answer",
    said="Answer given",
    kinds={
        "answered": "answered though the reports have no answer",
        "declined": "declined though the reports have an answer",
        "not cited": "no expected passage cited",
        "not carried": "a sentence that its citations do not carry",
        "not verbatim": "a quote that is not verbatim",
    },
    figures={
        "retrieval.hit@1": "Right passage first",
        "retrieval.hit@3": "Right passage among 3",
        "retrieval.hit@10": "Right passage among 10",
        "retrieval.recall@10": "Recall@10",
        "retrieval.mrr@10": "MRR@10",
        "retrieval.ndcg@10": "nDCG@10",
        "answers.containment@1": "Answer in the best sentence",
        "answers.containment@3": "Answer in the best 3 sentences",
        "answers.containment@5": "Answer in the best 5 sentences",
        "answers.token_f1": "Token F1",
        "answers.figure_match": "Figures match",
        "citations.quote_validity": "Quotes verbatim",
        "citations.precision": "Citations of right passages",
        "citations.recall": "Questions with a right citation",
        "citations.marker_validity": "Markers valid",
        "citations.alce_precision": "Citation precision (ALCE)",
        "citations.alce_recall": "Citation recall (ALCE)",
        "citations.alce_precision_nli": "Citation precision (ALCE, NLI model)",
        "citations.alce_recall_nli": "Citation recall (ALCE, NLI model)",
        "citations.alce_precision_model": "Citation precision (ALCE, language model)",
        "citations.alce_recall_model": "Citation recall (ALCE, language model)",
        "refusal.precision": "Declined rightly",
        "refusal.recall": "Unanswerable questions declined",
        "refusal.auroc": "AUROC of answering or declining",
        "refusal.auroc_leave_gold_out": "AUROC with the right passages left out",
        "claims.auroc": "AUROC of the check of claims",
        "speed.query_ms_p50": "Search, median (ms)",
        "speed.query_ms_p95": "Search, 95 % (ms)",
        "speed.answer_ms_p95": "Answer, 95 % (ms)",
    },
    marks={},
)


def evaluation_words(language: Language) -> EvaluationWords:
    return VIETNAMESE if language == "vi" else ENGLISH
