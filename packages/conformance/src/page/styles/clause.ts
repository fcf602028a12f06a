/** Chapters, clauses, and what is folded below each. */
export const clause = `
.chapter { margin-top: 5rem; }
.chapter > h2 { padding-bottom: 0.5rem; border-bottom: 2px solid var(--strong); }
.part { margin-top: 3rem; }
.part-title { font-size: 1.35rem; margin-bottom: 0.8rem; }
.clause, .erratum { padding: 1.5rem 0 0.4rem; border-top: 1px solid var(--rule); }
.prose + .clause, h2 + .clause { border-top: 0; }
.clause:target, .erratum:target { box-shadow: -0.7rem 0 0 var(--ground), -0.9rem 0 0 var(--link); }
.clause h3, .erratum h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.15rem 0.7rem; }
.id { font: 600 0.8125rem/1.5 var(--mono); text-decoration: none; background: var(--raised); border: 1px solid var(--rule); border-radius: 4px; padding: 0.05rem 0.4rem; white-space: nowrap; }
.id:hover { border-color: currentColor; }
.meta { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2rem 0.9rem; margin: 0.5rem 0 0.7rem; font-size: 0.875rem; color: var(--muted); }
.level { font-size: 0.6875rem; font-weight: 700; letter-spacing: 0.06em; line-height: 1.5; border: 1.5px solid var(--strong); border-radius: 4px; padding: 0.05rem 0.45rem; color: var(--strong); white-space: nowrap; }
.level.must { background: var(--strong); color: var(--on-strong); }
.level.may { border-style: dashed; border-color: var(--muted); color: var(--muted); font-weight: 600; }
.binds { color: var(--text); }
.untestable { font-style: italic; }
.sources a { color: inherit; }
.pins td:last-child, .pins th:last-child { padding-right: 0; }
.pins td:nth-child(-n+2) { white-space: nowrap; }
.open { border-left: 3px solid var(--warm-rule); background: var(--warm); border-radius: 0 6px 6px 0; padding: 0.7rem 1.1rem; margin: 0 0 0.9rem; font-size: 0.9375rem; }
.open p:last-child { margin: 0; }
.trace { font-size: 0.875rem; color: var(--muted); margin: 0.2rem 0 0.9rem; }
.trace > summary { padding: 0.15rem 0; }
.trace > summary:hover { color: var(--text); }
.trace[open] { border: 1px solid var(--rule); border-radius: 6px; padding: 0.5rem 1rem 0.8rem; color: var(--text); }
.trace[open] > summary { color: var(--muted); }
.trace code { background: none; padding: 0; }
.trace .file { margin: 0.3rem 0 0.1rem; color: var(--muted); }
.ids, .mutants { list-style: none; padding: 0; margin: 0 0 0.5rem; }
.ids { max-height: 18rem; overflow-y: auto; }
.ids li { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 0.5rem; padding: 0.08rem 0; align-items: baseline; }
.ids li > code:first-child { grid-column: 1 / 3; }
.mark { font-family: var(--mono); width: 1em; text-align: center; color: var(--good); }
.mark.invalid { color: var(--mark); }
.mark.permitted { color: var(--muted); }
.result { color: var(--muted); font-size: 0.8125rem; }
.mutants li { padding: 0.3rem 0; }
.kills { color: var(--muted); }
.more { display: inline; }
.more[open] > summary { display: none; }
.dialects { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.2rem 0.9rem; margin: 0; }
.dialects dt { font: 600 0.8125rem/1.7 var(--mono); }
.dialects dd { margin: 0; }
`
