import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SPEC = fileURLToPath(new URL('../dist/commands/spec.js', import.meta.url))

function spec(...args: string[]) {
  return spawnSync(process.execPath, [SPEC, ...args], { encoding: 'utf8' })
}

describe('impact of a clause', () => {
  it('is all that names it', () => {
    const { status, stdout } = spec('impact', 'BF-9', 'RND-10')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^BF-9 .*\n {2}MUST, sender, receiver; codec; CM-45, M4\n/)
    expect(stdout).toContain('shift = "width"')
    expect(stdout).toMatch(/ packages\/bloom\/src\/indices\.ts:\d+\n/)
    expect(stdout).toMatch(/\nRND-10 /)
  })

  it('can be read by a program', () => {
    const { clauses } = JSON.parse(spec('impact', 'BF-9', '--json').stdout)
    expect(clauses).toHaveLength(1)
    expect(clauses[0]).toMatchObject({ id: 'BF-9', level: 'MUST', pins: { shift: 'width' } })
    const profiles = clauses[0].profiles.map(({ profile }: { profile: string }) => profile)
    expect(profiles).toEqual(['rs', 'go'])
  })

  it('is not to be had of what is no clause', () => {
    const { status, stdout, stderr } = spec('impact', 'BF-9', 'BF-99')
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'BF-99 is no clause\n',
    })
  })
})

it.each(['check', 'impact', 'html'])('%s explains itself', (name) => {
  const { status, stdout } = spec(name, '--help')
  expect(status).toBe(0)
  expect(stdout).toContain(`Usage: spec ${name} `)
})

it.each([[['nonsense']], [['html']], [['check', '--nonsense']], [[]]])(
  'ends with 2 on wrong usage: %j',
  (args) => {
    expect(spec(...args).status).toBe(2)
  },
)

it('says when a page cannot be written', () => {
  const { status, stdout } = spec('html', '/dev/null/page.html')
  expect(status).toBe(1)
  expect(stdout).toMatch(/ENOTDIR|EEXIST/)
})
