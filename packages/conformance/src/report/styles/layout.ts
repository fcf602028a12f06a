/** The head of the page, the counts, and the filter. */
export const layout = `
body { font-size: 1rem; }
main { max-width: 92rem; margin: 0 auto; padding: 1.5rem 1rem 5rem; }
@media (min-width: 48rem) { main { padding: 2.5rem 2.5rem 6rem; } }
h1 { font-size: clamp(1.9rem, 1.2rem + 2.4vw, 3rem); overflow-wrap: anywhere; }
h1 small, h2 small { font: 400 0.42em/1.4 var(--mono); letter-spacing: 0; color: var(--muted); overflow-wrap: anywhere; }
h2 small { font-size: 0.55em; }
h2 { margin: 0; font-size: 1.5rem; }
.skip { position: absolute; left: -99rem; top: 0; z-index: 9; padding: 0.6rem 1rem; background: var(--strong); color: var(--on-strong); }
.skip:focus { left: 0; }
.eyebrow { font-size: 0.875rem; font-weight: 600; color: var(--muted); margin: 0 0 0.5rem; }
.unseen, .label-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.count { font-variant-numeric: tabular-nums; color: var(--muted); font-weight: 400; font-size: 0.9375rem; }
.plain { list-style: none; margin: 0; padding: 0; }
.lead-in { color: var(--muted); max-width: 62rem; margin: 0.3rem 0 0.8rem; }
.note { border-left: 3px solid var(--warm-rule); background: var(--warm); padding: 0.7rem 1.1rem; border-radius: 0 6px 6px 0; margin: 0 0 1.2rem; }
.port { scroll-margin-top: 1rem; }
.verdict { margin: 1.1rem 0 1.6rem; display: grid; gap: 0.7rem; font-size: clamp(1.05rem, 0.95rem + 0.5vw, 1.3rem); line-height: 1.45; max-width: 78rem; }
.verdict .line { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.8rem; align-items: start; }
.seal { display: grid; place-items: center; width: 1.5em; height: 1.5em; border-radius: 50%; font: 700 0.95em/1 var(--mono); background: var(--pass); color: var(--ground); }
.fails > .seal { background: var(--fail); }
.verdict small { color: var(--muted); font-size: 0.8em; margin-left: 0.2em; }
.verdict a { font: 500 0.82em/1.5 var(--mono); white-space: nowrap; text-decoration-color: var(--rule); }
.verdict a:hover { text-decoration-color: currentColor; }
.verdict .ids { margin-top: 0.15rem; line-height: 1.5; font-size: 0.95em; }
.verdict .more { display: inline; }
.verdict .more > summary { display: inline; list-style: none; color: var(--link); font-size: 0.9em; text-decoration: underline dotted; text-underline-offset: 0.2em; }
.verdict .more > summary::-webkit-details-marker { display: none; }
.facts { display: flex; flex-wrap: wrap; gap: 0.8rem 2.5rem; margin: 0 0 2.2rem; padding: 1rem 0 0; border-top: 2px solid var(--strong); font-size: 0.9375rem; line-height: 1.45; }
.facts dt { font-size: 0.8125rem; color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.facts code { background: none; padding: 0; }
.counts { display: grid; gap: 1.5rem 3rem; margin: 0 0 3rem; }
@media (min-width: 70rem) { .counts { grid-template-columns: minmax(0, 1fr) minmax(0, 26rem); align-items: start; } }
.counts .scroll { margin: 0; }
.count-table { width: 100%; font-variant-numeric: tabular-nums; }
.count-table caption { text-align: left; font-size: 1.15rem; font-weight: 700; line-height: 1.25; color: var(--strong); padding-bottom: 0.5rem; }
.count-table th { white-space: nowrap; }
.count-table thead th:nth-child(n+3), .count-table td:nth-child(n+3) { text-align: right; padding-left: 1rem; padding-right: 0; }
.count-table tbody th { font-weight: 400; }
.count-table .total th, .count-table .total td { font-weight: 600; border-bottom: 0; }
.bar-cell { width: 45%; min-width: 6rem; vertical-align: middle; }
@media (max-width: 40rem) { .bar-cell, .bar-head { display: none; } .count-table thead th { white-space: normal; } }
.bar { display: flex; gap: 1px; height: 0.85rem; }
.part.pass, .bar .part { background: var(--part); min-width: 2px; flex-basis: 0; }
.bar .part:first-child { border-radius: 3px 0 0 3px; }
.bar .part:last-child { border-radius: 0 3px 3px 0; }
.manners h2, .manners h3 { font-size: 1.15rem; padding-bottom: 0.5rem; }
.manners ul { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--rule); }
.manners a { display: grid; grid-template-columns: 3rem minmax(0, 1fr); padding: 0.3rem 0; border-bottom: 1px solid var(--rule); color: inherit; text-decoration: none; font-size: 0.9375rem; }
.manners a:hover .how { text-decoration: underline; }
.manners b { font-variant-numeric: tabular-nums; }
.manners .how { justify-self: start; }
.filter { position: relative; z-index: 3; display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; background: var(--ground); padding: 0.7rem 0; margin: 0 0 1rem; border-bottom: 1px solid var(--rule); }
.filter .label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.filter label { flex: 1 1 8rem; min-width: 0; }
.filter .query { flex: 3 1 16rem; }
.filter input, .filter select { width: 100%; min-width: 0; font: inherit; font-size: 0.9375rem; height: 2.4rem; padding: 0 0.5rem; color: var(--text); background: var(--raised); border: 1px solid var(--muted); border-radius: 6px; }
.filter input::placeholder { color: var(--muted); opacity: 1; }
.filter select.set { border-color: var(--link); box-shadow: inset 0 0 0 1px var(--link); }
.filter-end { flex: 1 0 100%; display: flex; align-items: center; gap: 1rem; min-height: 1.9rem; font-size: 0.875rem; color: var(--muted); }
button { font: inherit; font-size: 0.875rem; color: var(--link); background: var(--ground); border: 1px solid var(--rule); border-radius: 5px; padding: 0.15rem 0.6rem; cursor: pointer; }
button:hover { border-color: currentColor; }
#tests { min-height: 100vh; outline: none; }
@media (min-width: 70rem) and (min-height: 40rem) { .filter { position: sticky; top: 0; } }
`
