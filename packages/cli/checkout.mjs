// Runs a built script of this package from a checkout: node packages/cli/checkout.mjs main.js ARGS
// Plain JavaScript without a dependency, because it is what brings the dependencies and the build.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const packageRoot = fileURLToPath(new URL('.', import.meta.url))
const root = resolve(packageRoot, '../..')
const [name, ...args] = process.argv.slice(2)
const script = join(packageRoot, 'dist', name)

if (!existsSync(join(packageRoot, 'node_modules')) || !existsSync(script)) makeReady()

// npm runs scripts at the root of the project; a path on the command line is meant from where the
// person is.
if (process.cwd() === root && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
process.argv = [process.execPath, script, ...args]
await import(pathToFileURL(script).href)

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
