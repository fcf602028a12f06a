import { describe, expect, it } from 'vitest'
import { drawIndex } from '../src/page/figures/draw-index.js'
import { bytesOf } from '../src/page/figures/filter-bits.js'
import { indexSelectionFigure, workedExample } from '../src/page/figures/index-selection.js'
import { markdown } from '../src/page/markdown.js'
import { renderPage } from '../src/page/render-page.js'
import { pageFixture } from './page-fixture.js'

const { spec, trace } = pageFixture()
const { pins } = spec
const { hashes, size } = workedExample
const draw = (shift: (typeof pins)['BF-9']['shift']) =>
  hashes.map((hash) => {
    const taken = drawIndex(hash, size, { ...pins, 'BF-9': { shift } }).taken
    return taken?.value
  })

describe('the figure of index selection', () => {
  // Expected values: XXH3 by another implementation, samples by arithmetic on paper.
  it('draws what another implementation draws, for each shift', () => {
    expect(draw('width')).toEqual([86, 306, 317, 142])
    expect(draw('width-1').slice(0, 2)).toEqual([173, 306])
    expect(draw(1)).toEqual([470, 306, 488, 142])
    expect(draw('none')).toEqual([undefined, 306, undefined, 142])
  })

  it('cuts 64 bits into six samples of ten, and leaves four', () => {
    const { samples, left, width } = drawIndex(hashes[0]!, size, pins)
    expect({ width, count: samples.length, left }).toEqual({ width: 10, count: 6, left: 4 })
    expect(samples[0]).toEqual({ from: 0, width: 10, value: 941, fits: false })
  })

  it('takes the partial sample if the pins say so', () => {
    const partial = { ...pins, 'BF-10': { partialSample: true } }
    const { samples, left } = drawIndex(hashes[0]!, size, partial)
    expect(samples.at(-1)).toEqual({ from: 60, width: 4, value: 3, fits: true })
    expect(left).toBe(0)
  })

  it('moves with the pins', () => {
    const text = markdown(() => false)
    const asPinned = indexSelectionFigure(pins, text).text
    const changed = indexSelectionFigure({ ...pins, 'BF-9': { shift: 1 } }, text).text
    expect(asPinned).toContain('index 86')
    expect(changed).toContain('index 470')
  })
})

describe('the figure of the filter', () => {
  it('sets bits 45 and 50 in either order of bits', () => {
    expect(bytesOf([45, 50], 'lsb-first')).toEqual([0, 0, 0, 0, 0, 0x20, 0x04, 0])
    expect(bytesOf([45, 50], 'msb-first')).toEqual([0, 0, 0, 0, 0, 0x04, 0x20, 0])
  })
})

describe('figures', () => {
  it('stand in their chapters, once each', () => {
    const page = renderPage({ spec, trace })
    const chapterOf = (id: string) => {
      const before = page.slice(0, page.indexOf(`<figure id="${id}"`))
      return /.*<section class="chapter" id="([^"]+)"/s.exec(before)?.[1]
    }
    expect(chapterOf('figure-pull')).toBe('pull')
    expect(chapterOf('figure-push')).toBe('push')
    expect(chapterOf('figure-indices')).toBe('filter')
    expect(chapterOf('figure-bits')).toBe('filter')
    expect(chapterOf('figure-dag')).toBe('rounds')
    expect(page.match(/<figure /g)).toHaveLength(5)
  })

  it('show the statuses and names of the pins', () => {
    const other = { statusComplete: 298, statusGoOn: 299 }
    const page = renderPage({ spec: { ...spec, pins: { ...pins, 'PUSH-6': other } }, trace })
    expect(page).toContain('299 · go on')
    expect(page).toContain('298 · complete')
  })

  it('stay in the chapter when their section is renamed', () => {
    const chapters = spec.chapters.map((chapter) => ({
      ...chapter,
      sections: chapter.sections.map((section) => ({ ...section, title: `${section.title} now` })),
    }))
    const page = renderPage({ spec: { ...spec, chapters }, trace })
    expect(page.match(/<figure /g)).toHaveLength(5)
  })
})
