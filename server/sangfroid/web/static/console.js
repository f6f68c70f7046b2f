// What the pages do beyond plain HTML: times in the reader's own zone, read and typed, and copying. Everything works without it.
"use strict";

const zone = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
for (const time of document.querySelectorAll("time[datetime*=T]")) {
  const at = new Date(time.getAttribute("datetime"));
  if (!Number.isNaN(at.valueOf())) time.textContent = zone.format(at);
}

for (const exact of document.querySelectorAll("input[data-exact]")) {
  const typed = document.querySelector(exact.dataset.exact);
  const hint = document.getElementById(typed.getAttribute("aria-describedby"));
  hint.textContent = hint.dataset.here;
  exact.form.addEventListener("submit", () => {
    exact.value = typed.value ? new Date(typed.value).toISOString() : "";
  });
}

for (const form of document.querySelectorAll("form[data-copies]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = document.querySelector(form.dataset.copies);
    try {
      await navigator.clipboard.writeText(text.dataset.copy);
    } catch {
      // No permission: the text is selected instead, and the person presses Ctrl-C.
      getSelection().selectAllChildren(text);
    }
    form.submit();
  });
}
