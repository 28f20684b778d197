/**
 * `npm run test:emacs`: the language server under eglot, the client that Emacs brings along, shown
 * by Emacs's own flymake and eldoc. Exits 1 when Emacs or eglot is missing, the server does not
 * start, or an answer is not what it should be.
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { ask, noServer, runTests, server } from '../editors/client.mjs';

const script = fileURLToPath(new URL('./client.el', import.meta.url));

function askEmacs(started, file) {
  return ask('Emacs', {
    ...{
      command: 'emacs',
      args: ['--batch', '-l', script],
      server: started,
      file,
      patience: 120_000,
    },
    missing({ error, stderr }) {
      if (error?.code === 'ENOENT')
        return 'Emacs is missing. Install it with `apt-get install -y --no-install-recommends emacs-nox`.';
      return /Cannot open load file.*eglot/.test(stderr)
        ? 'Emacs has no eglot. Before Emacs 29, install it with `apt-get install -y --no-install-recommends elpa-eglot`.'
        : undefined;
    },
  });
}

runTests('Emacs', {
  'a server that ends at once is an error'(file) {
    const { code, answer } = askEmacs(noServer, file);
    assert.notEqual(code, 0);
    assert.match(answer.error, /server|eglot/i);
  },
  'diagnostics, a hover with its citation, and an end when asked'(file) {
    const { code, answer } = askEmacs(server, file);
    assert.equal(answer.error, undefined);
    assert.equal(code, 0);
    const overclaim = answer.diagnostics.find((one) => one.text.includes('[position-overclaim]'));
    assert.ok(overclaim, `no position-overclaim in ${JSON.stringify(answer.diagnostics)}`);
    assert.equal(overclaim.on, '[I, A]');
    assert.equal(overclaim.type, 'eglot-warning');
    assert.match(answer.hover, /^Everolimus after lanreotide/);
    assert.match(answer.hover, /RADIANT-3/);
    assert.match(answer.hover, /Yao/);
    // Where an editor shows no Markdown, none of its marks may be left.
    assert.doesNotMatch(answer.hover, /\*\*|\]\(/);
    assert.ok(answer.stopped, 'the server did not stop when asked');
  },
});
