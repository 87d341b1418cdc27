"use strict";
{
  const valueOf = (row, column) => row.cells[column].dataset.value;

  const byName = (one, other) => valueOf(one, 0).localeCompare(valueOf(other, 0), "zh", { numeric: true });

  const compare = (column, sign) => (one, other) =>
    sign * (column === 0 ? byName(one, other) : valueOf(one, column) - valueOf(other, column)) || byName(one, other);

  const sort = (table, heading) => {
    const body = table.tBodies[0];
    const first = heading.cellIndex === 0 ? "ascending" : "descending";
    const second = first === "ascending" ? "descending" : "ascending";
    const order = heading.getAttribute("aria-sort") === first ? second : first;
    for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    body.append(...[...body.rows].sort(compare(heading.cellIndex, sign)));
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    for (const heading of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(table, heading));
      heading.append(button);
    }
    table.tHead.rows[0].cells[0].setAttribute("aria-sort", "ascending");
  }

  const form = document.getElementById("filter");
  const cases = [...document.querySelectorAll("article.case")];
  const asked = (name) => (form.elements[name] ? form.elements[name].value : "");

  const filter = () => {
    const [kind, rule, group] = ["kind", "rules", "groups"].map(asked);
    let shown = 0;
    for (const one of cases) {
      const fits =
        (!kind || one.dataset.kind === kind) &&
        (!rule || JSON.parse(one.dataset.rules).includes(rule)) &&
        (!group || one.dataset.groups === group);
      one.hidden = !fits;
      shown += fits;
    }
    document.getElementById("shown").value = `显示 ${shown} / ${cases.length} 条`;
  };

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hidden) {
      form.reset();
      filter();
      target.scrollIntoView();
    }
  };

  form.hidden = false;
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  window.addEventListener("hashchange", reveal);
  for (const link of document.querySelectorAll("a[data-kind]")) {
    link.addEventListener("click", () => {
      form.reset();
      form.elements.kind.value = link.dataset.kind;
      if ("rules" in link.dataset) form.elements.rules.value = link.dataset.rules;
      if ("groups" in link.dataset) form.elements.groups.value = `=${link.dataset.groups}`;
      setTimeout(filter);
    });
  }
  filter();
}
