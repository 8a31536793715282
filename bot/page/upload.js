// Files on their way to the library: one request each, so that one that is refused holds up no other.

const refusals = { 413: words.uploadTooLarge, 415: words.uploadUnread, 403: words.uploadForbidden };
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// What became of one file; `tell` is told how much of it is sent.
function sendFile(file, collection, tell) {
    return new Promise((done) => {
        const request = new XMLHttpRequest(), form = new FormData();
        const failed = (reason) => done({ added: [], unchanged: [], failed: [{ name: file.name, reason }] });
        form.append("files", file);
        request.upload.onprogress = (sent) => tell(sent.total ? sent.loaded / sent.total : 0);
        request.upload.onload = () => tell(1);
        request.onload = () => {
            if (request.status === 200) done(JSON.parse(request.responseText));
            else failed(refusals[request.status] ?? words.uploadFailed);
        };
        request.onerror = () => failed(words.uploadFailed);
        request.open("POST", `${root}/api/reports?${new URLSearchParams({ collection, lang: words.language })}`);
        request.send(form);
    });
}

function tellOutcome(form, added, failed) {
    const table = form.querySelector("table"), body = table.tBodies[0];
    form.querySelector(".news").textContent = filled(words.uploadDone, { count: added });
    body.replaceChildren(...failed.map(({ name, reason }) => {
        const row = document.createElement("tr");
        row.append(...[name, reason].map((text) => Object.assign(document.createElement("td"), { textContent: text })));
        return row;
    }));
    form.querySelector(".failed").hidden = !failed.length;
}

document.addEventListener("submit", async (event) => {
    const form = event.target.closest("#upload form");
    if (!form) return;
    event.preventDefault();
    const [chosen, button, progress] = ["input", "button", "progress"].map((name) => form.querySelector(name));
    const files = [...chosen.files], news = form.querySelector(".news");
    if (!files.length) { news.textContent = words.uploadNothing; return; }
    const collection = form.querySelector("select").value;
    let added = 0;
    const failed = [];
    button.disabled = chosen.disabled = true;
    progress.hidden = false;
    for (const [at, file] of files.entries()) {
        const count = { name: file.name, number: at + 1, count: files.length };
        const outcome = await sendFile(file, collection, (part) => {
            progress.value = (at + part) / files.length;
            news.textContent = filled(part < 1 ? words.uploadSending : words.uploadReading, count);
        });
        added += outcome.added.length;
        failed.push(...outcome.failed);
        tellOutcome(form, added, failed);
    }
    form.reset();
    button.disabled = chosen.disabled = false;
    progress.hidden = true;
    window.hoidapLibrary();
});
