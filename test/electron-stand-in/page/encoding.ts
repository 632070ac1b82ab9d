// Values as JSON, as far as Electron would clone them. Runs in Node and, without its types, in both worlds of the page.

export type FunctionNames = (value: (...args: unknown[]) => unknown) => string
export type FunctionsByName = (name: string) => unknown

const mark = '$type'

/** @param nameOf gives a name to a function; without it functions cannot be cloned, as over IPC */
export function encode(value: unknown, nameOf?: FunctionNames): unknown {
  const open = new Set<object>()
  const refuse = (): never => {
    throw new Error('An object could not be cloned.')
  }
  const bytes = (view: Uint8Array): string => {
    let text = ''
    for (let at = 0; at < view.length; at += 8192) text += String.fromCharCode(...view.subarray(at, at + 8192))
    return btoa(text)
  }
  const walk = (item: unknown): unknown => {
    if (item === null || typeof item === 'boolean' || typeof item === 'string') return item
    if (item === undefined) return { [mark]: 'undefined' }
    if (typeof item === 'number') return Number.isFinite(item) ? item : { [mark]: 'number', value: String(item) }
    if (typeof item === 'bigint') return { [mark]: 'bigint', value: String(item) }
    if (typeof item === 'function') return nameOf ? { [mark]: 'function', value: nameOf(item as never) } : refuse()
    if (typeof item !== 'object') return refuse()
    if (item instanceof Date) return { [mark]: 'date', value: item.getTime() }
    if (item instanceof ArrayBuffer) return { [mark]: 'bytes', value: bytes(new Uint8Array(item)) }
    if (ArrayBuffer.isView(item))
      return { [mark]: 'bytes', value: bytes(new Uint8Array(item.buffer, item.byteOffset, item.byteLength)) }
    if (item instanceof Error) return { [mark]: 'error', value: item.message }
    if (open.has(item)) refuse()
    open.add(item)
    let result: unknown
    if (item instanceof Map) result = { [mark]: 'map', value: [...item].map(walk) }
    else if (item instanceof Set) result = { [mark]: 'set', value: [...item].map(walk) }
    else if (Array.isArray(item)) result = item.map(walk)
    else result = Object.fromEntries(Object.entries(item).map(([key, part]) => [key, walk(part)]))
    open.delete(item)
    return result
  }
  return walk(value)
}

/** The opposite of `encode`; a marked object stands for what JSON has not. */
export function decode(encoded: unknown, functionOf?: FunctionsByName): unknown {
  const special = (type: unknown, value: unknown): unknown => {
    if (type === 'undefined') return undefined
    if (type === 'number') return Number(value)
    if (type === 'bigint') return BigInt(value as string)
    if (type === 'date') return new Date(value as number)
    if (type === 'bytes') return Uint8Array.from(atob(value as string), (character) => character.charCodeAt(0))
    if (type === 'error') return new Error(value as string)
    if (type === 'map') return new Map((value as unknown[]).map((pair) => walk(pair) as [unknown, unknown]))
    if (type === 'set') return new Set((value as unknown[]).map(walk))
    return functionOf?.(value as string)
  }
  const walk = (item: unknown): unknown => {
    if (item === null || typeof item !== 'object') return item
    if (Array.isArray(item)) return item.map(walk)
    const record = item as Record<string, unknown>
    if (mark in record) return special(record[mark], record['value'])
    return Object.fromEntries(Object.entries(record).map(([key, part]) => [key, walk(part)]))
  }
  return walk(encoded)
}
