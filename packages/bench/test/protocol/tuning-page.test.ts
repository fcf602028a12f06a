import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { size, table } from '../../src/protocol/markdown.js'
import { measureTables } from '../../src/protocol/measure.js'
import { filledPage, tuningTables } from '../../src/protocol/tuning-page.js'

describe('the page', () => {
  const page = 'a\n<!-- table: one -->\nold\n<!-- /table -->\nb\n'

  it('takes a table between its marks, and again', () => {
    const once = filledPage(page, new Map([['one', '| x |']]))
    expect(once).toBe('a\n<!-- table: one -->\n\n| x |\n\n<!-- /table -->\nb\n')
    expect(filledPage(once, new Map([['one', '| x |']]))).toBe(once)
  })

  it('refuses a table without marks, and marks without a table', () => {
    expect(() => filledPage(page, new Map())).toThrow('one')
    const more = new Map([
      ['one', ''],
      ['two', ''],
    ])
    expect(() => filledPage(page, more)).toThrow('two')
  })

  it('that is published has a place for each table that is made', async () => {
    const published = readFileSync(new URL('../../TUNING.md', import.meta.url), 'utf8')
    const tables = tuningTables(await measureTables('short', () => {}))
    expect(filledPage(published, tables)).toContain('| ours')
  })
})

describe('tables', () => {
  it('have columns as wide as what is in them', () => {
    const lines = table(
      ['a', 'b'],
      [
        ['x', '1'],
        ['long', '1,000'],
      ],
    ).split('\n')
    expect(lines).toEqual([
      '| a    |     b |',
      '| ---- | ----: |',
      '| x    |     1 |',
      '| long | 1,000 |',
    ])
  })

  it.each([
    [13, '13 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [2 ** 20, '1 MiB'],
    [300 * 1024, '300 KiB'],
  ])('say %i bytes as %s', (bytes, text) => {
    expect(size(bytes)).toBe(text)
  })
})
