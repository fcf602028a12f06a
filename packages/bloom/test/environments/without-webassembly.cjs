// A page whose content security policy forbids to compile: NODE_OPTIONS="--require <this file>" npx vitest run
// Only at once, as the filter does; Node's own fetch compiles in the background and stays.
const Module = WebAssembly.Module
WebAssembly.Module = function forbidden() {
  throw new WebAssembly.CompileError('forbidden here')
}
WebAssembly.Module.prototype = Module.prototype
