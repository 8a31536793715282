"""What a question names: by its capitals, by what is known of names, in both languages."""

import pytest

from index.question.named_things import named_things


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Sở Y tế năm 2022 chi bao nhiêu?", [("agency", "Sở Y tế"), ("year", "2022")]),
        ("so y te tỉnh bắc ninh có bao nhiêu người", [("agency", "so y te"), ("place", "bắc ninh")]),
        ("Ông Nguyễn Văn Hùng giữ chức gì?", [("name", "Nguyễn Văn Hùng")]),
        ("huyện Yên Hoài thì sao? Còn xã Thạch Lĩnh?", [("name", "Yên Hoài"), ("name", "Thạch Lĩnh")]),
        ("FE Credit đã được đổi giấy phép chưa?", [("name", "FE Credit")]),
        ("Giờ nhập rồi thì hỏi ai? Mai Thươg còn làm không?", []),
        ("Quyết định 57/QĐ-UBND về việc gì?", [("number", "57/QĐ-UBND")]),
        ("công ty VNPT làm gì?", [("code", "VNPT")]),
        ("Bao nhiêu hồ sơ nộp qua mạng?", []),
        ("KINH PHÍ NĂM NAY BAO NHIÊU", []),
    ],
)
def test_things_of_a_question(question: str, named: list[tuple[str, str]]) -> None:
    assert [(each.kind, question[each.start : each.end]) for each in named_things(question)] == named


def test_of_a_translated_question_only_what_is_written_alike() -> None:
    question = "In June, did the Department of Health of Ha Giang and Mr Nguyen Hong Dien visit Laos?"
    found = named_things(question, is_translated=True)
    assert [question[each.start : each.end] for each in found] == [
        "Department of Health",
        "Ha Giang",
        "Nguyen Hong Dien",
        "Laos",
    ]
    assert found[0].forms == ("so y te", "department of health")
    assert "lao" in found[3].forms
