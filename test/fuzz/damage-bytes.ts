import type { Random } from "../support/random.ts";
import { hostileNames, hostileNumbers, hostileTexts } from "./hostile.ts";

// Damages a text without regard to what it means.

const pieces: readonly (string | readonly number[])[] = [
  "<", ">", "&", "\"", "'", "/>", "</", "<!--", "-->", "--", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE cib [", "]>", "&amp;", "&#0;", "&#x110000;", "&#xD800;",
  "&lol;", '<!DOCTYPE cib [<!ENTITY a "&a;">]>', '<!DOCTYPE cib [<!ENTITY % p SYSTEM "file:///dev/zero">%p;]>', '<!ENTITY a "aaaaaaaa">',
  '<?xml version="1.0" encoding="UTF-16"?>', '<?xml version="1.1"?>', "xmlns:x='u'", "x:", ":", "\r", "\n", "\t", "\0", "\ufeff", "\ufffe", "\u2028",
  [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0xfe, 0xff], [0x42, 0x5a, 0x68],
];

/** Changes a text in one or a few places; `other` is where foreign parts come from. */
export function damageBytes(text: string, other: string, random: Random): Uint8Array {
  let bytes: Buffer = Buffer.from(text);
  const times = 1 + random.below(random.chance(0.3) ? 8 : 2);
  for (let i = 0; i < times; i++) bytes = damageOnce(bytes, Buffer.from(other), random);
  return bytes;
}

function damageOnce(bytes: Buffer, other: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const length = random.below(random.chance(0.5) ? 8 : 400);
  const insert = (piece: Uint8Array): Buffer => Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
  switch (random.below(10)) {
    case 0: {
      const copy = Buffer.from(bytes);
      if (at < copy.length) copy[at]! ^= 1 << random.below(8);
      return copy;
    }
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 2:
      return insert(bytes.subarray(at, at + length));
    case 3:
      return bytes.subarray(0, at);
    case 4: {
      const from = random.below(other.length);
      return insert(other.subarray(from, from + length));
    }
    case 5:
      return insert(Buffer.from(random.pick([...hostileNames, ...hostileNumbers, ...hostileTexts])));
    case 6:
      return Buffer.concat([bytes.subarray(0, at), other.subarray(Math.min(at, other.length))]);
    case 7:
      return insert(Buffer.from("<a>".repeat(random.pick([10, 300, 20_000]))));
    case 8: {
      const piece = Buffer.from(random.pick(pieces) as string);
      return insert(Buffer.concat(Array.from({ length: random.chance(0.8) ? 1 : 1000 }, () => piece)));
    }
    default:
      return insert(Buffer.from(random.pick(pieces) as string));
  }
}
