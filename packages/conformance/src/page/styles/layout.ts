/** Contents beside the text or folded above it, the head of the page, search, and the appendices. */
export const layout = `
.page { display: grid; grid-template-columns: minmax(0, 1fr); }
main { min-width: 0; width: 100%; max-width: 50rem; margin: 0 auto; padding: 1.5rem 1.1rem 6rem; }
.side { display: none; }
@media (min-width: 68rem) {
  .page { grid-template-columns: 20rem minmax(0, 1fr); }
  .side { display: block; position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 2rem 1rem 3rem 1.75rem; border-right: 1px solid var(--rule); font-size: 0.875rem; line-height: 1.4; scrollbar-width: thin; }
  .folded-contents { display: none; }
  main { padding: 3rem 3rem 8rem; max-width: 54rem; }
}
.side-title { font-weight: 700; font-size: 1rem; margin: 0 0 1rem; }
.side-title a, .contents a { color: inherit; text-decoration: none; }
.contents a:hover { text-decoration: underline; }
.contents, .contents ol { list-style: none; margin: 0; padding: 0; }
.contents > li { padding: 0.3rem 0; }
.contents > li > a { margin-left: 1rem; font-weight: 600; }
.contents summary { list-style: none; font-weight: 600; }
.contents summary::-webkit-details-marker { display: none; }
.contents summary::before { content: ""; display: inline-block; width: 0.42rem; height: 0.42rem; margin: 0 0.55rem 0.1rem 0.1rem; border: solid var(--muted); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); }
.contents details[open] > summary::before { transform: rotate(45deg); }
.contents .count { color: var(--muted); font-weight: 400; font-size: 0.8em; padding-left: 0.3rem; }
.contents ol { padding: 0.3rem 0 0.4rem 0.4rem; }
.contents ol a { display: grid; grid-template-columns: 4.4rem 1fr; padding: 0.2rem 0.5rem; border-radius: 4px; color: var(--muted); }
.contents ol a:hover { color: var(--text); text-decoration: none; background: var(--raised); }
.contents a[aria-current] { color: var(--text); background: var(--raised); box-shadow: inset 3px 0 0 var(--link); }
.toc-id { font: 0.75rem/1.6 var(--mono); }
.folded-contents { border: 1px solid var(--rule); border-radius: 6px; margin: 0 0 1.2rem; font-size: 0.9375rem; }
.folded-contents > summary { padding: 0.6rem 1rem; font-weight: 600; }
.folded-contents nav { padding: 0 1rem 0.8rem; }
.top { margin: 0 0 2rem; }
.lead { font-size: 1.2rem; line-height: 1.45; color: var(--muted); margin: 0.5rem 0 1.6rem; max-width: 38rem; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1rem 1.5rem; margin: 0; }
.numbers div { border-top: 2px solid var(--strong); padding-top: 0.5rem; display: flex; flex-direction: column; }
.numbers dt { order: 1; font-weight: 600; font-size: 0.9375rem; }
.numbers dd { margin: 0; display: contents; }
.numbers b { font-size: 1.75rem; line-height: 1.1; font-weight: 600; font-variant-numeric: tabular-nums; }
.numbers dd span { order: 2; color: var(--muted); font-size: 0.8125rem; line-height: 1.4; }
.filter { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0.35rem 0.5rem; padding: 0.6rem 0; margin: 0 0 1.5rem; background: var(--ground); border-bottom: 1px solid var(--rule); }
.filter .query, .filter output { grid-column: 1 / -1; }
.filter .label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.filter input, .filter select { width: 100%; font: inherit; font-size: 1rem; color: var(--text); background: var(--raised); border: 1px solid var(--rule); border-radius: 6px; padding: 0 0.7rem; height: 2.5rem; min-width: 0; }
.filter select { font-size: 0.875rem; padding: 0 0.3rem; }
.filter input::placeholder { color: var(--muted); opacity: 1; }
.filter output { color: var(--muted); font-size: 0.8125rem; line-height: 1.4; }
@media (min-width: 48rem) {
  .filter { position: sticky; top: 0; z-index: 2; grid-template-columns: minmax(0, 1fr) repeat(3, 8.2rem); }
  .filter .query { grid-column: auto; }
  html { scroll-padding-top: 6rem; }
}
#hits { display: flex; flex-direction: column; gap: 0.15rem; margin: 0 0 1.5rem; padding: 0.8rem 1.1rem; background: var(--raised); border-radius: 6px; }
#hits a { text-decoration: none; }
#hits a:hover { text-decoration: underline; }
.filtering .top, .filtering .prose, .filtering .appendix, .filtering .folded-contents { display: none; }
.filtering .chapter { margin-top: 1.5rem; }
.questions { list-style: none; padding: 0; }
.questions li { padding: 0.65rem 0; border-bottom: 1px solid var(--rule); }
.questions p { margin: 0; }
.questions .asks { font-weight: 600; color: var(--strong); }
.questions .see { white-space: normal; font-size: 0.875rem; color: var(--muted); }
.appendix { margin-top: 5rem; }
.appendix h3 { margin: 1.8rem 0 0.6rem; }
.appendix h3 small { font-weight: 400; font-size: 0.875rem; color: var(--muted); }
.upstream { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: 0 1.5rem; font-size: 0.9375rem; }
.upstream li { display: grid; grid-template-columns: 3.8rem 1fr; padding: 0.25rem 0; border-bottom: 1px solid var(--rule); }
.upstream li b { font: 600 0.8125rem/1.85 var(--mono); }
.upstream .place, .upstream .answers { font-size: 0.8125rem; color: var(--muted); }
.upstream .answers { display: block; }
.upstream li:target { background: var(--taken); }
.kill-matrix { font-size: 0.8125rem; min-width: 40rem; width: 100%; }
.kill-matrix tbody th a, .kill-matrix thead th { white-space: nowrap; }
.kill-matrix .head th { padding-top: 1.4rem; font-size: 0.9375rem; }
.kill-matrix .head a { color: inherit; text-decoration: none; }
.kill-matrix .number { text-align: right; font-variant-numeric: tabular-nums; }
.kill-matrix .none, .none { color: var(--muted); }
.survives { color: var(--mark); }
`
