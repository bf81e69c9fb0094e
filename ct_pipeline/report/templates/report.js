// The page is whole without this: it filters the list of events, and remembers nothing.
(() => {
  const list = document.querySelector("ol.events.all");
  const root = document.documentElement;
  document.querySelector("#theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  if (!list) return;
  const fold = (s) => s.toLowerCase().normalize("NFKD").replace(/[\u064b-\u065f\u0670\u0640\u0300-\u036f]/g, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").replace(/ؤ/g, "و").replace(/ئ/g, "ي");
  const items = [...list.children].map((el) => ({ el, text: fold(el.dataset.words + " " + el.textContent), type: el.dataset.type, year: el.dataset.year, countries: (el.dataset.countries || "").split(" ") }));
  const q = document.querySelector("#q"), type = document.querySelector("#type"), year = document.querySelector("#year"), count = document.querySelector("#count"), none = document.querySelector("#none"), pair = document.querySelector("#pair");
  let countries = [];
  const apply = () => {
    const words = fold(q.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const i of items) {
      const ok = words.every((w) => i.text.includes(w)) && (!type.value || i.type === type.value) && (!year.value || i.year === year.value) && countries.every((c) => i.countries.includes(c));
      i.el.hidden = !ok;
      shown += ok;
    }
    count.textContent = shown;
    none.hidden = shown > 0;
    pair.textContent = countries.join(" – ");
  };
  document.querySelector(".filters").hidden = false;
  let waiting;
  q.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  type.addEventListener("change", apply);
  year.addEventListener("change", apply);
  document.querySelector("#clear").addEventListener("click", () => { q.value = ""; type.value = ""; year.value = ""; countries = []; apply(); });
  for (const cell of document.querySelectorAll("a[data-pair]")) cell.addEventListener("click", () => { q.value = ""; type.value = ""; year.value = ""; countries = cell.dataset.pair.split(" "); apply(); });
  apply();
})();
