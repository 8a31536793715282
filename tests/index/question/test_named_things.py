"""What a question names: by its capitals, by what is known of names, in both languages."""

import pytest

from index.question.named_things import named_things


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Sở Y tế năm 2022 chi bao nhiêu?", [("agency", "Sở Y tế"), ("year", "2022")]),
        ("so y te tinh bac ninh co bao nhieu nguoi", [("agency", "so y te"), ("place", "bac ninh")]),
        ("Ông Nguyễn Văn Hùng giữ chức gì?", [("person", "Nguyễn Văn Hùng")]),
        ("huyện Yên Hoài thì sao? Còn xã Thạch Lĩnh?", [("place", "Yên Hoài"), ("place", "Thạch Lĩnh")]),
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
