/**
 * What other programs read, held against their own rules and kept word for word in test/golden/.
 * When a change is meant: `npx vitest run test/output/formats.test.ts -u`, and read the difference.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { xml } from '../../server/src/output/junit.ts';
import { uriOf } from '../../server/src/output/machine-output.ts';
import { broken, Folder, overclaimed, population, root, run, sound } from '../cli/process.ts';

const fixtures = 'test/fixtures/report';
/**
 * The pages of the codes have tests of their own, the version moves with every release, and the
 * root is another on every machine.
 */
const shortened = (text: string): string =>
  text
    .replaceAll(`${uriOf(root)}/`, 'file:///repository/')
    .replace(/^( *"help": )\{\n.*\n.*\n *\}/gm, '$1"…"')
    .replace(/^( *"(?:semanticV|v)ersion": )"\d+\.\d+\.\d+[^"]*"/gm, (whole, name: string) =>
      whole.includes('"2.1.0"') ? whole : `${name}"…"`,
    );

test.each([
  ['sarif', 'json'],
  ['github', 'txt'],
  ['junit', 'xml'],
  ['gitlab', 'json'],
  ['unix', 'txt'],
])('--format %s', async (format, ending) => {
  const { code, out, err } = await run(
    ['check', fixtures, '--format', format, '--docs-url', 'https://sequitur.example/blob/main'],
    root,
  );
  expect({ code, err }).toEqual({ code: 1, err: '' });
  await expect(shortened(out)).toMatchFileSnapshot(
    join(root, 'test', 'golden', `report-${format}.${ending}`),
  );
});

// The schema is written for draft 4; all that it uses of it means the same in draft 7, but for the
// name of `$id`.
const {
  $schema: _draft,
  id: _id,
  ...schema
}: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(join(root, 'test/fixtures/sarif/sarif-schema-2.1.0.json'), 'utf8'),
);
const validate = new Ajv({
  strict: false,
  validateFormats: false,
  allErrors: true,
  unicodeRegExp: false,
}).compile(schema);

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
interface Place {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region?: Region;
  };
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly locations: readonly Place[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions: readonly { readonly justification: string }[];
  readonly properties: { readonly facts: readonly string[] };
}
interface Run {
  readonly tool: {
    readonly driver: {
      readonly rules: readonly {
        readonly id: string;
        readonly helpUri?: string;
        readonly help: { readonly markdown: string };
      }[];
    };
  };
  readonly results: readonly Result[];
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly object[];
  }[];
}
/** The only run of a log that the schema accepts. */
async function sarif(words: readonly string[], cwd: string = folder.path): Promise<Run> {
  const { out } = await run(['check', ...words, '--format', 'sarif'], cwd);
  const log: { readonly runs: readonly [Run] } = JSON.parse(out);
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log.runs[0];
}

