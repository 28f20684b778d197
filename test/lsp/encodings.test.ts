/**
 * Places over the protocol in each unit an editor may count in. The texts hold what makes the units
 * differ: letters outside the basic plane, combining marks, right-to-left words, all line breaks, a
 * byte order mark. Each place, cut out of the text by its own unit, must be the same.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, type Position, type Range, usualCapabilities } from './client.ts';

const encodings = ['utf-8', 'utf-16', 'utf-32'] as const;
type Encoding = (typeof encodings)[number];

// ---- the units, written down a second time and apart from the server's
// ------------------------------------------------

function linesOf(text: string): readonly { readonly start: number; readonly text: string }[] {
  const found: { start: number; text: string }[] = [];
  let start = 0;
  for (const { index, 0: stop } of text.matchAll(/\r\n|\r|\n/g)) {
    found.push({ start, text: text.slice(start, index) });
    start = index + stop.length;
  }
  return [...found, { start, text: text.slice(start) }];
}
function units(text: string, encoding: Encoding): number {
  if (encoding === 'utf-8') return Buffer.byteLength(text, 'utf8');
  return encoding === 'utf-16' ? text.length : [...text].length;
}
/** Fails for a place that no line has, or that is inside a character. */
function offsetOf(text: string, { line, character }: Position, encoding: Encoding): number {
  const found = linesOf(text)[line];
  if (found === undefined) throw new Error(`there is no line ${line}`);
  let at = 0;
  for (const letter of [...found.text, '']) {
    if (units(found.text.slice(0, at), encoding) === character) return found.start + at;
    at += letter.length;
  }
  throw new Error(
    `character ${character} of line ${line} is no place in ${JSON.stringify(found.text)} (${encoding})`,
  );
}
function positionOf(text: string, offset: number, encoding: Encoding): Position {
  const lines = linesOf(text);
  const line = lines.findLastIndex(({ start }) => start <= offset);
  const { start, text: own } = lines[line] ?? { start: 0, text: '' };
  return { line, character: units(own.slice(0, offset - start), encoding) };
}
const cut = (text: string, { start, end }: Range, encoding: Encoding) =>
  text.slice(offsetOf(text, start, encoding), offsetOf(text, end, encoding));

// ---- one client for each
// -----------------------------------------------------------------------------------------------

const clients = new Map<Encoding, Client>();
let documents = 0;
function clientOf(encoding: Encoding): Client {
  const client = clients.get(encoding);
  if (client === undefined) throw new Error(`no client counts in ${encoding}`);
  return client;
}
beforeAll(async () => {
  for (const encoding of encodings)
    clients.set(
      encoding,
      await Client.start({
        capabilities: { ...usualCapabilities, general: { positionEncodings: [encoding] } },
      }),
    );
});
afterAll(async () => {
  for (const client of clients.values()) await client.stop();
});
/** A new document in the client of each encoding. */
async function opened(text: string): Promise<{ readonly uri: string }> {
  const uri = `file:///encodings/${documents++}.sequitur`;
  await Promise.all(encodings.map((encoding) => clientOf(encoding).open(uri, text)));
  return { uri };
}
async function inEach<Result>(
  ask: (client: Client, encoding: Encoding) => Promise<Result>,
): Promise<readonly Result[]> {
  return Promise.all(encodings.map((encoding) => ask(clientOf(encoding), encoding)));
}
/** All are the same; gives that one. */
function same<Result>(results: readonly Result[]): Result {
  const [first, ...others] = results;
  if (first === undefined) throw new Error('there is no result');
  for (const other of others) expect(other).toEqual(first);
  return first;
}

