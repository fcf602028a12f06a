import { join } from 'node:path'
import { layout, specificationOf } from './layout.js'
import { paths } from './paths.js'
import { generateFrom, readSource } from './source.js'
import { folderOf, newestVersion, readLayout, writeLayout } from './versions.js'

const CACHE = join(paths.root, 'node_modules/.cache/car-mirror-vectors')

/**
 * The folder of the vectors that follow from the text as it stands: the newest version, unless an edit
 * of a clause has gone beyond it. Tests that read from here fail as soon as the text says otherwise.
 *
 * @throws SpecProblems
 */
export async function currentVectors(): Promise<string> {
  const source = readSource()
  const version = newestVersion()
  if (version && readLayout(version).get('specification.json') === specificationOf(source)) {
    return folderOf(version)
  }
  writeLayout(CACHE, layout('0.0.0', source, await generateFrom(source)))
  return CACHE
}
