// In: claims. Out: the bar and the time line of a row, and one measure over the provinces as a tile map and a ranking.

// ---- bars and time lines

/** The result beside the target in multiples of it; none where it is of another thing or another time. */
function bar(target, result) {
  if (!target.v || target.b === "rank") return null;
  const alike = result && result.v !== undefined && (target.cl === "evaluable"
    || (target.cl === "progress" && ["stock", "flow"].includes(target.b)));
  const at = (value) => `${(Math.min(Math.max(value / target.v, 0), REACH) / REACH) * 100}%`;
  return el("div", { class: "bar", "data-tone": TONES[target.st], "aria-hidden": "true" },
    alike ? el("i", { class: [target.cl === "evaluable" ? "" : "loose", result.v / target.v > REACH ? "over" : ""]
      .join(" ").trim(), style: { width: at(result.v) } }) : "",
    target.h ? el("u", { class: "span", style: { left: at(target.v), right: `calc(100% - ${at(target.h)})` } }) : "",
    el("u", { style: { left: at(target.v) } }));
}

const time = (iso) => Date.parse(iso) / 864e5;
const days = claims.flatMap((claim) => [claim.kind === "target" ? claim.end : "", data.sources[claim.src].on])
  .filter(Boolean).sort();
const lastYear = days.length ? Math.min(+days[days.length - 1].slice(0, 4), +data.known.slice(0, 4) + 6) : 0;
const firstYear = days.length ? Math.max(+days[0].slice(0, 4), lastYear - 12) : 0;
const begin = time(`${firstYear}-01-01`), stop = time(`${lastYear + 1}-01-01`);
const left = (iso) => ({ left: `${(Math.min(Math.max((time(iso) - begin) / (stop - begin), 0), 1)) * 100}%` });

function line(target) {
  const set = data.sources[target.src].on;
  const dots = [...new Set([target.best, ...(target.pairs || []).map((pair) => pair.r)])]
    .filter((result) => result !== undefined && data.results[result].end).reverse();
  const from = set && target.end && set < target.end ? left(set).left : null;
  return el("div", { class: "line", "data-tone": TONES[target.st], "data-from": firstYear, "data-to": lastYear + 1 },
    from ? el("s", { style: { left: from, right: `calc(100% - ${left(target.end).left})` },
      title: say("published", { day: set }) }) : "",
    target.end ? el("span", { class: "due", style: left(target.end), title: say("by", { day: target.end }) }) : "",
    dots.map((result) => number(data.results[result], target, { class: "dot" + (result === target.best ? "" : " loose"),
      style: left(data.results[result].end), title: `${one(data.results[result].fig)} ${day(data.results[result].end)}` })));
}

const axis = () => {
  const step = Math.ceil((lastYear - firstYear + 1) / 4);
  const years = [];
  for (let year = firstYear; year <= lastYear; year += step) years.push(year);
  return el("div", { class: "line" }, years.map((year) => el("span", { class: "tick", style: left(`${year}-01-01`) }, year)));
};

// ---- one measure over the provinces

const series = new Map(); // measure|basis|unit -> year -> province -> { target, result }
const cell = (claim) => {
  const key = [data.metrics[claim.m][0], claim.b, claim.u].join("|");
  if (!series.has(key)) series.set(key, { claim, years: new Map() });
  const { years } = series.get(key);
  if (!years.has(claim.y)) years.set(claim.y, new Map());
  const row = years.get(claim.y);
  if (!row.has(claim.p)) row.set(claim.p, {});
  return row.get(claim.p);
};
const proven = (target) => target.cl === "evaluable";
for (const claim of claims) {
  if (!claim.whole || !claim.y || claim.long || claim.scope || claim.group || !one(claim.fig) || claim.b === "fulfilment") continue;
  const here = cell(claim);
  if (claim.kind === "target") {
    if (!here.target || (proven(claim) && !proven(here.target))) here.target = claim;
  } else if (!here.result || (claim.end || "") > (here.result.end || "")) here.result = claim;
}
// beside a target stands only what the comparison found to measure the same thing over the same time
series.forEach(({ years }) => years.forEach((row) => row.forEach((here) => {
  if (here.target) here.result = proven(here.target) ? best(here.target) : undefined;
})));
const weigh = (row) => [...row.values()].reduce((sum, { target, result }) =>
  sum + (target && result ? 100 : target ? 10 : 1), 0);