async function found(uri: string, text: string, version = 1) {
  const results = await inEach(async (client, encoding) => {
    const { diagnostics } = await client.diagnosticsOf(uri, version);
    return diagnostics.map(({ code, message, range }) => ({
      code,
      message,
      text: cut(text, range, encoding),
    }));
  });
  return same(results);
}
/** The words of the semantic tokens, decoded. */
async function tokens(uri: string, text: string) {
  const results = await inEach(async (client, encoding) => {
    const { data } = await client.request<{ data: readonly number[] }>(
      'textDocument/semanticTokens/full',
      { textDocument: { uri } },
    );
    const words: string[] = [];
    let line = 0;
    let character = 0;
    for (let at = 0; at < data.length; at += 5) {
      const [lines = 0, characters = 0, length = 0, type = 0] = data.slice(at, at + 5);
      character = lines === 0 ? character + characters : characters;
      line += lines;
      words.push(
        `${cut(text, { start: { line, character }, end: { line, character: character + length } }, encoding)} ${type}`,
      );
    }
    return words;
  });
  return same(results);
}

// ---- texts
// -------------------------------------------------------------------------------------------------------------

const titles = [
  'plain',
  'émigré',
  'e\u0301tat',
  '\u{1F9EC} gène',
  'טיפול',
  'علاج \u{1D538}',
  '治療',
  'İ',
  '\u{10FFFF}',
  '👩🏽‍⚕️',
];
const breaks = ['\n', '\r\n', '\r'];
const title = fc.constantFrom(...titles);
const step = fc.tuple(
  fc.constantFrom('everolimus', 'sunitinib', 'nonsénse', 'lanreotide', 'Ünbekannt'),
  title,
  fc.constantFrom('[I, A]', 'here [I, A]', '[X, Y]', '@SUN1111', '@Nöwhere'),
);
const document = fc
  .record({
    mark: fc.constantFrom('', '\u{FEFF}'),
    newline: fc.constantFrom(...breaks),
    comment: title,
    name: fc.constantFrom('q', 'größe', '\u{1D538}bc', 'naïve', 'קבוצה'),
    steps: fc.array(step, { minLength: 1, maxLength: 4 }),
    tail: fc.constantFrom('', '}', '# \u{1F9EC}', '"\u{1F9EC}'),
  })
  .map(({ mark, newline, comment, name, steps, tail }) => ({
    name,
    text: [
      `${mark}guideline "${comment}" # ${comment}`,
      `population ${name} "${comment}" { tumour pancreatic-net  grade G1, G9 }`,
      `sequence s "${comment}" for ${name} { # ${comment}`,
      ...steps.map(
        ([treatment, said, claim], index) =>
          `  ${index === 0 ? '' : '-> '}${treatment} because "${said}" ${claim} # ${said}`,
      ),
      '}',
      tail,
    ].join(newline),
  }));

describe('the unit of places', () => {
  it.each(encodings)('is %s where an editor knows no other', (encoding) => {
    expect(clientOf(encoding).initializeResult.capabilities.positionEncoding).toBe(encoding);
  });

  it('is UTF-16 where an editor offers it or says nothing', async () => {
    const many = await Client.start({
      capabilities: { general: { positionEncodings: ['utf-32', 'utf-8', 'utf-16'] } },
    });
    const silent = await Client.start({ capabilities: {} });
    expect(many.initializeResult.capabilities.positionEncoding).toBe('utf-16');
    expect(silent.initializeResult.capabilities.positionEncoding).toBe('utf-16');
    await many.stop();
    await silent.stop();
  });
});

