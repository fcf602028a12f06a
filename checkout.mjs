// Runs a built script of a package from a checkout: node checkout.mjs packages/cli main.js ARGS
// Plain JavaScript without a dependency, because it is what brings the dependencies and the build.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const [folder, name, ...args] = process.argv.slice(2)
const packageRoot = join(root, folder)
const script = join(packageRoot, 'dist', name)

if (!existsSync(join(packageRoot, 'node_modules')) || !existsSync(script)) makeReady()
// What was edited since is built again; if nothing was, this costs a tenth of a second.
else run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', packageRoot])

// npm runs scripts at the root of the project; a path on the command line is meant from where the
// person is.
if (process.cwd() === root && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
process.argv = [process.execPath, script, ...args]
await import(pathToFileURL(script).href)

function makeReady() {
  process.stderr.write('car-mirror: installing and building first, once\n')
  run('npm', ['run', '-s', 'ready'], process.platform === 'win32')
}

/** Stdout belongs to the script, so all that the tools say goes to stderr. */
function run(command, parameters, shell = false) {
  const { status } = spawnSync(command, parameters, { cwd: root, stdio: ['ignore', 2, 2], shell })
  if (status !== 0) process.exit(status ?? 1)
}