const heaviest = (years) => [...years].sort((a, b) => weigh(b[1]) - weigh(a[1]) || b[0] - a[0])[0];
const ranked = [...series].map(([key, { claim, years }]) => ({ key, claim, years, weight: weigh(heaviest(years)[1]) }))
  .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
  .filter(({ key, years }, place) => !place || !key.startsWith("w:")
    || new Set([...years.values()].flatMap((row) => [...row.keys()])).size > 1);

function drawAcross() {
  const chosen = ranked.find(({ key }) => key === state.series) || ranked[0];
  $("across").hidden = !chosen;
  if (!chosen) return;
  const years = [...chosen.years.keys()].sort();
  const year = years.find((known) => String(known) === state.of) ?? heaviest(chosen.years)[0];
  const here = chosen.years.get(year);
  fill($("series"), ranked.map(({ key, claim }) => [key, `${measure(claim)} · ${basis(claim)}`]), chosen.key);
  fill($("series-year"), years.map((known) => [String(known), String(known)]), String(year));
  $("series-name").textContent = `${measure(chosen.claim)} · ${basis(chosen.claim)} · ${year}`;
  $("map").replaceChildren(...data.provinces.map((province) => tile(province, here.get(province.code) || {})));
  const tones = ["good", "bad", "doubt", "silent", "open"].filter((tone) =>
    [...here.values()].some(({ target }) => target && TONES[target.st] === tone));
  const names = (tone) => Object.keys(data.statuses).filter((status) => TONES[status] === tone
    && [...here.values()].some(({ target }) => target && target.st === status)).map((status) => one(data.statuses[status]));
  $("legend").replaceChildren(...tones.map((tone) => el("span", { "data-tone": tone }, el("i"), names(tone).join(" / "))),
    [...here.values()].some(({ target }) => !target) ? el("span", { "data-tone": "only" }, el("i"), say("result_only")) : "",
    [...here.values()].some(({ result }) => !result) ? el("span", {}, `◆ ${say("target_only")}`) : "",
    el("span", {}, el("i"), say("no_data")));
  drawRanking(here);
}

function tile(province, { target, result }) {
  const claim = result || target;
  const told = claim ? `${result ? "" : "◆"}${short(claim)}` : "";
  const words = [one(province.name), result && `${say("result")} ${one(result.fig)}`,
    target && `${say("target")} ${one(target.fig)}`, target && one(data.statuses[target.st]), !claim && say("no_data")]
    .filter(Boolean).join(english() ? ", " : "，");
  return el(claim ? "button" : "div", { ...(claim ? { type: "button", on: () => open(claim, target || null) } : { role: "img" }),
    class: "tile", "data-tone": target ? TONES[target.st] : claim ? "only" : false, "data-p": province.code,
    "aria-label": words, title: words, style: { "grid-row": String(province.row), "grid-column": String(province.column) } },
  el("b", {}, one(province.short)), el("span", {}, told));
}

function drawRanking(here) {
  const told = [...here].filter(([, { target, result }]) => (result || target).v !== undefined)
    .sort(([, a], [, b]) => (b.result || b.target).v - (a.result || a.target).v);
  const values = told.flatMap(([, { target, result }]) => [target && target.v, target && target.h, result && result.v])
    .filter((value) => value !== undefined && value !== null);
  const low = Math.min(0, ...values), high = Math.max(0, ...values) || 1;
  const at = (value) => ((value - low) / (high - low)) * 100;
  $("ranking").replaceChildren(...told.map(([code, { target, result }]) =>
    el("li", { "data-tone": target ? TONES[target.st] : "only" },
      el("span", {}, one(provinces.get(code).name)),
      el("div", { class: "track", "aria-hidden": "true" },
        result && result.v !== undefined ? el("i", { style: { left: `${at(Math.min(0, result.v))}%`,
          width: `${Math.abs(at(result.v) - at(0))}%` } }) : "",
        target && target.h !== undefined ? el("u", { class: "span", style: { left: `${at(target.v)}%`, right: `${100 - at(target.h)}%` } }) : "",
        target && target.v !== undefined ? el("u", { style: { left: `${at(target.v)}%` } }) : ""),
      result ? number(result, target || null) : el("span", { class: "dim" }, say("no_match")),
      target ? el("span", { class: "goal" }, el("small", {}, say("target")), number(target)) : el("span"))),
  told.length ? "" : el("li", { class: "dim" }, say("none_here")));
}
