/** On paper: the text and nothing to click. */
export const print = `
@media print {
  :root { --ground: #fff; --raised: #f2f2f2; --text: #000; --muted: #444; --rule: #ccc; --link: #000; --strong: #000; --on-strong: #fff; --mark: #000; --good: #000; --warm: #fff; --warm-rule: #888; --taken: #ddd; }
  html { font-size: 9.5pt; }
  .level, .bar, .bit, .node { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .page { display: block; }
  main { max-width: none; padding: 0; }
  .side, .filter, #hits, .folded-contents { display: none !important; }
  a { text-decoration: none; }
  .chapter, .appendix { margin-top: 2.5rem; }
  h2, h3, .meta { break-after: avoid; }
  .figure, .open, .pins, tr, .questions li { break-inside: avoid; }
  .scroll { background: none; }
  .scroll, pre { overflow: visible; white-space: pre-wrap; }
  .figure svg { max-width: 100%; height: auto; }
  .kill-matrix { min-width: 0; }
  .ids { max-height: none; }
}
`
