// In: claims and what the reader chose. Out: the list with its filters, and the page around it; the address keeps the choice.

// ---- rows

function row(claim) {
  const result = claim.kind === "target" ? best(claim) : null;
  const name = el("div", { class: "what" }, el("b", {}, where(claim)), el("span", {}, what(claim)));
  if (claim.kind === "result")
    return el("li", { class: "row result" }, name,
      el("div", { class: "amount" }, number(claim), el("small", {}, day(claim.end))), origin(claim),
      withQuotes ? el("div", { class: "quotes" }, sentence(claim)) : "");
  return el("li", { class: "row" }, name,
    el("div", { class: "amount" },
      el("p", {}, result ? number(result, claim) : el("span", { class: "dim" }, say("no_result")),
        result ? el("small", {}, day(result.end)) : "",
        el("span", { class: "goal" }, el("small", {}, say("target")), number(claim),
          el("small", {}, claim.end ? day(claim.end) : say("no_deadline")))),
      bar(claim, result)),
    line(claim), verdict(claim),
    withQuotes ? el("div", { class: "quotes" }, sentence(claim), origin(claim),
      result ? [sentence(result), origin(result)] : "") : "");
}

const haystacks = new Map();
function haystack(claim) {
  if (!haystacks.has(claim))
    haystacks.set(claim, [...(claim.place || []), claim.scope, ...(claim.group || []), ...data.metrics[claim.m],
      ...claim.fig, claim.at && data.sentences[claim.at[0]], data.sources[claim.src].title].join("\n").toLowerCase());
  return haystacks.get(claim);
}

const passes = {
  q: (claim, words) => words.toLowerCase().split(/\s+/).every((word) => haystack(claim).includes(word)),
  p: (claim, code) => (claim.p || "-") === code,
  m: (claim, key) => data.metrics[claim.m][0] === key,
  y: (claim, year) => String(claim.y || "-") === year,
  s: (claim, status) => claim.kind === "result" || claim.st === status,
};
const weight = (claim) => ({ good: 0, bad: 0, doubt: 1 })[TONES[claim.st]] ?? (claim.best === undefined ? 3 : 2);
const statuses = Object.keys(data.statuses);
const orders = {
  "": (a, b) => weight(a) - weight(b) || statuses.indexOf(a.st) - statuses.indexOf(b.st),
  place: (a, b) => (a.p || "").localeCompare(b.p || "") || where(a).localeCompare(where(b), "zh"),
  measure: (a, b) => measure(a).localeCompare(measure(b), english() ? "en" : "zh"),
  deadline: (a, b) => (a.end || "9").localeCompare(b.end || "9"),
  ratio: (a, b) => (b.ratio ?? -1) - (a.ratio ?? -1),
};
const shownKind = () => (state.view === "results" ? data.results : targets);
const filtered = (but = "", from = shownKind()) => from.filter((claim) =>
  Object.entries(passes).every(([key, test]) => key === but || !state[key] || test(claim, state[key])));

function drawRows() {
  const found = filtered();
  const results = state.view === "results";
  if (state.o || !results) found.sort(orders[state.o] || orders[""]);
  $("head").replaceChildren(el("span", {}, say(results ? "head_result" : "head_what")),
    el("span", {}, say(results ? "result" : "head_bar")),
    results ? el("span", {}, say("head_document")) : axis(), results ? "" : el("span", {}, say("head_verdict")));
  $("head").classList.toggle("result", results);
  $("rows").replaceChildren(...found.slice(0, drawn).map(row));
  if (!found.length) $("rows").append(el("li", { class: "dim" }, say("nothing")));
  $("count").textContent = say("shown", { count: count(found.length) });
  $("more").hidden = found.length <= drawn;
  $("more").textContent = say("more", { count: count(Math.min(STEP, found.length - drawn)) });
  $("chosen").textContent = [state.q, ...["p", "m", "y"].map((key) => state[key] && $(key).selectedOptions[0].textContent),
    state.s && one(data.statuses[state.s])].filter(Boolean).join(" · ");
  $("clear").hidden = !Object.keys(passes).some((key) => state[key]);
  for (const view of ["targets", "results"]) {
    $(`view-${view}`).textContent = `${say(view)} ${count((view === "targets" ? targets : data.results).length)}`;
    $(`view-${view}`).setAttribute("aria-pressed", (view === "results") === results);
  }
  $("quotes").setAttribute("aria-pressed", withQuotes);
  drawStatuses();
}

function drawStatuses() {
  const here = filtered("s", targets);
  const counts = new Map(Object.keys(data.statuses).map((status) => [status, 0]));
  here.forEach((claim) => counts.set(claim.st, counts.get(claim.st) + 1));
  $("strip").replaceChildren(...[...counts].filter(([, number]) => number).map(([status, number]) =>
    el("i", { "data-tone": TONES[status], "data-status": status, style: { "flex-grow": String(number) } })));
  $("statuses").replaceChildren(...[...counts].map(([status, number]) =>
    el("button", { type: "button", class: number ? "" : "empty", "data-tone": TONES[status], "data-status": status, "aria-pressed": state.s === status,
      on: () => choose({ s: state.s === status ? "" : status, view: "" }) },
    el("b", {}, count(number)), el("i", { "aria-hidden": "true" }, GLYPHS[status]), one(data.statuses[status]))));
}

// ---- the page around them

function fill(select, options, chosen) {
  select.replaceChildren(...options.map(([value, words]) => el("option", { value, selected: value === chosen }, words)));
}

