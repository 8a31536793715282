
// Back and Forward of the browser lead through what was opened on this page: its conversations, its tabs, the sheet of a phone.
{
    const tabs = () => [...document.querySelectorAll("#tabs [role=tab]")];
    const toTab = (place) => { if (tabs()[place]?.ariaSelected === "false") tabs()[place].click(); };

    document.addEventListener("click", (event) => {
        const place = event.isTrusted ? tabs().indexOf(event.target.closest?.("#tabs [role=tab]")) : -1;
        if (place >= 0 && place !== (history.state?.tab ?? 0)) history.pushState({ tab: place }, "", location.href);
    });
    addEventListener("popstate", (event) => {
        if (!event.state?.sheet) window.hoidapPanes.hide();
        const wanted = new URL(location).searchParams.get("c") ?? "";
        if (wanted !== (returningTo ?? shownConversation())) {
            returningTo = wanted;
            if (wanted) window.hoidapOpen({ name: "open", conversation: wanted });
            else document.querySelector("#new").click();
        }
        toTab(event.state?.tab ?? 0);
    });
    const openedBefore = window.hoidap.opened;
    window.hoidap.opened = () => {
        if (!isLoaded) setTimeout(() => toTab(history.state?.tab ?? 0), 200);
        openedBefore();
    };
}
