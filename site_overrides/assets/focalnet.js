/* Everything here adds to pages that work without it: filters, search, copying, light and dark. */
(function () {
  "use strict";
  var all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };
  var fill = function (words, values) { return words.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; }); };

  all(".fn-scheme").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var scheme = document.body.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
      document.body.setAttribute("data-md-color-scheme", scheme);
      try { localStorage.setItem("scheme", scheme); } catch (e) { /* private window */ }
    });
  });

  if (navigator.clipboard) all(".fn-copy").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.dataset.copy).then(function () { button.textContent += " ✓"; });
    });
  });

  var menu = document.querySelector(".fn-languages");
  if (menu) document.addEventListener("keydown", function (event) { if (event.key === "Escape") menu.open = false; });
  if (menu) document.addEventListener("click", function (event) { if (!menu.contains(event.target)) menu.open = false; });
  all(".fn-languages a").forEach(function (link) {
    link.addEventListener("click", function () { link.href = link.href.split("?")[0] + location.search + location.hash; });
  });

  var form = document.querySelector("[data-filters]"), table = document.querySelector("[data-table]");
  if (form && table) filters(form, all("tbody tr", table), document.querySelector("[data-none]"));

  function filters(form, rows, none) {
    var count = form.querySelector("[data-count]"), names = all("[name]", form).map(function (field) { return field.name; });
    var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    function matches(row, index) {
      return names.every(function (name) {
        var wanted = form.elements[name].value.trim().toLowerCase();
        if (!wanted) return true;
        if (name === "text") return texts[index].indexOf(wanted) >= 0;
        return (row.dataset[name] || "").toLowerCase().split(" ").indexOf(wanted) >= 0;
      });
    }
    function apply() {
      var shown = 0, query = new URLSearchParams();
      rows.forEach(function (row, index) { row.hidden = !matches(row, index); if (!row.hidden) shown++; });
      names.forEach(function (name) { if (form.elements[name].value) query.set(name, form.elements[name].value); });
      count.textContent = fill(count.dataset.words, { shown: shown, all: rows.length });
      none.hidden = shown > 0;
      history.replaceState(null, "", location.pathname + (query.toString() ? "?" + query : "") + location.hash);
    }
    new URLSearchParams(location.search).forEach(function (value, name) {
      if (names.indexOf(name) >= 0) form.elements[name].value = value;
    });
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(apply); });
    apply();
  }

  var search = document.querySelector("[data-search]");
  if (search) startSearch(search);

  function startSearch(form) {
    var query = new URLSearchParams(location.search), list = document.querySelector("[data-results]"), status = document.querySelector("[data-status]");
    ["q", "country", "kind"].forEach(function (name) { if (query.get(name)) form.elements[name].value = query.get(name); });
    var words = (query.get("q") || "").trim();
    if (!words && !query.get("country") && !query.get("kind")) return;
    var wanted = {};
    if (form.elements.country.value) wanted.country = form.elements.country.value;
    if (form.elements.kind.value) wanted.kind = form.elements.kind.value;
    import(new URL(form.dataset.bundle, location.href).href).then(function (pagefind) {
      return pagefind.search(words || null, { filters: wanted });
    }).then(function (found) {
      status.textContent = fill(found.results.length ? form.dataset.many : form.dataset.none, { count: found.results.length, words: words });
      return Promise.all(found.results.slice(0, 50).map(function (result) { return result.data(); }));
    }).then(function (pages) { pages.forEach(function (page) { list.appendChild(entry(page)); }); })
      .catch(function () { status.textContent = form.dataset.failed; });
  }

  function entry(page) {
    var item = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
    link.href = page.url;
    link.textContent = page.meta.title;
    text.innerHTML = page.excerpt; /* Pagefind escapes the page's text and adds only <mark> */
    item.append(link, text);
    return item;
  }
})();
