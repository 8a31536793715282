
// Back and Forward of the browser lead through what was opened on this page: its conversations, its tabs, the sheet of a phone.
{
    const tabs = () => [...document.querySelectorAll("#tabs [role=tab]")];
    const toTab = (place) => { if (tabs()[place]?.ariaSelected === "false") tabs()[place].click(); };

    let tab = 0;
    document.addEventListener("click", (event) => {
        const place = tabs().indexOf(event.target.closest?.("#tabs [role=tab]"));
        if (place < 0 || place === tab) return;
        tab = place;
        history[event.isTrusted ? "pushState" : "replaceState"]({ tab }, "", location.href); // one that the page opens itself is no step
    });
    addEventListener("popstate", (event) => {
        if (!event.state?.sheet) window.hoidapPanes.hide();
        const wanted = new URL(location).searchParams.get("c") ?? "";
        toTab(event.state?.tab ?? 0);
        if (wanted === (returningTo ?? shownConversation())) return;
        returningTo = wanted;
        const lead = wanted
            ? () => window.hoidapOpen({ name: "open", conversation: wanted })
            : () => document.querySelector("#new").click();
        if (event.state?.tab) lead();
        else whenAsking(lead);
    });
    const openedBefore = window.hoidap.opened;
    window.hoidap.opened = () => {
        if (!isLoaded) setTimeout(() => toTab(history.state?.tab ?? 0), 200);
        openedBefore();
    };
}