function tally(key, keyed) {
  const counts = new Map();
  filtered(key).forEach((claim) => counts.set(keyed(claim), (counts.get(keyed(claim)) || 0) + 1));
  if (state[key] && !counts.has(state[key])) counts.set(state[key], 0);
  return [...counts];
}

function drawFilters() {
  const all = ["", say("all")];
  const counted = (words, number) => `${words} (${count(number)})`;
  fill($("p"), [all, ...tally("p", (claim) => claim.p || "-").sort().map(([code, number]) =>
    [code, counted(provinces.has(code) ? one(provinces.get(code).name) : say("no_province"), number)])], state.p);
  const names = new Map(data.metrics.map(([key, ...pair]) => [key, one(pair)]));
  fill($("m"), [all, ...tally("m", (claim) => data.metrics[claim.m][0]).sort((a, b) => b[1] - a[1])
    .map(([key, number]) => [key, counted(names.get(key) || key, number)])], state.m);
  fill($("y"), [all, ...tally("y", (claim) => String(claim.y || "-")).sort().map(([year, number]) =>
    [year, counted(year === "-" ? say("no_deadline") : year, number)])], state.y);
  fill($("o"), (state.view === "results" ? ["", "measure", "deadline"] : ["", "place", "measure", "deadline", "ratio"])
    .map((order) => [order, say(`order_${order || (state.view === "results" ? "place" : "verdict")}`)]), state.o);
  if ($("q").value !== state.q) $("q").value = state.q;
}

function drawPage() {
  document.documentElement.lang = english() ? "en" : "zh-CN";
  document.title = say("title");
  document.querySelectorAll("[data-word]").forEach((node) => { node.textContent = say(node.dataset.word); });
  document.querySelectorAll("[data-label]").forEach((node) => node.setAttribute("aria-label", say(node.dataset.label)));
  $("language").textContent = say("language");
  $("language").setAttribute("aria-label", say("language_label"));
  $("known").textContent = say("known", { day: data.known });
  $("title").textContent = say("title");
  const tones = (tone) => count(targets.filter((claim) => TONES[claim.st] === tone).length);
  const number = (of) => count(of.length);
  const decided = targets.filter((claim) => ["good", "bad"].includes(TONES[claim.st]));
  $("lead").replaceChildren(
    say("lead", { documents: number(data.sources), targets: number(targets), results: number(data.results) }), " ",
    el("strong", {}, say(decided.length ? "verdicts" : "no_verdicts", { decided: number(decided), met: tones("good"),
      missed: tones("bad"), silent: tones("silent") })), " ", el("span", { class: "screen" }, say("click")),
    data.cut ? " " + say("cut", { shown: number(data.targets) }) : "",
    data.cut_results ? " " + say("cut_results", { shown: number(data.results) }) : "");
  const newest = [...data.sources].sort((a, b) => (b.on || "").localeCompare(a.on || ""));
  $("sources").replaceChildren(...newest.map((source) => el("tr", {},
    el("td", { lang: "zh-CN" }, source.url ? el("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, source.title)
      : source.title, el("small", {}, [source.by, source.name].filter(Boolean).join(" · "))), el("td", {}, source.on || ""),
    ["targets", "results", "figures", "left"].map((key) => el("td", { class: "n" }, count(source[key] || 0))),
    el("td", { class: "dim" }, one(source.why)))));
  $("rejected").textContent = data.rejected ? say("rejected", { count: count(data.rejected) }) : "";
  $("made").textContent = say("made_by", { version: data.version });
  drawAcross();
  drawFilters();
  drawRows();
}

const address = (changes = {}) => "#" + new URLSearchParams(Object.entries({ ...state, ...changes })
  .filter(([key, value]) => value && !(key === "lang" && value === data.lang))).toString();
const keep = () => history.replaceState(null, "", address());

function choose(changes) {
  Object.assign(state, changes);
  drawn = STEP;
  keep();
  drawFilters();
  drawRows();
}

function read() {
  const told = new URLSearchParams(location.hash.slice(1));
  for (const key of KEYS) state[key] = told.get(key) || "";
  if (!["zh", "en"].includes(state.lang)) state.lang = data.lang;
  drawn = STEP;
  drawPage();
  const asked = /^[0-9a-f-]{4,36}$/.test(state.id) && found(state.id);
  if (asked) open(asked.same === undefined ? asked : data.targets[asked.same]);
  else if ($("claim").open) $("claim").close();
}

for (const key of ["p", "m", "y", "o"]) $(key).addEventListener("change", () => choose({ [key]: $(key).value }));
$("q").addEventListener("input", () => choose({ q: $("q").value }));
$("clear").addEventListener("click", () => choose({ q: "", p: "", m: "", y: "", s: "" }));
$("view-targets").addEventListener("click", () => choose({ view: "" }));
$("view-results").addEventListener("click", () => choose({ view: "results" }));
$("quotes").addEventListener("click", () => { withQuotes = !withQuotes; drawRows(); });
$("more").addEventListener("click", () => { drawn += STEP; drawRows(); });
$("language").addEventListener("click", () => { state.lang = english() ? "zh" : "en"; keep(); drawPage(); });
$("series").addEventListener("change", () => { Object.assign(state, { series: $("series").value, of: "" }); keep(); drawAcross(); });
$("series-year").addEventListener("change", () => {
  Object.assign(state, { series: $("series").value, of: $("series-year").value });
  keep();
  drawAcross();
});
$("claim").addEventListener("close", () => { state.id = ""; keep(); });
$("claim").addEventListener("click", (event) => { if (event.target === $("claim")) $("claim").close(); });
addEventListener("beforeprint", () => { drawn = Infinity; drawRows(); });
addEventListener("hashchange", read);
read();
