import { readFile } from 'node:fs/promises'
import * as cid from 'multiformats/cid'
import { expect, it } from 'vitest'
import * as carIo from '../src/index.js'

it('the example in the README prints what the README says', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const block = (language: string) =>
    new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(readme)?.[1] ?? ''
  const script = block('ts').replaceAll(
    /^import (\{.*?\}) from '(.*)'$/gm,
    (_, names: string, from: string) => `const ${names} = modules['${from}']`,
  )
  const printed: string[] = []
  const console = { log: (...words: unknown[]) => printed.push(`${words.join(' ')}\n`) }
  const modules = { '@car-mirror/car-io': carIo, 'multiformats/cid': cid }
  await new Function('modules', 'console', `return (async () => {${script}})()`)(modules, console)
  expect(printed.length).toBeGreaterThan(0)
  expect(printed.join('')).toBe(block('text'))
})
