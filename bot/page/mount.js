// What the page needs in the browser and Gradio does not do. `words` holds the strings of the page's language, `root` the path below which the server is.

// Who is signed in no more, by time or in another tab, is taken to sign in.
const fetchBefore = window.fetch;
window.fetch = async (...asked) => {
    const answer = await fetchBefore(...asked);
    if (answer.status === 401) window.location.reload();
    return answer;
};

const narrow = () => window.matchMedia("(max-width: 48rem)").matches;
const evidence = () => document.querySelector("#evidence");
const answerOf = (element) => element.closest(".answer")?.id.replace("answer-", "");

// The evidence of one answer, with the card of one passage open, and of the passage a value (its span, as its chip's address has it) marked.
function openEvidence(answer, marker, value = "") {
    const card = document.getElementById(`evidence-${answer}-${marker}`);
    if (!card) return;
    evidence().classList.add("chosen");
    evidence().querySelectorAll(".evidence.shown").forEach((other) => other.classList.remove("shown"));
    card.closest(".evidence").classList.add("shown");
    card.dataset.value = value;
    card.open = true;
    showPlace(card);
    window.hoidapPanes.show();
    reveal(card);
    card.querySelector("summary").focus({ preventScroll: true });
}

// To the top of the evidence, which scrolls by itself.
function reveal(card) {
    evidence().scrollTop += card.getBoundingClientRect().top - evidence().getBoundingClientRect().top - 8;
}

// The marks over the picture of the page, which is then fetched once for all its passages.
function layMarks(sheet) {
    const leaf = Object.assign(document.createElement("span"), { className: "leaf" });
    const marks = Object.assign(document.createElement("span"), { className: "marks" });
    const picture = sheet.querySelector("img");
    picture.src = sheet.dataset.plain;
    for (const kind of ["marks", "values"])
        for (const box of sheet.dataset[kind].split(";").filter(Boolean)) {
            const [left, top, width, height] = box.split(" ").map((side) => `${side}%`);
            const mark = Object.assign(document.createElement("span"), { className: kind === "values" ? "value" : "" });
            Object.assign(mark.style, { left, top, width, height });
            marks.append(mark);
        }
    leaf.append(picture, marks);
    sheet.replaceChildren(leaf);
}

// Its page as a picture, or the text around it: fetched when the card is first opened, and for each value in it.
async function showPlace(card) {
    const place = card.querySelector(".place[data-source]"), source = place?.dataset.source + (card.dataset.value ?? "");
    if (!place || place.dataset.shown === source) return;
    place.dataset.shown = source;
    try {
        const answer = await fetch(source), shown = answer.ok ? await answer.text() : "";
        if (place.dataset.shown !== source) return; // another value was chosen meanwhile
        const part = document.createElement("template"); // where no picture is fetched yet
        part.innerHTML = shown;
        part.content.querySelectorAll(".sheet").forEach(layMarks);
        place.replaceChildren(part.content);
    } catch {
        delete place.dataset.shown;
    }
    const around = place.querySelector(".around"), mark = around?.querySelector("mark.value") ?? around?.querySelector("mark");
    if (mark) around.scrollTop += mark.getBoundingClientRect().top - around.getBoundingClientRect().top - 40;
    place.querySelectorAll(".sheet").forEach((sheet) => {
        const picture = sheet.querySelector("img");
        const toMark = () => { sheet.scrollTop = sheet.dataset.top * picture.clientHeight - 60; };
        if (picture.complete) toMark();
        else picture.addEventListener("load", toMark);
    });
}

function step(button, by) {
    const cards = [...button.closest(".evidence").querySelectorAll(".card")];
    const at = cards.findIndex((card) => card.open);
    const next = cards[(at + by + cards.length) % cards.length];
    next.open = true;
    reveal(next);
}

