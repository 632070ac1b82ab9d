import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { networkCheck } from '../config.ts'

/** The global unicast addresses of IPv6; everything else in it is local, translated, or not given out. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

/** Which addresses a channel may reach. */
export type AddressRule = (address: string) => boolean

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.range() === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6))
}

/**
 * Public addresses, and those of the networks that the configuration names (`notices.md`). Loopback, private, link-local
 * (the metadata services of clouds), shared, reserved, multicast and translated addresses are refused; an IPv4 address in
 * IPv6 form counts as what it is.
 * @param networks CIDR ranges
 */
export function createAddressRule(networks: readonly string[]): AddressRule {
  const isNamed = networkCheck(networks)
  return (given) => {
    if (!ipaddr.isValid(given) || isIP(given) === 0) return false
    const address = ipaddr.process(given)
    return isNamed(address.toString()) || isPublic(address)
  }
}

/** A name led to no address that may be reached. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED'

  constructor() {
    super('the address may not be reached')
    this.name = 'AddressRefused'
  }
}

/**
 * A lookup for connections that gives only addresses that may be reached. The connection is made to what it gave: a name
 * that answers differently the next time gains nothing.
 */
export function guardLookup(rule: AddressRule, lookup: LookupFunction = systemLookup as LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const allowed = (found as LookupAddress[]).filter(({ address }) => rule(address))
      const [first] = allowed
      if (!first) return callback(new AddressRefused(), [])
      return options.all ? callback(null, allowed) : callback(null, first.address, first.family)
    })
  }
}

/** The host of a URL where it is an address, as it will be connected to; null for a name. */
export function literalAddress({ hostname }: URL): string | null {
  const plain = hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(plain) === 0 ? null : plain
}
