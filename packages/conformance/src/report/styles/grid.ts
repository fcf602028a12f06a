/** Clauses in layers, and clauses against ports. */
export const grid = `
.overview { margin: 0 0 3.5rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; padding: 0; margin: 0 0 1rem; font-size: 0.875rem; color: var(--muted); }
.chapters { columns: 26rem 3; column-gap: 2.5rem; }
.grid { width: 100%; table-layout: fixed; break-inside: avoid; font-size: 0.8125rem; line-height: 1.3; margin: 0 0 1.6rem; }
.grid caption { text-align: left; font-size: 1rem; font-weight: 700; padding: 0 0 0.25rem; color: var(--strong); }
.grid caption a { color: inherit; text-decoration: none; }
.grid caption a:hover { text-decoration: underline; }
.grid thead th { font-weight: 400; font-size: 0.75rem; padding: 0.1rem 0; text-align: center; width: 3.1rem; }
.grid thead th:first-child { text-align: left; width: auto; }
.grid th, .grid td { padding: 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
.grid tbody th { font-weight: 400; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; padding: 0.12rem 0.4rem 0.12rem 0; }
.grid tbody th a { display: inline-block; min-width: 4.1rem; font: 500 0.75rem/1.5 var(--mono); text-decoration: none; }
.grid tbody th a:hover { text-decoration: underline; }
.grid .title { color: var(--muted); }
.grid code, .matrix .title code { font-size: 1em; background: none; padding: 0; }
.grid td { padding: 1px; }
@media (max-width: 40rem) { .grid tbody th { white-space: normal; } .grid .title { display: block; line-height: 1.25; } }
.cell { display: block; text-align: center; border-radius: 3px; padding: 0.12rem 0; color: var(--c); background: linear-gradient(var(--part) 0 0) 0 100% / var(--share, 100%) 2px no-repeat, var(--back); text-decoration: none; font-variant-numeric: tabular-nums; white-space: nowrap; }
a.cell:hover { box-shadow: inset 0 0 0 1.5px currentColor; }
.cell.untested { background: none; color: var(--muted); }
.grid tr.untested th, .matrix tr.untested th { font-style: italic; }
.comparison { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 2rem 3rem; margin: 2rem 0 3rem; }
.comparison article { border-top: 2px solid var(--strong); padding-top: 0.8rem; }
.comparison .verdict { font-size: 1rem; margin: 0.6rem 0 0; }
.comparison h2 { font-size: 1.3rem; }
.matrix-part { margin: 0 0 3.5rem; }
.matrix { width: 100%; font-size: 0.875rem; }
.matrix th, .matrix td { padding: 0.1rem 0.2rem; border-bottom: 1px solid var(--line); vertical-align: middle; }
.matrix thead th { position: sticky; top: 0; background: var(--ground); padding: 0.5rem 0.2rem; z-index: 1; vertical-align: bottom; overflow-wrap: anywhere; }
.matrix thead th:not(:first-child) { text-align: center; width: 9rem; min-width: 5rem; }
.matrix thead a { color: inherit; }
.matrix tbody th { font-weight: 400; }
.matrix tbody .head th { font-weight: 700; font-size: 1rem; color: var(--strong); padding: 1.4rem 0 0.3rem; }
.matrix .clause-id { display: inline-block; min-width: 4.6rem; font: 500 0.8125rem/1.5 var(--mono); color: var(--link); }
.matrix tr.untested .clause-id { color: inherit; padding-left: 1.2rem; min-width: 5.8rem; }
.matrix .weak { font-size: 0.6875rem; color: var(--muted); border: 1px dashed var(--muted); border-radius: 3px; padding: 0 0.3rem; }
.matrix .cell small { opacity: 0.85; }
.matrix.differing .same { display: none; }
.only-differing[aria-pressed="true"] { background: var(--strong); color: var(--on-strong); }
.unfold { position: relative; border: 0; background: none; padding: 0.1rem 0 0.1rem 1.2rem; color: inherit; text-align: left; font-size: inherit; line-height: 1.4; }
.unfold::before { content: ""; position: absolute; left: 0.1rem; top: 0.55rem; width: 0.4rem; height: 0.4rem; border: solid var(--muted); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); }
.unfold[aria-expanded="true"]::before { transform: rotate(45deg); }
@media (max-width: 40rem) { .matrix { font-size: 0.8125rem; } .matrix thead th:not(:first-child) { width: 4.6rem; min-width: 4.2rem; } .matrix .clause-id { display: block; } .matrix tbody th { min-width: 8rem; line-height: 1.3; } }
.unfold:hover .title { text-decoration: underline; }
.test-row th { padding-left: 1.4rem; color: var(--muted); }
.test-row .cell { font-size: 0.8125rem; background: none; }
`
