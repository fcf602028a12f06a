// A machine whose WebAssembly has no SIMD: NODE_OPTIONS="--require <this file>" npx vitest run
WebAssembly.validate = () => false
