/** Colours, type, and the running text. */
export const base = `
:root {
  color-scheme: light dark;
  --ground: #fcfcfa; --raised: #f4f4f0; --text: #1d2126; --muted: #5a626c; --rule: #dedfda;
  --link: #0a5a8c; --strong: #1d2126; --on-strong: #fcfcfa; --mark: #a3341f; --good: #1b6b43;
  --warm: #f8f2e4; --warm-rule: #c9a24b; --taken: #d7e8f3;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15181b; --raised: #1d2125; --text: #d6dade; --muted: #9aa4ae; --rule: #31373d;
    --link: #86c1e8; --strong: #e6eaee; --on-strong: #15181b; --mark: #f09a86; --good: #7fcaa1;
    --warm: #24211a; --warm-rule: #8d7438; --taken: #1f4257;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1.0625rem/1.6 var(--sans); }
p, ul, ol, dl, figure { margin: 0 0 0.9rem; }
a { color: var(--link); text-decoration-thickness: 0.06em; text-underline-offset: 0.18em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; color: var(--strong); text-wrap: balance; overflow-wrap: break-word; }
h1 { font-size: 2.3rem; letter-spacing: -0.02em; }
h2 { font-size: 1.75rem; letter-spacing: -0.01em; margin: 0 0 1rem; }
h3 { font-size: 1.15rem; }
h4 { font-size: 0.85rem; color: var(--muted); margin: 1rem 0 0.35rem; }
h2 a, h3.part-title a { color: inherit; text-decoration: none; }
h2 a:hover, h3.part-title a:hover { text-decoration: underline; }
code { font: 0.875em/1.4 var(--mono); overflow-wrap: anywhere; }
p code, li code, td code, dd code { background: var(--raised); border-radius: 3px; padding: 0.08em 0.28em; }
blockquote { margin: 0 0 0.9rem; padding: 0 0 0 1.1rem; border-left: 3px solid var(--rule); color: var(--muted); }
blockquote p:last-child { margin: 0; }
pre { overflow-x: auto; margin: 0 0 0.9rem; background: var(--raised); border-radius: 6px; padding: 0.9rem 1.1rem; line-height: 1.35; }
pre code { overflow-wrap: normal; font-size: 0.8125rem; line-height: inherit; }
.ref, .sources a, .upstream a, .see a { white-space: nowrap; }
.scroll { overflow-x: auto; margin: 0 0 0.9rem; background: linear-gradient(to right, var(--ground) 30%, transparent) left / 2.5rem 100% no-repeat local, linear-gradient(to left, var(--ground) 30%, transparent) right / 2.5rem 100% no-repeat local, linear-gradient(to right, var(--rule), transparent) left / 0.9rem 100% no-repeat scroll, linear-gradient(to left, var(--rule), transparent) right / 0.9rem 100% no-repeat scroll; }
table { border-collapse: collapse; font-size: 0.9375rem; line-height: 1.45; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 1.1rem 0.35rem 0; border-bottom: 1px solid var(--rule); }
thead th { color: var(--muted); font-weight: 600; font-size: 0.8125rem; }
summary { cursor: pointer; }
`