describe('in each unit', () => {
  it('a finding cuts the same text out of the document', async () => {
    await fc.assert(
      fc.asyncProperty(document, async ({ text }) => {
        const { uri } = await opened(text);
        const findings = await found(uri, text);
        expect(findings.length).toBeGreaterThan(0);
        for (const { code, text: cutOut } of findings)
          if (code === 'impossible-value') expect(cutOut).toBe('G9');
        expect(
          (await tokens(uri, text)).filter((word) => word.startsWith('population ')),
        ).toHaveLength(1);
        await inEach((client) => client.notify('textDocument/didClose', { textDocument: { uri } }));
      }),
      { numRuns: 25 },
    );
  });

  it('hover, definition and rename mean the same words', async () => {
    await fc.assert(
      fc.asyncProperty(document, async ({ text, name }) => {
        const { uri } = await opened(text);
        const used = text.lastIndexOf(`for ${name}`) + 4;
        const treatment = text.search(/everolimus|sunitinib|nonsénse|lanreotide|Ünbekannt/);
        const at = (offset: number, method: string, more: object = {}) =>
          inEach(async (client, encoding) => ({
            answer: await client.at(method, uri, positionOf(text, offset, encoding), more),
            encoding,
          }));
        const hovers = (await at(treatment + 1, 'hover')) as readonly {
          answer: { range: Range; contents: object };
          encoding: Encoding;
        }[];
        const word = same(
          hovers.map(({ answer, encoding }) => ({
            text: cut(text, answer.range, encoding),
            contents: answer.contents,
          })),
        );
        expect(text.slice(treatment).startsWith(word.text)).toBe(true);
        const definitions = (await at(used, 'definition')) as readonly {
          answer: { range: Range };
          encoding: Encoding;
        }[];
        expect(
          same(
            definitions.map(({ answer, encoding }) => offsetOf(text, answer.range.start, encoding)),
          ),
        ).toBe(text.indexOf(`population ${name}`) + 'population '.length);
        type Renamed = {
          documentChanges: readonly { edits: readonly { range: Range; newText: string }[] }[];
        };
        const renamed = (await at(used, 'rename', { newName: 'später' })) as readonly {
          answer: Renamed;
          encoding: Encoding;
        }[];
        const after = same(
          renamed.map(({ answer, encoding }) =>
            (answer.documentChanges[0]?.edits ?? [])
              .map(({ range, newText }) => ({
                start: offsetOf(text, range.start, encoding),
                end: offsetOf(text, range.end, encoding),
                newText,
              }))
              .sort((a, b) => b.start - a.start)
              .reduce(
                (done, { start, end, newText }) => done.slice(0, start) + newText + done.slice(end),
                text,
              ),
          ),
        );
        expect(after).toBe(
          text
            .replace(`population ${name} `, 'population später ')
            .replace(`for ${name} `, 'for später '),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('edits arrive where they were made', async () => {
    const edit = fc.record({
      from: fc.nat(),
      length: fc.nat({ max: 12 }),
      by: fc.constantFrom('', 'x', '\u{1F9EC}', 'é', '\r', '\n', '\r\n', '"', ' -> everolimus '),
    });
    await fc.assert(
      fc.asyncProperty(
        document,
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        async ({ text }, edits) => {
          const { uri } = await opened(text);
          let now = text;
          let version = 1;
          for (const { from, length, by } of edits) {
            // An editor edits between characters, never between the halves of a surrogate pair or
            // of a line break.
            const whole = (offset: number) => (splits(now, offset) ? offset - 1 : offset);
            const start = whole(from % (now.length + 1));
            const end = Math.max(start, whole(Math.min(now.length, start + length)));
            const before = now;
            version++;
            await inEach((client, encoding) =>
              client.notify('textDocument/didChange', {
                textDocument: { uri, version },
                contentChanges: [
                  {
                    range: {
                      start: positionOf(before, start, encoding),
                      end: positionOf(before, end, encoding),
                    },
                    text: by,
                  },
                ],
              }),
            );
            now = now.slice(0, start) + by + now.slice(end);
          }
          const edited = {
            findings: await found(uri, now, version),
            tokens: await tokens(uri, now),
          };
          const { uri: anew } = await opened(now);
          expect(edited).toEqual({
            findings: await found(anew, now),
            tokens: await tokens(anew, now),
          });
        },
      ),
      { numRuns: 20 },
    );
  });
});

/** Whether an offset lies inside a surrogate pair or between `\r` and `\n`. */
function splits(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const behind = text.charCodeAt(offset);
  return (
    (before === 13 && behind === 10) ||
    (before >= 0xd800 && before <= 0xdbff && behind >= 0xdc00 && behind <= 0xdfff)
  );
}
