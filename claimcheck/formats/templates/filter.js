"use strict";
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
for (const table of document.querySelectorAll("table.filtered")) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  const status = document.createElement("output");
  const rows = [...table.tBodies[0].rows];
  let texts = null;
  input.type = "search";
  label.className = "filter";
  label.append("Show only rows with ", input, " ", status);
  table.before(label);
  input.addEventListener("input", () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    texts ??= rows.map((row) => fold(row.textContent));
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !words.every((word) => texts[at].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    status.textContent = words.length ? `${shown} of ${rows.length}` : "";
  });
}
