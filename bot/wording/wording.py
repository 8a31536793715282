"""Every sentence that a user may see: the keys here, the words in one TOML file a language beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.answer import Operation
from bot.errors import ModelFault
from bot.wording.keys import BriefingTopic, Fate, FaultKind, IdentityFact, Reason
from bot.wording.words_file import languages_in, words_in
from corpus.chunk import Aspect
from corpus.language.detect import Language
from corpus.notice import ENGLISH
from corpus.report import RelationType
from index.question.wishes import Wish

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Wording:
    """The strings of one language; `{}` fields are filled with `str.format`. What each is for is told in its file."""

    # the language itself
    language_name: str
    locale: str
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
    misread: str
    aspects: Mapping[Aspect, str]
    months: str
    quarter: str
    one_month: str
    # answers
    not_in_reports: str
    nothing_matched: str
    nothing_stated: str
    lacking: str
    no_question: str
    empty_library: str
    empty_scope: str
    tentative: str
    missing_part: str
    nearest: str
    sources: str
    searched_as: str
    # writing with a language model
    writing_rules: str
    writing_question: str
    condensing_rules: str
    translating_rules: str
    translating_request: str
    writing: str
    rewriting_rules: str
    rewriting_before: str
    rewriting_question: str
    model_condensed: str
    model_translated: str
    model_unused: str
    model_stopped: str
    model_unsupported: str
    model_faults: Mapping[ModelFault, str]
    dropped: str
    faults: Mapping[FaultKind, str]
    # conversation
    greeting: str
    thanks: str
    goodbye: str
    about: str
    try_asking: str
    more_about: str
    no_such_point: str
    none: str
    point_gone: str
    nothing_before: str
    not_kept: str
    unnamed: str
    year_overruled: str
    or_alone: str
    or_continued: str
    # kinds of question
    list_of: str
    list_shown: str
    nothing_listed: str
    about_topic: str
    issued_in: str
    was_replaced: str
    was_repealed: str
    was_amended: str
    not_replaced: str
    no_such_document: str
    facts: Mapping[IdentityFact, str]
    summary_of: str
    summary_shown: str
    due_found: str
    due_shown: str
    due_shown_last: str
    signed_at: str
    short_highest: str
    short_lowest: str
    short_order: str
    short_sum: str
    short_apart: str
    short_cell: str
    short_rose: str
    short_fell: str
    short_same: str
    short_points: str
    short_replaced: str
    short_repealed: str
    short_amended: str
    short_in_force: str
    short_in_force_words: str
    short_in_force_said: str
    short_in_force_counted: str
    short_since: str
    short_signed: str
    short_holds: str
    short_issued: str
    plan_of: str
    result_of: str
    compared: str
    found: str
    not_found: str
    disagreement: str
    # what may be asked next
    suggest_topic: str
    suggest_in_force: str
    suggest_signer: str
    suggest_summary: str
    # page
    app_title: str
    app_subtitle: str
    library_line: str
    library_line_one_year: str
    library_line_no_year: str
    library_empty_line: str
    conversation: str
    question_label: str
    ask_placeholder: str
    ask: str
    clear: str
    examples: str
    example_plan: str
    example_decision: str
    example_report: str
    examples_of_year: tuple[str, ...]
    agency: str
    kind: str
    years: str
    searching: str
    failed: str
    year: str
    leaning: str
    stated: str
    also_searched: str
    wishes: Mapping[Wish, str]
    limited_to: str
    searched: str
    short_values: str
    short_operations: Mapping[Operation, str]
    checked: str
    checked_recognised: str
    print_of: str
    not_verbatim: str
    copy: str
    copy_table: str
    share: str
    copied: str
    search_as_typed: str
    as_typed: str
    do_not_apply: str
    not_applied: str
    apply_again: str
    in_force: str
    tab_ask: str
    stop: str
    stopped: str
    busy: str
    too_many: str
    history: str
    no_history: str
    search_history: str
    nothing_in_history: str
    pin: str
    unpin: str
    rename: str
    edit_question: str
    resend: str
    cancel: str
    ask_within: str
    within: str
    within_count: str
    leave_within: str
    shortcuts: str
    shortcut_keys: Mapping[str, str]
    delete_conversation: str
    delete_history: str
    delete_confirm: str
    shared_answer: str
    answer_gone: str
    judged: str
    why_not: str
    feedback_reasons: Mapping[Reason, str]
    comment: str
    send: str
    export_docx: str
    export_markdown: str
    conversation_of: str
    updated: str
    previous_passage: str
    next_passage: str
    back_to_answer: str
    loading: str
    report_gone: str
    passage_gone: str
    withdrawn_quote: str
    withdrawn_document: str
    withdrawn_note: str
    place_uncertain: str
    passage_marked: str
    like: str
    dislike: str
    sort: str
    filters: str
    quotes_of_table: str
    no_filters: str
    fold_evidence: str
    unfold_evidence: str
    width_of_evidence: str
    appearance: str
    theme: str
    theme_system: str
    theme_light: str
    theme_dark: str
    text_size: str
    text_normal: str
    text_large: str
    text_largest: str
    understood_as: str
    other_ways: str
    evidence: str
    evidence_hint: str
    open_passage: str
    open_original: str
    # the tab of the library
    tab_library: str
    search_library: str
    search_library_hint: str
    only_noteworthy: str
    library_columns: tuple[str, ...]
    read_with_warnings: str
    status_fine: str
    reports_found: str
    reports_found_shown: str
    choose_report: str
    open_report: str
    upload: str
    upload_label: str
    upload_button: str
    upload_nothing: str
    upload_done: str
    upload_collection: str
    upload_sending: str
    upload_reading: str
    upload_too_large: str
    upload_unread: str
    upload_forbidden: str
    upload_failed: str
    not_read: str
    file: str
    reason: str
    found_so_far: str
    toasts: Mapping[str, str]
    gradio: Mapping[str, str]
    """Gradio's own strings that can show on the page; empty where its own serve."""
    # a document at a glance
    briefing: str
    briefing_more: str
    briefing_topics: Mapping[BriefingTopic, str]
    briefing_facts: Mapping[IdentityFact, str]
    # deadlines
    deadlines_title: str
    deadlines_about: str
    deadlines_none: str
    deadlines_found: str
    deadlines_shown: str
    deadlines_year: str
    deadlines_agency: str
    deadlines_xlsx: str
    deadlines_ics: str
    deadline_day: str
    deadline_what: str
    deadline_source: str
    deadline_notices: str
    month_of_year: str
    # what people ask
    asked_title: str
    asked_about: str
    asked_none: str
    asked_period: str
    asked_weeks_back: str
    asked_week: str
    asked_week_of: str
    asked_weeks: str
    asked_all: str
    asked_collection: str
    asked_fate: str
    asked_fates: Mapping[Fate, str]
    asked_filter: str
    asked_export: str
    asked_by_week: str
    asked_by_collection: str
    asked_count: str
    asked_total: str
    asked_question: str
    asked_questions: str
    asked_when: str
    asked_missing: str
    asked_limits: str
    asked_shown: str
    asked_propose: str
    asked_proposed: str
    lacking_title: str
    lacking_about: str
    lacking_none: str
    lacking_count: str
    lacking_times: str
    lacking_shown: str
    lacking_not_grouped: str
    lacking_questions: str
    # the element inside the pages of other sites
    close: str
    portal_signed_out: str
    portal_forbidden: str
    portal_refused: str
    server_unreachable: str
    # signing in and out
    sign_in: str
    sign_out: str
    signed_in_as: str
    user_name: str
    password: str
    key_hint: str
    sign_in_wrong: str
    sign_in_slowed: str
    sign_in_provider: str
    provider_failed: str
    # in the place of a page
    no_such_page: str
    wrong_address: str
    page_later: str
    page_failed: str
    # page of one report
    back: str
    number: str
    place: str
    issued: str
    signer: str
    relations: Mapping[RelationType, str]
    relations_from: Mapping[RelationType, str]
    effective: str
    not_known: str
    origin: str
    in_collection: str
    contents: str
    reading_note: str
    correct: str
    correct_hint: str
    correction_save: str
    correction_undo: str
    correction_errors: Mapping[str, str]
    corrected: str
    corrected_by: str
    identity_fields: Mapping[str, str]
    this_document: str
    page: str
    passage_shown: str
    passage_invalid: str
    # reading of files
    notices: Mapping[str, str]
    """By the code of a `corpus.notice.Notice`; every code has words."""


@cache
def languages_offered() -> tuple[str, ...]:
    """The codes of the languages that a page can be in: those that have a file."""
    return languages_in(_FOLDER)


@cache
def wording(language: Language) -> Wording:
    """The strings for an ISO 639-1 code; English for a language that has no file. Raises WordsError naming a wrong key."""
    return words_in(_FOLDER, language, Wording, {"notices": ENGLISH})
