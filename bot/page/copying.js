// What is put on the clipboard, and that it was.
async function copy(text, button) {
    await put({ "text/plain": text });
    copied(button);
}
// Texts by their type. The newer way is there on encrypted pages alone, and not in every frame.
async function put(texts) {
    try {
        const blobs = Object.entries(texts).map(([type, text]) => [type, new Blob([text], { type })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } catch {
        document.addEventListener("copy", (event) => {
            Object.entries(texts).forEach(([type, text]) => event.clipboardData.setData(type, text));
            event.preventDefault();
        }, { once: true });
        document.execCommand("copy");
    }
}
function copied(button) {
    const label = button.textContent;
    if (label === words.copied) return;
    button.ariaLive = "polite";
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = label; }, 1500);
}

// A table with its source below it, for Excel and Word. Every cell is text as it stands: an Excel that is set to English would read
// "51,3" as 513, and a cell that begins with "=" would be worked out.
async function copyTable(table, button) {
    const rows = [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.replace(/\s+/g, " ").trim()));
    rows.push([`${words.source}: ${button.value}`]);
    const sheet = document.createElement("table");
    rows.forEach((cells) => {
        const row = sheet.insertRow();
        cells.forEach((text) => {
            const cell = row.insertCell();
            cell.textContent = text;
            cell.setAttribute("style", "mso-number-format:'\\@'");
        });
    });
    const plain = rows.map((cells) => cells.map((cell) => (/^[=+@-](?!\d+(,\d+)?$)/.test(cell) ? `'${cell}` : cell)).join("\t"));
    await put({ "text/html": sheet.outerHTML, "text/plain": plain.join("\n") });
    copied(button);
}
