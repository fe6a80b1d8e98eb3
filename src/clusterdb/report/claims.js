// In: the JSON of the page. Out: its DOM, made node by node, so that no text of a document can become markup.
//
// A claim: id, m measure, p province code, place, whole (it is the whole province), scope, group (cluster), b basis,
// u unit, fig figure in words, c comparator, v and h number and upper end, end last day, y its year, long (over several years), src document,
// at [sentence, quote begins, ends, figure begins, ends], sec section, n times said, sure confidence.
// A target also: st status, cl class, why reasons, ratio attainment, down (less is better), best and pairs its results,
// pace, said (by itself), and same: the place of the target that says the same and stands for it.
// Any pair of texts is [Chinese, English].
const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const STEP = 60; // rows drawn at a time
const REACH = 1.5; // targets that a bar is long
const TONES = { exceeded: "good", met: "good", met_early: "good", missed: "bad", indeterminate: "doubt",
  not_comparable: "doubt", due_no_report: "silent", not_yet_due: "open", no_deadline: "open" };
const GLYPHS = { exceeded: "▲", met: "✓", met_early: "✓", missed: "✕", indeterminate: "?", not_comparable: "≠",
  due_no_report: "–", not_yet_due: "→", no_deadline: "·" };
const PLAIN = new Set(["SAME_SERIES", "CORROBORATED"]); // the verdict says as much
const FIRM = new Set(["evaluable", "no_result"]); // classes that need no word beside the verdict
const KEYS = ["view", "q", "p", "m", "y", "s", "o", "series", "of", "id", "lang"]; // what the address keeps
const state = Object.fromEntries(KEYS.map((key) => [key, ""]));
let drawn = STEP;
let withQuotes = false;

data.targets.forEach((claim) => { claim.kind = "target"; });
data.results.forEach((claim) => { claim.kind = "result"; claim.held = []; });
const targets = data.targets.filter((claim) => claim.same === undefined);
targets.forEach((claim) => { claim.also = []; });
data.targets.forEach((claim) => { if (claim.same !== undefined) data.targets[claim.same].also.push(claim); });
targets.forEach((claim) => (claim.pairs || []).forEach((pair) => data.results[pair.r].held.push(claim)));
const claims = [...targets, ...data.results];
const found = (id) => [...claims, ...data.targets].find((claim) => claim.id.startsWith(id));
const provinces = new Map(data.provinces.map((province) => [province.code, province]));
const best = (target) => (target.best === undefined ? null : data.results[target.best]);

// ---- words

const english = () => state.lang === "en";
const one = (pair) => (pair ? pair[english() ? 1 : 0] || pair[0] || "" : "");
const say = (word, values = {}) => one(data.words[word]).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const count = (number) => number.toLocaleString("en");
const share = (ratio) => `${+(ratio * 100).toFixed(1)}%`;
const measure = (claim) => one(data.metrics[claim.m].slice(1));
const basis = (claim) => one(data.bases[claim.b]);
const what = (claim) => [measure(claim), basis(claim), one(claim.group), claim.down && say("lower")].filter(Boolean)
  .join(" · ");
const where = (claim) => [one(claim.place), claim.scope].filter(Boolean).join(" ");
const reasons = (codes) => (codes || []).filter((code) => !PLAIN.has(code)).map((code) => one(data.reasons[code]))
  .join(english() ? "; " : "；");
const day = (iso) => (iso && iso.endsWith("-12-31") ? iso.slice(0, 4) : iso || "");
const short = (claim) => {
  if (claim.v === undefined) return one(claim.fig);
  const number = new Intl.NumberFormat(english() ? "en" : "zh-CN", { notation: "compact", maximumFractionDigits: 1 });
  return number.format(claim.v) + (claim.u === "%" ? "%" : "");
};

// ---- nodes

