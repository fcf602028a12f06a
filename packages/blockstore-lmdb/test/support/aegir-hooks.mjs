/** A module hook: who imports aegir's chai gets ours. */
export async function resolve(specifier, context, next) {
  if (specifier !== 'aegir/chai') return next(specifier, context)
  return { url: new URL('./aegir-chai.mjs', import.meta.url).href, shortCircuit: true }
}
