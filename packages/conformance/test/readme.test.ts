import { runReadmeExample } from '@car-mirror/fixtures'
import { expect, it } from 'vitest'

it('shows in the README of the vectors what that prints', async () => {
  const readme = new URL('../../../vectors/README.md', import.meta.url)
  const { printed, promised } = await runReadmeExample(readme, (path) => import(path))
  expect(printed).toBe(promised)
})
