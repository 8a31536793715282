"""The sections of docs/figures.md, in the page's order."""

from tests.bench.answers import answers
from tests.bench.bench import Section
from tests.bench.claims import claims
from tests.bench.cost import cost, growth
from tests.bench.load import load
from tests.bench.page_speed import page_speed
from tests.bench.portal import portal
from tests.bench.reading import reading
from tests.bench.samples import samples
from tests.bench.search import search, typing

SECTIONS = (
    Section(
        "search",
        "Public data",
        "Search over public sets, beside `RecursiveCharacterTextSplitter` (1,000/200), `HuggingFaceEmbeddings` and "
        "`Chroma.similarity_search` on the same model and rows.",
        search,
    ),
    Section(
        "typing",
        "Typing",
        "The same questions without diacritics, and with half of the syllables typed without them.",
        typing,
    ),
    Section(
        "answers",
        "Answers",
        "Quotes, citations and refusals, no language model configured.",
        answers,
    ),
    Section("samples", "Sample reports", "Questions over corpus/samples.", samples),
    Section(
        "claims",
        "Check of claims",
        "What is written is held against the quotes that it cites: how well true statements are told from false ones, and how "
        "many sentences of the sample reports are caught that one digit, date, year, agency or marker was changed in.",
        claims,
    ),
    Section(
        "page",
        "The page",
        "Over the sample reports, quoting: one reader in chromium, then thirty at a time over the page's own protocol, each asking "
        "every two seconds and fetching the first passage of the answer on its page; server, browser and readers share the "
        "machine.",
        page_speed,
    ),
    Section(
        "load",
        "Load",
        "Over the sample reports and beside them new ones, on a server process of its own that shares the machine with those who ask: "
        "fifty readers for ten minutes while a sync follows a sync, three hundred questions at once, ten thousand in a row, and "
        "questions at a fixed pace while 200 new reports are read, beside the same without.",
        load,
    ),
    Section(
        "portal",
        "Clients of a portal",
        "Twenty at once for a minute, one question after the other with the same key, none sent again: hoidap's own client, LangChain's "
        "retriever and chat model, the `openai` package, MCP's client and the requests of `<hoi-dap>`.",
        portal,
    ),
    Section("cost", "Cost", "Time to index and to start, beside the plain pipeline in the same run.", cost),
    Section(
        "growth",
        "Growth",
        "Passages resampled from the public sets, their vectors moved by noise; the plain pipeline's store holds the same "
        "texts and vectors. Each size is measured in processes of its own, no question asked twice.",
        growth,
    ),
    Section(
        "reading",
        "Reading",
        "The measures of reading over the public data; a figure that misses its bound says so.",
        reading,
    ),
)
