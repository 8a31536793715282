// The evidence beside the conversation: as wide as the reader drags it, folded, or on a phone a sheet from below.
window.hoidapPanes = (() => {
    const columns = () => document.querySelector("#columns"), side = () => document.querySelector("#side");
    const splitter = document.querySelector("#splitter"), fold = document.querySelector("#fold");
    const kept = (name) => localStorage.getItem(`hoidap.${name}`), keep = (name, value) => localStorage.setItem(`hoidap.${name}`, value);
    let before = null;

    // `share` of the width, in percent.
    function widen(share) {
        const held = Math.round(Math.min(Math.max(share, splitter.ariaValueMin), splitter.ariaValueMax));
        columns().style.setProperty("--side", `${held}%`);
        splitter.ariaValueNow = held;
        keep("evidence", held);
    }
    function folded(is) {
        columns().classList.toggle("folded", is);
        const name = is ? words.unfold : words.fold;
        Object.assign(fold, { ariaExpanded: String(!is), ariaLabel: name, title: name });
        fold.firstElementChild.textContent = is ? "«" : "»";
        keep("folded", is);
    }
    function show() {
        folded(false);
        if (!narrow() || side().classList.contains("open")) return;
        before = document.activeElement;
        history.pushState({ ...history.state, sheet: true }, "", location.href);
        side().classList.add("open");
        Object.assign(side(), { role: "dialog", ariaModal: "true", ariaLabel: document.querySelector("#side h2").textContent });
    }
    function hide() {
        if (!side().classList.contains("open")) return;
        if (history.state?.sheet) history.back();
        side().classList.remove("open");
        ["role", "aria-modal", "aria-label"].forEach((name) => side().removeAttribute(name));
        before?.focus({ preventScroll: true });
    }

    splitter.addEventListener("pointerdown", (event) => {
        splitter.setPointerCapture(event.pointerId);
        event.preventDefault();
    });
    splitter.addEventListener("pointermove", (event) => {
        if (!splitter.hasPointerCapture(event.pointerId)) return;
        const all = columns().getBoundingClientRect();
        widen((all.right - event.clientX) / all.width * 100);
    });
    splitter.addEventListener("dblclick", () => widen(42));
    splitter.addEventListener("keydown", (event) => {
        const now = Number(splitter.ariaValueNow);
        const to = { ArrowLeft: now + 2, ArrowRight: now - 2, Home: 100, End: 0, Enter: now }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        if (event.key === "Enter") folded(true), fold.focus();
        else widen(to);
    });
    fold.addEventListener("click", () => folded(fold.ariaExpanded === "true"));
    document.querySelector("#close-sheet").addEventListener("click", hide);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    document.addEventListener("click", (event) => { // beside the sheet, on what it darkens
        if (narrow() && event.target === side()) hide();
    });
    if (kept("evidence")) widen(Number(kept("evidence")));
    if (kept("folded") === "true") folded(true);
    return { show, hide };
})();

// What a search is limited to: a panel that opens over the conversation, from a button that says what is set.
{
    const button = document.querySelector("#filters"), panel = () => document.querySelector("#scope");
    const open = (is) => {
        panel().classList.toggle("open", is);
        button.ariaExpanded = String(is);
    };
    button.addEventListener("click", () => {
        open(button.ariaExpanded === "false");
        if (button.ariaExpanded === "false") return;
        panel().tabIndex = -1; // its first field would drop its list down
        panel().focus();
        panel().scrollIntoView({ block: "nearest" });
    });
    document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || button.ariaExpanded === "false" || panel().querySelector("[aria-expanded=true]")) return;
        open(false);
        button.focus();
    }, true); // before a list that is dropped down closes by the same key
    document.addEventListener("pointerdown", (event) => {
        if (event.target.isConnected && !event.target.closest("#scope, #filters, [role=listbox]")) open(false);
    });
    window.hoidapScope = { close: () => open(false) };
    window.hoidapLimits = ([agencies, kinds, years, inForce]) => {
        const set = [...agencies, ...kinds, ...years, ...(inForce ? [words.inForce] : [])];
        button.textContent = set.length ? `${words.filters}: ${set.join("; ")}` : words.filters;
        button.title = set.join("; ");
        button.classList.toggle("set", set.length > 0);
        return [];
    };
}
