// The element <hoi-dap>: questions and cited answers inside a page of another site. `said` holds the strings by language,
// `style` the style sheet; nothing else is needed, nothing is kept, and nothing is asked of any address but the server's.

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const whole = (text + value).split("\n\n");
    text = whole.pop();
    for (const each of whole) {
      const [, name, sent] = each.match(/^event: (.*)\ndata: (.*)$/) ?? [];
      if (name) yield [name, JSON.parse(sent)];
    }
  }
}

const posted = (sent, signal) =>
  ({ method: "POST", signal, headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent) });

const filled = (text, values) => text.replace(/{(\w+)}/g, (field, name) => values[name] ?? field);

// The name of a file that is sent: in any letters, else in ASCII.
const nameOf = (disposition) => {
  const whole = disposition.match(/filename\*=UTF-8''([^;\s]+)/i)?.[1];
  return whole ? decodeURIComponent(whole) : disposition.match(/filename="([^"]+)"/)?.[1] ?? "";
};

// Why there is no answer, in words for the reader.
class Refused extends Error {}

class HoiDap extends HTMLElement {
  static observedAttributes = ["lang", "mode", "theme", "placeholder", "heading"];

  #root = this.attachShadow({ mode: "open" });
  #token = null; // as the portal gave it: a text, or a function that fetches one
  #known = ""; // what it gave last
  #turns = []; // of the conversation: { question, filters, article }
  #conversation = null;
  #asking = null; // AbortController of the question under way
  #pictured = []; // addresses of pictures, to be given back
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #toned = () => this.#tone();

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.addEventListener("click", (event) => this.#clicked(event));
    this.#root.addEventListener("toggle", (event) => this.#opened(event.target), true);
  }

  get token() { return this.#token; }

  set token(token) {
    this.#token = token;
    this.#known = "";
  }

  connectedCallback() {
    if (Object.hasOwn(this, "token")) { // set before the script had come
      const { token } = this;
      delete this.token;
      this.token = token;
    }
    this.#dark.addEventListener("change", this.#toned);
    this.#draw();
    if (!this.#isBubble) this.#greet();
  }

  disconnectedCallback() {
    this.#dark.removeEventListener("change", this.#toned);
    this.#asking?.abort();
    this.#forget();
  }

  attributeChangedCallback() { if (this.isConnected) this.#draw(); }

  get #language() { return said[this.getAttribute("lang")] ? this.getAttribute("lang") : "vi"; }
  get #words() { return said[this.#language]; }
  get #isBubble() { return this.getAttribute("mode") === "bubble"; }
  #one(selector) { return this.#root.querySelector(selector); }

  // The shell, in the language and mode of the attributes; the conversation stays.
  #draw() {
    const words = this.#words, heading = this.getAttribute("heading") ?? words.title;
    const log = this.#one(".log") ?? made("div", { className: "log", role: "log", tabIndex: 0 });
    log.setAttribute("aria-label", words.conversation);
    const box = made("textarea", { id: "box", rows: 2, placeholder: this.getAttribute("placeholder") ?? words.placeholder,
      maxLength: 20000, value: this.#one("#box")?.value ?? "" });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#typed();
    });
    const form = made("form", {}, made("label", { htmlFor: "box" }, words.question), box,
      button("ask", words.ask, { type: "submit" }), button("stop", words.stop));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#typed();
    });
    const head = made("div", { className: "head" }, made("p", { className: "heading" }, heading),
      button("new", words.clear));
    const inside = [head, log, made("p", { className: "status", role: "status" }), form];
    const wasOpen = this.#one(".panel")?.open;
    const report = made("dialog", { className: "report", "aria-label": words.openPassage },
      button("close", words.close), made("div", { className: "text", tabIndex: 0 }));
    const root = made("div", { className: "root", lang: this.#language });
    if (this.#isBubble) {
      head.append(button("close", words.close));
      const panel = made("dialog", { className: "panel", "aria-label": heading }, ...inside);
      panel.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !report.open) this.#close();
      });
      root.append(button("bubble", heading, { "aria-haspopup": "dialog" }), panel, report);
    } else {
      root.append(made("section", { className: "panel", "aria-label": heading }, ...inside), report);
    }
    this.#root.replaceChildren(root);
    this.#tone();
    this.#busy(this.#asking !== null);
    if (this.#isBubble && wasOpen) this.#open();
  }

