import { runReadmeExample } from '@car-mirror/fixtures'
import { expect, it } from 'vitest'

it('the example in the README prints what it says', async () => {
  const readme = new URL('../README.md', import.meta.url)
  const { printed, promised } = await runReadmeExample(readme, (path) => import(path))
  expect(printed).toBe(promised)
  expect(printed).not.toBe('')
})
