/** Decodes the bytes of a file, whose encoding is unknown, into pieces of text. */

/** Number of bytes that decide what a file is. */
const HEAD = 4096;

/** First bytes of files that are no text, as Latin-1, with the name of the kind in the words. */
const SIGNATURES = /** @type {const} */ ([
  ['PK\x03\x04', 'workbook'],
  ['\xd0\xcf\x11\xe0', 'workbook'],
  ['%PDF', 'pdf'],
  ['\x1f\x8b', 'compressed'],
  ['BZh', 'compressed'],
  ['7z\xbc\xaf', 'compressed'],
  ['PAR1', 'other'],
]);

/** @typedef {'workbook' | 'pdf' | 'compressed' | 'other'} NoText */

/**
 * Recognizes a file that is no text by its first bytes.
 *
 * @param {Uint8Array} head
 * @returns {NoText | undefined}
 */
export function kindOfNoText(head) {
  const start = String.fromCharCode(...head.subarray(0, 4));
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  return known?.[1] ?? (encodingOf(head) === 'utf-8' && head.includes(0) ? 'other' : undefined);
}

/**
 * Recognizes UTF-16 by its byte-order mark, or because every other byte of a mostly Latin text is 0.
 *
 * @param {Uint8Array} head
 */
export function encodingOf(head) {
  if ((head[0] === 0xff && head[1] === 0xfe) || isZero(head, 1)) {
    return 'utf-16le';
  }
  return (head[0] === 0xfe && head[1] === 0xff) || isZero(head, 0) ? 'utf-16be' : 'utf-8';
}

/**
 * Whether nearly all bytes at even places (0) or at odd ones (1) are 0, and the others are not.
 *
 * @param {Uint8Array} head
 * @param {0 | 1} parity
 */
function isZero(head, parity) {
  const zeros = [0, 0];
  for (const [i, byte] of head.entries()) {
    zeros[i % 2] += Number(byte === 0);
  }
  return head.length > 3 && zeros[parity] > 0.35 * head.length && zeros[1 - parity] === 0;
}

/**
 * Decodes a file. A text that is not valid UTF-8 is decoded as Windows-1252, which every byte is valid in.
 *
 * @param {Blob} file
 * @param {{ start: () => void, append: (text: string, progress: number) => void, signal: AbortSignal }} reader `start` is called before the
 *   first piece, and again if the text has to be decoded anew
 * @returns {Promise<{ noText: NoText } | { encoding: string }>}
 */
export async function decode(file, reader) {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const noText = kindOfNoText(head);
  if (noText) {
    return { noText };
  }
  const encoding = encodingOf(head);
  try {
    await decodeAs(encoding, file, reader);
    return { encoding };
  } catch (error) {
    // A fatal decoder throws a TypeError.
    if (encoding !== 'utf-8' || !(error instanceof TypeError)) {
      throw error;
    }
    await decodeAs('windows-1252', file, reader);
    return { encoding: 'windows-1252' };
  }
}

/**
 * @param {string} encoding
 * @param {Blob} file
 * @param {Parameters<typeof decode>[1]} reader
 */
async function decodeAs(encoding, file, { start, append, signal }) {
  start();
  // UTF-16 with lost characters is still read; the reader of the table reports them.
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  const bytes = file.stream().getReader();
  let nBytes = 0;
  try {
    for (;;) {
      const { done, value } = await bytes.read();
      signal.throwIfAborted();
      nBytes += value?.length ?? 0;
      append(decoder.decode(value, { stream: !done }), done ? 1 : nBytes / file.size);
      if (done) {
        return;
      }
    }
  } finally {
    bytes.cancel().catch(() => {});
  }
}
