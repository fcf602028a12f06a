// A place that is not Node, as far as hashing goes: NODE_OPTIONS="--require <this file>" npx vitest run
const getBuiltinModule = process.getBuiltinModule
process.getBuiltinModule = (id) => (id === 'node:crypto' ? undefined : getBuiltinModule?.(id))
