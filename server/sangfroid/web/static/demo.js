// The invented review site's own behaviour: its reply box. It knows nothing of Sangfroid, as no real site does.
"use strict";

for (const answer of document.querySelectorAll(".answer")) {
  const opener = answer.querySelector(".answer-open");
  const form = answer.querySelector("form");
  const field = form.querySelector("textarea");
  opener.addEventListener("click", () => {
    form.hidden = !form.hidden;
    opener.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) field.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    const response = answer.querySelector("template").content.cloneNode(true);
    response.querySelector("[itemprop=text]").textContent = text;
    answer.replaceWith(response);
  });
}
