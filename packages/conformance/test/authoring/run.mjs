// Does what spec/AUTHORING.md says, command by command, in a fresh clone, and compares what it prints:
// node packages/conformance/test/authoring/run.mjs
// In a console block a line with `$ ` is a command; what follows must be printed in that order, and
// `...` stands for anything. Versions and numbers of three digits and more may differ: they do with
// every clause and vector that is added.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const text = readFileSync(join(root, 'spec/AUTHORING.md'), 'utf8')
const steps = [...text.matchAll(/^```console\n(.*?)^```$/gms)].flatMap(([, block]) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const [command, ...expected] = step.trimEnd().split('\n')
      return { command, expected: expected.filter((line) => line !== '...') }
    }),
)

// A commit needs somebody, also where nobody is configured.
const author = {
  GIT_AUTHOR_NAME: 'authoring',
  GIT_AUTHOR_EMAIL: 'authoring@localhost',
  GIT_COMMITTER_NAME: 'authoring',
  GIT_COMMITTER_EMAIL: 'authoring@localhost',
}
const clone = mkdtempSync(join(tmpdir(), 'car-mirror-authoring-'))
let wrong = 0
try {
  run(`git clone -q ${JSON.stringify(root)} .`)
  for (const { command, expected } of steps) {
    const { printed, status } = run(command)
    const missing = firstMissing(expected, printed.split('\n'))
    const ok = missing === undefined && status === 0
    console.log(`${ok ? 'ok    ' : 'wrong '} ${command}`)
    if (ok) continue
    wrong++
    console.log(missing === undefined ? `exit code ${status}` : `not printed: ${missing}`)
    console.log(printed)
    break
  }
} finally {
  rmSync(clone, { recursive: true, force: true })
}
const passed = steps.length - wrong
console.log(
  `AUTHORING.md: ${wrong === 0 ? passed : 'not all'} of ${steps.length} commands as written`,
)
process.exitCode = wrong === 0 && steps.length > 0 ? 0 : 1

function run(command) {
  const { stdout, status } = spawnSync('bash', ['-c', `exec 2>&1; ${command}`], {
    cwd: clone,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: {
      ...process.env,
      ...author,
      CAR_MIRROR_VECTORS: undefined,
      FORCE_COLOR: '0',
      NO_COLOR: '1',
    },
  })
  return { printed: stdout ?? '', status }
}

/** The first expected line that does not come after the ones before it. */
function firstMissing(expected, printed) {
  let at = 0
  return expected.find((line) => {
    const found = printed.findIndex((other, i) => i >= at && plain(other) === plain(line))
    at = found + 1
    return found === -1
  })
}

function plain(line) {
  return line.trim().replaceAll(/\d+(?:[.,]\d+)+|\d{3,}/g, '#')
}
