import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test, vi } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))

test('the example in the README runs and prints what its comments say', async () => {
  const readme = await readFile(join(here, '../README.md'), 'utf8')
  const code = /```ts\n(.*?)```/s.exec(readme)![1]!
  const promised = [...code.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map((match) => match[1])
  const folder = await mkdtemp(join(here, 'readme-'))
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    const file = join(folder, 'example.ts')
    await writeFile(file, code.replace("'@car-mirror/bloom'", "'../../src/index.js'"))
    await import(/* @vite-ignore */ pathToFileURL(file).href)
    expect(log.mock.calls.map((values) => values.join(' '))).toEqual(promised)
    expect(promised).toHaveLength(3)
  } finally {
    log.mockRestore()
    await rm(folder, { recursive: true })
  }
})
