// Shows the photos of a gallery large, over the page. Without it each small photo leads to its large one.
(() => {
  "use strict";
  if (!window.HTMLDialogElement) return;
  const make = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };
  const button = (words, press) => make("button", { type: "button", textContent: words, onclick: press });
  const plain = (event) => !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
  let links = [], at = 0, from;

  const show = (place) => {
    at = (place + links.length) % links.length;
    const link = links[at], large = link.firstElementChild.cloneNode(true);
    for (const source of large.querySelectorAll("source")) source.sizes = "100vw";
    const photo = large.matches("img") ? large : large.querySelector("img");
    photo.removeAttribute("style");
    photo.src = link.href;
    const caption = link.parentElement.querySelector("figcaption");
    const words = make("figcaption", {}, make("span", { textContent: `Photo ${at + 1} of ${links.length}` }));
    if (caption) words.append(make("p", { textContent: caption.textContent }));
    figure.replaceChildren(large, words);
  };
  const figure = make("figure");
  figure.setAttribute("aria-live", "polite");
  figure.setAttribute("aria-atomic", "true");
  const back = button("Previous", () => show(at - 1)), on = button("Next", () => show(at + 1));
  const close = button("Close", () => viewer.close());
  const viewer = make("dialog", { className: "viewer" }, figure, make("div", { className: "flow" }, back, on, close));
  viewer.setAttribute("aria-label", "Photos");
  document.body.append(viewer);

  const step = () => (getComputedStyle(viewer).direction === "rtl" ? -1 : 1);
  viewer.onkeydown = (event) => {
    const keys = { ArrowRight: at + step(), ArrowLeft: at - step(), Home: 0, End: -1 };
    if (!(event.key in keys && plain(event))) return;
    event.preventDefault();
    show(keys[event.key]);
  };
  // A finger that goes sideways; two are for making it larger.
  figure.onpointerdown = (event) => { from = event.isPrimary && event.pointerType !== "mouse" ? event.clientX : NaN; };
  figure.onpointerup = (event) => {
    const way = event.clientX - from;
    if (Math.abs(way) > 40 && visualViewport.scale === 1) show(at - Math.sign(way) * step());
    from = NaN;
  };
  figure.onpointercancel = () => { from = NaN; };
  // Back to the small photo of the one that was looked at last.
  viewer.onclose = () => { figure.replaceChildren(); links[at].focus(); };

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".gallery a");
    if (!(link && plain(event))) return;
    event.preventDefault();
    links = [...link.closest(".gallery").querySelectorAll("a")];
    back.hidden = on.hidden = links.length < 2;
    viewer.showModal();
    (on.hidden ? close : on).focus();
    show(links.indexOf(link));
  });
})();
