import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { paths } from '../src/author/paths.js'
import { checks } from '../src/trace/checks.js'

it('names tests that are there', () => {
  const gone = checks.filter(({ file }) => !existsSync(join(paths.root, file)))
  expect(gone).toEqual([])
})
