import { base } from '@car-mirror/conformance/dist/page/styles/base.js'
import { plotColours, plotStyles } from './svg/styles.js'

const layout = `
body { font-size: 1rem; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
@media (min-width: 48rem) { main { padding: 2.5rem 2rem 6rem; } }
h1 { font-size: clamp(1.6rem, 1.1rem + 2.2vw, 2.5rem); }
section > h2 { margin: 3rem 0 1rem; }
.eyebrow { font-size: 0.875rem; font-weight: 600; color: var(--muted); margin: 0 0 0.5rem; }
.facts { margin: 1.2rem 0 0; border-top: 1px solid var(--rule); font-size: 0.9375rem; }
.facts div { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); padding: 0.35rem 0; border-bottom: 1px solid var(--rule); }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.figures { width: 100%; font-variant-numeric: tabular-nums; font-size: 0.875rem; }
.figures th, .figures td { padding: 0.3rem 0.9rem 0.3rem 0; }
.figures tbody th { font-weight: 400; min-width: 9rem; }
.figures .n { text-align: right; white-space: nowrap; }
.figures small { display: block; font-size: 0.75rem; color: var(--muted); }
.goals small { white-space: normal; }
@media (max-width: 40rem) { .figures.goals { font-size: 0.8125rem; } .figures.goals th, .figures.goals td { padding-right: 0.5rem; } .figures.goals :is(th, td):last-child { padding-right: 0; } .figures.goals tbody th { min-width: 0; } .goals .state { font-size: 0; } .goals .state::before { font-size: 1rem; } }
.key { font-size: 0.9375rem; color: var(--muted); max-width: 44rem; }
.figures td.ahead { color: var(--good); font-weight: 600; }
.figures td.behind { color: var(--mark); font-weight: 600; }
.figures td small { font-weight: 400; }
.state { white-space: nowrap; font-weight: 600; }
.state.reached { color: var(--good); } .state.missed { color: var(--mark); } .state.open { color: var(--muted); }
.state::before { display: inline-block; width: 1.3em; }
.state.reached::before { content: "✓"; } .state.missed::before { content: "✗"; } .state.open::before { content: "–"; }
figure { margin: 0 0 2rem; }
figcaption { font-weight: 700; color: var(--strong); margin: 0 0 0.4rem; }
.narrow { display: none; }
@media (max-width: 46rem) { .wide { display: none; } .narrow { display: block; } }
.problems { border-left: 3px solid var(--mark); padding-left: 1rem; }
.absent { font-size: 0.9375rem; color: var(--muted); overflow-wrap: anywhere; }
.absent h2 { font-size: 1rem; margin: 0 0 0.4rem; }
.absent ul, .notes ul { padding-left: 1.1rem; }
.notes { font-size: 0.9375rem; color: var(--muted); margin: 1rem 0 0; }
.notes ul { margin: 0.7rem 0 0; }
.notes li { margin: 0 0 0.4rem; }
`

export const styles = base + plotColours + plotStyles + layout
