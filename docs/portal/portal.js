// Who is signed in at the portal is handed through: the element asks for a token when it needs one, and again when it has run out.
document.querySelector("hoi-dap").token = async () => {
    const answer = await fetch("hoidap-token", { cache: "no-store" });
    if (!answer.ok) throw new Error("nobody is signed in at the portal");
    return answer.text();
};
