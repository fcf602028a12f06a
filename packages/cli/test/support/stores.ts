import { beforeEach } from 'vitest'
import { importResult } from '../../src/schemas.js'
import { runJson } from './command.js'
import { makeTree, useTemp } from './temp.js'

/** The root of a DAG that nobody has. */
export const UNKNOWN = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'

/** Three stores for each test, as options of the command; the first one can have the small tree. */
export function useStores() {
  const temp = useTemp()
  const stores: Record<'a' | 'b' | 'c', string[]> = { a: [], b: [], c: [] }
  beforeEach(() => {
    for (const [name, option] of Object.entries(stores)) option.splice(0, 2, '--store', temp(name))
  })

  async function importTree(): Promise<{ root: string; blocks: number }> {
    await makeTree(temp('tree'))
    return (await runJson(importResult, 'import', temp('tree'), ...stores.a)).result
  }

  return { temp, ...stores, importTree }
}
