import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import * as schemas from '../src/schemas.js'
import { MAIN, run } from './support/command.js'
import { document, unpad } from './support/document.js'
import { useTemp } from './support/temp.js'

const temp = useTemp()
let readme = ''
beforeAll(async () => {
  readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
})

it('shows a session, here and there, that runs just so', async () => {
  const port = await freePort()
  const session = Array.from(readme.matchAll(/```console\n(.*?)```/gs), ([, lines]) => lines).join(
    '',
  )
  const steps = session.replaceAll('3344', port).split(/^\$ /m).slice(1)
  expect(steps.length).toBeGreaterThan(8)
  const run = await startShell()
  for (const step of steps) {
    const [command, ...promised] = step.trimEnd().split('\n')
    const printed = await run(command!, promised.length)
    expect([command, ...printed].map(withoutTime)).toEqual([command, ...promised].map(withoutTime))
  }
})

it.each(Object.entries(schemas))('documents the fields of %s', (_, schema) => {
  expect(unpad(readme)).toContain(document(schema))
})

it('names every command and option that there is', async () => {
  const { stdout } = await run('--help')
  const names = [...stdout.matchAll(/^ {2}(\w+) \[options\]/gm)].map(([, name]) => name!)
  expect(names).toHaveLength(8)
  const helps = await Promise.all(names.map(async (name) => (await run(name, '--help')).stdout))
  const options = helps.flatMap((help) =>
    [...help.matchAll(/--[a-z-]+/g)].map(([option]) => option),
  )
  for (const name of names) expect(readme).toMatch(new RegExp(`^\\| \`${name} `, 'm'))
  for (const option of new Set(options)) if (option !== '--help') expect(readme).toContain(option)
})

function withoutTime(line: string | undefined): string | undefined {
  return line?.replace(/, [\d.]+ m?s$/, ', T')
}

/** A shell in a directory of its own, where `car-mirror` is the built command. Runs a line. */
async function startShell() {
  await mkdir(temp('bin'))
  // A script of its own and no function, so that the shell has the command itself as its job.
  const start = `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`
  await writeFile(temp('bin/car-mirror'), start, { mode: 0o755 })
  const shell = spawn('bash', [], {
    cwd: temp(),
    stdio: ['pipe', 'pipe', 'ignore'],
    // Its jobs are in its group, and end with it.
    detached: true,
  })
  onTestFinished(() => void process.kill(-shell.pid!, 'SIGKILL'))
  let output = ''
  shell.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  shell.stdin.write('umask 022; PATH=$PWD/bin:$PATH\n')

  /** Lines on stdout: all until the command ends or, for one in the background, as many as promised. */
  async function run(command: string, promised: number): Promise<string[]> {
    const background = command.endsWith('&')
    output = ''
    shell.stdin.write(background ? `${command}\n` : `${command}\necho "ended $?"\n`)
    const complete = () =>
      background ? output.split('\n').length > promised : /^ended \d+\n$/m.test(output)
    while (!complete()) await once(shell.stdout, 'data')
    const lines = output.trimEnd().split('\n')
    if (!background) expect(lines.pop()).toBe('ended 0')
    return lines
  }

  return run
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return String(port)
}
