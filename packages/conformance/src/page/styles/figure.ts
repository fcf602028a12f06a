/** Drawings take all their colours from the page, so that they follow it into the dark. */
export const figure = `
.figure { margin: 1.6rem 0 2rem; padding: 1.2rem 0 1rem; border: solid var(--rule); border-width: 1px 0; }
.figure svg { display: block; margin: 0 auto; font: 14px var(--sans); }
@media (max-width: 40rem) { .figure svg { zoom: 0.86; } }
.figure figcaption { font-size: 0.9375rem; line-height: 1.5; color: var(--muted); }
.figure figcaption strong { color: var(--text); }
.figure text { fill: var(--text); }
.figure .muted { fill: var(--muted); }
.figure .strong { font-weight: 600; }
.figure .mono { font-family: var(--mono); font-size: 13px; }
.figure .small { font-size: 12.5px; }
.figure .tiny { font-size: 10px; }
.figure .box { fill: var(--raised); stroke: var(--rule); }
.figure .note { fill: var(--warm); stroke: var(--warm-rule); stroke-width: 0.75; }
.figure .ground { fill: var(--ground); }
.figure .pane { fill: none; stroke: var(--rule); }
.figure .rule { stroke: var(--rule); fill: none; }
.figure .lifeline { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 2 4; fill: none; }
.figure .arrow { stroke: var(--text); stroke-width: 1.4; fill: none; }
.figure .tip { fill: var(--text); }
.figure .dashed { stroke-dasharray: 4 4; }
.figure .faint { opacity: 0.45; }
.figure .bit { fill: var(--ground); stroke: var(--rule); }
.figure .bit.taken { fill: var(--taken); stroke: var(--link); }
.figure .bar { fill: var(--raised); stroke: var(--muted); }
.figure .bar.taken { fill: var(--link); stroke: var(--link); }
.figure .bar.faint { stroke-dasharray: 3 3; }
.figure .cut { stroke: var(--text); stroke-width: 1.2; }
.figure .ring { fill: none; stroke: var(--link); stroke-width: 2.5; }
.figure .node { fill: var(--ground); stroke: var(--text); stroke-width: 1.5; }
.figure circle.sent { fill: var(--strong); stroke: var(--strong); }
.figure circle.hit { fill: var(--warm); stroke: var(--warm-rule); }
.figure circle.unvisited { stroke-dasharray: 3 3; stroke: var(--muted); }
.figure circle.held { stroke: var(--rule); fill: var(--raised); }
.figure .strike { stroke: var(--warm-rule); stroke-width: 1.5; fill: none; }
.figure .node-name { font-weight: 600; font-size: 13px; }
.figure text.hit { paint-order: stroke; stroke: var(--warm); stroke-width: 5px; }
.figure text.sent { fill: var(--on-strong); }
.figure text.unvisited, .figure text.held { fill: var(--muted); }
`
