// SPDX-License-Identifier: Apache-2.0
// Comforts only: every page works without this file.
"use strict";

(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A page that shows by itself what changes while it is looked at: it hears that something was recorded, asks for
  // itself again, and puts in what differs. Where somebody has begun to write, it only says so.
  const main = document.querySelector("main[data-live]");
  if (main && window.EventSource) {
    let source = null;
    let touched = false;
    let looks = 0;
    const words = (page) => {
      const copy = page.cloneNode(true);
      // Keys of forms are new each time, and a notice is shown once.
      all("input[name=key], input[name=csrf]", copy).forEach((input) => input.remove());
      all(":scope > .notice", copy).forEach((notice) => notice.remove());
      return copy.innerHTML.replace(/\s+/g, " ");
    };
    // Compared with what was sent: this stands before all that scripts and readers make of it.
    let shown = words(main);
    const say = () => {
      if (document.getElementById("stale")) return;
      const note = Object.assign(document.createElement("p"), { id: "stale", className: "stale" });
      const again = Object.assign(document.createElement("a"), { href: location.href });
      again.textContent = main.dataset.refresh;
      note.setAttribute("role", "status");
      note.append(main.dataset.stale, " ", again);
      main.prepend(note);
    };
    const show = (page) => {
      const open = all("details", main).map((part) => part.open);
      const place = all("a, button, summary", main).indexOf(document.activeElement);
      main.replaceChildren(...page.childNodes);
      all("details", main).forEach((part, index) => { part.open = open[index] ?? part.open; });
      if (place >= 0) all("a, button, summary", main)[place]?.focus({ preventScroll: true });
      dress();
    };
    const look = async () => {
      looks += 1;
      const turn = looks;
      try {
        const answer = await fetch(location.href, { headers: { accept: "text/html" } });
        // Signed out meanwhile, or no longer allowed: whoever goes on is told so.
        if (!answer.ok || answer.redirected) return say();
        const text = await answer.text();
        // A slow answer must not take the place of a newer one.
        if (turn !== looks) return;
        const page = new DOMParser().parseFromString(text, "text/html").querySelector("main");
        const now = words(page);
        if (now === shown) return;
        if (touched) return say();
        shown = now;
        show(page);
      } catch { /* The line is down; the next word brings it up again. */ }
    };
    const listen = () => {
      source = new EventSource(main.dataset.live);
      // Something may have happened before the line was open, or while it was down.
      source.addEventListener("open", look);
      source.addEventListener("changed", look);
    };
    main.addEventListener("input", () => { touched = true; });
    addEventListener("pagehide", () => source?.close());
    // A browser has few lines to one place: a page that nobody looks at gives its own back.
    document.addEventListener("visibilitychange", () => {
      source?.close();
      if (!document.hidden) listen();
    });
    if (!document.hidden) listen();
  }

  // A form is sent once; the buttons come back when the page is shown again from the history.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    // After the browser has collected the values, among them the pressed button's.
    setTimeout(() => all("button", form).forEach((b) => b.setAttribute("aria-disabled", "true")));
  });
  addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    all("button", form).forEach((b) => b.removeAttribute("aria-disabled"));
  }));

  // A line of the map ticks its box, and a ticked box marks its line.
  document.addEventListener("click", (event) => {
    const box = document.querySelector(event.target.closest?.("a[data-box]")?.getAttribute("href") ?? "no-box");
    if (!box) return;
    event.preventDefault();
    const road = box.closest("details");
    if (road) road.open = true;
    box.click();
  });
  document.addEventListener("change", ({ target: box }) => {
    const line = document.querySelector(`a[data-box][href="#${box.id}"]`);
    if (line) line.classList.toggle("rm-chosen", box.checked);
  });

  // A file that is too large is told at once, not after it has been sent.
  document.addEventListener("change", ({ target: input }) => {
    if (!input.matches("input[type=file][data-max]")) return;
    const large = [...input.files].some((file) => file.size > Number(input.dataset.max));
    const old = document.getElementById(`${input.id}-size`);
    if (old) old.remove();
    if (!large) return;
    input.value = "";
    const fault = document.createElement("div");
    fault.className = "field-fault";
    fault.id = `${input.id}-size`;
    fault.setAttribute("role", "alert");
    const words = document.createElement("span");
    words.textContent = input.dataset.message;
    fault.append(words);
    input.before(fault);
  });

  // Notices, printing, numbers to copy.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("dismiss" in button.dataset) {
      button.closest(".notice").remove();
      document.getElementById("main")?.focus();
    } else if ("print" in button.dataset) {
      print();
    } else if (button.dataset.copy) {
      await navigator.clipboard.writeText(button.dataset.copy);
      const word = button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = word; }, 1500);
    }
  });

  // Questions that depend on an answer: data-when="business=catering|retail;kind=new".
  const asked = (condition, form) => condition.split(";").every((part) => {
    const [name, values] = part.split("=");
    const chosen = new FormData(form).getAll(name);
    return values.split("|").some((value) => chosen.includes(value));
  });
  const ask = (form) => {
    // Twice, because a hidden question no longer counts as answered.
    for (let round = 0; round < 2; round += 1) {
      all("[data-when]", form).forEach((part) => {
        const on = asked(part.dataset.when, form);
        part.hidden = !on;
        if (part.matches("fieldset")) part.disabled = !on;
        all("input, select, textarea", part).forEach((input) => { input.disabled = !on; });
      });
    }
  };
  document.addEventListener("change", ({ target }) => {
    if (target.form?.querySelector("[data-when]")) ask(target.form);
  });

  // What a page comes without: buttons that are hidden where they cannot work, and questions that wait for an answer.
  function dress() {
    all("[data-dismiss], [data-print]").forEach((button) => { button.hidden = false; });
    if (navigator.clipboard) all("[data-copy]").forEach((button) => { button.hidden = false; });
    all("form").filter((form) => form.querySelector("[data-when]")).forEach(ask);
  }
  dress();

  // Suggestions below a search box; each is a link, reached by Tab or the arrows, left by Escape.
  all("input[data-suggest]").forEach((input) => {
    const box = Object.assign(document.createElement("ul"), { className: "suggest", hidden: true });
    let last = "";
    let timer = 0;
    input.form.append(box);
    const show = (found) => {
      box.replaceChildren(...found.slice(0, 8).map(({ title, path, note }) => {
        const link = Object.assign(document.createElement("a"), { textContent: title });
        link.href = new URL(path, location.origin).pathname;
        if (note) {
          link.append(Object.assign(document.createElement("small"),
            { className: "faint", textContent: note }));
        }
        const item = document.createElement("li");
        item.append(link);
        return item;
      }));
      box.hidden = !found.length;
    };
    const look = async () => {
      const text = input.value.trim();
      if (text === last) return;
      last = text;
      if (!text) return show([]);
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`);
        const found = answer.ok ? await answer.json() : [];
        if (text === last) show(Array.isArray(found) ? found : found.items ?? []);
      } catch {
        show([]);
      }
    };
    input.addEventListener("input", (event) => {
      clearTimeout(timer);
      if (!event.isComposing) timer = setTimeout(look, 150);
    });
    input.addEventListener("compositionend", () => { timer = setTimeout(look, 150); });
    input.form.addEventListener("keydown", (event) => {
      const links = all("a", box);
      if (event.key === "Escape") { box.hidden = true; input.focus(); return; }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || box.hidden || event.isComposing) return;
      event.preventDefault();
      const place = links.indexOf(document.activeElement) + step;
      (place < 0 ? input : links[Math.min(place, links.length - 1)]).focus();
    });
    input.form.addEventListener("focusout", (event) => {
      if (!input.form.contains(event.relatedTarget)) box.hidden = true;
    });
  });
})();
