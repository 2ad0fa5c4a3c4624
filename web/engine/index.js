import {bytesOf} from '#bytes';
import validationScores from './dist/validation.js';

/** A scenario or an option that can't be used; `faults` says where and why. */
export class EngineError extends Error {
  constructor(faults) {
    super(faults.map(({path, message}) => (path && !message.startsWith(path) ? `${path}: ${message}` : message)).join('\n'));
    this.name = 'EngineError';
    this.faults = faults;
  }
}

// A function of one instruction that needs SIMD: (func (drop (v128.const 0))), the smallest module that tells.
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12, ...new Array(16).fill(0), 26, 11,
]);

const hasSimd = () => WebAssembly.validate(simdProbe);

/** The bytes of `source`, or those beside this file where nothing is named. */
async function bytesAt(source, beside) {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  return new Uint8Array(await bytesOf(source ?? beside));
}

/** The numbers of posterior.bin: they follow a few lines of text and an empty line. */
function posteriorNumbers(file, size) {
  const from = file.length - size;
  if (from < 2 || file[from - 1] !== 10 || file[from - 2] !== 10) {
    throw new Error(`posterior.bin: found ${file.length} bytes, expected a few lines of text and ${size} bytes of numbers`);
  }
  return file.subarray(from);
}

async function compiled({wasm, parameters, posterior, simd = hasSimd()} = {}) {
  // Written out, so that bundlers find each file.
  const [{default: glue}, wasmBinary, texts, draws] = await Promise.all([
    simd ? import('./dist/sarx.js') : import('./dist/sarx-plain.js'),
    bytesAt(wasm, simd ? new URL('./dist/sarx.wasm', import.meta.url) : new URL('./dist/sarx-plain.wasm', import.meta.url)),
    bytesAt(parameters, new URL('./dist/parameters.txt', import.meta.url)),
    bytesAt(posterior, new URL('./dist/posterior.bin', import.meta.url)),
  ]);
  // What the module finds in its place when it begins; what is wrong with the files is said once it has begun.
  let wrong = null;
  const fill = (module) => {
    try {
      const size = module._sarx_parameters_bytes();
      if (texts.length !== size) throw new Error(`parameters.txt: found ${texts.length} bytes, expected ${size}`);
      module.HEAPU8.set(texts, module._sarx_parameters());
      module.HEAPU8.set(posteriorNumbers(draws, module._sarx_posterior_bytes()), module._sarx_posterior());
    } catch (error) {
      wrong = error;
    }
  };
  const module = await glue({wasmBinary, preRun: [fill]});
  if (wrong) throw wrong;
  return {module, simd};
}

/** JSON of a plain object with one value a line, so that a fault's place tells its path. */
function textOf(value) {
  try {
    // What JSON would quietly turn into null is kept as a word, which the reader refuses by name.
    const text = JSON.stringify(value, (_, part) => (typeof part === 'number' && !Number.isFinite(part) ? String(part) : part), 1);
    if (text !== undefined) return text;
  } catch (error) {
    throw new EngineError([fault('', `found an object that can't be written as JSON (${error.message}), expected a plain one`)]);
  }
  throw new EngineError([fault('', `found ${typeof value}, expected a plain object`)]);
}

const fault = (path, message) => ({line: null, column: null, path, message});

class ModuleEngine {
  #module;

  constructor({module, simd}) {
    this.#module = module;
    this.simd = simd;
    this.version = module.UTF8ToString(module._sarx_version());
  }

  get memory() {
    return {bytes: this.#module.HEAPU8.byteLength, used_bytes: this.#module._sarx_bytes_in_use()};
  }

  check(scenario) {
    try {
      return this.#answer('_sarx_check', textOf(scenario)).faults.map(({path, message}) => fault(path, message));
    } catch (error) {
      if (error instanceof EngineError) return error.faults;
      throw error;
    }
  }

  simulate(scenario, options = {}) {
    const report = this.#good(this.#answer('_sarx_simulate', textOf(scenario), textOf(options)));
    const numbers = this.#numbers();
    const days = numbers.length / (1 + 3 * report.series.length);
    const row = (index) => Array.from(numbers.subarray(index * days, (index + 1) * days));
    const day = row(0);
    report.series.forEach((series, index) => {
      series.day = day;
      series.median = row(3 * index + 1);
      series.lo = row(3 * index + 2);
      series.hi = row(3 * index + 3);
    });
    for (const course of report.classes) course.day = day;
    this.#module._sarx_forget();
    return report;
  }

  simulatePart(scenario, options = {}) {
    const outline = this.#good(this.#answer('_sarx_simulate_part', textOf(scenario), textOf(options)));
    const module = this.#module;
    const from = module._sarx_sorted_draws() / 4;
    const sorted = module.HEAPF32.slice(from, from + module._sarx_sorted_draw_count());
    const day = Array.from(this.#numbers());
    module._sarx_forget();
    return {outline, day, draws: options.draws ?? 100, sorted};
  }

  explain(name = '') {
    return this.#answer('_sarx_explain', String(name));
  }

  assess(person) {
    return this.#good(this.#answer('_sarx_assess', textOf(person)));
  }

  schema() {
    return this.#answer('_sarx_schema');
  }

  validation() {
    return structuredClone(validationScores);
  }

  #numbers() {
    const from = this.#module._sarx_numbers() / 8;
    return this.#module.HEAPF64.subarray(from, from + this.#module._sarx_number_count());
  }

  /** Call a function of the module with texts; the object that its text says. */
  #answer(name, ...texts) {
    const module = this.#module;
    const pointers = texts.map((text) => {
      const size = module.lengthBytesUTF8(text) + 1;
      const pointer = module._malloc(size);
      module.stringToUTF8(text, pointer, size);
      return pointer;
    });
    try {
      const answer = JSON.parse(module.UTF8ToString(module[name](...pointers)));
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer;
    } finally {
      pointers.forEach((pointer) => module._free(pointer));
    }
  }

  #good(answer) {
    if (answer.faults) throw new EngineError(answer.faults.map(({path, message}) => fault(path, message)));
    return answer;
  }
}

export {joined} from './parts.js';

/** Load the engine. */
export async function load(options) {
  return new ModuleEngine(await compiled(options));
}
