"use strict";
(function () {
  var form = document.getElementById("filters"), found = document.getElementById("found");
  var words = document.getElementById("f-words"), choices = form.querySelectorAll("select");
  var offers = document.querySelectorAll("article"), parts = document.querySelectorAll("section.school, section.sector");
  function fits(offer) {
    var text = offer.textContent.toLowerCase();
    return Array.prototype.every.call(choices, function (choice) {
      return !choice.value || offer.getAttribute("data-" + choice.getAttribute("data-by")) === choice.value;
    }) && words.value.toLowerCase().split(/\s+/).every(function (word) { return text.indexOf(word) >= 0; });
  }
  function show() {
    var count = 0;
    offers.forEach(function (offer) { offer.hidden = !fits(offer); count += offer.hidden ? 0 : 1; });
    parts.forEach(function (part) { part.hidden = !part.querySelector("article:not([hidden])"); });
    found.textContent = count ? count + " van " + offers.length + " keer aanbod" : "Niets gevonden. Maak een keuze ruimer.";
  }
  form.addEventListener("input", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (one) { one.open = true; });
  });
  form.hidden = false;
  show();
}());
