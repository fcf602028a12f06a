import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { versions } from '../src/index.js'

const home = fileURLToPath(new URL('..', import.meta.url))

it('ships every file of every version', () => {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: home }).toString()
  const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }]
  const shipped = new Set(files.map(({ path }) => path))
  for (const version of versions()) {
    const entries = readdirSync(`${home}${version}`, { recursive: true }).map(String)
    const names = entries.filter((name) => name.endsWith('.json'))
    expect(names.length).toBeGreaterThan(30)
    expect(names.filter((name) => !shipped.has(`${version}/${name}`))).toEqual([])
  }
})
