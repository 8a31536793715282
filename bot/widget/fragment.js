// Addresses of the server, elements, and the server's HTML as elements of the page.

const script = document.currentScript ?? document.querySelector('script[src$="/widget.js"]');
const base = new URL(".", script.src);
// The address of one of its paths, or of one that is whole already.
const at = (path) => {
  if (path.startsWith(base.href)) return path;
  return new URL(path.startsWith(base.pathname) ? path : base.pathname + path.replace(/^\//, ""), base).href;
};

// An element with properties or attributes, and what is in it.
function made(tag, set = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(set)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...inside);
  return element;
}

const button = (className, text, set) => made("button", { type: "button", className, ...set }, text);

// What comes of the server's HTML, which is escaped there, is copied tag by tag all the same: no script, style, form or
// handler, no address but the server's. Pictures wait for `#pictures`, since they need the token too.
const TAGS = new Set(("A BLOCKQUOTE BR BUTTON DETAILS DIV FIGCAPTION FIGURE H2 H3 IMG LI MAIN MARK OL P PRE SECTION SPAN SUMMARY "
  + "TABLE TBODY TD TH THEAD TR UL").split(" "));
const KEPT = new Set("alt class data-source data-top hidden id lang name scope tabindex title value".split(" "));
function grown(html) {
  // A style sheet is not even read: the portal's policy may forbid it, and browsers say so aloud.
  const { body } = new DOMParser().parseFromString(html.replace(/<style>[^]*?<\/style>/, ""), "text/html");
  for (const each of body.querySelectorAll("*")) {
    if (!TAGS.has(each.tagName)) {
      each.remove();
      continue;
    }
    const address = new URL(each.getAttribute("href") ?? each.getAttribute("src") ?? "", base);
    for (const { name } of [...each.attributes]) if (!KEPT.has(name)) each.removeAttribute(name);
    if (address.href === base.href || address.origin !== base.origin) continue;
    const path = at(address.pathname + address.search + address.hash);
    if (each.matches("img")) each.dataset.picture = path;
    if (each.matches("a")) Object.assign(each, { href: path, target: "_blank", rel: "noopener" });
  }
  return document.adoptNode(body);
}
