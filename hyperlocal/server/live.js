// Keeps an open page of the preview up to date. The preview adds this to pages as it answers; no built site has it.
//
// One tab holds a Web Lock and with it the one stream from the preview, and passes on what comes to all others: a
// browser opens six connections to a server and no more, so a stream for each tab would hang from the seventh on.
// Each tab then asks whether its own page is another one now, and loads it again only if so.
(given => {
  "use strict";
  const data = document.currentScript.dataset;
  const own = {start: data.start, version: Number(data.version), page: data.page, style: data.style || ""};
  const here = location.pathname + location.search;
  const whole = window.top === window;
  const CLOSED = "hyperlocal-closed";
  let newest = null, asking = false, leaving = false;

  // --- What is told, and what to do about it ---

  async function hear(state) {
    if (newest && newest.start === state.start && newest.number >= state.number) return;
    newest = state;
    await keepUp();
    if (!leaving && !asking) show(newest);
  }

  async function keepUp() {
    if (asking || leaving || !newest || document.visibilityState === "hidden") return;
    asking = true;
    try {
      while (newest.start !== own.start || newest.version !== own.version) {
        const state = newest;
        if (state.start !== own.start) return again();  // the preview was started again: perhaps it is a newer one
        const answer = await fetch(here, {method: "HEAD", cache: "no-store"});
        if (answer.headers.get("ETag") !== `W/"${own.page}"`) return again();
        if (state.style !== own.style) restyle(state.style);
        own.version = state.version;
      }
    } catch {
      // The preview has gone. When it is back, the stream says so.
    } finally {
      asking = false;
    }
  }

  function again() {
    leaving = true;
    location.reload();  // the browser keeps the scroll place
  }

  async function ask() {
    try {
      await hear(await (await fetch(given.state, {cache: "no-store"})).json());
    } catch { /* as above */ }
  }

  function restyle(style) {
    const old = [...document.querySelectorAll("link[rel~=stylesheet]")]
      .filter(link => new URL(link.href).pathname === "/theme/style.css");
    own.style = style;
    if (!old.length) return;
    const link = old.at(-1).cloneNode();
    link.href = `/theme/style.css?v=${style}`;
    // Until the new rules are there the old ones stay: nothing flashes.
    link.onload = () => old.forEach(one => one.remove());
    link.onerror = () => link.remove();
    old.at(-1).after(link);
  }

  // --- One stream for all tabs ---

  const others = new BroadcastChannel("hyperlocal-preview");
  others.onmessage = event => hear(event.data);

  function listen() {
    let source, later;
    const open = () => {
      source = new EventSource(given.events);
      source.onmessage = event => {
        const state = JSON.parse(event.data);
        others.postMessage(state);
        hear(state);
      };
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) later = setTimeout(open, 1000);
      };
    };
    open();
    return () => { clearTimeout(later); source.close(); };
  }

  function takePart() {
    if (navigator.locks) {
      navigator.locks.request("hyperlocal-preview", () => new Promise(release => {
        const stop = listen();
        addEventListener("pagehide", () => { stop(); release(); }, {once: true});
      })).catch(() => {});
      return;
    }
    // Where there are no locks, each tab that is looked at has a stream of its own.
    let stop = null;
    const look = () => {
      const seen = document.visibilityState !== "hidden";
      if (seen && !stop) stop = listen();
      if (!seen && stop) stop = stop();
    };
    addEventListener("visibilitychange", look);
    look();
  }

  addEventListener("visibilitychange", () => { if (document.visibilityState !== "hidden") ask().then(keepUp); });
  addEventListener("pageshow", event => { if (event.persisted) { leaving = false; takePart(); ask().then(keepUp); } });

  // --- What is seen ---

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  function shadow(style, ...children) {
    const host = make("hyperlocal-preview", {lang: "en-GB", dir: "ltr"});
    host.attachShadow({mode: "open"}).append(make("style", {}, given.panel + FRAME + style), ...children);
    return host;
  }

  const FRAME = `
    :host { all: initial; display: block; flex: none; grid-column: 1 / -1; color-scheme: light dark; }
    @media print { :host { display: none; } }
    .button { all: unset; box-sizing: border-box; cursor: pointer; font-weight: 600; }
    .button:focus-visible { outline: 3px solid var(--good); outline-offset: 2px; }`;
  const STRIP = `
    aside { padding: .5rem 1rem; display: flex; flex-wrap: wrap; gap: 0 .75rem; justify-content: center;
      border-block-end: 1px solid var(--odd); background: var(--raised); color: var(--ink);
      font: .9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    strong { color: var(--odd); }
    span { color: var(--soft); overflow-wrap: anywhere; }`;
  const CORNER = `
    .pill { position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 2147483646; display: flex;
      gap: .5rem; align-items: center; padding: .55rem 1rem; border: 1px solid var(--line); border-radius: 2rem;
      background: var(--paper); color: var(--ink); box-shadow: 0 .25rem 1rem rgb(0 0 0 / .2);
      font: 600 .9375rem/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    .pill::before { content: ""; inline-size: .7rem; block-size: .7rem; border-radius: 50%; background: var(--odd); }
    .pill.bad::before { background: var(--bad); }
    .pill[hidden] { display: none; }
    .room { block-size: 4.5rem; }
    dialog.panel { margin: auto; }
    dialog { inline-size: min(46rem, 100% - 1.5rem); max-block-size: min(85vh, 60rem); padding: 0;
      border: 1px solid var(--line); border-block-start: .4rem solid var(--tone); border-radius: .5rem;
      box-shadow: 0 1.5rem 4rem rgb(0 0 0 / .35); }
    dialog.bad { --tone: var(--bad); }
    dialog.odd { --tone: var(--odd); }
    dialog[open] { display: flex; flex-direction: column; }
    dialog::backdrop { background: rgb(20 18 15 / .5); }
    .top { display: flex; gap: 1rem; justify-content: space-between; align-items: start; padding: 1.25rem 1.5rem 1rem;
      border-block-end: 1px solid var(--line); }
    .list { overflow: auto; padding: .25rem 1.5rem 1.5rem; overscroll-behavior: contain; }
    .list:focus-visible { outline: 3px solid var(--good); outline-offset: -3px; }
    .close { flex: none; padding: .35rem .9rem; border: 1px solid var(--soft); border-radius: 2rem; background: var(--raised);
      color: var(--ink); }
    @media (max-width: 30rem) { .top { padding-inline: 1rem; } .list { padding-inline: 1rem; } }`;
  const MARK = `
    :host { display: inline; }
    span { margin-inline-start: .5em; padding: .1em .5em; border: 1px solid var(--odd); border-radius: 1em;
      background: var(--raised); color: var(--odd); font: 600 max(.75rem, 12px)/1.4 system-ui, sans-serif;
      white-space: nowrap; vertical-align: middle; display: inline-block; text-decoration: none; }`;

  // This script runs while the head is read, so the strip is there before anything is painted: were it to come later,
  // the page would move under the reader, and a little further with each reload.
  if (data.note && whole) {
    const strip = shadow(STRIP, make("aside", {"aria-label": "Preview"},
      make("strong", {}, data.note), make("span", {}, data.source || "")));
    new MutationObserver((_, watch) => {
      if (!document.body) return;
      watch.disconnect();
      document.body.prepend(strip);
    }).observe(document.documentElement, {childList: true});
  }

  let corner = null, marked = "";

  function show(state) {
    if (!whole || !document.body) return;
    mark(state.held);
    if (data.fault) return;  // the page says it all itself
    const {errors, others: rest, key} = state.problems;
    if (!corner && !errors && !rest) return;
    corner ??= makeCorner();
    corner.fill(state.problems);
    if (errors && sessionStorage.getItem(CLOSED) !== key) corner.open();
    if (!errors && corner.byItself() || !errors && !rest) corner.shut();
  }

  function makeCorner() {
    const title = make("h2", {id: "title"}), lead = make("p", {class: "lead"});
    const list = make("div", {class: "list", tabindex: "0", role: "region", "aria-labelledby": "title"});
    const close = make("button", {class: "button close", type: "button"}, "Close");
    const dialog = make("dialog", {class: "panel", "aria-labelledby": "title"},
      make("div", {class: "top"}, make("div", {}, title, lead), close), list);
    const pill = make("button", {class: "button pill", type: "button"}), room = make("div", {class: "room"});
    let opened = "", key = "";
    const open = how => { if (!dialog.open) { opened = how; dialog.showModal(); close.focus(); } };
    const remember = () => { if (key) sessionStorage.setItem(CLOSED, key); };
    pill.onclick = () => open("asked for");
    close.onclick = () => { remember(); dialog.close(); };
    dialog.oncancel = remember;
    dialog.onclick = event => { if (event.target === dialog) close.click(); };
    document.body.append(shadow(CORNER, room, make("aside", {"aria-label": "To mend"}, pill), dialog));
    return {
      open: () => open("by itself"),
      shut: () => dialog.close(),
      byItself: () => opened === "by itself",
      fill(problems) {
        const {errors, others: rest, list: items} = problems;
        key = problems.key;
        title.textContent = errors ? `${count(errors, "thing")} to mend` : `${count(rest, "thing")} to look at`;
        lead.textContent = errors
          ? "Mend it and save: this goes away by itself."
          : "All of it is shown. Perhaps it is not as you meant it.";
        pill.textContent = [errors && `${errors} to mend`, rest && `${rest} to look at`].filter(Boolean).join(", ");
        pill.hidden = room.hidden = !errors && !rest;
        for (const element of [pill, dialog]) {
          element.classList.toggle("bad", errors > 0);
          element.classList.toggle("odd", !errors);
        }
        list.replaceChildren(...listed(items, errors + rest));
      },
    };
  }

  function listed(items, all) {
    const parts = [];
    for (const [severity, heading] of Object.entries(given.headings)) {
      const some = items.filter(item => item.severity === severity);
      if (some.length) parts.push(make("h3", {}, heading), make("ol", {role: "list"}, ...some.map(item)));
    }
    if (items.length < all) parts.push(make("p", {class: "lead"}, `And ${all - items.length} more: `,
      make("code", {}, "hyperlocal check"), " shows them all."));
    return parts;
  }

  function item({severity, place, message, remedy}) {
    const words = remedy.flatMap((piece, index) => [index ? " " : "", index % 2 ? make("code", {}, piece) : piece]);
    return make("li", {class: severity}, make("p", {class: "place"}, place), make("p", {class: "message"}, message),
      ...(remedy.length ? [make("p", {class: "remedy"}, ...words)] : []));
  }

  function count(number, word) {
    return number === 1 ? `1 ${word}` : `${number} ${word}s`;
  }

  // Links to pages that readers cannot see now say so, in lists too.
  function mark(held) {
    const key = JSON.stringify(held);
    if (key === marked) return;
    marked = key;
    document.querySelectorAll("a > hyperlocal-preview").forEach(one => one.remove());
    for (const link of document.querySelectorAll("a[href]")) {
      const word = link.origin === location.origin && held[plain(link.pathname)];
      if (word && link.pathname !== location.pathname && link.textContent.trim()) link.append(shadow(MARK, make("span", {}, word)));
    }
  }

  function plain(path) {
    try {
      return decodeURI(path);
    } catch {
      return path;
    }
  }

  const begin = () => {
    takePart();
    ask();
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
});
