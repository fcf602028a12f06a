import { describe, expect, it } from 'vitest'
import { has, scoreOf, script, wordsOf } from '../src/page/browser.js'
import { questions } from '../src/page/questions.js'
import { renderPage } from '../src/page/render-page.js'
import { upstreamIds } from '../src/spec/upstream.js'
import { pageFixture, untraced } from './page-fixture.js'

const input = pageFixture()
const page = renderPage(input)
const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!)

describe('the page', () => {
  it('has an anchor for each clause, erratum and upstream id, and none twice', () => {
    const { clauses, errata } = input.spec
    const wanted = [...clauses.keys(), ...errata.map(({ id }) => id), ...upstreamIds]
    expect(clauses.size).toBeGreaterThan(100)
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([])
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  })

  it('has no link to a place that it lacks', () => {
    const targets = [...page.matchAll(/ href="#([^"]*)"/g)].map((match) => match[1]!)
    expect(targets.length).toBeGreaterThan(500)
    expect(targets.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('labels each drawing by elements that are there', () => {
    const labels = [...page.matchAll(/aria-labelledby="([^"]+)"/g)].flatMap((m) => m[1]!.split(' '))
    expect(labels).toHaveLength(10)
    expect(labels.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('loads nothing', () => {
    expect(page).not.toMatch(/<(link|img|iframe|object|embed|base|source|use)\b/i)
    expect(page).not.toMatch(/\ssrc=|@import|url\(/i)
  })

  it('shows level, bound parties, layer and sources of a clause', () => {
    const clause = articleOf(page, 'BF-9')
    expect(clause).toContain('<a class="id" href="#BF-9">BF-9</a>')
    expect(clause).toContain('<strong class="level must">MUST</strong>')
    expect(clause).toContain('sender, receiver')
    expect(clause).toContain('tested: codec')
    expect(clause).toContain('<a href="#CM-45">CM-45</a>')
    expect(clause).toContain('<code>&quot;width&quot;</code>')
    expect(clause).toContain('<aside class="open">')
    expect(articleOf(page, 'RND-31')).toContain('untestable: other protocols')
  })

  it('says of each upstream id what it stands for, and what answers it', () => {
    const item = (id: string) => new RegExp(`<li id="${id}">.*?</li>`, 's').exec(page)?.[0]
    expect(item('CM-46')).toContain(
      '<span class="place">3.4.1.2</span> If no sample fits, the element MUST be hashed anew.',
    )
    expect(item('CM-46')).toContain('href="#BF-11"')
    expect(item('CM-46')).toContain('href="#E-26"')
    expect(item('M12')).toContain('What a CAR without blocks says.')
    expect(item('M12')).not.toContain('class="place"')
    expect(item('H-6')).toContain('<code>rs</code>')
    expect(item('X1')).toContain('<a class="ref" href="#CM-31">CM-31</a>')
  })

  it('lists what tests a clause, who differs, and where it is implemented', () => {
    const clause = articleOf(page, 'BF-9')
    expect(clause).toContain('differs in rs, go')
    expect(clause).toContain('area/bf-9-case-1')
    expect(clause).toContain('does the opposite of what the clause says')
    expect(clause).toContain('packages/bloom/src/filter.ts:')
    expect(clause).toContain('<a class="ref" href="#BF-10">BF-10</a>')
    expect(articleOf(page, 'RND-12')).toContain('survives')
  })

  it('counts clauses, vectors of each profile, and mutants', () => {
    const killed = input.trace.mutants.length - 1
    expect(page).toContain(`<b>${input.spec.clauses.size}</b>`)
    expect(page).toContain(`<b>${input.trace.vectors.length}</b>`)
    expect(page).toContain(`<b>${input.trace.mutants.length}</b> <span>${killed} killed</span>`)
    expect(page).toContain('version 1.0.0')
  })

  it('has a row in the kill matrix for each testable MUST and SHOULD', () => {
    const matrix = page.slice(page.indexOf('class="kill-matrix"'))
    const due = [...input.spec.clauses.values()].filter(
      ({ level, layer }) => level !== 'MAY' && layer !== 'untestable',
    )
    expect(due.filter(({ id }) => !matrix.includes(`>${id}</a></th>`))).toEqual([])
  })

  it('can be made before anything tests anything', () => {
    const bare = renderPage(untraced())
    expect(articleOf(bare, 'BF-9')).toContain('No tests yet')
    expect(articleOf(bare, 'RND-31')).toContain('Not tested')
    expect(bare).toContain('no mutant')
    const text = bare.slice(0, bare.indexOf('<script>'))
    expect(/undefined|NaN|\[object/.exec(text)).toBeNull()
  })
})

describe('hostile text', () => {
  const bad = '<script>alert(1)</script>"\'<img src=x onerror=alert(1)>'

  it('is shown, not obeyed, wherever it comes from', () => {
    const { spec, trace } = pageFixture()
    const clause = {
      ...spec.clauses.get('BF-9')!,
      title: bad,
      text: bad,
      open: bad,
      sources: [bad],
    }
    const pinned = { ...clause, rows: [{ name: bad, value: bad, meaning: bad, line: 1 }] }
    const untestable = { ...pinned, id: 'BF-99', layer: 'untestable' as const, reason: bad }
    const chapter = { file: 'spec/x.md', title: bad, intro: bad, sections: [] }
    const hostile = renderPage({
      spec: {
        ...spec,
        chapters: [{ ...chapter, clauses: [pinned, untestable].map(withoutSection) }],
        errata: [{ id: 'E-1', title: bad, answers: [bad], text: bad, file: 'x', line: 1 }],
        upstream: new Map([['CM-1', { id: 'CM-1', place: bad, says: bad, file: 'x', line: 1 }]]),
      },
      trace: {
        ...trace,
        version: bad,
        mutants: [{ id: bad, clause: 'BF-9', does: bad, killedBy: [bad] }],
        deviations: [{ clause: 'BF-9', profile: 'rs', how: bad }],
        places: [{ clause: 'BF-9', file: bad, line: 1 }],
      },
    })
    expect(hostile.match(/<script/g)).toHaveLength(1)
    expect(hostile).not.toContain('<img')
    expect(hostile.match(/&lt;script&gt;alert/g)!.length).toBeGreaterThan(15)
  })

  it('does not become a link that runs something', () => {
    const { spec, trace } = pageFixture()
    const text = '[a](javascript:alert(1)) [b](https://ipld.io/) ![c](https://ipld.io/x.png)'
    const chapters = spec.chapters.map((chapter) => ({ ...chapter, intro: text }))
    const linked = renderPage({ spec: { ...spec, chapters }, trace })
    expect(linked).not.toContain('javascript:')
    expect(linked).toContain('<a href="https://ipld.io/">b</a>')
    expect(linked).not.toContain('x.png')
  })
})

describe('the questions', () => {
  it('are twelve to twenty, and each names clauses that exist', () => {
    expect(questions.length).toBeGreaterThanOrEqual(12)
    expect(questions.length).toBeLessThanOrEqual(20)
    const named = questions.flatMap(({ clauses }) => clauses)
    expect(named.filter((id) => !input.spec.clauses.has(id))).toEqual([])
    expect(questions.filter(({ clauses }) => clauses.length === 0)).toEqual([])
  })
})

describe('searching', () => {
  it('drops the words that every question has, and endings', () => {
    expect(wordsOf('May a requested root be left out?')).toEqual(['request', 'root', 'left', 'out'])
    expect(wordsOf('RND-10')).toEqual(['rnd-10'])
    expect(wordsOf('  ')).toEqual([])
  })

  it('finds words by their beginning only', () => {
    expect(has('a receiver lists requested roots without a filter', ['request', 'out'])).toBe(1)
  })

  it('puts a title that has the phrase before a text that has it', () => {
    const wish = { query: 'requested root', words: wordsOf('requested root') }
    const title = scoreOf({ title: 'a requested root is sent', text: '' }, wish)
    const text = scoreOf({ title: 'roots', text: 'a requested root' }, wish)
    expect(title).toBeGreaterThan(text)
  })

  it('is a script that parses and cannot end its element early', () => {
    expect(() => new Function(script())).not.toThrow()
    expect(script()).not.toContain('</')
  })
})

function articleOf(markup: string, id: string): string {
  const start = markup.indexOf(`<article class="clause" id="${id}"`)
  return markup.slice(start, markup.indexOf('</article>', start))
}

function withoutSection<T extends { readonly section?: string }>(clause: T): Omit<T, 'section'> {
  const { section: _, ...rest } = clause
  return rest
}
