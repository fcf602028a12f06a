import { rm } from 'node:fs/promises'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { exportRoot } from '../../src/unixfs/export.js'
import { importPath } from '../../src/unixfs/import.js'
import { describeTree, MemoryBlockstore, type Tree, useTemp, writeTree } from './support.js'

const temp = useTemp()

const isName = (name: string) =>
  !/[/\0]/.test(name) && !/^(\.{0,2}$|\uFEFF)/.test(name) && Buffer.byteLength(name) <= 255

const name = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.string({ maxLength: 8 }).map((rest) => `.${rest}`),
    fc.constantFrom(
      ' ',
      '  x ',
      '😀',
      'é',
      'e\u0301',
      '\uFFFD',
      '-rf',
      '~',
      '...',
      'a\\',
      '\\',
      '\n',
    ),
    fc.integer({ min: 1, max: 255 }).map((n) => 'x'.repeat(n)),
  )
  .filter(isName)

const bytes = fc.oneof(
  { weight: 6, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 262_143, max: 530_000 }), fc.nat(255))
      .map(([size, fill]) => new Uint8Array(size).fill(fill)),
  },
)

const { tree } = fc.letrec<{ tree: Tree; directory: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constant('file' as const),
      bytes,
      mode: fc.constantFrom(0o644, 0o755, 0o600, 0o400, 0o777, 0),
    }),
    fc.record({
      kind: fc.constant('symlink' as const),
      target: fc.oneof(name, fc.constantFrom('/', '..', '../../x', '/etc/passwd')),
    }),
    tie('directory'),
  ),
  directory: fc.record({
    kind: fc.constant('directory' as const),
    mode: fc.constantFrom(0o755, 0o700, 0o555, 0o777, 0o711),
    entries: fc.uniqueArray(fc.tuple(name, tie('tree')), { selector: ([n]) => n, maxLength: 8 }),
  }) as fc.Arbitrary<Tree>,
}))

it('gives back any tree as it was, and from it the same root again', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (tree) => {
      for (const old of ['in', 'out']) await rm(temp(old), { recursive: true, force: true })
      await writeTree(temp('in'), tree)
      const store = new MemoryBlockstore()
      const { root, skipped } = await importPath(temp('in'), store)
      expect(skipped).toEqual([])
      await exportRoot(root, temp('out'), store)
      expect(await describeTree(temp('out'))).toEqual(await describeTree(temp('in')))
      const again = await importPath(temp('out'), new MemoryBlockstore())
      expect(again.root.toString()).toBe(root.toString())
    }),
    { numRuns: 100 },
  )
}, 60_000)
