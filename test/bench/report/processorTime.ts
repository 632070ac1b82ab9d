import { readdirSync, readFileSync } from 'node:fs'

/** Length of a tick of the kernel's accounts, in ms; it is the same on all Linux machines that Node runs on. */
const TICK_MS = 10

/** The fields of /proc/PID/stat behind the name, which may hold anything. Empty of a process that is gone. */
function fieldsOf(pid: number | 'self'): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

/** Processor time that a process has had, all its threads together, in ms. 0 of one that is gone. */
export function processorTime(pid: number): number {
  const fields = fieldsOf(pid)
  return fields.length === 0 ? 0 : (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

/** The same of this process and of all its children that have ended. */
export function ownProcessorTime(): number {
  const fields = fieldsOf('self')
  return [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field] ?? 0), 0) * TICK_MS
}

/** Memory that a process has in use (RSS), in MB. */
export const residentMemory = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** A process that is told from a later one with the same id by when it began. */
export interface KnownProcess { pid: number; began: string }

/** Whether it still runs. */
export const isSameProcess = ({ pid, began }: KnownProcess): boolean => {
  const fields = fieldsOf(pid)
  return fields[19] === began && fields[0] !== 'Z'
}

/** A process and all below it, by the parents that Linux tells. */
export function family(pid: number): KnownProcess[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => ({ pid: Number(name), fields: fieldsOf(Number(name)) }))
  const below = (parent: number): typeof all => all.filter(({ fields }) => Number(fields[1]) === parent).flatMap((child) => [child, ...below(child.pid)])
  return [...all.filter((each) => each.pid === pid), ...below(pid)].map((each) => ({ pid: each.pid, began: each.fields[19] ?? '' }))
}
