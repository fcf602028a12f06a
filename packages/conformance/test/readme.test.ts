import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { runReadmeExample } from '@car-mirror/fixtures'
import { versions } from '@car-mirror/vectors'
import { expect, it } from 'vitest'

it('shows in the README of the vectors what that prints', async () => {
  const readme = new URL('../../../vectors/README.md', import.meta.url)
  const { printed, promised } = await runReadmeExample(readme, (path) => import(path))
  expect(printed).toBe(promised)
})

it('names the newest version of the vectors, but where the text is about others', () => {
  const root = new URL('../../../', import.meta.url)
  const listed = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
  const aboutOthers = ['spec/AUTHORING.md', 'vectors/CHANGELOG.md']
  const named = listed
    .trim()
    .split('\n')
    .filter((path) => !aboutOthers.includes(path))
    .flatMap((path) => {
      const text = readFileSync(new URL(path, root), 'utf8')
      return [...text.matchAll(/vectors[/ ](\d+\.\d+\.\d+)/g)].map(([, version]) => [path, version])
    })
  expect(named.length).toBeGreaterThan(2)
  expect(named).toEqual(named.map(([path]) => [path, versions().at(-1)]))
})
