/** On paper: the verdict, the grid and what is opened; nothing to click. */
export const print = `
@media print {
  html { font-size: 9pt; }
  .filter, .skip, .copy, .show-all { display: none !important; }
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; background: none; }
  .cell, .bar .part, .seal, mark, .reason { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .group { content-visibility: visible; break-inside: auto; }
  .grid, .test > summary, h2, h3 { break-inside: avoid; }
  pre { max-height: none; }
}
`
