import type { z } from 'zod'
import { invalid } from '../errors.ts'

type Issue = z.core.$ZodIssue

const LONGEST_FIELD_NAME = 100
const STABLE_CODE = /^[a-z][a-z0-9_]{0,63}$/

const fieldName = (path: readonly PropertyKey[]): string => path.map(String).join('.').slice(0, LONGEST_FIELD_NAME)

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined), input)

/** How badly a branch of a union fits: fields it does not know weigh most, because they tell which branch was meant. */
const misfit = (issues: readonly Issue[]): [number, number] => {
  const unknown = issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0)
  return [unknown, issues.length]
}
const nearestBranch = (branches: readonly Issue[][]): readonly Issue[] =>
  [...branches].sort((one, other) => {
    const [a, b] = [misfit(one), misfit(other)]
    return a[0] - b[0] || a[1] - b[1]
  })[0] ?? []

function codeOf(issue: Issue, value: unknown): string {
  if (value === undefined && issue.code !== 'custom') return 'required'
  switch (issue.code) {
    case 'invalid_type': return 'invalid_type'
    case 'too_small': return issue.origin === 'string' || issue.origin === 'array' ? (Number(issue.minimum) <= 1 ? 'required' : 'too_short') : 'invalid_value'
    case 'too_big': return issue.origin === 'string' || issue.origin === 'array' ? 'too_long' : 'invalid_value'
    case 'custom': return STABLE_CODE.test(issue.message) ? issue.message : 'invalid_value'
    default: return 'invalid_value'
  }
}

function* problemsOf(issues: readonly Issue[], input: unknown, base: readonly PropertyKey[]): Generator<[string, string]> {
  for (const issue of issues) {
    const path = [...base, ...issue.path]
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) yield [fieldName([...path, key]), 'unknown_field']
    } else if (issue.code === 'invalid_union' && issue.errors.length > 0 && valueAt(input, path) !== undefined) {
      yield* problemsOf(nearestBranch(issue.errors), input, path)
    } else {
      yield [fieldName(path), codeOf(issue, valueAt(input, path))]
    }
  }
}

/**
 * Field → stable codes (`required`, `too_long`, `too_short`, `unknown_field`, `invalid_type`, `invalid_value`, or the
 * schema's own). Values never show. What concerns the whole request stands under `body`.
 */
export function fieldErrors(issues: readonly Issue[], input: unknown): Record<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const [name, code] of problemsOf(issues, input, [])) {
    const key = name === '' ? 'body' : name
    found.set(key, (found.get(key) ?? new Set()).add(code))
  }
  return Object.fromEntries([...found].map(([name, codes]) => [name, [...codes]]))
}

/** @throws ApiError `validation_failed` */
export function validate<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw invalid(fieldErrors(result.error.issues, input))
}
