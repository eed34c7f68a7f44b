/**
 * The IPv4 address after this one, as replicas are numbered: the last octet ends at 254 and begins at 1. `null` for
 * what is no IPv4 address, and where the third octet has come to its end (observed).
 */
export function nextAddress(address: string): string | null {
  const match = /^\s*(\d{1,10})\.\s*(\d{1,10})\.\s*(\d{1,10})\.\s*(\d{1,10})/.exec(address);
  if (match === null) return null;
  const [a, b, c, d] = match.slice(1).map(Number) as [number, number, number, number];
  if (c > 253) return null;
  return d > 253 ? `${a}.${b}.${c + 1}.1` : `${a}.${b}.${c}.${d + 1}`;
}
