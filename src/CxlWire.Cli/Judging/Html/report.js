"use strict";
// Only opens what a cell, or the address, names, and everything for a printer: the page reads without, too.
(function () {
  function open(id) {
    var shown = id.length > 0 ? document.getElementById(id) : null;
    if (shown === null) { return; }
    document.querySelectorAll(".open-now").forEach(function (one) { one.classList.remove("open-now"); });
    for (var one = shown; one !== null; one = one.parentElement) {
      if (one.tagName === "DETAILS") { one.open = true; one.classList.add("open-now"); }
    }
    shown.scrollIntoView();
  }
  function follow() { open(location.hash.slice(1)); }
  window.addEventListener("hashchange", follow);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (link !== null) { open(link.getAttribute("href").slice(1)); }
  });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (one) { one.open = true; });
  });
  follow();
  document.documentElement.dataset.script = "done";
})();
