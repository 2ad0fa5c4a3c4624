// The address of a scenario: everything is in the fragment, which browsers never send to a server.
import { Refusal } from './scenario.ts';

const mostFragment = 64 * 1024;
const mostUnpacked = 512 * 1024;

function base64url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new Refusal(['the link holds letters that no shared scenario has']);
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}

/** Reads a stream to its end, or to the limit: a small link must not unpack to a large one. */
async function readAll(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new Refusal([`the link unpacks to more than ${limit} bytes`]);
    }
    parts.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export async function packFragment(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return base64url(await readAll(packed, mostUnpacked));
}

/** What a link holds. Anything that is not a whole link of this page is refused. */
export async function unpackFragment(text: string): Promise<unknown> {
  if (text.length > mostFragment) throw new Refusal([`the link has ${text.length} letters, expected at most ${mostFragment}`]);
  try {
    const bytes = fromBase64url(text);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const unpacked = await readAll(stream, mostUnpacked);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(unpacked)) as unknown;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(['the link is damaged: it does not unpack to a scenario']);
  }
}
