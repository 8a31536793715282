// What the page needs in the browser and Gradio does not do.

// Brings the newest question to the top, so that its answer is read from its beginning.
window.showNewest = () => setTimeout(() => {
    const chat = document.querySelector("#conversation .panel-wrap");
    const asked = [...document.querySelectorAll("#conversation .question")].pop();
    if (chat && asked) chat.scrollTop += asked.getBoundingClientRect().top - chat.getBoundingClientRect().top - 16;
    document.querySelector("#evidence").scrollTop = 0;
}, 50);

new MutationObserver(() => {
    // Gradio names every message by its HTML source, in English: a screen reader would read the tags aloud.
    document.querySelectorAll("#conversation [aria-label]").forEach((named) => named.removeAttribute("aria-label"));
    // The heading tells the language of the page, which Gradio leaves at English.
    const heading = document.querySelector("#head h1");
    if (heading && document.documentElement.lang !== heading.lang) {
        document.documentElement.lang = heading.lang;
        document.title = heading.textContent;
    }
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label", "lang"] });
