import { html, type Markup } from '../page/html.js'
import { chapterName } from '../page/words.js'
import { levels } from '../spec/clause.js'
import type { TestResult } from '../suite/results.js'
import { type Context, isTestable, type PortView } from './context.js'
import { visible } from './in-page/visible.js'
import { mannerOf, manners } from './manner.js'
import { statuses, statusWords } from './status.js'

type Choice = readonly (readonly [value: string, words: string])[]

/** Hidden until the script shows it: without one the page is a text to be read. */
export function filterForm(context: Context, ports: readonly PortView[]): Markup {
  const tests = ports.flatMap(({ results }) => results.tests)
  const { chapters, clauses } = context.spec
  const ids: Choice = [...clauses.values()]
    .filter(isTestable)
    .map(({ id, title }) => [id, `${id} ${title}`])
  return html`<form class="filter" id="filter" role="search" aria-label="Filter the tests" hidden>
${context.several && portChoice(ports)}
<label class="query"><span class="label">Search ids, clauses and messages</span>
<input type="search" name="q" autocomplete="off" spellcheck="false" placeholder="Search ids and messages ( / )"></label>
${choice('status', 'any status', known(tests, statuses, ({ status }) => status).map(withWords))}
${choice('how', 'any manner', mannersOf(tests))}
${choice(
  'chapter',
  'any chapter',
  chapters.map(({ file, title }) => [chapterName(file), title] as const),
)}
${choice('clause', 'any clause', ids)}
${choice('layer', 'any layer', ['codec', 'round', 'session'].map(same))}
${choice('level', 'any level', levels.map(same))}
${choice('profile', 'any profile', known(tests, ['spec', 'rs', 'go'], ({ profile }) => profile).map(same))}
<div class="filter-end"><output id="found" aria-live="polite"></output> <button type="reset">Show all</button></div>
</form>
`
}

/** Of some values those that tests have. */
function known<T>(
  tests: readonly TestResult[],
  values: readonly T[],
  of: (test: TestResult) => T,
): readonly T[] {
  const there = new Set(tests.map(of))
  return values.filter((value) => there.has(value))
}

function withWords(status: TestResult['status']): readonly [string, string] {
  return [status, statusWords[status]]
}

function same(value: string): readonly [string, string] {
  return [value, value]
}

function mannersOf(tests: readonly TestResult[]): Choice {
  const there = new Set(tests.map(mannerOf))
  return manners.filter((manner) => there.has(manner)).map(({ id, says }) => [id, says])
}

function portChoice(ports: readonly PortView[]): Markup {
  return html`<label class="port-choice"><span class="label">port</span>
<select name="port">${ports.map(({ index, title }) => html`<option value="${index}">${visible(title)}</option>`)}</select></label>`
}

function choice(name: string, any: string, values: Choice): Markup | false {
  if (values.length < 2) return false
  return html`<label><span class="label">${name}</span>
<select name="${name}"><option value="">${any}</option>${values.map(([value, words]) => html`<option value="${value}">${words}</option>`)}</select></label>`
}
