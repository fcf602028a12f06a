import { readFile } from 'node:fs/promises'
import * as http from 'node:http'
import * as http2 from 'node:http2'
import * as core from '@car-mirror/core'
import * as hono from 'hono'
import * as cid from 'multiformats/cid'
import * as undici from 'undici'
import { expect, it } from 'vitest'
import * as transport from '../src/index.js'
import { defaultTransportLimits } from '../src/limits.js'
import * as onNode from '../src/node/index.js'
import { listen } from './support/serve.js'

const modules = {
  'node:http': http,
  'node:http2': http2,
  '@car-mirror/core': core,
  '@car-mirror/http-transport': transport,
  '@car-mirror/http-transport/node': onNode,
  hono,
  'multiformats/cid': cid,
  undici,
}

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')

function blocks(language: string): string[] {
  return Array.from(
    readme.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g')),
    (m) => m[1]!,
  )
}

it.each([0, 1, 2, 3, 4])('the README says what its example %i prints', async (i) => {
  const { port, kill } = await listen(http.createServer())
  await kill()
  const script = blocks('ts')[i]!.replaceAll(
    /^import (\{[^}]*\}) from '(.*)'$/gm,
    (_, names: string, from: string) => `const ${names} = modules['${from}']`,
  )
  const printed: string[] = []
  const console = { log: (...words: unknown[]) => printed.push(`${words.join(' ')}\n`) }
  const body = `return (async () => {${script.replaceAll('3344', `${port}`)}})()`
  await new Function('modules', 'console', body)(modules, console)
  expect(printed.length).toBeGreaterThan(0)
  expect(printed.join('')).toBe(blocks('text')[i])
})

it('the README names every code, and the limits as they are', async () => {
  const source = await readFile(new URL('../src/errors.ts', import.meta.url), 'utf8')
  for (const [, code] of source.matchAll(/\| '(ERR_\w+)'/g)) expect(readme).toContain(`\`${code}\``)
  for (const limit of Object.keys(defaultTransportLimits))
    expect(readme).toContain(`| \`${limit}\` `)
  expect(readme).toContain(`| ${defaultTransportLimits.message / 2 ** 20} MiB `)
  expect(readme).toContain(`| ${defaultTransportLimits.drain / 2 ** 20} MiB `)
})
