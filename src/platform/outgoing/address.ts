import ipaddr from 'ipaddr.js';

/** What the internet's routers carry to one host; everything IANA has set aside, in either family, is something else. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is one of a host on the public internet. All others are refused, and what cannot be read too: private,
 * loopback, link-local (with the metadata services of clouds), shared, multicast, documentation, and every way of writing an IPv4 address
 * as an IPv6 one (mapped, NAT64, 6to4, Teredo), which would lead back to any of these.
 */
export function isPublicAddress(text: string): boolean {
  // A zone names an interface of this machine.
  if (text.includes('%') || !ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || address.match(GLOBAL_V6);
}
