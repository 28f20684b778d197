/** A character that is not seen hides nothing: not from the command line, and nothing covers it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { broken, Folder, population } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

/** A step that cites a study that does not exist, behind a character that turns the line around. */
const hidden = broken.replace('sequence s', '\u202esequence s');

interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly accepted: string | null;
}
async function found(words: readonly string[]): Promise<readonly Finding[]> {
  const { out } = await folder.run([...words, '--format', 'json']);
  const read: { files: { diagnostics: Finding[] }[] } = JSON.parse(out);
  return read.files.flatMap(({ diagnostics }) => diagnostics);
}
const codesOf = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ accepted }) => accepted === null).map(({ code }) => code);

test('the sequence behind it is checked as if it were not there', async () => {
  folder.write('plain.sequitur', broken);
  folder.write('hidden.sequitur', hidden);
  const plain = codesOf(await found(['check', 'plain.sequitur']));
  expect(plain).toContain('unknown-citation');
  expect(codesOf(await found(['check', 'hidden.sequitur'])).toSorted()).toEqual(
    [...plain, 'invisible-character'].toSorted(),
  );
});

test.each(['draft', 'publish'])(
  'neither an accept nor a baseline covers it in the profile %s',
  async (profile) => {
    folder.write('sequitur.config.json', JSON.stringify({ profile }));
    const accepts = ['invisible-character', 'bidirectional-text', 'unknown-citation']
      .map((code) => `accept ${code} "The panel knows."\n`)
      .join('');
    folder.write('a.sequitur', `${accepts}${hidden}`);
    const baseline = await folder.run(['baseline']);
    expect(baseline.code).toBe(0);
    const { out, code } = await folder.run(['check', '--baseline', 'sequitur-baseline.json']);
    expect(out).toMatch(/error\s+invisible-character/);
    expect(code).toBe(1);
    // A baseline that somebody wrote by hand.
    const [finding] = (await found(['check'])).filter(
      (one): one is Finding & { fingerprint: string } => one.code === 'invisible-character',
    );
    folder.write(
      'sequitur-baseline.json',
      JSON.stringify({
        schema: 'sequitur-baseline/1',
        files: { 'a.sequitur': [finding?.fingerprint] },
      }),
    );
    expect((await folder.run(['check', '--baseline', 'sequitur-baseline.json'])).code).toBe(1);
  },
);

test('a configuration that silences it is refused, with its place', async () => {
  folder.write('a.sequitur', hidden);
  folder.write(
    'sequitur.config.json',
    '{\n  "overrides": [{ "files": "*", "severity": { "invisible-character": "off" } }]\n}\n',
  );
  const { out, err, code } = await folder.run(['check']);
  expect(code).toBe(2);
  expect(out + err).toContain('sequitur.config.json:2:');
  expect((out + err).replaceAll(/\s+/g, ' ')).toContain(
    '"invisible-character" is reported whatever a configuration says.',
  );
});

test('the repair deletes it and nothing else; in comments and texts those that reorder are reported', async () => {
  folder.write('a.sequitur', `# שלום \u200f\n${hidden.replace('ever', 'ever\u00ad')}`);
  await folder.run(['check', '--fix']);
  expect(folder.read('a.sequitur')).toBe(`# שלום \u200f\n${broken}`);
  folder.write('b.sequitur', `# \u2066x\n${population}`);
  expect(codesOf(await found(['check', 'b.sequitur']))).toContain('bidirectional-text');
});

test('the formatter keeps what stands around it', async () => {
  folder.write('a.sequitur', hidden);
  await folder.run(['format', 'a.sequitur']);
  expect(folder.read('a.sequitur').replaceAll(/\s/g, '')).toBe(hidden.replaceAll(/\s/g, ''));
});
