import { describe, expect, it } from 'vitest'
import { renderReport } from '../../src/report/render-report.js'
import { loadSpec } from '../../src/spec/load.js'
import type { Results } from '../../src/suite/results.js'
import { fakeResults } from './fakes.js'

const spec = loadSpec()
const clauses = [...spec.clauses.values()]
const bad =
  '</script><script>alert(1)</script><img src=x onerror=alert(1)>"\'`$\u2028\u2029\u202e\u0000\ud800<!--'

describe('what a port says', () => {
  const page = renderReport([hostile('a'), hostile('b')], spec)

  it('is shown, not obeyed, wherever it stands', () => {
    expect(page).not.toContain('<script>alert')
    expect(page).not.toMatch(/<img/i)
    expect(page).not.toContain('<!--')
    expect(page.match(/<script\b/g)).toHaveLength(2)
    expect(page.match(/<\/script>/g)).toHaveLength(2)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  it('hides nothing: what turns or ends a line is spelled out', () => {
    expect(page).toContain('\\u{202e}\\u{0}\\u{d800}')
    const text = page.slice(page.indexOf('</style>'), page.indexOf('<script type'))
    // What the filter compares are the names themselves, and nobody sees it.
    const shown = text.replace(/ data-[a-z-]+="[^"]*"/g, '')
    const hidden = ['\u2028', '\u2029', '\u202e', '\u0000', '\ud800']
    expect(hidden.filter((character) => shown.includes(character))).toEqual([])
  })

  it('comes back whole from the data that is embedded for the script', () => {
    const [, json] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)!
    expect(json).not.toMatch(/[<>&\u2028\u2029]/)
    const { evidence } = JSON.parse(json!)
    const texts = JSON.stringify(evidence)
    expect(texts).toContain(JSON.stringify(bad).slice(1, -1))
  })

  it('is taken for text where it says that it is bytes and is not', () => {
    const odd = hostile('c')
    const tests = odd.tests.map((test) => {
      const problems = [{ message: 'm', expected: bad, actual: 'abc', hex: true, differsAt: 1e9 }]
      return { ...test, problems, sent: [{ label: bad, hex: bad }] }
    })
    const [, json] = /id="data">(.*?)<\/script>/s.exec(renderReport([{ ...odd, tests }], spec))!
    const first = JSON.parse(json!).evidence[0][0]
    expect(first.compared[0]).toEqual({ kind: 'text', expected: bad, actual: 'abc' })
    expect(first.sent[0]).toEqual({ label: bad, text: bad })
  })
})

/** Every text that results can have is hostile. */
function hostile(name: string): Results {
  const results = fakeResults(clauses, { name: name + bad, count: 60, words: bad })
  return {
    ...results,
    suite: { version: bad, vectors: bad },
    port: { ...results.port, version: bad },
    tests: results.tests.map((test) => ({
      ...test,
      id: test.id + bad,
      requirements: [...test.requirements, bad],
      ...(test.clause !== undefined && { clause: bad }),
      ...(test.problems && {
        problems: test.problems.map((problem) => ({ ...problem, at: bad, message: bad })),
      }),
    })),
  }
}
