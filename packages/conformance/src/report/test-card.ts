import { html, joined, type Markup } from '../page/html.js'
import type { TestResult } from '../suite/results.js'
import type { Problem } from '../suite/test.js'
import { type Context, chapterOf, linkTo, type PortView } from './context.js'
import type { Numbered } from './findings.js'
import { visible } from './in-page/visible.js'
import { mannerOf } from './manner.js'
import { statusWords } from './status.js'
import { clausesOf } from './tally.js'

/** Characters of the first problem that stand beside the id. */
const GLANCE = 160

/** What the filter of the page goes by. Quotes hold each. */
function marks({ spec }: Context, { test, number }: Numbered): Markup {
  const clauses = clausesOf(test)
  const chapters = new Set(clauses.map((id) => chapterOf(spec, id) ?? ''))
  const { id, status, layer, level, profile } = test
  return html`data-test="${number}" data-id="${id}" data-status="${status}" data-layer="${layer}" data-level="${level}" data-profile="${profile}" data-clause="${clauses.join(' ')}" data-chapter="${[...chapters].join(' ')}" data-how="${mannerOf(test)?.id}"`
}

/** A test that is only named. */
export function testLine(context: Context, numbered: Numbered): Markup {
  const { test } = numbered
  return html`<li class="test" ${marks(context, numbered)} title="${visible(test.about)}"><code>${visible(test.id)}</code> <span class="of">${visible(test.requirements.join(' '))}</span></li>
`
}

/** A test with all that is known of its failure. The script puts in the bytes when it is opened. */
export function testCard(
  context: Context,
  port: PortView,
  numbered: Numbered,
  withReason: boolean,
): Markup {
  const { test } = numbered
  const manner = mannerOf(test)
  return html`<details class="test" ${marks(context, numbered)} data-requires="${test.requirements.join(' ')}">
<summary><code class="test-id">${visible(test.id)}</code>${
    manner?.grave && html` <span class="how ${manner.id}">${manner.says}</span>`
  } <span class="glance">${glance(test)}</span></summary>
<div class="body">
<p class="about">${visible(test.about)}</p>
${factLine(context, port, test)}
${withReason && test.reason !== undefined && html`<p class="reason"><b>Known:</b> ${visible(test.reason)}</p>`}
${test.why !== undefined && html`<pre class="why">${visible(test.why)}</pre>`}
${(test.problems ?? []).map(problemBlock)}
<div class="sent" hidden></div>
${test.again !== undefined && againBlock(test.again)}
</div>
</details>
`
}

function glance({ problems = [], why, status }: TestResult): string {
  const [first] = problems
  const text = first ? inWords(first) : (why?.split('\n', 1)[0] ?? statusWords[status])
  const short = text.length > GLANCE ? `${text.slice(0, GLANCE)}…` : text
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return visible(`${short}${more}`)
}

function inWords({ at, message }: Problem): string {
  return at === undefined ? message : `${at}: ${message}`
}

function factLine(context: Context, port: PortView, test: TestResult): Markup {
  const { requirements, layer, level, profile, milliseconds } = test
  const clauses = requirements.map((id) => {
    const title = context.spec.clauses.get(id)?.title
    return html`<a href="${linkTo(context, port, { clause: id })}" title="${title}">${visible(id)}</a>`
  })
  return html`<p class="meta">${joined(clauses, ' ')} <span>${level}</span> <span>${layer}</span> <span>judged by ${profile === 'spec' ? 'the specification' : `the profile ${profile}`}</span> <span>${milliseconds} ms</span> <a href="${linkTo(context, port, { test: test.id })}">link to this test</a></p>
<div class="clause-texts"></div>`
}

function problemBlock(problem: Problem, number: number): Markup {
  const { at, message } = problem
  return html`<div class="problem"><p class="message">${at !== undefined && html`<code class="at">${visible(at)}</code> `}${visible(message)}</p>
<div class="compared" data-problem="${number}"></div></div>
`
}

function againBlock(again: string): Markup {
  return html`<div class="again"><span class="label">Repeat this one</span><div class="command"><pre tabindex="0">${visible(again)}</pre><button type="button" class="copy">Copy</button></div></div>`
}
