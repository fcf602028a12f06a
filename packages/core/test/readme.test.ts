import { readFileSync } from 'node:fs'
import { runReadmeExample } from '@car-mirror/fixtures'
import { expect, it } from 'vitest'
import * as core from '../src/index.js'

const readme = new URL('../README.md', import.meta.url)
const index = new URL('../src/index.ts', import.meta.url)

it('the example in the README prints what it says', async () => {
  const { printed, promised } = await runReadmeExample(readme, (path) => import(path))
  expect(printed).toBe(promised)
  expect(printed).not.toBe('')
})

it('the README names exports that there are, and all that are no types', () => {
  const text = readFileSync(readme, 'utf8')
  const [, table = ''] = /^\| export [^\n]*\n(.*?)\n\n/ms.exec(text) ?? []
  const cells = Array.from(table.matchAll(/^\| (.*?) \|/gm), ([, cell]) => cell!)
  const named = cells.flatMap((cell) => Array.from(cell.matchAll(/`(\w+)/g), ([, name]) => name!))
  expect(named).toContain('mirror')
  const exported = new Set(readFileSync(index, 'utf8').match(/\w+/g))
  expect(named.filter((name) => !exported.has(name))).toEqual([])
  expect(Object.keys(core).filter((name) => !text.includes(`\`${name}`))).toEqual([])
})
