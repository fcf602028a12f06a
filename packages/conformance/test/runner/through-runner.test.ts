import { expect, it } from 'vitest'
// As it was built: it starts the model beside itself.
import { killThroughRunner } from '../../dist/mutants/through-runner.js'
import { mutants } from '../../src/mutants/catalogue.js'
import { mutant } from '../../src/mutants/mutant.js'
import { loadSpec } from '../../src/spec/load.js'

it('finds mutants out as processes: in a codec, in a round, as a server and as a client', async () => {
  const ids = ['BF-9/shifts-by-one', 'RND-12/walks-on', 'HTTP-2/any-method', 'HTTP-2/put']
  const chosen = ids.map((id) => mutants.find((one) => one.id === id) ?? mutant(id, '', () => {}))
  const seen: string[] = []
  const kills = await killThroughRunner(chosen, loadSpec(), ({ id }) => seen.push(id))
  expect(kills.map(({ id }) => id)).toEqual(ids)
  expect([...seen].sort()).toEqual([...ids].sort())
  expect(kills.filter(({ killedBy }) => killedBy.length !== 1)).toEqual([])
})
