import { createHmac } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { isTimeZone } from '#shared/domain/sla/zoneOffset.ts'

/** Shorter secrets can be guessed. */
const SECRET_MINIMUM_LENGTH = 32

export interface Config {
  databaseUrl: string
  port: number
  host: string
  demo: boolean
  /** IANA name. */
  timeZone: string
  /** Signs access tokens. */
  secret: string
  /** HMAC secret of the telephone system. */
  callSecret: string
  /** Absolute. */
  dataFolder: string
  /** Absolute; the same folder for all servers. */
  attachmentFolder: string
  /** Proxies in front of the server whose X-Forwarded-For counts; 0: none. */
  trustedProxies: number
  /** CIDR ranges in which recordings may be played; none: nowhere. */
  internalNetworks: readonly string[]
  /** CIDR ranges that channels may send to though they are not public; none: public addresses alone. */
  channelNetworks: readonly string[]
  /** CIDR ranges that recordings may be fetched from though they are not public; none: public addresses alone. */
  recordingNetworks: readonly string[]
  logLevel: 'debug' | 'info' | 'warn' | 'error'
}

/** The environment is wrong; the message has one line per variable and never a secret's value. */
export class ConfigurationError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigurationError'
  }
}

/** True for addresses that only this machine can reach. */
const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

const isDatabaseUrl = (value: string): boolean => {
  const url = URL.parse(value)
  return url !== null && ['mysql:', 'mariadb:'].includes(url.protocol) && url.hostname !== '' && url.pathname.length > 1
}

const isNetwork = (value: string): boolean => {
  const [address = '', prefix = ''] = value.split('/')
  const family = isIP(address)
  return family !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128)
}

const flag = (fallback: '0' | '1') => z.enum(['0', '1'], { error: 'must be 0 or 1' }).default(fallback).transform((value) => value === '1')
const whole = (from: number, to: number, fallback: number) =>
  z.string().regex(/^\d{1,6}$/, `must be a whole number from ${from} to ${to}`).transform(Number)
    .refine((value) => value >= from && value <= to, `must be a whole number from ${from} to ${to}`).default(fallback)
const secret = z.string().min(SECRET_MINIMUM_LENGTH, `needs at least ${SECRET_MINIMUM_LENGTH} characters`)
const networks = z.string().default('').transform((value) => value.split(',').map((part) => part.trim()).filter(Boolean))
  .refine((list) => list.every(isNetwork), 'must be CIDR ranges separated by commas, such as 10.0.0.0/8,192.168.1.0/24')

const environment = z.object({
  DATABASE_URL: z.string({ error: 'is missing; it names the database, such as mysql://user:password@host:3306/database' })
    .refine(isDatabaseUrl, 'must look like mysql://user:password@host:3306/database'),
  GONGDAN_PORT: whole(0, 65_535, 8080),
  GONGDAN_HOST: z.string().default('127.0.0.1'),
  GONGDAN_DEMO: flag('0'),
  GONGDAN_TIMEZONE: z.string().default('Asia/Shanghai').refine(isTimeZone, 'must be an IANA time zone such as Asia/Shanghai'),
  GONGDAN_SECRET: secret.optional(),
  GONGDAN_CALL_SECRET: secret.optional(),
  GONGDAN_DATA_DIR: z.string().default('data'),
  GONGDAN_ATTACHMENT_DIR: z.string().optional(),
  GONGDAN_TRUST_PROXY: whole(0, 10, 0),
  GONGDAN_INTERNAL_NETWORKS: networks,
  GONGDAN_CHANNEL_NETWORKS: networks,
  GONGDAN_RECORDING_NETWORKS: networks,
  GONGDAN_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' }).default('info'),
})

/** The demonstration is reached from this machine alone; its sessions need not outlive a restart. */
const DEMONSTRATION_SECRET = (): string => crypto.randomUUID() + crypto.randomUUID()

/** A secret for another purpose than the one it is derived from. */
const derive = (from: string, purpose: string): string => createHmac('sha256', from).update(purpose).digest('hex')

/** The secret of the telephone system where none is configured. @param secret GONGDAN_SECRET */
export const callSecretOf = (secret: string): string => derive(secret, 'telephone system')

const onlyFirst = (problems: [string, string][]): string[] => [...new Map(problems.reverse()).entries()].reverse().map(([name, text]) => `${name} ${text}`)

/**
 * Reads and validates the environment. An empty variable counts as absent.
 * @param root the folder that a relative GONGDAN_DATA_DIR or GONGDAN_ATTACHMENT_DIR starts from
 * @throws ConfigurationError with one line for every variable that is wrong
 */
export function readConfig(env: Record<string, string | undefined>, root: string): Config {
  const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value?.trim() || undefined]))
  const read = environment.safeParse(given)
  const problems: [string, string][] = read.success ? [] : read.error.issues.map((issue) => [String(issue.path[0]), issue.message])
  const demo = given['GONGDAN_DEMO'] === '1'
  const host = given['GONGDAN_HOST'] ?? '127.0.0.1'
  if (demo && !isLoopback(host)) problems.push(['GONGDAN_HOST', 'must be a loopback address such as 127.0.0.1 while GONGDAN_DEMO is 1'])
  if (!demo && given['GONGDAN_SECRET'] === undefined) problems.push(['GONGDAN_SECRET', 'is missing; it is required outside the demonstration'])
  if (!read.success || problems.length > 0) throw new ConfigurationError(onlyFirst(problems))
  const values = read.data
  const dataFolder = isAbsolute(values.GONGDAN_DATA_DIR) ? values.GONGDAN_DATA_DIR : resolve(root, values.GONGDAN_DATA_DIR)
  const tokenSecret = values.GONGDAN_SECRET ?? DEMONSTRATION_SECRET()
  return {
    databaseUrl: values.DATABASE_URL.replace(/^mariadb:/, 'mysql:'),
    port: values.GONGDAN_PORT, host: values.GONGDAN_HOST, demo: values.GONGDAN_DEMO, timeZone: values.GONGDAN_TIMEZONE,
    secret: tokenSecret, callSecret: values.GONGDAN_CALL_SECRET ?? callSecretOf(tokenSecret),
    dataFolder, attachmentFolder: values.GONGDAN_ATTACHMENT_DIR === undefined ? resolve(dataFolder, 'attachments') : resolve(root, values.GONGDAN_ATTACHMENT_DIR),
    trustedProxies: values.GONGDAN_TRUST_PROXY, internalNetworks: values.GONGDAN_INTERNAL_NETWORKS, channelNetworks: values.GONGDAN_CHANNEL_NETWORKS,
    recordingNetworks: values.GONGDAN_RECORDING_NETWORKS, logLevel: values.GONGDAN_LOG_LEVEL,
  }
}

/** Whether an address lies in one of the networks; IPv4 addresses in IPv6 form count as IPv4. */
export function networkCheck(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/')
    list.addSubnet(address, Number(prefix), isIP(address) === 4 ? 'ipv4' : 'ipv6')
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
    const family = isIP(plain)
    return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6')
  }
}
