// Requests as plain data. What a caller gives may have getters that throw, be a proxy, contain itself or be
// endless; it is read once, here, and the core gets JSON. An error of a getter comes out as it is.

/** So many values and characters make more than any request; the core needs a multiple of that in memory. */
const maxValues = 4_000_000;
const maxCharacters = 2 ** 26;
const maxDepth = 64;

/** The only key of an object that stands for a number that JSON does not have: `request/value.rs` reads it. */
const numberKey = "\0";

const [encoder, decoder] = [new TextEncoder(), new TextDecoder("utf-8", { ignoreBOM: true })];

/**
 * A copy of an argument: null, true and false, numbers, strings, arrays and objects without a prototype.
 * @param name of the argument, for the errors
 */
export function plain(name, value) {
  return new Copy(name).of(value);
}

/** The JSON of an argument. */
export function json(name, value) {
  return JSON.stringify(plain(name, value));
}

class Copy {
  #name;
  #values = maxValues;
  #characters = maxCharacters;
  /** The arrays and objects around the value that is copied. */
  #around = [];

  constructor(name) {
    this.#name = name;
  }

  of(value) {
    if ((this.#values -= 1) < 0) this.#refuse(`has more than ${maxValues} values`);
    switch (typeof value) {
      case "undefined":
        return null;
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) ? value : { [numberKey]: String(value) };
      case "string":
        return this.#text(value);
      case "object":
        return value === null ? null : this.#nested(value);
      default:
        return this.#refuse(`must be plain data: it holds a ${typeof value}`);
    }
  }

  #text(value) {
    if ((this.#characters -= value.length) < 0) this.#refuse(`has more than ${maxCharacters} characters`);
    // Half of a surrogate pair becomes U+FFFD, as it does on every other way into the core.
    return /[\ud800-\udfff]/.test(value) ? decoder.decode(encoder.encode(value)) : value;
  }

  #nested(value) {
    if (this.#around.includes(value)) this.#refuse("contains itself");
    if (this.#around.length === maxDepth) this.#refuse(`is nested deeper than ${maxDepth} levels`);
    this.#around.push(value);
    const copy = Array.isArray(value) ? this.#array(value) : this.#object(value);
    this.#around.pop();
    return copy;
  }

  #array(value) {
    const copy = [];
    for (let index = 0; index < value.length; index += 1) copy.push(this.of(value[index]));
    return copy;
  }

  #object(value) {
    const keys = ArrayBuffer.isView(value) ? [] : Object.keys(value);
    if (keys.length === 0 && !isPlain(value)) this.#refuse("must be plain data: it holds an object of another kind");
    const copy = Object.create(null);
    for (const key of keys) {
      const field = value[key];
      // Left out and undefined are the same.
      if (field !== undefined) copy[this.#text(key)] = this.of(field);
    }
    return copy;
  }

  #refuse(what) {
    throw new TypeError(`${this.#name} ${what}`);
  }
}

/** Whether an object is no Map, Date or the like, also where it comes from another window. */
function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
