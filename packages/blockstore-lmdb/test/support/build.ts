import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Child processes and the README's example run what is in dist: make it this source. */
export default function build(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const manifest = createRequire(import.meta.url).resolve('typescript/package.json')
  const tsc = join(manifest, '../bin/tsc')
  execFileSync(process.execPath, [tsc, '-b'], { cwd: root, stdio: 'inherit' })
}
