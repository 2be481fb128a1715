"use strict";
// Tables that sort, filter and open down to the cells behind a figure. Texts reach the page through textContent only.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const LONG = 400; // letters: more stand in a box that scrolls, as in the page itself
  const order = new Intl.Collator("vi", { numeric: true });
  const say = (code, seen = {}) => words[code].replace(/\{(\w+)\}/g, (gap, name) => seen[name] ?? gap);
  const print = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ".");

  // --- Vietnamese words: as the command line matches them

  const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const fold = (text) => text.normalize("NFC").toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean).map((word) => {
    const letters = word.normalize("NFD");
    return letters.replace(TONES, "").normalize("NFC") + (letters.match(TONES) ?? []).join("");
  }).join(" ");
  const bare = (text) => fold(text).normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");

  function matcher(query) {
    const wanted = fold(query);
    if (!wanted) return null;
    if (bare(query) === wanted) return (row) => (row.bare ??= bare(row.text)).includes(wanted); // no accents typed
    const typed = query.trim().normalize("NFC").toLowerCase(); // half a word has its tone elsewhere than the whole one
    return (row) => (row.folded ??= fold(row.text)).includes(wanted) || row.text.toLowerCase().includes(typed);
  }

  // --- small pieces of the page

  function make(tag, text = "", attributes = {}) {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  function button(text, press) {
    const made = make("button", text, { type: "button" });
    made.addEventListener("click", press);
    return made;
  }

  function becomesButton(element, press) {
    const made = button("", press);
    made.append(...element.childNodes);
    element.append(made);
  }

  // A cell in the data: a text, a number, or what is printed of a number and the number.
  const printed = (cell) => (Array.isArray(cell) ? cell[0] : String(cell));
  const amount = (cell) => (Array.isArray(cell) ? cell[1] : typeof cell === "number" ? cell : null);

  // What a text states first: "≥ 1.500.000 đồng" is 1500000; null: it states no amount.
  const AMOUNT = /^(?:[≥≤≈] )?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?=[ ;]|$)/;
  function stated(text) {
    const found = AMOUNT.exec(text);
    return found && Number(`${found[1].replaceAll(".", "")}.${found[2] ?? 0}`);
  }

  function fromPage(line, place) {
    const cells = [...line.cells];
    const held = (cell) => ("n" in cell.dataset ? [cell.textContent, Number(cell.dataset.n)] : cell.textContent);
    return { line, ...fromData(cells.map(held), place) };
  }

  function fromData(cells, place) {
    return { cells, place, text: cells.map(printed).join(" ").normalize("NFC") };
  }

  // --- one table: all its rows, those that match, those that are shown

  class Rows {
    constructor(table, rows, { count, more, step = 1000, dress = () => {} }) {
      Object.assign(this, { table, rows, count, more, step, dress, own: null, common: null, whole: false });
      this.shown = step;
      this.sorted = { column: -1, down: false };
      this.heads = [...table.tHead.querySelectorAll("[data-column]")];
      for (const head of this.heads) {
        const name = head.textContent;
        becomesButton(head, () => this.sort(Number(head.dataset.column)));
        head.querySelector("button").title = say("sort", { column: name });
      }
      this.whose = table.tFoot?.rows[0].cells[0].appendChild(make("span")); // of fewer rows than the totals are
      more.onclick = () => { this.shown += step; this.show(); };
    }

    sort(column) {
      this.sorted = { column, down: this.sorted.column === column && !this.sorted.down };
      const turn = this.sorted.down ? -1 : 1;
      const text = (row) => printed(row.cells[column]);
      const texts = this.rows.map(text).filter(Boolean);
      const amounts = texts.every((one) => stated(one) !== null); // "5 hộ", "12 hộ": texts, and yet figures
      const value = (row) => amount(row.cells[column]) ?? (amounts ? stated(text(row)) : null);
      this.rows.sort((one, other) => {
        const [a, b] = [value(one), value(other)];
        if (a !== null && b !== null) return turn * (a - b) || one.place - other.place;
        if (a !== null || b !== null) return a === null ? 1 : -1; // what is not reported stands last, either way
        if (!text(one) || !text(other)) return !text(one) - !text(other) || one.place - other.place; // and so do blanks
        return turn * order.compare(text(one), text(other)) || one.place - other.place;
      });
      for (const head of this.heads) {
        if (Number(head.dataset.column) === column) head.setAttribute("aria-sort", this.sorted.down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
      this.show();
    }

    filter(which, query) {
      this[which] = matcher(query);
      this.shown = this.step;
      return this.show();
    }

    showAll(all) {
      if (this.rows.length <= this.step) return;
      this.whole = all;
      this.show();
    }

    show() {
      const found = this.rows.filter((row) => (!this.own || this.own(row)) && (!this.common || this.common(row)));
      const shown = this.whole ? found.length : this.shown;
      this.table.tBodies[0].replaceChildren(...found.slice(0, shown).map((row) => this.line(row)));
      const narrowed = this.own || this.common;
      this.count.textContent = narrowed
        ? (found.length ? say("found", { shown: print(found.length), count: print(this.rows.length) }) : say("found-none"))
        : "";
      if (this.whose) this.whose.textContent = narrowed ? ` (${words["of-whole"]})` : "";
      const left = found.length - shown;
      this.more.hidden = left <= 0;
      this.more.textContent = say("more", { count: print(Math.min(left, this.step)) });
      return found.length;
    }

    line(row) {
      if (!row.line) {
        row.line = make("tr");
        row.cells.forEach((cell, column) => {
          const text = printed(cell);
          const made = make(column ? "td" : "th", text.length > LONG ? "" : text, column ? {} : { scope: "row" });
          if (text.length > LONG) made.append(make("div", text, { class: "long", tabindex: 0 }));
          if (this.heads.find((head) => Number(head.dataset.column) === column)?.classList.contains("n")) made.className = "n";
          row.line.append(made);
        });
      }
      if (!row.dressed) this.dress(row);
      row.dressed = true;
      return row.line;
    }
  }

  // --- from the whole to a row, from a row to a figure, from a figure to its cells

  const dialog = document.getElementById("sources");
  const at = (id) => document.getElementById(id);
  const heads = ["text", "unit", "reporter", "path", "standing", "value"];
  let narrowed = null;

  function cell(number) {
    const [text, unit, reporter, path, sheet, address, standing, value] = data.cells[number];
    const said = (place) => data.texts[place];
    const source = [path, sheet, address].map(said).filter(Boolean).join(" › ");
    return [said(text), said(unit), said(reporter), source, said(standing), value];
  }

  class Sources {
    constructor(id, table) {
      const { name, figures, summed } = data.tables[id];
      Object.assign(this, { name, summed }); // summed: the figures of a row may be added, and its last one is their sum
      this.byLine = new Map(); // line → column → [numbers of cells, what more there is]
      for (const [place, behind] of Object.entries(figures)) {
        const [line, column] = place.split(",").map(Number);
        if (!this.byLine.has(line)) this.byLine.set(line, new Map());
        this.byLine.get(line).set(column, behind);
      }
      this.names = [...table.tHead.querySelectorAll("[data-column]")].reduce(
        (names, head) => Object.assign(names, { [head.dataset.column]: head.textContent }), []);
      this.rows = [];
    }

    open(line = null, column = null) {
      const row = this.rows.find((one) => one.place === line);
      const path = [[data.unit || words.whole, () => this.open()]];
      if (row) path.push([printed(row.cells[0]), () => this.open(line)]);
      if (row && column !== null) path.push([this.names[column + 1], () => this.open(line, column)]);
      at("sources-title").textContent = this.name;
      at("path").replaceChildren(...path.map(([text, press], place) => {
        const step = make("li");
        step.append(place < path.length - 1 ? button(text, press) : make("b", text));
        return step;
      }));
      if (!row) this.lines();
      else this.cells(row, column);
      if (!dialog.open) dialog.showModal();
      at("sources-title").focus();
    }

    lines() {
      at("parts").replaceChildren();
      at("sum").textContent = words["no-cells"];
      at("rest").replaceChildren();
      const last = this.names.length - 1;
      const shown = (row) => [printed(row.cells[0]), ...(this.summed ? [row.cells[last]] : [])];
      const rows = this.rows.filter((row) => this.byLine.has(row.place)).sort((one, other) => one.place - other.place);
      fill(this.summed ? [this.names[0], this.names[last]] : [this.names[0]], rows.map((row, place) => Object.assign(
        fromData(shown(row), place), { open: () => this.open(row.place) })));
    }

    cells(row, column) {
      const behind = this.byLine.get(row.place) ?? new Map();
      const split = column === null && behind.size > 1;
      at("parts").replaceChildren(...(split ? [...behind.keys()] : []).map(
        (key) => button(`${this.names[key + 1]}: ${printed(row.cells[key + 1])}`, () => this.open(row.place, key))));
      const apart = split && !this.summed;
      const chosen = apart ? [] : column === null ? [...behind.values()] : behind.has(column) ? [behind.get(column)] : [];
      const numbers = chosen.flatMap(([cells]) => cells);
      const figure = row.cells[column === null ? row.cells.length - 1 : column + 1];
      const sum = numbers.reduce((added, number) => added + amount(data.cells[number][7]), 0);
      const same = Math.abs(sum - amount(figure)) < 1e-6; // never say of cells what is not so
      at("sum").textContent = apart ? words.apart : !numbers.length ? words["no-source"]
        : say(same ? "cells" : "cells-alone", { count: print(numbers.length), value: printed(figure) });
      at("rest").replaceChildren(...chosen.filter(([, more]) => more).map(
        ([, count, value, command]) => make("li", say("rest", { count, value, command }))));
      fill(heads.map((head) => words[`head-${head}`]), numbers.map((number, place) => fromData(cell(number), place)));
    }
  }

  function fill(names, rows) {
    dialog.classList.toggle("empty", !rows.length);
    const table = at("cells");
    const line = make("tr");
    names.forEach((name, column) => line.append(make("th", name, {
      scope: "col", "data-column": column, class: column && column === names.length - 1 ? "n" : "" })));
    table.tHead.replaceChildren(line);
    at("narrow").value = "";
    narrowed = new Rows(table, rows, {
      count: dialog.querySelector(".count"), more: dialog.querySelector(".more"), step: 200,
      dress: (row) => { if (row.open) becomesButton(row.line.cells[0], row.open); },
    });
    narrowed.show();
    table.parentElement.scrollTo(0, 0);
  }

  // --- the page

  const tables = new Map();
  for (const table of document.querySelectorAll("table[data-sheet]")) {
    const id = table.dataset.sheet;
    const section = table.closest("section");
    const rows = [...table.tBodies[0].rows].map(fromPage);
    rows.push(...data.tables[id].rows.map((cells, place) => fromData(cells, rows.length + place)));
    const sources = new Sources(id, table);
    sources.rows = [...rows];
    const traced = sources.byLine.size > 0;
    const dress = (row) => {
      const columns = sources.byLine.get(row.place);
      if (!columns) return;
      becomesButton(row.line.cells[0], () => sources.open(row.place));
      for (const [place, cell] of [...row.line.cells].entries()) {
        if (!columns.has(place - 1)) continue;
        cell.classList.add("opens"); // by the pointer; from the keyboard through the name of the row
        cell.addEventListener("click", () => sources.open(row.place, place - 1));
      }
    };
    const shown = new Rows(table, rows, { count: section.querySelector(".count"), more: section.querySelector(".more"), dress });
    if (traced && table.tFoot) becomesButton(table.tFoot.rows[0].cells[0], () => sources.open());
    shown.show();
    section.querySelector("[data-filter]")?.addEventListener("input", (event) => shown.filter("own", event.target.value));
    for (const name of section.querySelectorAll("[data-open]")) {
      if (sources.byLine.has(Number(name.dataset.line))) becomesButton(name, () => sources.open(Number(name.dataset.line)));
    }
    tables.set(section, shown);
  }

  at("search").addEventListener("input", (event) => {
    const query = event.target.value;
    let rows = 0, hit = 0;
    for (const [section, table] of tables) {
      const found = table.filter("common", query);
      section.hidden = Boolean(table.common) && !found && !section.querySelector("[data-part]"); // nobody knows what the rest holds
      rows += found;
      hit += found > 0;
    }
    document.body.classList.toggle("searching", Boolean(matcher(query)));
    if (query) scrollTo(0, 0);
    at("found").textContent = !matcher(query) ? "" : rows ? say("found-in", { rows: print(rows), tables: print(hit) }) : words["found-none"];
  });

  at("narrow").addEventListener("input", (event) => narrowed.filter("own", event.target.value));
  at("close").addEventListener("click", () => dialog.close());
  at("print").addEventListener("click", () => window.print());

  // On paper nothing waits behind a button; what a filter keeps away is said beside the table.
  addEventListener("beforeprint", () => { for (const table of tables.values()) table.showAll(true); });
  addEventListener("afterprint", () => { for (const table of tables.values()) table.showAll(false); });

  const theme = at("theme");
  const isDark = () => (document.documentElement.dataset.theme
    ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const tellTheme = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.addEventListener("click", () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; tellTheme(); });
  tellTheme();

  for (const tools of document.querySelectorAll(".tools")) tools.hidden = false;
})();