  #tone() {
    const theme = this.getAttribute("theme");
    this.#one(".root").classList.toggle("dark", theme === "dark" || (theme !== "light" && this.#dark.matches));
  }

  #open() {
    this.#one(".panel").show();
    this.#one(".bubble").hidden = true;
    this.#one("#box").focus();
    this.#greet();
  }

  #close() {
    this.#one(".panel").close();
    this.#one(".bubble").hidden = false;
    this.#one(".bubble").focus();
  }

  // A page that may not ask is told so before somebody types.
  async #greet() {
    const why = await this.#unreachable();
    if (why !== this.#words.failed) this.#tell(why, true);
  }

  #tell(text, isWrong = false) {
    const status = this.#one(".status");
    status.textContent = text;
    status.classList.toggle("wrong", isWrong);
  }

  #busy(is) {
    this.#one(".ask").hidden = is;
    this.#one(".stop").hidden = !is;
    this.#one(".new").hidden = is || !this.#turns.length;
  }

  // Asking the server

  // Its answer. A token that is no longer taken is asked of the portal once more, where it said how.
  async #fetched(path, options = {}, isAgain = false) {
    const token = await this.#currentToken(isAgain);
    const headers = { ...options.headers, ...(token && { Authorization: `Bearer ${token}` }) };
    let answer;
    try {
      answer = await fetch(at(path), { ...options, headers, credentials: token ? "omit" : "same-origin" });
    } catch (error) {
      throw error.name === "AbortError" ? error : new Refused(await this.#unreachable());
    }
    if (answer.status === 401 && !isAgain && typeof this.#token === "function") return this.#fetched(path, options, true);
    return answer;
  }

  async #currentToken(isOver) {
    const given = this.#token ?? this.getAttribute("token") ?? "";
    if (typeof given !== "function") return given;
    if (isOver || !this.#known) {
      try {
        this.#known = (await given()) ?? "";
      } catch {
        throw new Refused(this.#words.signedOut);
      }
    }
    return this.#known;
  }

  get #isKnown() { return Boolean(this.#token ?? this.getAttribute("token")); }

  // A browser says of an address that it may not read what it says of one that is not there.
  async #unreachable() {
    const health = at("healthz"), words = this.#words;
    try {
      await fetch(health, { credentials: "omit" });
      return words.failed;
    } catch {
      return fetch(health, { credentials: "omit", mode: "no-cors" }).then(
        () => filled(words.refused, { origin: location.origin }), () => words.offline);
    }
  }

  #whyNot(answer) {
    const words = this.#words, seconds = answer.headers.get("Retry-After") ?? "60";
    const why = { 401: words.signedOut, 403: words.forbidden, 429: filled(words.tooMany, { seconds }), 503: words.busy };
    return new Refused(why[answer.status] ?? words.failed);
  }

  async #taken(path, options) {
    const answer = await this.#fetched(path, options);
    if (!answer.ok) throw this.#whyNot(answer);
    return answer;
  }

  #excuse(error) {
    if (error instanceof Refused) return error.message;
    console.error(error);
    return this.#words.failed;
  }

  // A question

  #typed() {
    const box = this.#one("#box"), question = box.value.trim();
    if (!question || this.#asking) return;
    box.value = "";
    const collections = (this.getAttribute("collections") ?? "").split(",").map((each) => each.trim()).filter(Boolean);
    const filters = collections.length ? { collections } : {};
    this.#ask({ question, filters, conversation: this.#conversation });
  }

  async #ask({ question, filters, conversation }) {
    const answer = made("div", { className: "said", "aria-busy": "true" });
    const article = made("article", {}, made("p", { className: "question" }, question), answer);
    const turn = { question, filters, article };
    this.#turns.push(turn);
    this.#one(".log").append(article);
    this.#reveal(article);
    const asking = this.#asking = new AbortController();
    this.#busy(true);
    this.#tell(this.#words.searching);
    try {
      const sent = await this.#taken("api/v1/ask/stream", posted({ question, filters, conversation }, asking.signal));
      await this.#coming(sent, turn, answer);
      this.#tell("");
    } catch (error) {
      this.#failed(turn, error);
    }
    answer.removeAttribute("aria-busy");
    this.#asking = null;
    this.#busy(false);
  }

  async #coming(sent, turn, answer) {
    const words = this.#words;
    for await (const [name, told] of events(sent.body)) {
      if (name === "stage") this.#tell(told.stage === "found" ? filled(words.found, told) : words[told.stage]);
      if (name === "statement") {
        const markers = told.markers.map((marker) => ` [${marker}]`).join("");
        if (told.lead) answer.append(made("p", { className: "lead" }, told.lead));
        answer.append(made("p", {}, told.text + markers));
      }
      if (name === "done") {
        this.#conversation = told.conversation;
        await this.#whole(told, turn, answer);
        return;
      }
    }
    throw new Refused(words.failed);
  }

  // The answer as the page of the server has it, with its evidence; where it could not be kept there, as it came.
  async #whole(told, turn, answer) {
    const shown = await this.#fetched(`answers/${told.id}?lang=${this.#language}`);
    if (!shown.ok) {
      answer.replaceChildren(...told.answer.split("\n").map((line) => made("p", {}, line)));
      return;
    }
    const parts = grown(await shown.text());
    parts.querySelectorAll(".about, .back, .share, .steps, .copy-table").forEach((each) => each.remove());
    const evidence = parts.querySelector(".evidence"), cards = parts.querySelectorAll(".card").length;
    const tools = parts.querySelector(".tools");
    for (const verdict of tools ? ["up", "down"] : [])
      tools.append(" ", button("judge", this.#words[verdict], { name: told.id, value: verdict }));
    answer.replaceChildren(...parts.childNodes);
    const nearest = evidence?.querySelector(":scope > .hint"); // of an answer that there is not, no grounds
    nearest?.remove();
    const heading = `${nearest ? this.#words.nearest : this.#words.evidence} (${cards})`;
    if (cards) answer.append(made("details", { className: "grounds" }, made("summary", {}, heading), evidence));
    this.#pictures(answer);
    this.#reveal(turn.article);
  }

  // The question is in its box again, unless something else is already.
  #failed(turn, error) {
    const isStopped = error.name === "AbortError", box = this.#one("#box");
    this.#tell(isStopped ? this.#words.stopped : this.#excuse(error), !isStopped);
    this.#turns.pop();
    turn.article.remove();
    if (!box.value) box.value = turn.question;
  }

  // The last question in its own place, another once more at the end, without what was read out of it, or with it again.
  #askAnew(article, name, value) {
    if (this.#asking) return;
    const place = this.#turns.findIndex((turn) => turn.article === article);
    const { question, filters } = this.#turns[place], ignore = filters.ignore ?? [];
    const changed = {
      ignore: { ignore: [...ignore, value] }, apply: { ignore: ignore.filter((each) => each !== value) },
      as_typed: { as_typed: true }, restore: { as_typed: false },
    }[name];
    let conversation = this.#conversation;
    this.#one(".log").focus({ preventScroll: true }); // the button goes
    if (place === this.#turns.length - 1) {
      this.#turns.pop();
      article.remove();
      conversation = place ? this.#turns.map((turn) => ({ role: "user", content: turn.question })) : null;
    }
    this.#ask({ question, filters: { ...filters, ...changed }, conversation });
  }

  #clear() {
    this.#turns = [];
    this.#conversation = null;
    this.#forget();
    this.#one(".log").replaceChildren();
    this.#tell("");
    this.#busy(false);
    this.#one("#box").focus();
  }

  // Within the log alone: the portal's page does not move.
  #reveal(element) {
    const log = this.#one(".log");
    log.scrollTop += element.getBoundingClientRect().top - log.getBoundingClientRect().top - 8;
  }

  // Evidence

  async #opened(card) {
    const place = card.matches?.(".card") && card.open ? card.querySelector(".place[data-source]") : null;
    const source = place?.dataset.source + (card.value ?? "");
    if (!place || place.shown === source) return;
    place.shown = source;
    try {
      const found = grown(await (await this.#taken(source)).text());
      if (place.shown !== source) return; // another value was chosen
      place.replaceChildren(...found.childNodes);
    } catch (error) {
      place.shown = "";
      place.textContent = this.#excuse(error);
      return;
    }
    const around = place.querySelector(".around"), mark = around?.querySelector("mark.value") ?? around?.querySelector("mark");
    if (mark) around.scrollTop += mark.getBoundingClientRect().top - around.getBoundingClientRect().top - 40;
    await this.#pictures(place);
    for (const sheet of place.querySelectorAll(".sheet")) sheet.scrollTop = sheet.dataset.top * sheet.firstElementChild.clientHeight - 60;
  }

  async #pictures(part) {
    await Promise.all([...part.querySelectorAll("img[data-picture]")].map(async (picture) => {
      const found = await this.#fetched(picture.dataset.picture).catch(() => null);
      if (!found?.ok) return;
      // Of no other type: as a page it would be one of the portal's.
      const address = URL.createObjectURL(new Blob([await found.arrayBuffer()], { type: "image/png" }));
      this.#pictured.push(address);
      picture.src = address;
      if (picture.parentElement.matches("a")) picture.parentElement.href = address;
      await picture.decode().catch(() => null);
    }));
  }

  #forget() { this.#pictured.splice(0).forEach((address) => URL.revokeObjectURL(address)); }

  // Where a token lets the reader in, a new tab would not: the text of the report is shown here, a file is fetched.
  async #read(address) {
    try {
      const found = await this.#taken(address);
      if (new URL(address).pathname.endsWith("/original")) {
        const name = nameOf(found.headers.get("Content-Disposition") ?? "");
        const file = URL.createObjectURL(new Blob([await found.arrayBuffer()], { type: "application/octet-stream" }));
        made("a", { href: file, download: name }).click();
        setTimeout(() => URL.revokeObjectURL(file), 60000);
        return;
      }
      const report = this.#one(".report"), text = report.querySelector(".text");
      const main = grown(await found.text()).querySelector("main");
      text.lang = main.lang;
      text.replaceChildren(...main.childNodes); // without it: the portal's page has a main part of its own
      report.showModal();
      text.querySelector("#passage")?.scrollIntoView({ block: "center" });
    } catch (error) {
      this.#tell(this.#excuse(error), true);
    }
  }

  async #judge({ name, value }) {
    try {
      await this.#taken("api/v1/feedback", posted({ answer_id: name, verdict: value }));
      this.#tell(this.#words.judged);
    } catch (error) {
      this.#tell(this.#excuse(error), true);
    }
  }

  async #copy(article) {
    try {
      await navigator.clipboard.writeText(article.querySelector("pre").textContent);
      this.#tell(this.#words.copied);
    } catch { // not allowed on every page
      this.#tell(this.#words.failed, true);
    }
  }

  #clicked(event) {
    const link = event.target.closest("a[href], button"), article = link?.closest("article");
    if (!link) return;
    if (link.matches(".bubble")) this.#open();
    else if (link.matches(".report .close")) this.#one(".report").close();
    else if (link.matches(".close")) this.#close();
    else if (link.matches(".stop")) this.#asking?.abort();
    else if (link.matches(".new")) this.#clear();
    else if (link.matches(".undo")) this.#askAnew(article, link.name, link.value);
    else if (link.matches(".judge")) this.#judge(link);
    else if (link.matches(".copy")) this.#copy(article);
    else if (link.matches("a")) this.#followed(event, link, article);
  }

  #followed(event, link, article) {
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const marker = link.className.match(/near-(\d+)/)?.[1] ?? link.textContent.replace(/\D/g, "");
    const card = link.matches(".chip, .near") && isPlain && article.querySelector(`.card[id$="-${marker}"]`);
    if (card) {
      event.preventDefault();
      card.value = link.matches(".value") ? link.search.replace(/[?&]lang=\w+/, "").replace("?", "&") : "";
      article.querySelector(".grounds").open = card.open = true;
      this.#opened(card);
      this.#reveal(card);
      card.querySelector("summary").focus({ preventScroll: true });
    } else if (this.#isKnown && link.protocol !== "blob:") {
      event.preventDefault();
      this.#read(link.href);
    }
  }
}

customElements.get("hoi-dap") ?? customElements.define("hoi-dap", HoiDap);
