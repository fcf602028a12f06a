import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { collectSees, seesIn } from '../src/trace/collect.js'

it.each([
  ['/** One. @see BF-9 */', ['BF-9:1']],
  [' * @see BF-9 MSG-12', ['BF-9:1', 'MSG-12:1']],
  [' * @see BF-9, MSG-12', ['BF-9:1', 'MSG-12:1']],
  [' * @see BF-1, BF-2,\n *   BF-3\n * BF-4 is no part of it', ['BF-1:1', 'BF-2:1', 'BF-3:2']],
  ['// @see BF-1,\n// BF-2', ['BF-1:1', 'BF-2:2']],
  [' * @see BF-1\n * BF-2 is no part of it', ['BF-1:1']],
  ['// whatever the filter says (@see RND-10); @see RND-11', ['RND-10:1', 'RND-11:1']],
  ['\n\n/** @see BF-1 BF-1 */', ['BF-1:3', 'BF-1:3']],
  [' * @see CM-14, M9 and what else there was', ['CM-14:1', 'M9:1']],
  [' * @see BF-1.', ['BF-1:1']],
  [' * @see https://example.org/BF-9', []],
  [' * @see the clause BF-9', []],
  [' * BF-9', []],
])('reads %j', (text, expected) => {
  expect(seesIn(text).map(({ id, line }) => `${id}:${line}`)).toEqual(expected)
})

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'car-mirror-trace-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

it('looks at the sources of the packages and of the vectors, and nowhere else', () => {
  write('packages/bloom/src/deep/filter.ts', '\n/** @see BF-1 */')
  write('packages/bloom/test/filter.test.ts', '/** @see BF-2 */')
  write('packages/bloom/src/notes.md', '@see BF-3')
  write('packages/checkout.mjs', '// @see BF-4')
  write('vectors/src/judge.ts', '// @see BF-5')
  expect(collectSees(root)).toEqual({
    sees: [
      { id: 'BF-1', file: 'packages/bloom/src/deep/filter.ts', line: 2 },
      { id: 'BF-5', file: 'vectors/src/judge.ts', line: 1 },
    ],
    problems: [],
  })
})

it('does not guess what is between two ids', () => {
  write('packages/bloom/src/a.ts', '\n * @see BF-1 to BF-5\n')
  write('packages/bloom/src/b.ts', ' * @see BF-1, BF-2 and BF-5\n')
  const what = 'a @see lists its ids one by one, with commas or spaces'
  expect(collectSees(root).problems).toEqual([
    `packages/bloom/src/a.ts:2: ${what}`,
    `packages/bloom/src/b.ts:1: ${what}`,
  ])
})
