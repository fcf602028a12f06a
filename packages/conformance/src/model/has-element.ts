import { fromHex, type HasElement } from '@car-mirror/vectors'
import type { FilterModel } from './filter.js'

/** Whether a filter has an element. One that no peer may take has nothing: its hashes might never end. */
export function hasElement(model: FilterModel): HasElement {
  return ({ bytes, hashes }, element) => {
    const filter = { bytes: fromHex(bytes), hashes }
    try {
      model.check(filter)
    } catch {
      return false
    }
    return model.has(filter, element)
  }
}
