/**
 * `npm run test:neovim`: the language server under Neovim, a client that shares no code with VS
 * Code's. Exits 1 when Neovim is missing, the server does not start, or an answer is not what it
 * should be.
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { ask, noServer, runTests, server } from '../editors/client.mjs';

const script = fileURLToPath(new URL('./client.lua', import.meta.url));

function askNeovim(started, file) {
  return ask('Neovim', {
    ...{
      command: 'nvim',
      args: ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-S', script],
      server: started,
      file,
      patience: 90_000,
    },
    missing: ({ error }) =>
      error?.code === 'ENOENT'
        ? 'Neovim is missing. Install it with `apt-get install -y --no-install-recommends neovim`.'
        : undefined,
  });
}

function text(hover) {
  assert.ok(hover, 'the hover is empty');
  return hover.contents.value ?? JSON.stringify(hover.contents);
}

runTests('Neovim', {
  'a server that ends at once is an error'(file) {
    const { code, answer } = askNeovim(noServer, file);
    assert.notEqual(code, 0);
    assert.match(answer.error, /server|initialize/);
  },
  'diagnostics, a hover with its citation, and an orderly end'(file) {
    const { code, answer } = askNeovim(server, file);
    assert.equal(answer.error, undefined);
    assert.equal(code, 0);
    const overclaim = answer.diagnostics.find(
      (diagnostic) => diagnostic.code === 'position-overclaim',
    );
    assert.ok(overclaim, `no position-overclaim in ${JSON.stringify(answer.diagnostics)}`);
    assert.match(text(answer.hover), /RADIANT-3/);
    assert.match(text(answer.hover), /Yao/);
    assert.ok(answer.stopped, 'the server did not stop when asked');
  },
});
