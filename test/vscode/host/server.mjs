/**
 * Starts the VS Code server on a free loopback port, with settings that keep a run quiet, offline
 * and the same every time.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureServer } from './setup.mjs';

const settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.commandCenter': false,
  // A workbench in a browser saves after a delay by default; the desktop does not.
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
};

/**
 * Takes the release of VS Code, more user settings, and the folder of installed extensions; gives
 * the address, and `stop`, which ends every process it started and removes its files.
 */
export async function startServer({
  release,
  userSettings = {},
  extensions,
  timeout = 60_000,
} = {}) {
  const { server, node } = ensureServer({ release });
  const folder = mkdtempSync(path.join(tmpdir(), 'sequitur-vscode-'));
  const userData = path.join(folder, 'user-data');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  writeFileSync(
    path.join(userData, 'User/settings.json'),
    JSON.stringify({ ...settings, ...userSettings }),
  );
  // The server leaves sockets behind in the runtime folder, so it gets one that is removed with the
  // rest.
  const environment = { ...process.env, EXTENSIONS_GALLERY: '{}', XDG_RUNTIME_DIR: folder };
  // The extension host looks for WebSocket, which Node 20 and 21 have only when asked.
  if (node === process.execPath && typeof WebSocket === 'undefined')
    environment.NODE_OPTIONS = '--experimental-websocket';
  for (const name of Object.keys(environment))
    if (/^(VSCODE_IPC_HOOK|VSCODE_AGENT_FOLDER|ELECTRON_)/.test(name)) delete environment[name];
  const child = spawn(
    node,
    [
      ...[
        server,
        '--host',
        '127.0.0.1',
        '--port',
        '0',
        '--without-connection-token',
        '--accept-server-license-terms',
      ],
      ...[
        '--telemetry-level',
        'off',
        '--disable-workspace-trust',
        '--disable-getting-started-override',
      ],
      ...['--server-data-dir', path.join(folder, 'server-data'), '--user-data-dir', userData],
      ...['--extensions-dir', extensions ?? path.join(folder, 'extensions')],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: environment },
  );
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const kill = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  const stop = async () => {
    kill('SIGTERM');
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 3000))]);
    kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  let output = '';
  try {
    const port = await new Promise((resolve, reject) => {
      const limit = setTimeout(
        () => reject(new Error(`VS Code's server did not start within ${timeout} ms:\n${output}`)),
        timeout,
      );
      const read = (bytes) => {
        output += bytes;
        const listening = /Extension host agent listening on (\d+)/.exec(output);
        if (!listening) return;
        clearTimeout(limit);
        resolve(listening[1]);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => {
        clearTimeout(limit);
        reject(new Error(`VS Code's server ended with ${code}:\n${output}`));
      });
    });
    return {
      url: `http://127.0.0.1:${port}`,
      authority: `127.0.0.1:${port}`,
      gone,
      stop,
      output: () => output,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Installs a packed extension into a folder of extensions, as `code --install-extension` does;
 * gives the exit code.
 */
export function installExtension({ release, vsix, extensions }) {
  const { server, node } = ensureServer({ release });
  const folder = mkdtempSync(path.join(tmpdir(), 'sequitur-install-'));
  try {
    const places = [
      '--extensions-dir',
      extensions,
      '--server-data-dir',
      folder,
      '--user-data-dir',
      folder,
    ];
    const args = [server, '--install-extension', vsix, ...places, '--accept-server-license-terms'];
    return (
      spawnSync(node, args, { stdio: 'inherit', env: { ...process.env, EXTENSIONS_GALLERY: '{}' } })
        .status ?? 1
    );
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
