/** How a plot looks; colours come from the page, or from `plotColours`. */
export const plotStyles = `
.plot { display: block; max-width: 100%; height: auto; font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; font-variant-numeric: tabular-nums; }
.plot text { fill: var(--text); }
.plot .label { paint-order: stroke; stroke: var(--ground, none); stroke-width: 5px; stroke-linejoin: round; }
.plot .end { text-anchor: end; }
.plot .mark { fill: var(--muted); font-size: 11.5px; text-anchor: middle; }
.plot .mark.end { text-anchor: end; }
.plot .axis { fill: var(--muted); font-size: 12px; }
.plot .value { font-weight: 600; }
.plot .grid { stroke: var(--rule); }
.plot .one { stroke: var(--muted); stroke-width: 1.5; }
.plot .ahead { fill: var(--ahead); }
.plot .behind { fill: var(--behind); }
.plot .spread { stroke: var(--text); stroke-width: 1.25; opacity: 0.55; }
.plot .goal { stroke: var(--goal); stroke-width: 2.5; }
.plot .series { fill: none; stroke-width: 2; stroke-linejoin: round; }
.plot .dot { stroke: none; }
.plot .s0 { stroke: var(--s0); } .plot .s1 { stroke: var(--s1); } .plot .s2 { stroke: var(--s2); }
.plot .s3 { stroke: var(--s3); } .plot .s4 { stroke: var(--s4); } .plot .s5 { stroke: var(--s5); }
.plot .dot.s0 { fill: var(--s0); } .plot .dot.s1 { fill: var(--s1); } .plot .dot.s2 { fill: var(--s2); }
.plot .dot.s3 { fill: var(--s3); } .plot .dot.s4 { fill: var(--s4); } .plot .dot.s5 { fill: var(--s5); }
`

/** Of the marks in plots, on light and on dark ground. */
export const plotColours = `
:root {
  --ahead: #4f9a76; --behind: #cf6a4f; --goal: #1d4f8c;
  --s0: #1b6ca8; --s1: #c4572b; --s2: #2f8a57; --s3: #8a4bab; --s4: #a67c00; --s5: #5b6670;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ahead: #3f8d68; --behind: #c0573f; --goal: #9cc8f5;
    --s0: #6fb4e8; --s1: #f0906a; --s2: #6cc795; --s3: #c79be2; --s4: #d8b34a; --s5: #a7b1bb;
  }
}
`

/** What a drawing that stands alone needs of a page. */
export const aloneColours = `
:root { --text: #1d2126; --muted: #5a626c; --rule: #dedfda; }
@media (prefers-color-scheme: dark) { :root { --text: #d6dade; --muted: #9aa4ae; --rule: #31373d; } }
`
