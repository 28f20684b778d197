import { expect, test } from 'vitest';
import { palette } from '../../server/src/output/palette.ts';
import { fileBlock } from '../../server/src/output/terminal-file.ts';

const options = {
  colours: false,
  links: false,
  width: 80,
  quiet: false,
  display: () => 'draft.sequitur',
};
const nothing = { path: '/guideline/a draft.sequitur', release: null, diagnostics: [] };

test('on a terminal the path of a file leads to the file, and its text stays the same', () => {
  const [plain] = fileBlock(nothing, 'It cannot be read.', palette(false), options);
  const [linked = ''] = fileBlock(nothing, 'It cannot be read.', palette(false), {
    ...options,
    links: true,
  });
  expect(plain).toBe('draft.sequitur');
  expect(linked).toBe(
    '\u001b]8;;file:///guideline/a%20draft.sequitur\u001b\\draft.sequitur\u001b]8;;\u001b\\',
  );
});
