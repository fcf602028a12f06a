import { levelBadge } from '../page/clause.js'
import { html, type Markup, trusted } from '../page/html.js'
import { grouped } from '../page/words.js'
import type { Status, TestResult } from '../suite/results.js'
import type { Context, PortView } from './context.js'
import { visible } from './in-page/visible.js'
import { symbols } from './status.js'
import { mainClause } from './tally.js'
import { testCard, testLine } from './test-card.js'

/** One test of a port, and its place in the results. */
export interface Numbered {
  readonly test: TestResult
  readonly number: number
}

interface Part {
  readonly status: Status
  readonly title: string
  readonly body: (context: Context, port: PortView, tests: readonly Numbered[]) => Markup
  /** Shown from the start: what a reader came for. */
  readonly open?: boolean
}

const parts: readonly Part[] = [
  { status: 'fail', title: 'What fails', body: clauseGroups, open: true },
  {
    status: 'unexpected-pass',
    title: 'What passes and was known to fail',
    body: clauseGroups,
    open: true,
  },
  { status: 'harness-error', title: 'Faults of the suite', body: clauseGroups, open: true },
  { status: 'expected-fail', title: 'What is known to fail', body: clauseGroups, open: true },
  { status: 'could-not-run', title: 'What could not run', body: reasonGroups },
  { status: 'unsupported', title: 'What the port does not have', body: reasonGroups },
  { status: 'pass', title: 'What passes', body: idList },
]

/** Every test of a port, by status; within each by clause, or by the reason that it was not run. */
export function findings(context: Context, port: PortView): Markup {
  const tests = port.results.tests.map((test, number) => ({ test, number }))
  return html`<div class="findings" data-port="${port.index}">
${context.several && html`<h2>${visible(port.title)}: test by test</h2>`}
<p class="nothing" hidden>No test of this port passes the filter.</p>
${parts.map((part) => partSection(context, port, part, tests))}
</div>
`
}

function partSection(
  context: Context,
  port: PortView,
  { status, title, body, open = false }: Part,
  all: readonly Numbered[],
): Markup | false {
  const tests = all.filter(({ test }) => test.status === status)
  if (tests.length === 0) return false
  const heading = context.several ? html`<h3>${title}</h3>` : html`<h2>${title}</h2>`
  return html`<details class="part" data-status="${status}"${open && trusted(' open')}>
<summary><span class="symbol ${status}" aria-hidden="true">${symbols[status]}</span> ${heading} <span class="count">${grouped(tests.length)}</span></summary>
${body(context, port, tests)}
</details>
`
}

/** Below each clause the tests that it is to blame for, or that it comes first in. */
function clauseGroups(context: Context, port: PortView, tests: readonly Numbered[]): Markup {
  const ids = [...new Set(tests.map(({ test }) => mainClause(test)))]
  const place = (id: string) => context.spec.clauses.get(id)?.order ?? Number.POSITIVE_INFINITY
  const inOrder = ids.sort((a, b) => place(a) - place(b))
  return html`${inOrder.map((id) => {
    const here = tests.filter(({ test }) => mainClause(test) === id)
    return clauseGroup(context, port, id, here)
  })}`
}

function clauseGroup(
  context: Context,
  port: PortView,
  id: string,
  tests: readonly Numbered[],
): Markup {
  const clause = context.spec.clauses.get(id)
  const reasons = [...new Set(tests.map(({ test }) => test.reason))]
  const shared = reasons.length === 1 ? reasons[0] : undefined
  return html`<section class="group">
<div class="clause-side">
${groupTitle(context, id)}
${clause !== undefined && html`<div class="clause-text">${clauseText(context, id)}</div>`}
${shared !== undefined && html`<p class="reason"><b>Known:</b> ${visible(shared)}</p>`}
</div>
<div class="tests">
${tests.map((numbered) => testCard(context, port, numbered, shared === undefined))}
</div>
</section>
`
}

function groupTitle({ spec, several, markdown }: Context, id: string): Markup {
  const clause = spec.clauses.get(id)
  const text =
    clause === undefined
      ? html`<span class="id">${visible(id)}</span> not a clause of this text`
      : html`<a class="id" href="#${id}">${id}</a> ${markdown.inline(clause.title)} ${levelBadge(clause.level)}`
  return several ? html`<h4>${text}</h4>` : html`<h3>${text}</h3>`
}

/** The text of a clause, and its pins. */
export function clauseText({ spec, markdown }: Context, id: string): Markup | undefined {
  const clause = spec.clauses.get(id)
  if (clause === undefined) return undefined
  const pins = clause.rows.map(
    ({ name, value, meaning }) =>
      html`<li><code>${name} = ${JSON.stringify(value)}</code> ${markdown.inline(meaning)}</li>`,
  )
  return html`${clause.text !== '' && markdown.block(clause.text)}${pins.length > 0 && html`<ul class="pins">${pins}</ul>`}`
}

/** What was not put to the port, by what stood in the way. */
function reasonGroups(context: Context, port: PortView, tests: readonly Numbered[]): Markup {
  const reasons = [...new Set(tests.map(({ test }) => test.why ?? 'No reason is given.'))]
  return html`${reasons.map((reason) => {
    const here = tests.filter(({ test }) => (test.why ?? 'No reason is given.') === reason)
    return html`<section class="group reasons"><p class="why">${visible(reason)} <span class="count">${grouped(here.length)}</span></p>
${idList(context, port, here)}</section>
`
  })}`
}

function idList(context: Context, _: PortView, tests: readonly Numbered[]): Markup {
  return html`<ul class="id-list">${tests.map((numbered) => testLine(context, numbered))}</ul>`
}
