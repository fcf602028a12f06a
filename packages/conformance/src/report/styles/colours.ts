/** A colour for each status: of text, and behind it. The symbols beside them say the same. */
export const colours = `
:root {
  --pass: #17633c; --pass-back: #e0f0e6; --pass-part: #2f8f5b;
  --fail: #a12a16; --fail-back: #fbe1da; --fail-part: #c4452e;
  --known: #7a4d00; --known-back: #faecc9; --known-part: #a87a18;
  --odd: #6a2f99; --odd-back: #f0e4f9; --odd-part: #9058c2;
  --none: #565e68; --none-back: #ecece7; --none-part: #878c91;
  --line: #e6e6e1; --first: #ffd34d; --first-text: #1d2126; --differs: #fbe1da; --differs-text: #8c2412;
}
@media (prefers-color-scheme: dark) {
  :root {
    --pass: #86d3a8; --pass-back: #173327; --pass-part: #3f9a68;
    --fail: #ff9e8a; --fail-back: #45211a; --fail-part: #cf5a43;
    --known: #ecc26b; --known-back: #3a2f16; --known-part: #b58527;
    --odd: #cfa6f0; --odd-back: #352347; --odd-part: #9666c4;
    --none: #a2acb6; --none-back: #262b30; --none-part: #6c757e;
    --line: #272c31; --first: #ffd34d; --first-text: #15181b; --differs: #4d241b; --differs-text: #ffb3a3;
  }
}
.pass { --c: var(--pass); --back: var(--pass-back); --part: var(--pass-part); }
.fail { --c: var(--fail); --back: var(--fail-back); --part: var(--fail-part); }
.expected-fail { --c: var(--known); --back: var(--known-back); --part: var(--known-part); }
.unexpected-pass, .harness-error { --c: var(--odd); --back: var(--odd-back); --part: var(--odd-part); }
.unsupported, .could-not-run, .untested { --c: var(--none); --back: var(--none-back); --part: var(--none-part); }
.symbol { font-family: var(--mono); font-weight: 700; color: var(--c); }
`
