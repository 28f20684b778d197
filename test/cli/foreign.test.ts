/** Files of other tools and in odd places on the command line. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Folder, sound } from './process.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

describe('what is not read is said', () => {
  test('a block that is none, in a document that holds no other', async () => {
    folder.write('a.md', `# x\n\n\`\`\`seqitur\n${sound}\`\`\`\n`);
    const { out, code } = await folder.run(['check', '.']);
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /3:4 information unread-block .* its language is `seqitur`/,
    );
    expect(code).toBe(0);
  });

  test('endings of names count in upper case as well', async () => {
    for (const name of ['A.SEQUITUR', 'a/GUIDE.MD', 'b/Draft.Qmd', 'c/report.RMD'])
      folder.write(name, name.endsWith('R') ? sound : `\`\`\`sequitur\n${sound}\`\`\`\n`);
    const { out } = await folder.run(['check', '--format', 'json']);
    expect(JSON.parse(out).files.map(({ path }: { path: string }) => path)).toEqual([
      'A.SEQUITUR',
      'a/GUIDE.MD',
      'b/Draft.Qmd',
      'c/report.RMD',
    ]);
  });

  test('a pattern of an override that matches no file, with its place', async () => {
    folder.write('a/x.sequitur', sound);
    folder.write('b/y.sequitur', sound);
    folder.write(
      'sequitur.config.json',
      `{ "overrides": [
  { "files": ["./a/**", "b/**"], "severity": { "missing-grade": "off" } },
  { "files": "guidelines/**", "severity": { "missing-grade": "off" } },
  { "files": ["*.sequitur", "!c/**", "d.md"], "severity": { "missing-grade": "off" } } ] }`,
    );
    const { err, code } = await folder.run(['check', 'a/x.sequitur']);
    expect(err.trim().split('\n')).toEqual([
      expect.stringContaining('sequitur.config.json:3:5: the pattern "guidelines/**"'),
      expect.stringContaining('sequitur.config.json:4:38: the pattern "d.md"'),
    ]);
    expect(code).toBe(0);
  });
});