document.addEventListener("click", (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const link = event.target.closest("a.chip, a.near");
    if (link && plain) {
        const marker = link.className.match(/near-(\d+)/)?.[1] ?? link.textContent.replace(/\D/g, "");
        if (document.getElementById(`evidence-${answerOf(link)}-${marker}`)) {
            event.preventDefault();
            openEvidence(answerOf(link), marker, link.matches(".value") ? link.search.replace(/[?&]lang=\w+/, "").replace("?", "&") : "");
        }
    }
    const button = event.target.closest("button");
    if (button?.matches(".undo")) {
        window.hoidapAct({ name: button.name, value: button.value, answer: answerOf(button) });
    } else if (button?.matches(".answer .copy")) {
        copy(document.querySelector(`#evidence-${answerOf(button)} pre`).textContent, button);
    } else if (button?.matches(".copy-table")) {
        copyTable(button.closest(".of-table").previousElementSibling.querySelector("table"), button);
    } else if (button?.matches(".answer .share")) {
        copy(`${location.origin}${location.pathname}?answer=${answerOf(button)}`, button);
    } else if (button?.matches(".steps .previous")) {
        step(button, -1);
    } else if (button?.matches(".steps .next")) {
        step(button, 1);
    }
    const language = event.target.closest(".language");
    if (language) language.search = location.search;
    const back = event.target.closest("#evidence a.back");
    if (back) {
        event.preventDefault();
        window.hoidapPanes.hide();
        const answer = document.getElementById(back.hash.slice(1));
        answer?.scrollIntoView({ block: "start" });
        answer?.querySelector("a.chip, a.near")?.focus({ preventScroll: true });
    }
});

document.addEventListener("toggle", (event) => {
    const card = event.target;
    if (!card.matches?.("#evidence .card") || !card.open) return;
    showPlace(card);
    const cards = [...card.parentElement.querySelectorAll(".card")];
    const at = card.parentElement.querySelector(".at");
    if (at) at.textContent = `${cards.indexOf(card) + 1}/${cards.length}`;
}, true);

// The source of a chip beside it, while the pointer or the keyboard is on it.
const hover = Object.assign(document.createElement("div"), { id: "hover-card", hidden: true });
hover.setAttribute("role", "tooltip");
(document.querySelector(".gradio-container .contain") ?? document.body).append(hover);
function preview(chip) {
    const card = document.getElementById(`evidence-${answerOf(chip)}-${chip.textContent.replace(/\D/g, "")}`);
    if (!card) return;
    if (chip.title) {
        chip.setAttribute("aria-label", `${chip.textContent} ${chip.title}`);
        chip.removeAttribute("title");
    }
    hover.replaceChildren(...[".document", ".where", "blockquote"].map((part) => {
        const line = document.createElement("p");
        line.className = part.replace(".", "");
        line.textContent = card.querySelector(part)?.textContent ?? "";
        return line;
    }));
    hover.hidden = false;
    chip.setAttribute("aria-describedby", hover.id);
    const at = chip.getBoundingClientRect(), size = hover.getBoundingClientRect();
    hover.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
    hover.style.top = `${at.top > size.height + 12 ? at.top - size.height - 6 : at.bottom + 6}px`;
}
const unpreview = () => { hover.hidden = true; };
document.addEventListener("mouseover", (event) => {
    const chip = event.target.closest?.("#conversation a.chip");
    if (chip) preview(chip);
    else unpreview();
});
document.addEventListener("focusin", (event) => { if (event.target.matches?.("#conversation a.chip")) preview(event.target); });
document.addEventListener("focusout", unpreview);
document.addEventListener("scroll", unpreview, true);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") unpreview(); });

const shownConversation = () => evidence()?.querySelector("[data-conversation]")?.dataset.conversation ?? "";
let returningTo = null; // the conversation that Back or Forward lead to, until it is shown
// The conversation is in the address, so that it is there again when the page is loaded again.
function remember(keepsAnswer) {
    const conversation = shownConversation();
    if (returningTo === conversation) returningTo = null;
    if (returningTo !== null) return; // another one comes in its place
    const address = new URL(location);
    if (conversation || !keepsAnswer) address.searchParams.delete("answer");
    if (conversation) address.searchParams.set("c", conversation);
    else address.searchParams.delete("c");
    if (address.href === location.href) return;
    if (isLoaded) history.pushState({ tab: history.state?.tab }, "", address);
    else history.replaceState(history.state, "", address);
}

const column = () => document.querySelector("#main");
const box = () => document.querySelector("#question textarea");
function type(text) {
    box().value = text;
    box().dispatchEvent(new Event("input", { bubbles: true }));
}
function exports() {
    const conversation = shownConversation();
    document.querySelector("#exports").classList.toggle("ready", Boolean(conversation));
    for (const [name, suffix] of [["docx", "docx"], ["markdown", "md"]])
        document.querySelector(`#exports .${name}`).href = `${root}/api/conversations/${conversation}/export.${suffix}?lang=${words.language}`;
}

