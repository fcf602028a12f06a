import { html, joined, type Markup } from '../page/html.js'
import { counted, grouped } from '../page/words.js'
import { deviations, passedOf } from '../runner/verdict.js'
import { type Context, isTestable, linkTo, type PortView } from './context.js'

/** Clauses that the sentence itself names; the others are folded into it. */
const NAMED = 10

/** The verdict in a sentence or two, each clause a link to what shows it. */
export function verdictText(context: Context, port: PortView): Markup {
  const { tests, port: subject } = port.results
  const own = passedOf(tests, subject.dialect)
  const ofText = passedOf(tests, 'spec')
  if (own.of + ofText.of === 0) return html`<p class="verdict">Nothing was found out.</p>`
  const isDialect = subject.dialect !== 'spec' && own.of > 0
  return html`<div class="verdict">
${isDialect && ofDialect(subject.dialect, own)}
${ofText.of > 0 && ofSpecification(context, port, ofText)}
</div>`
}

interface Passed {
  readonly passed: number
  readonly of: number
}

function ofDialect(dialect: string, passed: Passed): Markup {
  const conforms = passed.passed === passed.of
  const says = conforms ? 'Conforms' : 'Does not conform'
  return line(conforms, html`${says} to <b>${dialect}</b>. ${share(passed, 'of its profile ')}`)
}

function ofSpecification(context: Context, port: PortView, passed: Passed): Markup {
  const { clauses } = context.spec
  const ids = deviations(port.results.tests, context.spec)
  if (ids.length === 0) {
    return line(true, html`Conforms to <b>the specification</b>. ${share(passed)}`)
  }
  const links = ids.map(
    (id) =>
      html`<a href="${linkTo(context, port, { clause: id })}" title="${clauses.get(id)?.title}">${id}</a>`,
  )
  const testable = [...clauses.values()].filter(isTestable).length
  const rest = links.slice(NAMED)
  return line(
    false,
    html`Deviates from <b>the specification</b> at ${ids.length} of ${counted(testable, 'clause')}. ${share(passed)}
<div class="ids">${joined(links.slice(0, NAMED), ', ')}${
      rest.length > 0 &&
      html`, <details class="more"><summary>and ${rest.length} more</summary>${joined(rest, ', ')}</details>`
    }</div>`,
  )
}

function share({ passed, of }: Passed, whose = ''): Markup {
  return html`<small>${grouped(passed)} of ${grouped(of)} tests ${whose}pass</small>`
}

/** The symbol says the same as its colour; who hears the sentence needs neither. */
function line(holds: boolean, text: Markup): Markup {
  return html`<div class="line ${holds ? 'holds' : 'fails'}"><span class="seal" aria-hidden="true">${holds ? '✓' : '✗'}</span><div>${text}</div></div>`
}
