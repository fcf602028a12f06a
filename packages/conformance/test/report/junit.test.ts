import assert from 'node:assert/strict'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { junit } from '../../src/report/junit.js'
import { loadSpec } from '../../src/spec/load.js'
import type { Results, Status } from '../../src/suite/results.js'
import { fakeResults } from './fakes.js'

const clauses = [...loadSpec().clauses.values()]

/** What another's parser finds: tag, attributes and text of each element, in their order. */
interface Element {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string | null
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  htmlEntities: true,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
})

/** What the parser makes of an element: its tag and content, and beside them its attributes. */
type Parsed = Readonly<Record<string, unknown>>

describe('junit.xml', () => {
  const results = fakeResults(clauses, { count: 100 })
  const elements = parse(junit(results))
  const named = (tag: string) => elements.filter((element) => element.tag === tag)

  it('has a case for each test, in a suite for each layer', () => {
    expect(
      named('testcase')
        .map(({ attributes }) => attributes.name)
        .sort(),
    ).toEqual(results.tests.map(({ id }) => id).sort())
    const layers = [...new Set(results.tests.map(({ layer }) => layer))]
    expect(named('testsuite').map(({ attributes }) => attributes.name)).toEqual(
      layers.map((layer) => `a-port ${layer}`),
    )
  })

  it('says of each status what it is', () => {
    expect(endOf('pass')).toBeUndefined()
    expect(endOf('fail')).toMatchObject({ tag: 'failure' })
    expect(endOf('unexpected-pass')).toMatchObject({ tag: 'failure' })
    expect(endOf('harness-error')).toMatchObject({ tag: 'error' })
    const skipped: readonly Status[] = ['expected-fail', 'unsupported', 'could-not-run']
    expect(skipped.map((status) => endOf(status)?.tag)).toEqual(skipped.map(() => 'skipped'))
    expect(endOf('expected-fail')?.attributes.message).toContain('differs, as it says')
    expect(endOf('unsupported')?.attributes.message).toContain('no operation of that kind')
    expect(endOf('fail')?.text).toContain('--only area-0/case-0')
  })

  it('counts what it has', () => {
    const [all] = named('testsuites')
    for (const [attribute, tag] of [
      ['failures', 'failure'],
      ['errors', 'error'],
      ['skipped', 'skipped'],
      ['tests', 'testcase'],
    ] as const) {
      expect(Number(all!.attributes[attribute])).toBe(named(tag).length)
      const sum = named('testsuite').map(({ attributes }) => Number(attributes[attribute]))
      expect(sum.reduce((a, b) => a + b)).toBe(named(tag).length)
    }
  })

  it('stays XML, whatever a port says', () => {
    const bad = ']]>&<a b="\'\u0000\u0008\u001b\ufffe\uffff\ud800\u2028\n\t'
    const hostile = fakeResults(clauses, { name: bad, count: 100, words: bad })
    const found = parse(junit(hostile))
    expect(found.filter(({ tag }) => tag === 'testcase')).toHaveLength(100)
    const failure = found.find(({ tag, text }) => tag === 'failure' && text?.includes(']]>'))
    expect(failure?.text).toContain(
      ']]>&<a b="\'\\u{0}\\u{8}\\u{1b}\\u{fffe}\\u{ffff}\\u{d800}\\u{2028}\n\t',
    )
    const command = found.find(({ attributes }) => attributes.name === 'command')
    expect(command?.attributes.value).toMatch(/\n\t$/)
  })

  it('is there for a run without tests', () => {
    const none: Results = { ...results, tests: [] }
    expect(parse(junit(none)).map(({ tag }) => tag)).toEqual(['testsuites'])
  })

  /** What stands in the case of the first test of a status. */
  function endOf(status: Status): Element | undefined {
    const { id } = results.tests.find((test) => test.status === status)!
    const at = elements.findIndex(({ attributes }) => attributes.name === id)
    const next = elements[at + 1]
    return next?.tag === 'testcase' || next?.tag === 'testsuite' ? undefined : next
  }
})

function parse(xml: string): Element[] {
  assert.equal(XMLValidator.validate(xml), true)
  return elementsOf(parser.parse(xml))
}

function elementsOf(items: readonly Parsed[]): Element[] {
  return items.flatMap(({ ':@': attributes = {}, ...item }) => {
    const [tag, content] = Object.entries(item)[0] as [string, readonly Parsed[]]
    if (tag === '#text' || tag === '?xml') return []
    const text = content.map((inner) => inner['#text'] ?? '').join('')
    return [{ tag, attributes: attributes as Element['attributes'], text }, ...elementsOf(content)]
  })
}
