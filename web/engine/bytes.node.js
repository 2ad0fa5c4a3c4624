import {readFile} from 'node:fs/promises';
import {pathToFileURL} from 'node:url';
import {resolve} from 'node:path';
import {bytesOf as fetched} from './bytes.js';

/** The bytes behind an address or a path, in Node. */
export async function bytesOf(address) {
  const text = String(address);
  if (/^(https?|data|blob):/.test(text)) return fetched(text);
  return readFile(text.startsWith('file:') ? new URL(text) : pathToFileURL(resolve(text)));
}