let isLoaded = false, asked = "";
const left = sessionStorage.getItem("asked");
sessionStorage.removeItem("asked");
window.hoidap = {
    // A question is on its way: the box is emptied, the button stops, what was thought of an earlier answer is over.
    asking: () => {
        asked = box().value;
        sessionStorage.setItem("asked", asked);
        column().classList.add("asking");
        window.hoidapScope.close();
        reasons(false);
        setTimeout(() => type(""));
    },
    failed: () => {
        column().classList.remove("asking");
        sessionStorage.removeItem("asked");
        if (!box().value) type(asked);
    },
    answered: () => setTimeout(() => {
        column().classList.remove("asking");
        sessionStorage.removeItem("asked");
        const last = [...document.querySelectorAll("#conversation :is(.answer, .notice, .question)")].pop();
        if (last?.matches(".failed")) window.hoidap.failed();
        if (document.querySelector("#history")?.classList.contains("open")) window.hoidapHistory();
        settle();
        returningTo = null;
        remember(false);
    }, 50),
    judged: () => setTimeout(() => {
        reasons(true);
        document.querySelector("#reasons")?.scrollIntoView({ block: narrow() ? "center" : "nearest" });
        document.querySelector("#reasons input")?.focus({ preventScroll: true });
    }, 50),
    opened: () => setTimeout(() => {
        if (!evidence()) return;
        settle();
        reasons(false);
        remember(!isLoaded);
        if (!isLoaded) askedBefore();
        isLoaded = true;
    }, 50),
};

// What is asked about an answer that somebody did not like goes with the next question, and with its conversation.
function reasons(are) {
    const form = document.querySelector("#reasons");
    if (form) form.hidden = !are;
}
document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest?.("#reasons")) document.querySelector("#cancel-reasons").click();
});

// The question whose answer the page was left from is in its box again.
function askedBefore() {
    if (left && !box().value && !column().classList.contains("asking")) type(left);
}

// Brings the newest question to the top, so that its answer is read from its beginning, and its evidence beside it.
function settle() {
    exports();
    evidence().classList.remove("chosen");
    evidence().scrollTop = 0;
    const first = [...evidence().querySelectorAll(".evidence")].pop()?.querySelector(".card");
    if (first && !narrow()) first.open = true;
    const chat = document.querySelector("#conversation .bubble-wrap, #conversation .panel-wrap");
    const newest = [...document.querySelectorAll("#conversation .question")].pop();
    if (!chat || !newest) return;
    chat.scrollTop += newest.getBoundingClientRect().top - chat.getBoundingClientRect().top - 16;
    if (narrow()) newest.scrollIntoView({ block: "start" });
}

// What Gradio names in English, or not at all, or by its HTML source, which a screen reader would read aloud.
function rename() {
    document.querySelectorAll("#conversation [data-testid][aria-label]").forEach((named) => named.removeAttribute("aria-label"));
    document.querySelectorAll("#conversation .example[aria-label]").forEach((named) => named.removeAttribute("aria-label"));
    document.querySelectorAll('#conversation .examples[role="list"]').forEach((list) => list.removeAttribute("role"));
    document.querySelectorAll("#library-table .cell-menu-button").forEach((menu) => {
        if (menu.ariaLabel !== words.sort) menu.ariaLabel = words.sort;
    });
    document.querySelectorAll("#history .toggle-button").forEach((toggle) => {
        if (toggle.ariaLabel !== words.history) toggle.ariaLabel = words.history;
    });
    document.querySelectorAll('#conversation [aria-label="Liked"], #conversation [aria-label="Disliked"]').forEach((thumb) => {
        thumb.ariaLabel = thumb.title = thumb.ariaLabel === "Liked" ? words.like : words.dislike;
    });
    document.querySelectorAll(".toast-title, .toast-message-text").forEach((said) => {
        const told = words.toasts[said.textContent.trim()];
        if (told) said.textContent = told;
    });
    document.querySelectorAll("#reasons :is(label, input)[title]").forEach((named) => named.removeAttribute("title"));
    if (document.documentElement.lang !== words.language) document.documentElement.lang = words.language;
}
rename();
// What it changes itself it does not see: a name that is the same in English would be set for ever.
new MutationObserver((_, observer) => { rename(); observer.takeRecords(); }).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label", "lang"],
});
