import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { errorResult } from '../src/schemas.js'
import { Running, run, runJson, serve } from './support/command.js'
import { useTemp } from './support/temp.js'

const ROOT = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
const URL = 'http://127.0.0.1:9'
const temp = useTemp()

describe('wrong usage ends with 2 and says what is wrong', () => {
  const cases: [string, string[], RegExp][] = [
    ['an unknown command', ['mirror'], /unknown command 'mirror'/],
    ['an unknown option', ['ls', '--store', 'S', '--fast'], /unknown option '--fast'/],
    ['no store', ['ls'], /--store/],
    ['a root that is no CID', ['stat', 'nonsense', '--store', 'S'], /'nonsense'.*not a CID/],
    [
      'a URL of another kind',
      ['push', ROOT, 'ftp://x', '--store', 'S'],
      /'ftp:\/\/x'.*not an http/,
    ],
    ['pull without a URL', ['pull', ROOT, '--store', 'S'], /a root and a URL/],
    ['pull of no CID', ['pull', ROOT, 'nonsense', URL, '--store', 'S'], /'nonsense'.*not a CID/],
    ['pull from no URL', ['pull', ROOT, ROOT, '--store', 'S'], /not an http/],
    ['zero rounds', ['push', ROOT, URL, '--store', 'S', '--max-rounds', '0'], /from 1/],
    ['a negative budget', ['push', ROOT, URL, '--store', 'S', '--cold-call', '-1'], /from 0/],
    ['a port that is none', ['serve', '--store', 'S', '--port', '65536'], /from 0 to 65535/],
    ['import of nothing', ['import', '--store', 'S'], /PATH or --car/],
    ['import of two things', ['import', 'P', '--car', 'F', '--store', 'S'], /PATH or --car/],
    ['export to nowhere', ['export', ROOT, '--store', 'S'], /OUT or --car/],
    ['a public host', ['serve', '--store', 'S', '--host', '0.0.0.0'], /--token-file, or --open/],
  ]
  it.each(cases)('%s', async (_, args, message) => {
    const store = temp('store')
    const placed = args.map((arg) => (arg === 'S' ? store : arg))
    const { code, stderr, result } = await runJson(errorResult, ...placed)
    expect(stderr).toMatch(/^car-mirror: .*\(ERR_USAGE\)\n$/)
    expect(stderr).toMatch(message)
    expect(result.error.code).toBe('ERR_USAGE')
    expect(result.error.message).toMatch(message)
    expect(code).toBe(2)
    expect(existsSync(store)).toBe(false)
  })
})

it('shows the commands when none is given, with 2', async () => {
  const { code, stdout, stderr } = await run()
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^Usage: car-mirror/)
  expect(stderr).toMatch(/car-mirror: a command is needed \(ERR_USAGE\)\n$/)
})

it('shows help and version with 0', async () => {
  expect(await run('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d/) })
  const { code, stdout } = await run('push', '--help')
  expect(code).toBe(0)
  expect(stdout).toMatch(/--cold-call/)
})

describe('a command that only reads makes no store', () => {
  it.each([
    ['ls', []],
    ['stat', [ROOT]],
    ['verify', [ROOT]],
    ['export', [ROOT, 'out']],
    ['push', [ROOT, URL]],
    ['serve', ['--read-only', '--port', '0']],
  ])('%s', async (name, args) => {
    const store = temp('none')
    const ended = await runJson(errorResult, name, ...args, '--store', store)
    expect(ended.code).toBe(1)
    expect(ended.result.error.code).toBe('ERR_STORE_MISSING')
    expect(ended.stderr).toBe(
      `car-mirror: no store at ${store} (ERR_STORE_MISSING): import something first\n`,
    )
    expect(existsSync(store)).toBe(false)
  })
})

it('does not mind that nobody reads what it prints', async () => {
  await writeFile(temp('file'), 'hello')
  const store = ['--store', temp('store')]
  await run('import', temp('file'), ...store)
  const listing = new Running(['ls', ...store])
  listing.child.stdout?.destroy()
  expect(await listing.ended).toMatchObject({ code: 0, stderr: '' })

  const server = await serve(...store)
  server.child.stderr?.destroy()
  const root = 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq'
  for (let i = 0; i < 2; i++) {
    expect((await run('pull', root, server.url, '--store', temp(`copy${i}`))).code).toBe(0)
  }
  expect((await server.stop()).code).toBe(0)
})

it('refuses a token file that is missing, empty, or holds more than a word', async () => {
  await writeFile(temp('empty'), '\n')
  await writeFile(temp('two'), 'one two\n')
  for (const name of ['missing', 'empty', 'two']) {
    const args = ['serve', '--store', temp('store'), '--token-file', temp(name)]
    const { code, result } = await runJson(errorResult, ...args)
    expect(code).toBe(1)
    expect(result.error).toMatchObject({ code: 'ERR_TOKEN_FILE' })
    expect(result.error.message).toContain(temp(name))
  }
})
