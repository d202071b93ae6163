"use strict";
for (const course of document.querySelectorAll(".course")) {
  const moments = JSON.parse(course.dataset.moments);
  const spells = [...course.querySelectorAll(".spell")];
  if (moments.length < 2) continue;
  const box = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const label = document.createElement("label");
  const range = document.createElement("input");
  const now = document.createElement("output");
  const whole = document.createElement("label");
  const every = document.createElement("input");
  box.className = "slider";
  legend.textContent = "The record as it stood";
  range.type = "range";
  range.min = 0;
  range.max = moments.length - 1;
  range.value = range.max;
  every.type = "checkbox";
  label.append("By the end of ", range);
  whole.append(every, " show all days");
  box.append(legend, label, now, whole);
  course.before(box);
  const show = () => {
    const moment = Number(range.value);
    range.disabled = every.checked;
    range.setAttribute("aria-valuetext", moments[moment]);
    now.textContent = every.checked ? "all days" : `${moments[moment]} (${moment + 1} of ${moments.length})`;
    course.classList.toggle("at-once", !every.checked);
    for (const spell of spells)
      spell.classList.toggle("now", spell.dataset.first <= moment && moment <= spell.dataset.last);
  };
  range.addEventListener("input", show);
  every.addEventListener("change", show);
  show();
}
