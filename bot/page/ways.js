// The ways around the page: the history, questions edited and asked again, documents that questions are limited to, the keyboard.

const chatPane = () => document.querySelector("#conversation .bubble-wrap, #conversation .panel-wrap");
const isAsking = () => column()?.offsetParent !== null;
// What changes the conversation waits until its tab is drawn: Gradio loses what comes meanwhile.
function showAsking() {
    if (!isAsking()) document.querySelector("#tabs [role=tab]").click();
}
function whenAsking(then) {
    if (isAsking()) then();
    else setTimeout(() => whenAsking(then), 50);
}
function askNow(question) {
    if (column().classList.contains("asking")) return;
    type(question);
    setTimeout(() => document.querySelector("#ask").click(), 50);
}

// A line for text in the place of what was there; Enter takes it, Escape leaves it.
function editor(text, label, rows, taken, left) {
    const field = document.createElement(rows > 1 ? "textarea" : "input");
    field.value = text;
    field.ariaLabel = label;
    if (rows > 1) field.rows = rows;
    else field.maxLength = 200;
    field.addEventListener("keydown", (event) => {
        event.stopPropagation();
        if (event.key === "Escape") left();
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        taken(field.value);
    });
    return field;
}

// The list is whole again behind it; on a phone it is no more in front of what was opened.
function openConversation(conversation) {
    showAsking();
    whenAsking(() => window.hoidapOpen({ name: "open", conversation }));
    const searched = document.querySelector("#history-search :is(input, textarea)");
    if (searched.value) {
        searched.value = "";
        searched.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (narrow()) document.querySelector("#history.open .toggle-button")?.click();
}

function renameConversation(item) {
    const button = item.querySelector(".open");
    const field = editor(button.textContent, words.rename, 1,
        (title) => window.hoidapChange({ name: "rename", conversation: item.dataset.conversation, value: title }),
        () => { field.replaceWith(button); button.focus(); });
    button.replaceWith(field);
    field.select();
}

function editQuestion(button) {
    const tools = button.closest(".tools");
    const form = document.createElement("div");
    const leave = () => { form.replaceWith(tools); button.focus(); };
    const send = (question) => {
        if (!question.trim() || column().classList.contains("asking")) return;
        leave();
        window.hoidapAct({ name: "edit", value: question, answer: button.name });
    };
    const field = editor(button.value, words.editQuestion, 2, send, leave);
    const pressed = (text, act) => {
        const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
        made.addEventListener("click", act);
        return made;
    };
    form.className = "editing";
    form.append(field, pressed(words.resend, () => send(field.value)), pressed(words.cancel, leave));
    tools.replaceWith(form);
    field.focus();
}

// The documents that questions are limited to are in the address, so that they are there again when the page is loaded again.
window.hoidap.within = () => setTimeout(() => {
    const chosen = [...document.querySelectorAll("#within .leave")].map((each) => each.dataset.report);
    const address = new URL(location);
    address.searchParams.delete("within");
    chosen.forEach((each) => address.searchParams.append("within", each));
    if (address.href !== location.href) history.replaceState(history.state, "", address);
}, 50);
// One after the other: each choice is made of the one before.
async function limitAgain() {
    for (const report of new URL(location).searchParams.getAll("within")) {
        window.hoidapWithin({ name: "add", report });
        for (let tried = 0; tried < 40 && !document.querySelector(`#within .leave[data-report="${CSS.escape(report)}"]`); tried += 1)
            await new Promise((waited) => { setTimeout(waited, 50); });
    }
}
function askWithin(report) {
    window.hoidapWithin({ name: "add", report });
    showAsking();
    setTimeout(() => box().focus(), 100);
}
const openedBefore = window.hoidap.opened;
window.hoidap.opened = () => {
    if (!isLoaded) setTimeout(limitAgain, 100);
    openedBefore();
};

document.addEventListener("click", (event) => {
    if (!event.isTrusted || isAsking() || !event.target.closest?.("#new")) return;
    event.stopPropagation();
    showAsking();
    whenAsking(() => document.querySelector("#new").click());
}, true);
document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    const item = button?.closest("#conversations li");
    if (item) {
        const conversation = item.dataset.conversation;
        if (button.matches(".open")) openConversation(conversation);
        else if (button.matches(".rename")) renameConversation(item);
        else window.hoidapChange({ name: button.className, conversation });
    } else if (button?.matches("#conversation .edit")) {
        editQuestion(button);
    } else if (button?.matches("#conversation .ask-this")) {
        askNow(button.textContent);
    } else if (button?.matches("#within .leave")) {
        window.hoidapWithin({ name: "leave", report: button.dataset.report });
    } else if (button?.matches(".ask-within")) {
        askWithin(button.dataset.report);
    } else if (button?.matches("button.shortcuts")) {
        document.querySelector("#shortcuts").showModal();
    }
});

function scrollAnswer(by) {
    const pane = chatPane();
    const scrolled = pane && pane.scrollHeight > pane.clientHeight + 1 && getComputedStyle(pane).overflowY !== "visible" ? pane : document.scrollingElement;
    scrolled.scrollBy({ top: by * 0.9 * Math.min(scrolled.clientHeight, innerHeight) });
}
function recall() {
    const questions = [...document.querySelectorAll("#conversation .edit")];
    if (questions.length) type(questions.pop().value);
}
document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]") || !isAsking()) return;
    const inBox = event.target === box();
    const isTyping = event.target.matches?.("input, textarea, select, [contenteditable=true], [role=listbox], [role=combobox]");
    const acts = {
        PageDown: () => (inBox || !isTyping) && (scrollAnswer(1), true),
        PageUp: () => (inBox || !isTyping) && (scrollAnswer(-1), true),
        ArrowUp: () => inBox && !box().value && (recall(), true),
        "/": () => !isTyping && (box().focus(), true),
        "?": () => !isTyping && (document.querySelector("#shortcuts").showModal(), true),
    };
    const act = event.altKey ? (event.code === "KeyN" ? () => { document.querySelector("#new").click(); return true; } : null) : acts[event.key];
    if (act?.()) event.preventDefault();
});
