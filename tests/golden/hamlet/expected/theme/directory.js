// A box that finds organisations by their names and by the words people look for them by.
// Without script there is no box, and the lists below it are complete. What it looks through is fetched when somebody
// goes into the box, and from this website alone; as a script, since a page on a USB stick may not read data.
(() => {
  "use strict";
  const most = 50;
  const box = document.querySelector("[data-filter]");
  const lists = document.querySelector(".filtered");
  if (!box || !lists) return;

  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const label = make("label", { textContent: "Find an organisation ", htmlFor: "filter-words" });
  const words = make("input", { type: "search", id: "filter-words", autocomplete: "off" });
  const told = make("p", { className: "quiet" });
  told.setAttribute("role", "status");
  const found = make("ul", { className: "lines", hidden: true });
  box.append(label, words, told, found);
  box.hidden = false;

  const address = new URL(box.dataset.filter, document.baseURI);
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  let rows;
  const fetched = () => {
    if (rows) return rows;
    rows = new Promise((done, failed) => {
      const script = make("script", { src: address.href, onload: done, onerror: failed });
      document.head.append(script);
    }).then(() =>
      window.hyperlocalDirectory.map(([name, href, place, more]) => ({
        name, place, href: new URL(href, address).href, text: plain(`${name} ${place} ${more}`),
      })),
    );
    rows.catch(() => { rows = undefined; });
    return rows;
  };

  const item = (row) => {
    const line = make("li", {});
    line.append(make("a", { href: row.href, textContent: row.name }));
    if (row.place) line.append(" ", make("span", { className: "quiet", textContent: row.place }));
    return line;
  };

  const look = async () => {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    lists.hidden = found.hidden = false;
    if (!wanted.length) {
      found.hidden = true;
      told.textContent = "";
      return;
    }
    let all;
    try {
      all = await fetched();
    } catch {
      told.textContent = "The list could not be read. Please look in the lists below.";
      return;
    }
    if (wanted.join(" ") !== plain(words.value).split(/\s+/).filter(Boolean).join(" ")) return;
    const hits = all.filter((row) => wanted.every((word) => row.text.includes(word)));
    found.replaceChildren(...hits.slice(0, most).map(item));
    lists.hidden = true;
    const shown = hits.length > most ? ` The first ${most} are shown: type another word.` : "";
    told.textContent = `${hits.length.toLocaleString("en-GB")} ${hits.length === 1 ? "organisation" : "organisations"}.${shown}`;
  };

  words.addEventListener("focus", () => { fetched().catch(() => {}); }, { once: true });
  words.addEventListener("input", look);
  words.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { words.value = ""; look(); }
  });
  if (words.value) look();
})();
