/** What is known of each test. */
export const tests = `
.nothing { font-size: 1.1rem; color: var(--muted); margin: 2rem 0; }
.part { margin: 0; border-bottom: 1px solid var(--rule); }
.findings .part > summary { display: flex; align-items: baseline; gap: 0.7rem; padding: 0.9rem 0; list-style: none; }
.part > summary::-webkit-details-marker, .test > summary::-webkit-details-marker { display: none; }
.part > summary::before, .test > summary::before { content: ""; flex: none; width: 0.45rem; height: 0.45rem; border: solid var(--muted); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); align-self: center; }
.part[open] > summary::before, .test[open] > summary::before { transform: rotate(45deg); }
.part > summary h2, .part > summary h3 { font-size: 1.35rem; }
.part > summary .symbol { font-size: 1.2rem; }
.group { padding: 1.3rem 0 1.5rem; border-top: 1px solid var(--rule); content-visibility: auto; contain-intrinsic-size: auto 20rem; }
@media (min-width: 62rem) { .group { display: grid; grid-template-columns: minmax(0, 21rem) minmax(0, 1fr); gap: 0 2.5rem; } .group.reasons { display: block; } .clause-side { position: sticky; top: 7rem; align-self: start; } }
.clause-side h3, .clause-side h4 { font-size: 1.0625rem; color: var(--strong); margin: 0 0 0.5rem; display: flex; flex-wrap: wrap; gap: 0.3rem 0.6rem; align-items: baseline; }
.id { font: 600 0.8125rem/1.5 var(--mono); text-decoration: none; background: var(--raised); border: 1px solid var(--rule); border-radius: 4px; padding: 0.05rem 0.4rem; white-space: nowrap; }
.level { font-size: 0.6875rem; font-weight: 700; line-height: 1.5; border: 1.5px solid var(--strong); border-radius: 4px; padding: 0.02rem 0.4rem; color: var(--strong); }
.level.must { background: var(--strong); color: var(--on-strong); }
.level.may { border-style: dashed; border-color: var(--muted); color: var(--muted); }
.clause-text { font-size: 0.9375rem; line-height: 1.5; color: var(--muted); }
.clause-text > :last-child { margin-bottom: 0.6rem; }
.reason { background: var(--known-back); color: var(--text); border-radius: 6px; padding: 0.5rem 0.8rem; font-size: 0.9375rem; line-height: 1.45; margin: 0.4rem 0 0.9rem; overflow-wrap: anywhere; }
.reason b { color: var(--known); }
.test { border-bottom: 1px solid var(--line); }
.tests > .test:first-child { border-top: 1px solid var(--line); }
.test > summary { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.1rem 0.7rem; padding: 0.45rem 0; list-style: none; font-size: 0.9375rem; line-height: 1.4; }
.test > summary::before { grid-row: 1; margin-top: 0.1rem; }
.test > summary:hover { background: var(--raised); }
.test > summary > * { grid-column: 2; min-width: 0; }
.test-id { font-weight: 600; color: var(--strong); }
.glance { color: var(--muted); overflow-wrap: anywhere; }
.test[open] > summary .glance { display: none; }
.how.crash, .how.no-end, .how.memory, .how.unverified, .how.false-end { justify-self: start; font-size: 0.8125rem; font-weight: 600; line-height: 1.4; color: var(--fail); background: var(--fail-back); border-radius: 4px; padding: 0.02rem 0.45rem; }
.body { padding: 0.2rem 0 1.4rem 1.15rem; min-width: 0; }
@media (max-width: 40rem) { .body { padding-left: 0; } }
.body p { margin: 0 0 0.6rem; overflow-wrap: anywhere; }
.about { color: var(--text); }
.body .meta { display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; font-size: 0.8125rem; color: var(--muted); }
.body .meta a { white-space: nowrap; }
.clause-texts { margin: 0 0 0.8rem; font-size: 0.9375rem; }
.clause-texts summary { color: var(--muted); font-size: 0.8125rem; }
.clause-texts .clause-text { padding: 0.6rem 0 0 1rem; }
.clause-text .clause-name { font-weight: 700; line-height: 1.3; color: var(--strong); margin: 0 0 0.3rem; font-size: 0.9375rem; display: flex; flex-wrap: wrap; gap: 0.2rem 0.6rem; align-items: baseline; }
.pins { list-style: none; padding: 0; margin: 0 0 0.6rem; font-size: 0.875rem; }
#asked { max-width: 62rem; padding: 0.4rem 0 1rem; }
#asked .clause-text { color: var(--text); font-size: 1rem; }
#asked .clause-name { font-size: 1.35rem; }
.problem { margin: 0 0 1rem; border-left: 3px solid var(--fail-part); padding-left: 0.8rem; }
.problem .message { font-size: 1rem; color: var(--strong); margin: 0 0 0.4rem; }
.message .at { color: var(--fail); }
pre { overflow-x: auto; margin: 0; background: var(--raised); border-radius: 6px; padding: 0.5rem 0.75rem; font: 0.8125rem/1.45 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; max-height: 30rem; }
pre.why { margin-bottom: 0.8rem; }
mark { background: var(--differs); color: var(--differs-text); border-radius: 2px; text-decoration: underline; text-underline-offset: 0.2em; }
mark.first { background: var(--first); color: var(--first-text); font-weight: 700; outline: 1.5px solid var(--first-text); outline-offset: 0; text-decoration: none; }
.panes { display: grid; gap: 0.6rem; }
@media (min-width: 52rem) { .panes:not(.single) { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
.pane { min-width: 0; }
.body .pane-title { font-size: 0.8125rem; color: var(--muted); margin: 0 0 0.2rem; }
.dump-box { margin: 0 0 0.6rem; }
.dump-box .scroll { margin: 0 0 0.4rem; background: var(--raised); border-radius: 6px; padding: 0.4rem 0.7rem 0.5rem; width: fit-content; max-width: 100%; }
.body .difference { font-size: 0.875rem; margin: 0 0 0.35rem; color: var(--muted); }
.dump { font: 0.78125rem/1.5 var(--mono); border-collapse: separate; border-spacing: 0; }
.dump th, .dump td { border: 0; padding: 0 0.9ch; font-weight: 400; white-space: pre; }
.dump th:first-child { padding-left: 0; color: var(--muted); }
.dump thead th { font: 0.8125rem/1.5 var(--sans); color: var(--muted); padding-bottom: 0.2rem; white-space: normal; vertical-align: bottom; }
.dump .ascii { color: var(--muted); padding-left: 0; }
.dump .ascii:last-child { padding-right: 0; }
.dump td.ascii + td.hex { border-left: 1px solid var(--rule); padding-left: 1.4ch; }
.dump td.ascii:not(:last-child) { padding-right: 1.4ch; }
.dump thead th + th + th { border-left: 1px solid var(--rule); padding-left: 1.4ch; }
.dump .alike { color: var(--muted); font-style: italic; padding-left: calc(4ch + 1.8ch); }
@media (max-width: 40rem) { .dump { font-size: 0.6875rem; } .dump-box .scroll { padding: 0.4rem 0.5rem; } }
.body .sent-title { font-size: 0.9375rem; font-weight: 700; margin: 0 0 0.4rem; color: var(--strong); }
.step { margin: 0 0 0.7rem; }
.step .step-label { font-size: 0.875rem; margin: 0 0 0.25rem; }
.step.request .step-label, .step.answer .step-label { font-family: var(--mono); font-size: 0.8125rem; }
.step.answer { padding-left: 1.2rem; }
@media (max-width: 40rem) { .step.answer { padding-left: 0; } }
.input { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.2rem 0.8rem; margin: 0; }
.input dt { font: 0.8125rem/2.2 var(--mono); color: var(--muted); }
.input dd { margin: 0; min-width: 0; }
.input dd.bytes { grid-column: 1 / -1; }
.again { margin: 1rem 0 0; }
.again .label { font-size: 0.8125rem; color: var(--muted); }
.command { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.5rem; align-items: start; }
.group .why { font-weight: 600; margin: 0 0 0.4rem; overflow-wrap: anywhere; white-space: pre-wrap; }
.id-list { list-style: none; padding: 0; margin: 0 0 1.2rem; columns: 24rem; column-gap: 2.5rem; font-size: 0.875rem; }
.id-list .test { border: 0; padding: 0.08rem 0; break-inside: avoid; }
.id-list code { background: none; padding: 0; }
.id-list .of { color: var(--muted); font-size: 0.75rem; }
`
