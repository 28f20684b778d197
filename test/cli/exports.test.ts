/** `diagram`, `matrix` and `bibliography`: what leaves for other programs, read back. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngine } from '../../server/src/checks/engine.ts';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { Lines } from '../../server/src/text/lines.ts';
import { pictureOfFile } from '../../server/src/views/diagram/picture.ts';
import { previewOf } from '../../server/src/views/diagram/preview.ts';
import { memoryHost } from '../../server/src/workspace/host.ts';
import { Folder, root } from './process.ts';

const example = readFileSync(join(root, 'examples', 'pancreatic-net.sequitur'), 'utf8');
let folder: Folder;
beforeEach(() => {
  folder = new Folder();
  folder.write('draft.sequitur', example);
});
afterEach(() => folder.remove());

describe('diagram', () => {
  test('is the picture of the preview, byte for byte', async () => {
    const host = memoryHost({ files: new Map(), today: '2026-11-23' });
    const result = await createEngine({ host }).check('/draft.sequitur', example);
    const { bound, base, transitions, diagnostics } = result;
    if (bound === null) throw new Error('the example has a meaning');
    const lines = new Lines(example);
    const preview = previewOf({
      ...{ bound, base, transitions, diagnostics, at: null },
      range: (span) => lines.range(span),
    });
    const { out } = await folder.run(['diagram', 'draft.sequitur']);
    expect(out).toBe(pictureOfFile(preview, 'draft.sequitur').svg);
  });
  test('as Mermaid has a title and a description, as DOT a cluster for each sequence', async () => {
    await folder.run(['diagram', 'draft.sequitur', '--out', 'draft.mmd']);
    const mermaid = folder.read('draft.mmd');
    expect(mermaid).toMatch(/^flowchart LR\n {2}accTitle: Systemic therapy .*\n {2}accDescr \{/);
    expect(mermaid).toContain('Line 2: sunitinib on progression');
    const { out } = await folder.run(['diagram', 'draft.sequitur', '--format', 'dot']);
    expect(out.match(/subgraph cluster_/g)).toHaveLength(4);
  });
  test('draws one file', async () => {
    folder.write('other.sequitur', example);
    const { code, err } = await folder.run(['diagram', '.']);
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining('draws one file'),
    });
  });
});

describe('matrix', () => {
  test('marks what moved, and by which report, in every form', async () => {
    const words = ['matrix', '--compare', '2016-04-10', '--as-of', '2026-06-30', '--format'];
    const map = JSON.parse((await folder.run([...words, 'json'])).out);
    expect(map.compared.since).toBe('2016-04-10');
    const moved: readonly { to: string; because: string[] }[] = map.compared.changes;
    expect(moved.some(({ because }) => because.some((key) => key.startsWith('CABINET/')))).toBe(
      true,
    );
    const [html, svg, csv] = await Promise.all(
      ['html', 'svg', 'csv'].map(async (format) => (await folder.run([...words, format])).out),
    );
    expect(html?.match(/ moved">/g)).toHaveLength(moved.length);
    expect(svg?.match(/ ◆</g)).toHaveLength(moved.length);
    expect(csv?.split('\r\n')[0]).toContain('"rung as of 2016-04-10","moved by"');
    expect(html).not.toMatch(/no evidence/i);
  });
  test('tells what it cannot read', async () => {
    for (const words of [
      ['--where', 'tumour nonsense'],
      ['--compare', '2030-01-01'],
      ['a.sequitur'],
    ])
      expect((await folder.run(['matrix', ...words])).code).toBe(2);
  });
});

describe('bibliography', () => {
  test.each([
    ['cited.bib', /^@\w+\{([^,]+),/gm],
    ['cited.json', /"id": ?"([^"]+)"/g],
  ])('as %s is recognised when it is read back, all of it', async (name, keys) => {
    expect((await folder.run(['bibliography', 'draft.sequitur', '--out', name])).code).toBe(0);
    const found = [...folder.read(name).matchAll(keys)].map(([, key = '']) => key);
    expect(found.length).toBeGreaterThan(5);
    const steps = found.map((key) => `sequence s${found.indexOf(key)} { everolimus @${key} }`);
    folder.write('back.sequitur', `bibliography "${name}"\n${steps.join('\n')}\n`);
    const { out } = await folder.run([
      'check',
      'back.sequitur',
      '--format',
      'json',
      '--fail-on',
      'never',
    ]);
    const codes: readonly string[] = JSON.parse(out).files[0].diagnostics.map(
      ({ code }: { code: string }) => code,
    );
    expect(codes).not.toContain('unknown-citation');
    expect(codes).not.toContain('not-appraised-citation');
  });
  test('as RIS holds numbers that the base knows', async () => {
    const { out } = await folder.run(['bibliography', 'draft.sequitur', '--format', 'ris']);
    const records = out.split(/^ER {2}-/m).slice(0, -1);
    const base = embeddedBase();
    for (const record of records) {
      const doi = /^DO {2}- (.+?)\s*$/m.exec(record)?.[1];
      const trial = /NCT\d{8}/.exec(record)?.[0];
      const known = [doi && `doi:${doi}`, trial && `nct:${trial}`].filter(Boolean);
      expect(
        known.some((key) => base.cite(String(key)) !== undefined),
        record,
      ).toBe(true);
    }
  });
});
