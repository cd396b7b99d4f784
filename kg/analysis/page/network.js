"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const svg = $("picture"), tip = $("tip");

  // Everything that is shown becomes text or an attribute here: no name or quote is ever read as HTML.
  function make(name, attributes = {}, ...children) {
    const drawn = /^(g|path|line|circle|text|tspan|title|defs|marker)$/.test(name);
    const node = drawn ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }
  const say = (relation) => relation.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

  // The drawing
  const stage = make("g"), marker = make("marker", {
    id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9,
    markerUnits: "userSpaceOnUse", orient: "auto" }, make("path", { d: "M0 0.8 8 4 0 7.2z", fill: "#8d949e" }));
  svg.append(make("defs", {}, marker), stage);
  const heaviest = Math.max(1, ...data.ties.map((tie) => tie.weight));

  function drawTie(tie) {
    let [a, b] = [data.actors[tie.one], data.actors[tie.other]];
    if (tie.way < 0) [a, b] = [b, a];
    const [dx, dy] = [b.x - a.x, b.y - a.y], far = Math.hypot(dx, dy) || 1;
    const cut = Math.min(b.r + 1.5, far / 2);
    const ends = { x1: a.x, y1: a.y, x2: b.x - (dx / far) * cut, y2: b.y - (dy / far) * cut };
    const line = make("line", { class: "tie", ...ends, "stroke-width": 0.7 + 2.6 * Math.sqrt(tie.weight / heaviest) });
    if (tie.way) line.setAttribute("marker-end", "url(#arrow)");
    tie.node = make("g", {}, line, make("line", { class: "touch", ...ends }));
    stage.append(tie.node);
  }

  function drawActor(actor, number) {
    const { x, y, r } = actor, d = r * 1.2, s = r * 0.88;
    const mark = actor.shape === "circle" ? make("circle", { cx: x, cy: y, r })
      : make("path", { d: actor.shape === "square" ? `M${x - s} ${y - s}h${2 * s}v${2 * s}h${-2 * s}z`
        : `M${x} ${y - d}l${d} ${d}l${-d} ${d}l${-d} ${-d}z` });
    mark.setAttribute("class", "mark");
    mark.setAttribute("fill", actor.colour);
    const top = y + r + 3 + actor.size * 0.95;
    const lines = actor.lines.map((line, row) => make("tspan", { x, y: top + row * actor.size * 1.22 }, line));
    actor.node = make("g", { class: "actor", tabindex: 0, role: "button", "aria-label": `${actor.label}, ${say(actor.type)}` },
      mark, make("text", { "font-size": actor.size }, ...lines));
    actor.number = number;
    stage.append(actor.node);
  }
  data.ties.forEach(drawTie);
  data.actors.forEach(drawActor);

  // Panning and zooming
  const view = { x: 0, y: 0, k: 1 };
  const place = () => stage.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.k})`);
  function fit() {
    const { clientWidth: w, clientHeight: h } = svg, room = 30;
    view.k = Math.min((w - 2 * room) / Math.max(data.width, 1), (h - 2 * room) / Math.max(data.height, 1), 1.6);
    view.x = (w - view.k * data.width) / 2;
    view.y = (h - view.k * data.height) / 2;
    place();
  }
  function zoom(factor, x = svg.clientWidth / 2, y = svg.clientHeight / 2) {
    const k = Math.min(8, Math.max(0.05, view.k * factor));
    view.x = x - ((x - view.x) * k) / view.k;
    view.y = y - ((y - view.y) * k) / view.k;
    view.k = k;
    place();
  }
  function show(actor) {
    view.k = Math.max(view.k, 1);
    view.x = svg.clientWidth / 2 - view.k * actor.x;
    view.y = svg.clientHeight / 2 - view.k * actor.y;
    place();
  }
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), event.offsetX, event.offsetY);
  }, { passive: false });
  $("in").onclick = () => zoom(1.4);
  $("out").onclick = () => zoom(1 / 1.4);
  $("fit").onclick = fit;
  const fingers = new Map();
  let moved = false;
  svg.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    moved = false;
  });
  addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    if (!moved && Math.hypot(dx, dy) < 4) return;
    moved = true;
    svg.classList.add("moving");
    tip.hidden = true;
    const other = [...fingers.values()].find((each) => each.pointerId !== event.pointerId);
    if (other) {
      const span = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      zoom(span(event) / span(before), other.offsetX, other.offsetY);
    } else {
      view.x += dx;
      view.y += dy;
      place();
    }
    fingers.set(event.pointerId, event);
  });
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, (event) => {
    fingers.delete(event.pointerId);
    svg.classList.remove("moving");
  });

  // What is told of an actor or a tie
  function link(text, address) {
    const safe = /^https?:\/\//i.test(address || "");
    return safe ? make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text) : text;
  }
  function tellFact(fact) {
    const [subject, object] = [data.actors[fact.subject].label, data.actors[fact.object].label];
    const known = [fact.status, ...(fact.by || []).map((who) => `according to ${who}`), fact.date,
      fact.confidence && `confidence ${fact.confidence}`].filter(Boolean).join(", ");
    const source = make("p", { class: "from" }, known, fact.title ? " · " : "", link(fact.title || "", fact.document));
    const quotes = (fact.quotes || []).map((quote) => make("blockquote", {}, `“${quote}”`));
    return make("div", { class: "fact" }, make("b", {}, subject), ` ${say(fact.relation)} `, make("b", {}, object), ...quotes, source);
  }
  const isShown = (fact) => passes(fact);
  function tellTie(tie, most) {
    const facts = tie.facts.filter(isShown), rest = facts.length - most + tie.more;
    const nodes = facts.slice(0, most).map(tellFact);
    if (rest > 0) nodes.push(make("p", { class: "hint" }, `and ${rest} more`));
    return nodes;
  }
  const tiesOf = (actor) => data.ties.filter((tie) => tie.shown && (tie.one === actor.number || tie.other === actor.number));
  const nameTie = (tie) => `${data.actors[tie.one].label} – ${data.actors[tie.other].label}`;
  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  function tell(what, brief) {
    if (what.facts) return [make("h2", {}, nameTie(what)), ...tellTie(what, brief ? 2 : 100)];
    const ties = tiesOf(what).sort((a, b) => b.weight - a.weight);
    const about = make("p", { class: "from" }, `${say(what.type)}, community ${what.community}, ${count(ties.length, "tie")}`);
    if (what.qid && /^Q\d+$/.test(what.qid)) about.append(", ", link(what.qid, `https://www.wikidata.org/wiki/${what.qid}`));
    const nodes = [make("h2", {}, what.label), about];
    if (what.names.length && !brief) nodes.push(make("p", { class: "from" }, `also ${what.names.join(", ")}`));
    if (brief) return [...nodes, ...ties.slice(0, 3).flatMap((tie) => tellTie(tie, 1))];
    return [...nodes, ...ties.flatMap((tie) => [make("h2", {}, nameTie(tie)), ...tellTie(tie, 100)])];
  }

  // Pointing and choosing
  let chosen = null;
  function light(what) {
    const near = new Set(), lit = new Set();
    for (const tie of what ? data.ties : []) {
      if (tie === what || tie.one === what.number || tie.other === what.number) {
        lit.add(tie);
        near.add(tie.one).add(tie.other);
      }
    }
    if (what && !what.facts) near.add(what.number);
    for (const tie of data.ties) {
      tie.node.classList.toggle("faint", Boolean(what) && !lit.has(tie));
      tie.node.classList.toggle("near", lit.has(tie));
      tie.node.classList.toggle("chosen", tie === chosen);
    }
    for (const actor of data.actors) {
      actor.node.classList.toggle("faint", Boolean(what) && !near.has(actor.number));
      actor.node.classList.toggle("chosen", actor === chosen);
    }
  }
  function point(what, event) {
    light(what);
    tip.replaceChildren(...tell(what, true));
    tip.hidden = false;
    const box = svg.getBoundingClientRect(), [x, y] = [event.clientX - box.left, event.clientY - box.top];
    tip.style.left = `${Math.max(4, x + 16 + tip.offsetWidth > box.width ? x - tip.offsetWidth - 16 : x + 16)}px`;
    tip.style.top = `${Math.max(4, Math.min(y + 12, box.height - tip.offsetHeight - 4))}px`;
  }
  function choose(what) {
    chosen = what;
    light(what);
    tip.hidden = true;
    if (what) $("told").replaceChildren(...tell(what, false));
  }
  for (const what of [...data.actors, ...data.ties]) {
    what.node.addEventListener("pointerenter", (event) => fingers.size || point(what, event));
    what.node.addEventListener("pointerleave", () => { tip.hidden = true; light(chosen); });
    what.node.addEventListener("click", (event) => { event.stopPropagation(); if (!moved) choose(what); });
    what.node.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(what); $("told").focus(); }
    });
  }
  svg.addEventListener("click", () => moved || choose(null));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") choose(null);
    if (event.target.tagName === "INPUT") return;
    if (event.key === "+" || event.key === "=") zoom(1.4);
    if (event.key === "-") zoom(1 / 1.4);
    if (event.key === "0") fit();
  });

  // Searching
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  $("search").addEventListener("input", (event) => {
    const wanted = plain(event.target.value.trim());
    const fits = (actor) => [actor.label, ...actor.names, actor.qid || "", actor.iri].some((name) => plain(name).includes(wanted));
    const found = wanted ? data.actors.filter((actor) => actor.shown && fits(actor)).slice(0, 8) : [];
    $("found").replaceChildren(...found.map((actor) => {
      const button = make("button", { type: "button" }, actor.label);
      button.onclick = () => { show(actor); choose(actor); };
      return make("li", {}, button);
    }));
    if (wanted && !found.length) $("found").append(make("li", { class: "hint" }, "nobody of that name is shown"));
  });
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") document.querySelector("#found button")?.click();
  });

  // Filtering
  const off = { relation: new Set(), status: new Set(), type: new Set() };
  function passes(fact) {
    const [since, until] = [$("since").value.trim(), $("until").value.trim()];
    const [first, last] = (fact.date || "").split("/").length > 1 ? fact.date.split("/") : [fact.date, fact.date];
    return !off.relation.has(fact.relation) && !off.status.has(fact.status)
      && (!since || (first && first >= since)) && (!until || (last && last.slice(0, until.length) <= until));
  }
  function filter() {
    const least = Number($("weight").value) || 1;
    for (const actor of data.actors) actor.shown = false;
    for (const tie of data.ties) {
      const ends = [data.actors[tie.one], data.actors[tie.other]];
      tie.shown = tie.weight >= least && !ends.some((end) => off.type.has(end.type)) && tie.facts.some(passes);
      tie.node.classList.toggle("gone", !tie.shown);
      if (tie.shown) for (const end of ends) end.shown = true;
    }
    for (const actor of data.actors) actor.node.classList.toggle("gone", !actor.shown);
    const [actors, ties] = [data.actors, data.ties].map((all) => all.filter((each) => each.shown).length);
    const left = data.leftOut ? `; ${data.leftOut} with lighter ties were left out` : "";
    $("counts").textContent = `${count(actors, "actor")}, ${count(ties, "tie")}${left}`;
    if (chosen && !chosen.shown) choose(null);
    else if (chosen) choose(chosen);
  }
  function offer(kind, values) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    for (const [value, number] of [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
      const box = make("input", { type: "checkbox", checked: "" });
      box.onchange = () => { off[kind][box.checked ? "delete" : "add"](value); filter(); };
      $(kind).append(make("label", {}, box, ` ${say(value)} (${number})`));
    }
  }
  const facts = data.ties.flatMap((tie) => tie.facts);
  offer("relation", facts.map((fact) => fact.relation));
  offer("status", facts.map((fact) => fact.status));
  offer("type", data.actors.map((actor) => actor.type));
  for (const button of document.querySelectorAll("[data-all],[data-none]")) button.onclick = () => {
    const boxes = $(button.dataset.all || button.dataset.none).querySelectorAll("input");
    for (const box of boxes) if (box.checked !== Boolean(button.dataset.all)) box.click();
  };
  for (const id of ["since", "until", "weight"]) $(id).addEventListener("input", filter);

  filter();
  fit();
  addEventListener("resize", fit);
})();
