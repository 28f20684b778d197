/**
 * Editor and command line give the same findings for the same file: every example and every
 * fixture, through both built programs.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, type PublishedDiagnostic, type Range, server } from '../lsp/client.ts';

const root = path.join(import.meta.dirname, '..', '..');
const files = ['examples', 'test/fixtures'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sequitur'))
    .map((file) => path.join(root, folder, file))
    .sort(),
);

/** One finding as both programs tell it, as a line that a difference shows well. */
interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly range: Range;
  readonly message: string;
  readonly help: string;
  readonly accepted: string | null;
}
const severities = ['', 'error', 'warning', 'information', 'hint'];
const line = (severity: string, code: string, { start, end }: Range, message: string) =>
  `${start.line}:${start.character}-${end.line}:${end.character} ${severity} ${code} ${message}`;
const ofCommandLine = ({ severity, code, range, message, help }: Finding) =>
  line(severity, code, range, help === '' ? message : `${message}\n${help}`);
const ofEditor = ({ severity, code, range, message }: PublishedDiagnostic) =>
  line(severities[severity] ?? '', code, range, message);

describe('editor and command line', () => {
  const found = new Map<string, readonly Finding[]>();
  let client: Client;

  beforeAll(async () => {
    const { stdout } = spawnSync(
      process.execPath,
      [server, 'check', '--format', 'json', ...files],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      },
    );
    const result: { files: { path: string; diagnostics: Finding[] }[] } = JSON.parse(stdout);
    for (const { path: file, diagnostics } of result.files)
      found.set(path.resolve(root, file), diagnostics);
    client = await Client.start();
  });
  afterAll(async () => {
    await client.stop();
  });

  it('are compared over all examples and fixtures', () => {
    expect(files.length).toBeGreaterThan(3);
    expect([...found.keys()].sort()).toEqual([...files].sort());
  });

  it.each(files.map((file) => [path.relative(root, file), file]))(
    'find the same in %s',
    async (_name, file) => {
      const uri = pathToFileURL(file).href;
      await client.open(uri, readFileSync(file, 'utf8'));
      const { diagnostics } = await client.diagnosticsOf(uri);
      const expected = (found.get(file) ?? [])
        .filter(({ accepted }) => accepted === null)
        .map(ofCommandLine);
      expect(diagnostics.map(ofEditor).sort()).toEqual(expected.sort());
    },
  );
});
