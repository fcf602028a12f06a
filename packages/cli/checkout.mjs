// Runs a built script of this package from a checkout: node packages/cli/checkout.mjs main.js ARGS
// Plain JavaScript without a dependency, because it is what brings the dependencies and the build.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const packageRoot = fileURLToPath(new URL('.', import.meta.url))
const root = resolve(packageRoot, '../..')
const [name, ...args] = process.argv.slice(2)
const script = join(packageRoot, 'dist', name)

if (!existsSync(join(packageRoot, 'node_modules')) || !existsSync(script)) makeReady()

// npm runs scripts at the root of the project; a path on the command line is meant from where the
// person is.
const fromNpm = process.cwd() === resolve(root) && process.env.INIT_CWD
const child = spawn(process.execPath, [script, ...args], {
  stdio: 'inherit',
  cwd: fromNpm || process.cwd(),
})
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
for (const signal of signals) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  if (!signal) process.exit(code)
  // To end in the same way, without our own handlers in between.
  for (const each of signals) process.removeAllListeners(each)
  process.kill(process.pid, signal)
})

/** Installs and builds. Stdout belongs to the script, so all that npm says goes to stderr. */
function makeReady() {
  process.stderr.write('car-mirror: installing and building first, once\n')
  const { status } = spawnSync('npm', ['run', '-s', 'ready'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}
