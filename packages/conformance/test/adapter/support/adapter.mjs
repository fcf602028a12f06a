// An adapter that goes wrong in the way that its first argument names. Its second names a file of its own.
import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { createInterface } from 'node:readline'

const [mode = 'good', file] = process.argv.slice(2)
const operations = ['xxh3', ...(mode === 'good' ? ['parameters', 'serve', 'dump', 'pull'] : [])]
const hello = { protocol: 1, name: 'test', version: '1', dialect: 'spec', operations }
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)
const never = () => setInterval(() => {}, 1000)

/** Before the first line was read. */
const AT_START = {
  'exits-at-once': () => {
    console.error('no such port')
    process.exit(3)
  },
  banner: () => console.log('Welcome to my adapter!'),
}

/** What comes instead of the greeting. */
const GREETINGS = {
  'other-protocol': () => ({ value: { ...hello, protocol: 2 } }),
  'never-greets': never,
  'no-hello': () => ({ unsupported: 'hello' }),
}

/** What comes instead of an answer. */
const ANSWERS = {
  silent: never,
  dies: () => {
    console.error('thread panicked at index out of bounds')
    process.exit(101)
  },
  'dies-by-signal': () => process.kill(process.pid, 'SIGABRT'),
  'dies-once': () => {
    if (existsSync(file)) return { value: { hash: '0'.repeat(16) } }
    writeFileSync(file, '')
    process.exit(101)
  },
  'silent-once': () => {
    if (existsSync(file)) return { value: { hash: '0'.repeat(16) } }
    writeFileSync(file, '')
    return never()
  },
  garbage: () => process.stdout.write('oops\n'),
  'other-shape': () => ({ value: { hash: 12 } }),
  'other-id': () => say({ id: 99, value: { hash: '0'.repeat(16) } }),
  'says-more': (id) => {
    say({ id, value: { hash: '0'.repeat(16) } })
    process.stdout.write('and another thing\n')
  },
  'floods-a-line': () => {
    const more = () => process.stdout.write('x'.repeat(65_536), more)
    more()
  },
  'floods-lines': () => {
    const more = () => process.stdout.write('x\n'.repeat(32_768), more)
    more()
  },
  'floods-stderr': () => {
    process.stderr.write('x'.repeat(5_000_000), () => process.exit(1))
  },
  refuses: () => ({ error: 'filter-size', detail: 'too many bytes' }),
  'other-category': () => ({ error: 'because' }),
  'has-no-notion': () => ({ unsupported: 'no hash here' }),
  'has-a-child': () => {
    const child = spawn('sleep', ['1000'], { stdio: 'ignore' })
    writeFileSync(file, String(child.pid))
    never()
  },
  'stays-when-closed': () => {
    never()
    return { value: { hash: '0'.repeat(16) } }
  },
}

const OTHERS = {
  parameters: () => ({ value: { bytes: 2 ** 60, hashes: 2 ** 63 } }),
  serve: () => ({ value: { url: 'http://127.0.0.1:1' } }),
  dump: () => ({ value: { stored: [] } }),
  pull: never,
}

AT_START[mode]?.()
for await (const line of createInterface({ input: process.stdin })) {
  const { id, op } = JSON.parse(line)
  const good = () => ({ value: { hash: 'f'.repeat(16) } })
  const answer =
    op === 'hello'
      ? (GREETINGS[mode] ?? (() => ({ value: hello })))()
      : (OTHERS[op] ?? ANSWERS[mode] ?? good)(id)
  if (answer?.value ?? answer?.error ?? answer?.unsupported) say({ id, ...answer })
}
if (mode !== 'stays-when-closed') process.exit()
