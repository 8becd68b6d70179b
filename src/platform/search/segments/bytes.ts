/** A growing byte array for varint-coded data. */
export class ByteWriter {
  bytes: Uint8Array
  length = 0

  constructor(capacity = 1024) {
    this.bytes = new Uint8Array(capacity)
  }

  reserve(more: number): void {
    const needed = this.length + more
    if (needed <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(needed, Math.ceil(this.bytes.length * 1.6)))
    grown.set(this.bytes.subarray(0, this.length))
    this.bytes = grown
  }

  /** Writes an unsigned integer below 2^32, seven bits a byte. */
  varint(value: number): void {
    if (this.length + 5 > this.bytes.length) this.reserve(5)
    let rest = value
    while (rest > 127) {
      this.bytes[this.length++] = (rest & 127) | 128
      rest >>>= 7
    }
    this.bytes[this.length++] = rest
  }

  append(source: Uint8Array, from = 0, to = source.length): void {
    this.reserve(to - from)
    if (to - from > 64) {
      this.bytes.set(source.subarray(from, to), this.length)
      this.length += to - from
      return
    }
    // For a few bytes a loop is several times faster than making a view.
    const { bytes } = this
    let at = this.length
    for (let i = from; i < to; i++) bytes[at++] = source[i]!
    this.length = at
  }

  clear(): void {
    this.length = 0
  }

  /** A copy in shared memory, so that worker threads can read it without another. */
  share(): Uint8Array {
    const shared = new Uint8Array(new SharedArrayBuffer(this.length))
    shared.set(this.bytes.subarray(0, this.length))
    return shared
  }
}

/** A reading place in varint-coded bytes. */
export class ByteReader {
  readonly bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  varint(): number {
    const { bytes } = this
    let byte = bytes[this.at++]!
    if (byte < 128) return byte
    let value = byte & 127
    let shift = 7
    do {
      byte = bytes[this.at++]!
      value |= (byte & 127) << shift
      shift += 7
    } while (byte > 127)
    return value >>> 0
  }
}

/** Unsigned integers in shared memory. */
export function sharedUint32(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * 4))
}

export function sharedFloat64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8))
}

/** A growing array of unsigned integers. */
export class Uint32Writer {
  values: Uint32Array
  length = 0

  constructor(capacity = 256) {
    this.values = new Uint32Array(capacity)
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Uint32Array(Math.ceil(this.values.length * 1.6) + 16)
      grown.set(this.values)
      this.values = grown
    }
    this.values[this.length++] = value
  }

  share(): Uint32Array {
    const shared = sharedUint32(this.length)
    shared.set(this.values.subarray(0, this.length))
    return shared
  }
}

/** Compares two byte strings as PostgreSQL's COLLATE "C" does. */
export function compareBytes(
  a: Uint8Array,
  aFrom: number,
  aTo: number,
  b: Uint8Array,
  bFrom: number,
  bTo: number,
): number {
  const shared = Math.min(aTo - aFrom, bTo - bFrom)
  for (let i = 0; i < shared; i++) {
    const difference = a[aFrom + i]! - b[bFrom + i]!
    if (difference !== 0) return difference
  }
  return aTo - aFrom - (bTo - bFrom)
}

/** The first place in [from, end) of ascending numbers whose number is not below `least`, or `end`. Fast when it is near. */
export function firstFrom(numbers: Uint32Array, least: number, from: number, end: number): number {
  if (from >= end || numbers[from]! >= least) return from
  let step = 1
  while (from + step < end && numbers[from + step]! < least) step *= 2
  let low = from + (step >> 1) + 1
  let high = Math.min(from + step, end)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (numbers[middle]! < least) low = middle + 1
    else high = middle
  }
  return low
}
