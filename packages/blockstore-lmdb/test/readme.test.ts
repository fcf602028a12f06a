import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = new URL('..', import.meta.url)
const readme = readFileSync(new URL('README.md', root), 'utf8')

function fenced(language: string): string {
  return readme.split(`\`\`\`${language}\n`)[1]!.split('```')[0]!
}

it('the example of the README prints what the README says', () => {
  const printed = execFileSync(process.execPath, ['--input-type=module'], {
    cwd: fileURLToPath(root),
    input: fenced('ts'),
    encoding: 'utf8',
  })
  expect(printed).toBe(fenced('text'))
})
