import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { PUBLISHED, publishedResults, readmeParts, readmeText } from '../src/report/readme.js'

it('has in the README what the published results say', () => {
  const { made } = readmeParts()
  expect(made).toBe(existsSync(PUBLISHED) ? readmeText(publishedResults()) : '')
})
