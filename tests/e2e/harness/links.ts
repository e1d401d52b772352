// What a link says, read without the page.
import { inflateSync } from 'node:zlib';

/** The JSON after `#`, unpacked (RFC 4648 §5, then RFC 1950). */
export function unpacked(url: string): string {
  return inflateSync(Buffer.from(url.slice(url.indexOf('#') + 1), 'base64url')).toString('utf8');
}