/** An element: text and numbers become text, `on` listens, `style` goes through the object model that the policy allows. */
function el(name, given = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null || (value === false && !key.startsWith("aria-"))) continue;
    if (key === "on") node.addEventListener("click", value);
    else if (key === "style") Object.entries(value).forEach(([rule, to]) => node.style.setProperty(rule, to));
    else node.setAttribute(key, value === true && !key.startsWith("aria-") ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** A figure that opens its sentence; `target` is what a result stands beside. */
const number = (claim, target, given = {}) =>
  el("button", { type: "button", class: "number", "data-id": claim.id, "aria-haspopup": "dialog",
    "aria-label": `${where(claim)} ${measure(claim)}: ${say(claim.kind)} ${one(claim.fig)} ${day(claim.end)}`.trim(),
    on: () => open(claim, target), ...given }, given.class ? "" : one(claim.fig));

/** The sentence of a claim: the quote marked, the figure in it bold. */
function sentence(claim) {
  if (!claim.at) return el("p", { class: "dim" }, say("no_sentence"));
  const [number, from, to, first = from, last = first] = claim.at;
  const text = data.sentences[number];
  const quote = el("mark", {}, text.slice(from, first), el("b", {}, text.slice(first, last)), text.slice(last, to));
  return el("blockquote", { lang: "zh-CN" }, text.slice(0, from), quote, text.slice(to));
}

function origin(claim) {
  const source = data.sources[claim.src];
  const told = [source.title, claim.sec === source.title ? "" : claim.sec, source.by,
    source.on && say("published", { day: source.on })];
  return el("cite", {}, told.filter(Boolean).join(" · "),
    source.url ? el("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, say("origin")) : "");
}

// ---- one claim, in a window of its own

function block(claim, chosen, pair) {
  const told = [claim.n && say("said", { count: claim.n }),
    claim.sure !== undefined && say("confidence", { share: share(claim.sure) })].filter(Boolean).join(" · ");
  return el("article", { class: chosen ? "chosen" : "", "data-tone": claim.st ? TONES[claim.st] : false },
    el("h3", {}, el("small", {}, say(claim.kind)), ` ${one(claim.fig)} `, el("small", {}, day(claim.end))),
    el("p", { class: "dim" }, `${where(claim)} · ${what(claim)}`),
    pair && el("p", { class: "class" }, one(data.classes[pair.cl]), el("small", {}, reasons(pair.why))),
    sentence(claim), origin(claim),
    el("p", { class: "dim" }, told, told ? " · " : "",
      el("a", { href: address({ id: claim.id.slice(0, 8), view: claim.kind === "result" ? "results" : "" }) },
        say("link"))));
}

/** Show the claim; a result together with the target that it was clicked beside. */
function open(claim, target = claim.kind === "target" ? claim : null) {
  const box = $("claim");
  const title = target || claim;
  const pairs = target ? target.pairs || [] : [];
  const others = target ? pairs.map((pair) => block(data.results[pair.r], data.results[pair.r] === claim, pair))
    : claim.held.map((held) => block(held, false));
  box.replaceChildren(
    el("header", {}, el("h2", { id: "claim-title" }, `${where(title)} ${measure(title)}`),
      el("button", { type: "button", class: "close", "aria-label": say("close"), on: () => box.close() }, "×")),
    target ? verdict(target) : "",
    block(title, title === claim && pairs.length > 0),
    ...(target && target.also.length ? [el("h4", {}, say("also")), ...target.also.map((told) => block(told))] : []),
    others.length ? el("h4", {}, say(target ? "looked_at" : "held_against")) : "", ...others);
  state.id = claim.id.slice(0, 8);
  keep();
  if (!box.open) box.showModal();
  const chosen = box.querySelector(".chosen");
  if (chosen && chosen !== box.querySelector("article")) chosen.scrollIntoView({ block: "nearest" });
  else box.scrollTop = 0;
}

function verdict(target) {
  const notes = [FIRM.has(target.cl || "no_result") || target.cl === target.st ? "" : one(data.classes[target.cl]),
    reasons(target.why), target.pace && one(target.pace),
    target.said && say("declared", { level: one(target.said) })].filter(Boolean).join(english() ? "; " : "；");
  return el("p", { class: "verdict", "data-tone": TONES[target.st] },
    el("strong", {}, el("i", { "aria-hidden": "true" }, GLYPHS[target.st] || "·"), one(data.statuses[target.st])),
    target.ratio === undefined ? "" : el("em", { title: say("attained", { share: share(target.ratio) }) },
      share(target.ratio)),
    notes ? el("small", { title: notes }, notes) : "");
}