describe('SARIF', () => {
  test('is valid for every example', async () => {
    const { tool, results } = await sarif(['examples', fixtures], root);
    expect(results.length).toBeGreaterThan(5);
    for (const result of results)
      expect(tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
    for (const rule of tool.driver.rules) expect(rule.help.markdown).toContain(`# ${rule.id}`);
  });

  test('is valid without a finding, and where a file cannot be read', async () => {
    folder.write('sound.sequitur', sound);
    expect((await sarif(['sound.sequitur'])).invocations[0]?.executionSuccessful).toBe(true);
    const failed = await sarif(['sound.sequitur', 'missing.sequitur']);
    expect(failed.invocations[0]).toMatchObject({ executionSuccessful: false });
    expect(failed.invocations[0]?.toolExecutionNotifications).toHaveLength(1);
  });

  test('keeps what was accepted, with the reason', async () => {
    folder.write(
      'a.sequitur',
      overclaimed.replace(
        '@SUN1111',
        '@SUN1111 accept position-overclaim "The group has read it."',
      ),
    );
    const { results } = await sarif(['a.sequitur']);
    expect(
      results.find(({ ruleId }) => ruleId === 'position-overclaim')?.suppressions,
    ).toMatchObject([{ justification: 'The group has read it.' }]);
    expect(results.filter(({ suppressions }) => suppressions.length === 0).length).toBe(
      results.length - 1,
    );
  });

  test('knows a finding again when lines move, and tells findings apart', async () => {
    folder.write('a.sequitur', overclaimed);
    const before = await sarif(['a.sequitur']);
    folder.write('a.sequitur', `# A line more.\n\n${overclaimed}`);
    const after = await sarif(['a.sequitur']);
    const keys = (found: Run): readonly string[] =>
      found.results.map(
        ({ partialFingerprints }) => partialFingerprints['sequiturTransition/v1'] ?? '',
      );
    expect(keys(after)).toEqual(keys(before));
    expect(new Set(keys(before)).size).toBe(before.results.length);
    expect(after.results.map(({ locations }) => locations)).not.toEqual(
      before.results.map(({ locations }) => locations),
    );
  });

  test('names the evidence, and places in UTF-16 columns from 1', async () => {
    const text =
      'population pnet { tumour pancreatic-net }  sequence s "𝒳" for pnet { everolimus [I, A] @RADIANT-33 }\n';
    folder.write('ü 1.sequitur', text);
    const { results } = await sarif(['.']);
    const found = results.find(({ ruleId }) => ruleId === 'unknown-citation')?.locations[0]
      ?.physicalLocation;
    expect(found?.artifactLocation.uri).toBe('%C3%BC%201.sequitur');
    expect(found?.region).toMatchObject({ startLine: 1, startColumn: text.indexOf('@') + 1 });
    folder.write('over.sequitur', overclaimed);
    const over = (await sarif(['over.sequitur'])).results.find(
      ({ ruleId }) => ruleId === 'position-overclaim',
    );
    expect(over?.properties.facts.length).toBeGreaterThan(0);
    for (const fact of over?.properties.facts ?? [])
      expect(fact).toMatch(/^[\w-]+\/[\w-]+#[\w-]+$/);
  });

  test('links a code to where the project is published, and refuses what is no address', async () => {
    folder.write('a.sequitur', broken);
    const { tool } = await sarif([
      'a.sequitur',
      '--docs-url',
      'https://sequitur.example/blob/main/',
    ]);
    expect(tool.driver.rules.find(({ id }) => id === 'unknown-citation')?.helpUri).toBe(
      'https://sequitur.example/blob/main/server/src/checks/rules/citation/unknown-citation.md',
    );
    expect((await sarif(['a.sequitur'])).tool.driver.rules[0]?.helpUri).toBeUndefined();
    expect(
      await folder.run(['check', 'a.sequitur', '--format', 'sarif', '--docs-url', 'somewhere']),
    ).toMatchObject({ code: 2, out: '' });
  });
});

describe('escapes', () => {
  const hostile = 'a,b:c %25\n::error::x';
  test('in workflow commands, so that no text of a document becomes a command', async () => {
    folder.write(
      'a, b.sequitur',
      `${population}sequence s for pnet { "${hostile.replace('\n', ' ')}" }\nsequence ::error::x { }\n`,
    );
    const { out } = await folder.run(['check', '--format', 'github']);
    const lines = out.trimEnd().split('\n');
    for (const line of lines.slice(0, -1))
      expect(line).toMatch(/^::(error|warning|notice) file=a%2C b\.sequitur,line=\d+,/);
    expect(lines.at(-1)).toMatch(/^1 file: /);
  });
  test('in XML, what it cannot hold included', () => {
    expect(xml('<a b="&">\n\u0001\ud800𝒳')).toBe('&lt;a b=&quot;&amp;&quot;&gt;&#10;\ufffd\ufffd𝒳');
  });
  test('in addresses', () => {
    expect(uriOf('a b/ü#?.sequitur')).toBe('a%20b/%C3%BC%23%3F.sequitur');
    expect(uriOf('/tmp/a b.sequitur')).toBe('file:///tmp/a%20b.sequitur');
    expect(uriOf('C:/a b.sequitur')).toBe('file:///C:/a%20b.sequitur');
  });
});

test('a file that cannot be read is part of every format', async () => {
  folder.write('sound.sequitur', sound);
  for (const format of ['github', 'junit', 'gitlab', 'unix']) {
    const { code, out } = await folder.run([
      'check',
      'sound.sequitur',
      'missing.sequitur',
      '--format',
      format,
    ]);
    expect({ format, code }).toEqual({ format, code: 2 });
    expect(out).toContain('missing.sequitur');
  }
});

test('nothing found is said in every format', async () => {
  folder.write('only.sequitur', 'population pnet { tumour pancreatic-net }\n');
  const printed = async (format: string): Promise<string> =>
    (await folder.run(['check', '--format', format])).out;
  expect(await printed('gitlab')).toBe('[]\n');
  expect(await printed('unix')).toBe('');
  expect(await printed('github')).toBe('1 file: 0 errors, 0 warnings, 0 notes, 0 accepted.\n');
  expect(await printed('junit')).toContain('name="no findings"/>');
});

test('fingerprints of GitLab differ from each other', async () => {
  const found: readonly { readonly fingerprint: string }[] = JSON.parse(
    (await run(['check', fixtures, 'examples', '--format', 'gitlab'], root)).out,
  );
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(found.length);
});
