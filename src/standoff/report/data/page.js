// Lights a row's words and a word's rows. All offsets were marked on the server: nothing is counted here.
(() => {
  const lit = () => document.querySelectorAll(".lit");
  const marksOf = (id) => document.querySelectorAll(`mark[data-of~="${CSS.escape(id)}"]`);
  function show(id, from) {
    lit().forEach((e) => e.classList.remove("lit"));
    const row = document.getElementById(id);
    const marks = marksOf(id);
    marks.forEach((m) => m.classList.add("lit"));
    if (row) row.classList.add("lit");
    const target = from === "row" ? marks[0] : row;
    if (target) target.scrollIntoView({ block: "center", behavior: "smooth" });
  }
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-of]");
    if (mark) { show(mark.dataset.of.split(" ").pop(), "mark"); return; }
    const row = event.target.closest("tr[data-marks]");
    if (row) { event.preventDefault(); show(row.id, "row"); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") lit().forEach((e) => e.classList.remove("lit"));
  });
})();
