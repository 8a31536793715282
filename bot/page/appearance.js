// Light or dark, and how large the text is: as the reader chose on this device, until then as the system has it.
{
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const chosen = (name, otherwise) => localStorage.getItem(`hoidap.${name}`) ?? otherwise;
    const apply = () => {
        const theme = chosen("theme", "system");
        document.body.classList.toggle("dark", theme === "dark" || (theme === "system" && dark.matches));
        document.documentElement.style.fontSize = `${chosen("size", "100")}%`;
    };
    const menu = document.querySelector("#appearance");
    menu.querySelectorAll("input").forEach((choice) => {
        choice.checked = choice.value === chosen(choice.name, choice.defaultChecked ? choice.value : "");
        choice.addEventListener("change", () => {
            localStorage.setItem(`hoidap.${choice.name}`, choice.value);
            apply();
        });
    });
    dark.addEventListener("change", () => setTimeout(apply)); // after Gradio's own
    document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !menu.open) return;
        menu.open = false;
        menu.querySelector("summary").focus();
    });
    document.addEventListener("pointerdown", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    apply();
}
